package org.proofoflife.verification.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.Claim;
import org.proofoflife.storage.certification.ClaimLostException;
import org.proofoflife.storage.certification.DecisionRecord;
import org.proofoflife.storage.certification.Decisions;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.enrolment.EnrolmentState;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.messages.JudgeEnrolment;
import org.proofoflife.storage.messages.Route;
import org.proofoflife.storage.messages.Topology;
import org.proofoflife.storage.messages.VerifySubmission;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.outbox.Outbox;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.proofoflife.verification.EnrolmentJudgement;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.decode.DecoderInterruptedException;
import org.proofoflife.verification.decode.DecoderUnavailableException;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** What the worker promises on every broker; the subclasses say on which. */
@TestPropertySource(properties = "verification.redelivery-pause=100ms")
abstract class WorkerContract {

    private static final int MORE_THAN_ATTEMPTS = 5;

    @Autowired
    ScriptedVerifier verifier;

    @Autowired
    SubmittedClips clips;

    @Autowired
    SubmissionHandler handler;

    @Autowired
    Sweeper sweeper;

    @Autowired
    People people;

    @Autowired
    Enrolments enrolments;

    @Autowired
    Certifications certifications;

    @Autowired
    CertificationMoves moves;

    @Autowired
    Decisions decisions;

    @Autowired
    ObjectStore objects;

    @Autowired
    Outbox outbox;

    @Autowired
    Topology topology;

    @Autowired
    RabbitTemplate rabbit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    SettableClock clock;

    @Autowired
    @Qualifier("submissionListener")
    SimpleMessageListenerContainer listener;

    @BeforeEach
    void prepare() throws Exception {
        verifier.calls.set(0);
        verifier.clip = () -> ScriptedVerifier.outcome(OutcomeCode.CERTIFIED);
        objects.ensureBuckets(EnumSet.allOf(Bucket.class));
    }

    @Test
    void aSubmissionEndsInADecisionACertificateAndEvidence() throws Exception {
        UUID id = submitted(true);
        send(id);
        Certification done = settled(id);
        assertThat(done.state()).isEqualTo(CertificationState.CERTIFIED);
        assertThat(done.attempts()).isEqualTo(1);
        DecisionRecord decision = decisions.find(id).orElseThrow();
        assertThat(decision.decision().policyVersion()).isEqualTo("test-policy");
        assertThat(certificates(id)).isEqualTo(1);
        String evidence = decision.decision().evidenceKey();
        assertThat(new String(objects.get(Bucket.EVIDENCE, evidence).readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"certificationId\":\"" + id, "NEUTRAL", "observation.json.gz");
        assertThat(objects.stat(Bucket.EVIDENCE, id + "/1/frame-00-NEUTRAL.jpg"))
                .isPresent();
    }

    @Test
    void copiesOfAMessageChangeNothing() {
        UUID id = submitted(true);
        send(id);
        settled(id);
        send(id);
        handler.handle(VerifySubmission.of(id, "clips/" + id), true);
        UUID other = submitted(true);
        send(other);
        settled(other);
        assertThat(verifier.calls).hasValue(2);
        assertThat(certificates(id)).isEqualTo(1);
        assertThat(certifications.find(id).orElseThrow().attempts()).isEqualTo(1);
    }

    @Test
    void aFailureIsTriedAgainAfterAPause() {
        verifier.clip = () -> {
            if (verifier.calls.get() < 3) {
                throw new IllegalStateException("not now");
            }
            return ScriptedVerifier.outcome(OutcomeCode.ACTION_NOT_FOLLOWED);
        };
        UUID id = submitted(true);
        send(id);
        Certification done = settled(id);
        assertThat(done.outcome()).isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
        assertThat(done.attempts()).isEqualTo(3);
        assertThat(certificates(id)).isZero();
    }

    @Test
    void aWorkerWhoseDecoderDoesNotStartGivesItsWorkBack() {
        verifier.clip = () -> {
            if (verifier.calls.get() <= MORE_THAN_ATTEMPTS) {
                throw new DecoderUnavailableException("no such library");
            }
            return ScriptedVerifier.outcome(OutcomeCode.CERTIFIED);
        };
        UUID id = submitted(true);
        for (int i = 0; i < MORE_THAN_ATTEMPTS; i++) {
            assertThatThrownBy(() -> handler.handle(VerifySubmission.of(id, "clips/" + id), false))
                    .isInstanceOf(DecoderUnavailableException.class);
        }
        assertThat(settled(id).outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(certifications.find(id).orElseThrow().attempts()).isEqualTo(1);
    }

    @Test
    void aDecoderThatSomebodyElseEndsIsNotTheClipsFault() {
        verifier.clip = () -> {
            if (verifier.calls.get() < 3) {
                throw new DecoderInterruptedException("status 137");
            }
            return ScriptedVerifier.outcome(OutcomeCode.CERTIFIED);
        };
        UUID id = submitted(true);
        send(id);
        assertThat(settled(id).outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(causes(id)).containsExactly("DECODER_INTERRUPTED", "DECODER_INTERRUPTED");
    }

    @Test
    void anOutageOfTheObjectStoreIsWaitedForHoweverLong() {
        verifier.clip = () -> {
            if (verifier.calls.get() <= MORE_THAN_ATTEMPTS) {
                throw new OutageException("OBJECT_STORE", new IOException("Connection refused"));
            }
            return ScriptedVerifier.outcome(OutcomeCode.CERTIFIED);
        };
        UUID id = submitted(true);
        send(id);
        Certification done = settled(id);
        assertThat(done.outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(done.attempts()).isEqualTo(1);
        assertThat(causes(id)).hasSize(MORE_THAN_ATTEMPTS).containsOnly("OBJECT_STORE");
    }

    @Test
    void aDatabaseThatGoesAwayCostsNoAttempt() {
        verifier.clip = () -> {
            if (verifier.calls.get() <= MORE_THAN_ATTEMPTS) {
                throw new CannotGetJdbcConnectionException("no connection");
            }
            return ScriptedVerifier.outcome(OutcomeCode.CERTIFIED);
        };
        UUID id = submitted(true);
        send(id);
        assertThat(settled(id).attempts()).isEqualTo(1);
        assertThat(causes(id)).hasSize(MORE_THAN_ATTEMPTS).containsOnly("DATABASE");
    }

    @Test
    void poisonIsPutAsideWhereAPersonSeesIt() {
        verifier.clip = () -> {
            throw new IllegalStateException("never");
        };
        UUID id = submitted(true);
        send(id);
        Certification parked = settled(id);
        assertThat(parked.state()).isEqualTo(CertificationState.UNDER_REVIEW);
        assertThat(parked.outcome()).isEqualTo(OutcomeCode.PROCESSING_FAILED);
        assertThat(parked.parkedAt()).isNotNull();
        assertThat(verifier.calls).hasValue(4);
        assertThat(parkedMessage()).contains(id.toString());
    }

    @Test
    void aSubmissionThatKillsItsWorkersIsPutAsideUnseen() {
        UUID id = submitted(true);
        for (int i = 0; i < 4; i++) {
            assertThat(moves.claim(id, "dying", Duration.ofMinutes(5), true)).isPresent();
        }
        handler.handle(VerifySubmission.of(id, "clips/" + id), true);
        assertThat(certifications.find(id).orElseThrow().outcome()).isEqualTo(OutcomeCode.PROCESSING_FAILED);
        assertThat(verifier.calls).hasValue(0);
        assertThat(parkedMessage()).contains(id.toString());
    }

    @Test
    void otherBytesThanTheSubmittedAreNotJudged() throws Exception {
        UUID id = submitted(true);
        objects.put(Bucket.CLIPS, "clips/" + id, "other bytes".getBytes(StandardCharsets.UTF_8), "video/mp4");
        send(id);
        assertThat(settled(id).outcome()).isEqualTo(OutcomeCode.PROCESSING_FAILED);
        assertThat(verifier.calls).hasValue(0);
        assertThat(causes(id)).containsExactly("CLIP_ALTERED");
        parkedMessage();
    }

    @Test
    void nobodyIsCertifiedWithoutAReference() {
        UUID id = submitted(false);
        send(id);
        assertThat(settled(id).outcome()).isEqualTo(OutcomeCode.PROCESSING_FAILED);
        assertThat(verifier.calls).hasValue(0);
        assertThat(causes(id)).containsExactly("NOT_ENROLLED");
        parkedMessage();
    }

    @Test
    void theWorkOfADeadHolderIsTakenOverAndItsLateResultDropped() {
        UUID id = submitted(true);
        Claim dead = moves.claim(id, "dead", Duration.ofMinutes(5), false).orElseThrow();
        handler.handle(VerifySubmission.of(id, "clips/" + id), false);
        assertThat(certifications.find(id).orElseThrow().state()).isEqualTo(CertificationState.VERIFYING);
        handler.handle(VerifySubmission.of(id, "clips/" + id), true);
        assertThat(certifications.find(id).orElseThrow().state()).isEqualTo(CertificationState.CERTIFIED);
        assertThatThrownBy(() -> moves.release(dead, Duration.ZERO, "LATE")).isInstanceOf(ClaimLostException.class);
    }

    @Test
    void aLostMessageIsSentAgain() {
        UUID id = submitted(true);
        assertThat(sweeper.sweep()).as("not yet due").isZero();
        clock.advance(Duration.ofMinutes(3));
        assertThat(sweeper.sweep()).isEqualTo(1);
        assertThat(settled(id).state()).isEqualTo(CertificationState.CERTIFIED);
        assertThat(sweeper.sweep()).isZero();
    }

    @Test
    void anUnreadableMessageIsBuriedWhereOperatorsSeeIt() {
        rabbit.convertAndSend(topology.exchange(), Route.VERIFICATION_SUBMIT.key(), "{\"version\": 99}");
        String buried = await().atMost(Duration.ofSeconds(10))
                .until(() -> receive(topology.deadLetterQueue()), found -> found != null);
        assertThat(buried).contains("99");
    }

    @Test
    void aRunningJudgementIsBroughtToItsEndBeforeTheWorkerStops() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        verifier.clip = () -> {
            running.countDown();
            await().atMost(Duration.ofSeconds(20)).until(() -> goOn.await(1, TimeUnit.SECONDS));
            return ScriptedVerifier.outcome(OutcomeCode.CERTIFIED);
        };
        UUID id = submitted(true);
        send(id);
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        Thread stop = new Thread(listener::stop);
        stop.start();
        try {
            await().atMost(Duration.ofSeconds(10)).until(() -> !listener.isActive());
            assertThat(certifications.find(id).orElseThrow().state()).isEqualTo(CertificationState.VERIFYING);
            goOn.countDown();
            stop.join(20_000);
            assertThat(stop.isAlive()).isFalse();
            assertThat(certifications.find(id).orElseThrow().state()).isEqualTo(CertificationState.CERTIFIED);
        } finally {
            goOn.countDown();
            stop.join(20_000);
            listener.start();
        }
    }

    @Test
    void aFitPhotoBecomesTheActiveTemplateAndAnUnfitOneIsRefusedWithCodes() throws Exception {
        people.channel(null);
        UUID pensioner = people.registered();
        UUID fit = photo(pensioner);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> enrolments.find(fit).orElseThrow().state() == EnrolmentState.ACTIVE);
        byte[] template = enrolments.activeTemplate(pensioner).orElseThrow();

        verifier.photo = () -> new EnrolmentJudgement(null, List.of(OutcomeCode.EYES_COVERED));
        UUID unfit = photo(pensioner);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> enrolments.find(unfit).orElseThrow().state() == EnrolmentState.REFUSED);
        assertThat(enrolments.find(unfit).orElseThrow().reasonCodes()).containsExactly(OutcomeCode.EYES_COVERED);
        assertThat(enrolments.activeTemplate(pensioner).orElseThrow()).isEqualTo(template);
    }

    private UUID photo(UUID pensioner) throws Exception {
        UUID id = UUID.randomUUID();
        byte[] photo = id.toString().getBytes(StandardCharsets.UTF_8);
        objects.put(Bucket.PHOTOS, "photos/" + id, photo, "image/jpeg");
        transactions.executeWithoutResult(status -> {
            enrolments.request(id, pensioner, People.CHANNEL, "photos/" + id, sha256(photo));
            outbox.append(Route.ENROLMENT_JUDGE, JudgeEnrolment.of(id, "photos/" + id));
        });
        return id;
    }

    final UUID submitted(boolean enrolled) {
        UUID pensioner = people.registered();
        if (enrolled) {
            clips.enrol(pensioner, verifierTemplate());
        }
        return clips.submit(pensioner);
    }

    private static FaceTemplate verifierTemplate() {
        return new FaceTemplate(Map.of("a", new float[] {1, 2, 3}));
    }

    final void send(UUID id) {
        transactions.executeWithoutResult(
                status -> outbox.append(Route.VERIFICATION_SUBMIT, VerifySubmission.of(id, "clips/" + id)));
    }

    /** Turns the clock so that pauses pass. */
    final Certification settled(UUID id) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            Certification now = certifications.find(id).orElseThrow();
                            if (now.state() == CertificationState.SUBMITTED && verifier.calls.get() > 0) {
                                clock.advance(Duration.ofSeconds(20));
                            }
                            return now;
                        },
                        now -> now.outcome() != null);
    }

    private String parkedMessage() {
        return await().atMost(Duration.ofSeconds(10))
                .until(() -> receive(topology.queue(Route.VERIFICATION_PARKED)), found -> found != null);
    }

    private @org.jspecify.annotations.Nullable String receive(String queue) {
        org.springframework.amqp.core.Message message = rabbit.receive(queue);
        return message == null ? null : new String(message.getBody(), StandardCharsets.UTF_8);
    }

    private List<String> causes(UUID id) {
        return jdbc.sql("select detail ->> 'cause' from audit_log where entity_id = :id and detail ? 'cause'"
                        .replace(" ? ", " ?? "))
                .param("id", id.toString())
                .query(String.class)
                .list();
    }

    private int certificates(UUID id) {
        return jdbc.sql("select count(*) from certificate where certification_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
