package org.proofoflife.verification.intake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.proofoflife.storage.EnvironmentException;
import org.proofoflife.storage.certification.ClaimLostException;
import org.proofoflife.storage.enrolment.EnrolmentClaim;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.jdbc.DatabaseOutage;
import org.proofoflife.storage.messages.JudgeEnrolment;
import org.proofoflife.storage.messages.Route;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.outbox.Outbox;
import org.proofoflife.verification.ClipVerifier;
import org.proofoflife.verification.EnrolmentJudgement;
import org.proofoflife.verification.record.TemplateCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Judges an enrolment photo: its template becomes the person's active one, or the photo is refused with codes. */
public final class EnrolmentHandler implements WorkHandler<JudgeEnrolment> {

    private static final Logger log = LoggerFactory.getLogger(EnrolmentHandler.class);
    private static final int MAX_PHOTO_BYTES = 32 * 1024 * 1024;

    private final Enrolments enrolments;
    private final ObjectStore objects;
    private final ClipVerifier verifier;
    private final Map<String, String> models;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final WorkerProperties properties;
    private final UntilRecorded untilRecorded;
    private final Clock clock;

    /** @param models role to id@sha256, recorded with the template */
    public EnrolmentHandler(
            Enrolments enrolments,
            ObjectStore objects,
            ClipVerifier verifier,
            Map<String, String> models,
            Outbox outbox,
            TransactionOperations transactions,
            WorkerProperties properties,
            Clock clock) {
        this.enrolments = enrolments;
        this.objects = objects;
        this.verifier = verifier;
        this.models = Map.copyOf(models);
        this.outbox = outbox;
        this.transactions = transactions;
        this.properties = properties;
        this.untilRecorded = new UntilRecorded(properties);
        this.clock = clock;
    }

    @Override
    public void handle(JudgeEnrolment message, boolean redelivered) {
        Optional<EnrolmentClaim> claim =
                enrolments.claim(message.enrolmentId(), properties.workerId(), properties.lease(), redelivered);
        if (claim.isEmpty()) {
            log.debug("Enrolment {} is judged or in other hands", message.enrolmentId());
            return;
        }
        try {
            attempt(claim.get());
        } catch (ClaimLostException e) {
            log.info("Result dropped: {}", e.getMessage());
        }
    }

    private void attempt(EnrolmentClaim claim) {
        try {
            if (claim.attempt() > properties.maxAttempts()) {
                enrolments.fail(claim);
            } else {
                judge(claim);
            }
        } catch (ClaimLostException e) {
            throw e;
        } catch (PermanentFailure e) {
            enrolments.fail(claim);
        } catch (EnvironmentException | OutageException e) {
            giveBack(claim);
            throw e;
        } catch (RuntimeException e) {
            if (DatabaseOutage.is(e)) {
                giveBack(claim);
                throw new OutageException("DATABASE", e);
            }
            log.warn(
                    "Enrolment {} failed at attempt {} with {}",
                    claim.enrolmentId(),
                    claim.attempt(),
                    e instanceof RetryableFailure known
                            ? known.code()
                            : e.getClass().getSimpleName());
            if (claim.attempt() >= properties.maxAttempts()) {
                enrolments.fail(claim);
            } else {
                release(claim);
            }
        }
    }

    private void judge(EnrolmentClaim claim) {
        EnrolmentJudgement judgement = verifier.enrol(photo(claim));
        if (judgement.template() == null) {
            enrolments.refuse(claim, judgement.reasons());
        } else {
            enrolments.accept(claim, TemplateCodec.encode(judgement.template()), models);
        }
    }

    private byte[] photo(EnrolmentClaim claim) {
        try (InputStream in = objects.get(ObjectStore.Bucket.PHOTOS, claim.photoKey())) {
            byte[] photo = in.readNBytes(MAX_PHOTO_BYTES);
            if (!MessageDigest.isEqual(DigestUtils.sha256(photo), claim.photoSha256())) {
                throw new PermanentFailure("PHOTO_ALTERED");
            }
            return photo;
        } catch (FileNotFoundException e) {
            throw new RetryableFailure("PHOTO_MISSING", e);
        } catch (IOException e) {
            throw new OutageException("OBJECT_STORE", e);
        }
    }

    private void release(EnrolmentClaim claim) {
        transactions.executeWithoutResult(status -> {
            enrolments.release(claim);
            sendAgain(claim, properties.backOff(claim.attempt()));
        });
    }

    /** Not the photo's fault, so it does not fail however often it happens. */
    private void giveBack(EnrolmentClaim claim) {
        untilRecorded.run(() -> transactions.executeWithoutResult(status -> {
            enrolments.giveBack(claim);
            sendAgain(claim, properties.outagePause());
        }));
    }

    private void sendAgain(EnrolmentClaim claim, Duration pause) {
        outbox.append(
                Route.ENROLMENT_JUDGE,
                JudgeEnrolment.of(claim.enrolmentId(), claim.photoKey()),
                clock.instant().plus(pause));
    }
}
