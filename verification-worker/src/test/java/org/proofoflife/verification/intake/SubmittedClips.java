package org.proofoflife.verification.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.testing.People;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.record.TemplateCodec;

/** Enrols people and submits clips for them, as the API does before a worker is asked. */
record SubmittedClips(People people, Enrolments enrolments, CertificationMoves moves, ObjectStore objects) {

    void enrol(UUID pensioner, FaceTemplate face) {
        people.channel(null);
        UUID photo = UUID.randomUUID();
        enrolments.request(photo, pensioner, People.CHANNEL, "photos/" + photo, new byte[32]);
        enrolments.accept(
                enrolments.claim(photo, "test", Duration.ofMinutes(1), false).orElseThrow(),
                TemplateCodec.encode(face),
                Map.of());
    }

    /** @return the certification; its clip lies in {@code clips/ID} */
    UUID submit(UUID pensioner) {
        people.channel(null);
        UUID id = people.openCertification(pensioner);
        byte[] clip = ("clip of " + id).getBytes(StandardCharsets.UTF_8);
        try {
            objects.put(Bucket.CLIPS, "clips/" + id, clip, "video/mp4");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        moves.submit(
                new Submission(id, DigestUtils.sha256(clip), clip.length, "video/mp4", false, null), "channel:test");
        return id;
    }
}
