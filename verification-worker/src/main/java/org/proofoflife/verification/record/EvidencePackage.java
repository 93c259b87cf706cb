package org.proofoflife.verification.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Claim;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.verification.Verification;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.intake.OutageException;
import org.proofoflife.verification.judge.Judgement;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a reviewer and an auditor get to see of a judgement, in the EVIDENCE bucket below
 * {@code CERTIFICATION/ATTEMPT/}: the key frames, the whole observation (gzip), and {@code evidence.json}, which names
 * them all and is written last, so that where it is the rest is too. An attempt that is repeated writes the same again.
 */
public final class EvidencePackage {

    public static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectStore objects;

    public EvidencePackage(ObjectStore objects) {
        this.objects = objects;
    }

    /** @return the key of evidence.json; @throws OutageException if the store does not take it */
    public String store(Claim claim, Verification verification) {
        String folder = claim.certificationId() + "/" + claim.attempt() + "/";
        try {
            List<Frame> frames = new ArrayList<>();
            for (Verification.KeyFrame frame : verification.keyFrames()) {
                String key = folder + "frame-%02d-%s.jpg".formatted(frames.size(), frame.role());
                objects.put(Bucket.EVIDENCE, key, frame.jpeg(), "image/jpeg");
                frames.add(new Frame(frame.time(), frame.role(), key));
            }
            String observationKey = folder + "observation.json.gz";
            objects.put(
                    Bucket.EVIDENCE,
                    observationKey,
                    gzip(JSON.writeValueAsBytes(verification.observation())),
                    "application/gzip");
            String key = folder + "evidence.json";
            objects.put(
                    Bucket.EVIDENCE,
                    key,
                    JSON.writeValueAsString(document(claim, verification, frames, observationKey))
                            .getBytes(StandardCharsets.UTF_8),
                    "application/json");
            return key;
        } catch (IOException e) {
            throw new OutageException("OBJECT_STORE", e);
        }
    }

    private static Document document(
            Claim claim, Verification verification, List<Frame> frames, String observationKey) {
        Observation observation = verification.observation();
        return new Document(
                VERSION,
                claim.certificationId(),
                claim.attempt(),
                HexFormat.of().formatHex(claim.submission().sha256()),
                claim.objectKey(),
                claim.challenge().toString(),
                claim.submission().mirrored(),
                claim.submission().promptOffsets(),
                verification.judgement(),
                observation.models(),
                frames,
                observation.frames().stream().map(EvidencePackage::point).toList(),
                observationKey);
    }

    private static Point point(FrameFacts frame) {
        FaceFacts face = frame.face();
        return face == null
                ? new Point(frame.time(), frame.faces(), null, null, null, null, null, null, null)
                : new Point(
                        frame.time(),
                        frame.faces(),
                        face.pose().yaw(),
                        face.pose().pitch(),
                        face.pose().roll(),
                        face.eyeImageLeft(),
                        face.eyeImageRight(),
                        face.mouth(),
                        face.pad());
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** evidence.json. */
    record Document(
            int version,
            UUID certificationId,
            int attempt,
            String clipSha256,
            String clipKey,
            String challenge,
            boolean mirrored,
            @Nullable List<Double> promptOffsets,
            Judgement judgement,
            Map<String, String> models,
            List<Frame> keyFrames,
            List<Point> timeline,
            String observationKey) {}

    /** @param time seconds; @param key of the picture in the EVIDENCE bucket */
    record Frame(double time, String role, String key) {}

    /** One point of the plot of yaw, pitch, eyes, mouth and PAD over time; null where no face was seen. */
    record Point(
            double time,
            int faces,
            @Nullable Double yaw,
            @Nullable Double pitch,
            @Nullable Double roll,
            @Nullable Double eyeImageLeft,
            @Nullable Double eyeImageRight,
            @Nullable Double mouth,
            @Nullable Double pad) {}
}
