package org.proofoflife.storage.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.testing.Doubts;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.proofoflife.storage.testing.StorageTest;
import org.proofoflife.storage.webhook.WebhookDeliveries;
import org.proofoflife.storage.webhook.WebhookDelivery;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@StorageTest
class CertificationMovesTest {

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final AtomicInteger CLIPS = new AtomicInteger();

    @Autowired
    CertificationMoves moves;

    @Autowired
    Certifications certifications;

    @Autowired
    Certificates certificates;

    @Autowired
    Decisions decisions;

    @Autowired
    WebhookDeliveries webhooks;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    UUID id;

    @BeforeEach
    void openOne() {
        id = people.openCertification();
    }

    @Test
    void aSuccessBringsDecisionCertificateAndAuditTrail() {
        people.channel("https://channel.example/hook");
        moves.submit(clip(id), "channel:test");
        Claim claim = moves.claim(id, "w1", LEASE, false).orElseThrow();
        moves.settle(claim, decision(OutcomeCode.CERTIFIED));

        assertThat(certifications.find(id).orElseThrow().state()).isEqualTo(CertificationState.CERTIFIED);
        DecisionRecord recorded = decisions.find(id).orElseThrow();
        assertThat(recorded.worker()).isEqualTo("w1");
        assertThat(recorded.decision().models()).containsEntry("matcher", "m@1");
        Certificate certificate = certificates.ofCertification(id).orElseThrow();
        assertThat(certificate.validFrom()).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(certificate.validUntil()).isEqualTo(LocalDate.of(2027, 3, 31));
        assertThat(auditTrail(id))
                .containsExactly("null>OPEN", "OPEN>SUBMITTED", "SUBMITTED>VERIFYING", "VERIFYING>CERTIFIED");
        assertThat(webhooks.ofCertification(id))
                .extracting(WebhookDelivery::event)
                .containsExactly("certification.certified");
    }

    @Test
    void aSuccessOfSomebodySaidToBeDeadGoesToAPerson() {
        moves.submit(clip(id), "channel:test");
        Claim claim = moves.claim(id, "w1", LEASE, false).orElseThrow();
        new Doubts(jdbc).ending(claim.pensionerId(), "CREMATION", clock.instant());
        moves.settle(claim, decision(OutcomeCode.CERTIFIED));

        Certification doubted = certifications.find(id).orElseThrow();
        assertThat(doubted.state()).isEqualTo(CertificationState.UNDER_REVIEW);
        assertThat(doubted.outcome()).isEqualTo(OutcomeCode.JUDGEMENT_UNCERTAIN);
        assertThat(decisions.find(id).orElseThrow().decision().outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(certificates.ofCertification(id)).isEmpty();
    }

    @Test
    void whoSentAClipInTimeLosesNoMonthToThoseWhoJudgeIt() {
        Instant now = clock.instant();
        clock.set(Instant.parse("2026-05-31T15:30:00Z"));
        UUID judged = people.openCertification();
        UUID appealed = people.openCertification();
        moves.submit(clip(judged), "channel:test");
        moves.submit(clip(appealed), "channel:test");
        Instant decided = Instant.parse("2026-06-02T01:00:00Z");
        clock.set(decided);
        moves.settle(moves.claim(judged, "w1", LEASE, false).orElseThrow(), decision(OutcomeCode.CERTIFIED));
        moves.settle(moves.claim(appealed, "w1", LEASE, false).orElseThrow(), decision(OutcomeCode.FACE_MISMATCH));
        moves.appeal(appealed, "channel:test");
        moves.review(appealed, OutcomeCode.CERTIFIED, List.of(), "user:r1");
        clock.set(now);

        for (UUID certification : List.of(judged, appealed)) {
            Certificate certificate =
                    certificates.ofCertification(certification).orElseThrow();
            assertThat(certificate.certifiedOn()).isEqualTo("2026-05-31");
            assertThat(certificate.validFrom()).isEqualTo("2026-06-01");
            assertThat(certificate.validUntil()).isEqualTo("2027-05-31");
            assertThat(certificate.issuedAt()).isEqualTo(decided);
        }
    }

    @Test
    void whomAPersonDecidesAboutIsToldOnceAndNobodyElse() {
        UUID refused = people.openCertification();
        for (UUID each : List.of(id, refused)) {
            moves.submit(clip(each), "channel:test");
            moves.settle(moves.claim(each, "w1", LEASE, false).orElseThrow(), decision(OutcomeCode.FACE_MISMATCH));
        }
        assertThat(noticesOf(id)).isEmpty();
        for (UUID each : List.of(id, refused)) {
            moves.appeal(each, "channel:test");
        }
        assertThat(certifications.find(id).orElseThrow().appealedAt()).isEqualTo(clock.instant());

        moves.review(id, OutcomeCode.CERTIFIED, List.of(), "user:r1");
        moves.review(refused, OutcomeCode.FACE_MISMATCH, List.of(), "user:r1");

        LocalDate until = certificates.ofCertification(id).orElseThrow().validUntil();
        assertThat(noticesOf(id)).containsExactly("CERTIFIED " + until + " DUE");
        assertThat(noticesOf(refused)).containsExactly("REFUSED " + LocalDate.now(clock) + " DUE");
    }

    private List<String> noticesOf(UUID certification) {
        return jdbc.sql("""
                        select n.kind || ' ' || n.day || ' ' || n.state from notice n
                        join certification c on c.id = n.event_id and c.pensioner_id = n.pensioner_id where c.id = :id""").param("id", certification).query(String.class).list();
    }

    @Test
    void aClaimCarriesWhatTheWorkerNeeds() {
        Submission clip = clip(id);
        moves.submit(clip, "channel:test");
        Claim claim = moves.claim(id, "w1", LEASE, false).orElseThrow();

        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.challenge()).hasToString("TURN_LEFT@3-7,BLINK@8-12");
        assertThat(claim.submission().sha256()).isEqualTo(clip.sha256());
        assertThat(claim.submission().promptOffsets()).containsExactly(3.1, 8.0);
    }

    @Test
    void theSameBytesAreRefusedWhoeverSendsThem() {
        Submission first = clip(id);
        assertThat(moves.submit(first, "channel:test")).isEqualTo(CertificationState.SUBMITTED);
        UUID other = people.openCertification();
        Submission again = new Submission(other, first.sha256(), 1000, "video/mp4", true, null);

        assertThat(moves.submit(again, "channel:test")).isEqualTo(CertificationState.REJECTED);
        assertThat(certifications.find(other).orElseThrow().outcome()).isEqualTo(OutcomeCode.REPLAYED_VIDEO);
        assertThat(certifications.submission(other)).isPresent();
    }

    @Test
    void aHeldSubmissionIsNotTakenUntilItsLeaseEndsOrItIsRedelivered() {
        moves.submit(clip(id), "channel:test");
        Claim first = moves.claim(id, "w1", LEASE, false).orElseThrow();
        assertThat(moves.claim(id, "w2", LEASE, false)).isEmpty();

        clock.advance(LEASE.plusSeconds(1));
        Claim second = moves.claim(id, "w2", LEASE, false).orElseThrow();
        Claim third = moves.claim(id, "w3", LEASE, true).orElseThrow();

        assertThat(third.attempt()).isEqualTo(3);
        for (Claim lost : List.of(first, second)) {
            assertThatThrownBy(() -> moves.settle(lost, decision(OutcomeCode.CERTIFIED)))
                    .isInstanceOf(ClaimLostException.class);
        }
        assertThat(decisions.find(id)).isEmpty();
        assertThat(certificates.ofCertification(id)).isEmpty();
        moves.settle(third, decision(OutcomeCode.FACE_MISMATCH));
        assertThat(certifications.find(id).orElseThrow().outcome()).isEqualTo(OutcomeCode.FACE_MISMATCH);
    }

    @Test
    void manyClaimantsOneClaim() {
        moves.submit(clip(id), "channel:test");
        long won = IntStream.range(0, 16)
                .parallel()
                .filter(n -> moves.claim(id, "w" + n, LEASE, false).isPresent())
                .count();
        assertThat(won).isEqualTo(1);
    }

    @Test
    void aReleasedSubmissionIsStuckOnlyAfterItsBackOff() {
        moves.submit(clip(id), "channel:test");
        Claim claim = moves.claim(id, "w1", LEASE, false).orElseThrow();
        moves.release(claim, Duration.ofMinutes(5), "STORE_UNAVAILABLE");

        assertThat(certifications.stuck(Duration.ofMinutes(1), 100)).doesNotContain(id);
        clock.advance(Duration.ofMinutes(7));
        assertThat(certifications.stuck(Duration.ofMinutes(1), 100)).contains(id);
        assertThat(moves.claim(id, "w2", LEASE, false).orElseThrow().attempt()).isEqualTo(2);
        assertThatThrownBy(() -> moves.release(claim, Duration.ZERO, "LATE")).isInstanceOf(ClaimLostException.class);
    }

    @Test
    void aParkedSubmissionWaitsForAPersonWhoCertifiesIt() {
        moves.submit(clip(id), "channel:test");
        Claim claim = moves.claim(id, "w1", LEASE, false).orElseThrow();
        moves.park(claim, "POISON");
        Certification parked = certifications.find(id).orElseThrow();
        assertThat(parked.state()).isEqualTo(CertificationState.UNDER_REVIEW);
        assertThat(parked.outcome()).isEqualTo(OutcomeCode.PROCESSING_FAILED);
        assertThat(parked.parkedAt()).isNotNull();

        moves.review(id, OutcomeCode.CERTIFIED, List.of(), "user:r1");
        assertThat(certificates.ofCertification(id).orElseThrow().source()).isEqualTo(CertificateSource.REVIEW);
        assertThatThrownBy(() -> moves.review(id, OutcomeCode.FACE_MISMATCH, List.of(), "user:r2"))
                .isInstanceOf(IllegalMoveException.class);
    }

    @Test
    void onlyAnOverdueOpenCertificationExpires() {
        assertThat(moves.expire(id, "job:expiry")).isFalse();
        clock.advance(Duration.ofMinutes(11));
        assertThat(certifications.overdue(1000)).contains(id);
        assertThat(moves.expire(id, "job:expiry")).isTrue();
        assertThat(moves.expire(id, "job:expiry")).isFalse();
        assertThatThrownBy(() -> moves.submit(clip(id), "channel:test"))
                .isInstanceOfSatisfying(IllegalMoveException.class, refused -> assertThat(refused.from())
                        .isEqualTo(CertificationState.EXPIRED));
        assertThat(certifications.submission(id)).isEmpty();
    }

    @Test
    void anAppealKeepsTheOutcomeAndOpensTheCaseAgain() {
        moves.submit(clip(id), "channel:test");
        moves.settle(moves.claim(id, "w1", LEASE, false).orElseThrow(), decision(OutcomeCode.FACE_MISMATCH));
        moves.appeal(id, "channel:test");

        Certification appealed = certifications.find(id).orElseThrow();
        assertThat(appealed.state()).isEqualTo(CertificationState.UNDER_REVIEW);
        assertThat(appealed.outcome()).isEqualTo(OutcomeCode.FACE_MISMATCH);
        assertThatThrownBy(() -> moves.appeal(id, "channel:test")).isInstanceOf(IllegalMoveException.class);
    }

    @Test
    void failuresAreCountedSinceTheLastSuccess() {
        UUID person = certifications.find(id).orElseThrow().pensionerId();
        for (int i = 0; i < 2; i++) {
            clock.advance(Duration.ofSeconds(1));
            refuse(people.openCertification(person));
        }
        assertThat(certifications.failuresInARow(person)).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        UUID good = people.openCertification(person);
        moves.submit(clip(good), "channel:test");
        moves.settle(moves.claim(good, "w1", LEASE, false).orElseThrow(), decision(OutcomeCode.CERTIFIED));
        assertThat(certifications.failuresInARow(person)).isZero();
    }

    @Test
    void onlyTheLatestDecidedOneIsTheLatest() {
        UUID person = certifications.find(id).orElseThrow().pensionerId();
        refuse(id);
        clock.advance(Duration.ofSeconds(1));
        UUID second = people.openCertification(person);
        assertThat(certifications.isLatestDecided(id)).isTrue();
        refuse(second);
        assertThat(certifications.isLatestDecided(id)).isFalse();
        assertThat(certifications.isLatestDecided(second)).isTrue();
    }

    private void refuse(UUID certification) {
        moves.submit(clip(certification), "channel:test");
        moves.settle(
                moves.claim(certification, "w1", LEASE, false).orElseThrow(),
                decision(OutcomeCode.ACTION_NOT_FOLLOWED));
    }

    private List<String> auditTrail(UUID certification) {
        return jdbc.sql(
                        "select coalesce(from_state, 'null') || '>' || to_state from audit_log where entity_id = :id order by id")
                .param("id", certification.toString())
                .query(String.class)
                .list();
    }

    static Submission clip(UUID id) {
        byte[] sha256 = ByteBuffer.allocate(32).putInt(CLIPS.incrementAndGet()).array();
        return new Submission(id, sha256, 1000, "video/mp4", false, List.of(3.1, 8.0));
    }

    static Decision decision(OutcomeCode outcome) {
        List<OutcomeCode> reasons = outcome == OutcomeCode.CERTIFIED ? List.of() : List.of(outcome);
        return new Decision(outcome, reasons, "test-1", Map.of("matcher", "m@1"), "[]", null, new byte[32], 1200);
    }
}
