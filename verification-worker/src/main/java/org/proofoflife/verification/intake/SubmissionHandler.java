package org.proofoflife.verification.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.proofoflife.storage.EnvironmentException;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Claim;
import org.proofoflife.storage.certification.ClaimLostException;
import org.proofoflife.storage.jdbc.DatabaseOutage;
import org.proofoflife.storage.messages.Route;
import org.proofoflife.storage.messages.VerifySubmission;
import org.proofoflife.storage.outbox.Outbox;
import org.proofoflife.verification.decode.DecoderInterruptedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Claims a submission, has it verified, and sees to it that every attempt ends in the database: settled, given back for
 * a later attempt, or put aside for a person. A message for work that is done or in other hands is harmless.
 */
public final class SubmissionHandler implements WorkHandler<VerifySubmission> {

    private static final Logger log = LoggerFactory.getLogger(SubmissionHandler.class);

    private final CertificationMoves moves;
    private final SubmissionVerification verification;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final WorkMeters meters;
    private final WorkerProperties properties;
    private final UntilRecorded untilRecorded;
    private final Clock clock;

    public SubmissionHandler(
            CertificationMoves moves,
            SubmissionVerification verification,
            Outbox outbox,
            TransactionOperations transactions,
            WorkMeters meters,
            WorkerProperties properties,
            Clock clock) {
        this.moves = moves;
        this.verification = verification;
        this.outbox = outbox;
        this.transactions = transactions;
        this.meters = meters;
        this.properties = properties;
        this.untilRecorded = new UntilRecorded(properties);
        this.clock = clock;
    }

    @Override
    public void handle(VerifySubmission message, boolean redelivered) {
        Optional<Claim> claim =
                moves.claim(message.certificationId(), properties.workerId(), properties.lease(), redelivered);
        if (claim.isEmpty()) {
            log.debug("Certification {} is settled or in other hands", message.certificationId());
            return;
        }
        try {
            attempt(claim.get());
        } catch (ClaimLostException e) {
            log.info("Result dropped: {}", e.getMessage());
        }
    }

    private void attempt(Claim claim) {
        if (claim.attempt() > properties.maxAttempts()) {
            // It came back without a word, every time: whoever held it died of it.
            park(claim, "WORKER_DIED");
            return;
        }
        try {
            meters.judged(verification.run(claim));
        } catch (ClaimLostException e) {
            throw e;
        } catch (PermanentFailure e) {
            park(claim, e.code());
        } catch (RetryableFailure e) {
            retry(claim, e.code(), e);
        } catch (DecoderInterruptedException e) {
            retry(claim, "DECODER_INTERRUPTED", e);
        } catch (EnvironmentException e) {
            giveBack(claim, "WORKER_UNFIT");
            throw e;
        } catch (OutageException e) {
            giveBack(claim, e.code());
            throw e;
        } catch (RuntimeException e) {
            if (DatabaseOutage.is(e)) {
                giveBack(claim, "DATABASE");
                throw new OutageException("DATABASE", e);
            }
            retry(claim, e.getClass().getSimpleName(), e);
        }
    }

    private void retry(Claim claim, String code, RuntimeException cause) {
        if (claim.attempt() >= properties.maxAttempts()) {
            log.error(
                    "Certification {} put aside after {} attempts: {}", claim.certificationId(), claim.attempt(), code);
            park(claim, code);
        } else {
            // Messages of foreign exceptions may quote what they choked on; types and frames do not.
            log.warn(
                    "Certification {} failed at attempt {} with {} at {}",
                    claim.certificationId(),
                    claim.attempt(),
                    code,
                    frame(cause));
            release(claim, code);
        }
    }

    private void release(Claim claim, String code) {
        meters.failed(code);
        Duration backOff = properties.backOff(claim.attempt());
        transactions.executeWithoutResult(status -> {
            moves.release(claim, backOff, code);
            sendAgain(claim, backOff);
        });
    }

    /** Not the submission's fault, so it is not put aside however often it happens. */
    private void giveBack(Claim claim, String code) {
        meters.failed(code);
        untilRecorded.run(() -> transactions.executeWithoutResult(status -> {
            moves.giveBack(claim, properties.outagePause(), code);
            sendAgain(claim, properties.outagePause());
        }));
    }

    private void sendAgain(Claim claim, Duration pause) {
        outbox.append(
                Route.VERIFICATION_SUBMIT,
                VerifySubmission.of(claim.certificationId(), claim.objectKey()),
                clock.instant().plus(pause));
    }

    private void park(Claim claim, String code) {
        meters.failed(code);
        transactions.executeWithoutResult(status -> {
            moves.park(claim, code);
            outbox.append(Route.VERIFICATION_PARKED, VerifySubmission.of(claim.certificationId(), claim.objectKey()));
        });
    }

    private static String frame(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0].toString();
    }
}
