package org.proofoflife.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Claim;
import org.proofoflife.storage.certification.Decision;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.enrolment.EnrolmentClaim;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Decides as the test says, through the same claims as the real worker. */
@Lazy
class Worker {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final CertificationMoves moves;
    private final Enrolments enrolments;
    private final People people;
    private final SettableClock clock;
    private final JdbcClient jdbc;

    Worker(CertificationMoves moves, Enrolments enrolments, People people, SettableClock clock, JdbcClient jdbc) {
        this.moves = moves;
        this.enrolments = enrolments;
        this.people = people;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** An attempt of the person with this outcome, later than every other. */
    UUID attempt(UUID pensionerId, OutcomeCode outcome) {
        clock.advance(Duration.ofMillis(10));
        UUID id = people.openCertification(pensionerId);
        moves.submit(
                new Submission(id, DigestUtils.sha256(id.toString()), 2000, "video/mp4", false, null),
                "channel:" + People.CHANNEL);
        decide(id.toString(), outcome);
        return id;
    }

    /** Of a face that is the enrolled one. */
    void decide(String certificationId, OutcomeCode outcome) {
        decide(certificationId, outcome, "PASS");
    }

    void decide(String certificationId, OutcomeCode outcome, String matchBand) {
        Claim claim = moves.claim(UUID.fromString(certificationId), "test-worker", LEASE, false)
                .orElseThrow();
        List<OutcomeCode> reasons = outcome == OutcomeCode.CERTIFIED ? List.of() : List.of(outcome);
        String axes = "[{\"axis\": \"MATCH\", \"score\": 0.5, \"band\": \"" + matchBand + "\", \"reasons\": []}]";
        moves.settle(claim, new Decision(outcome, reasons, "test", Map.of(), axes, null, new byte[32], 1));
    }

    /** Gives the person an active enrolment. */
    void enrol(UUID pensionerId, String channelId) {
        UUID id = UUID.randomUUID();
        enrolments.request(id, pensionerId, channelId, "photo/" + id, new byte[32]);
        acceptPhoto(id);
    }

    void acceptPhoto(UUID enrolmentId) {
        enrolments.accept(claim(enrolmentId), new byte[] {1, 2, 3}, Map.of("matcher", "m@1"));
    }

    void refusePhoto(UUID enrolmentId, OutcomeCode... reasons) {
        enrolments.refuse(claim(enrolmentId), List.of(reasons));
    }

    List<UUID> pendingEnrolments() {
        return jdbc.sql("select id from enrolment where state = 'PENDING'")
                .query(UUID.class)
                .list();
    }

    /** Ids of the certifications whose verification stands in the outbox. */
    List<UUID> queuedVerifications() {
        return jdbc.sql("select (payload ->> 'certificationId')::uuid from outbox where route = 'verification.submit'")
                .query(UUID.class)
                .list();
    }

    private EnrolmentClaim claim(UUID enrolmentId) {
        return enrolments.claim(enrolmentId, "test-worker", LEASE, false).orElseThrow();
    }
}
