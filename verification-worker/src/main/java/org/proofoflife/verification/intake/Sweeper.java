package org.proofoflife.verification.intake;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.enrolment.Enrolment;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.messages.JudgeEnrolment;
import org.proofoflife.storage.messages.Route;
import org.proofoflife.storage.messages.VerifySubmission;
import org.proofoflife.storage.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends work again whose message was lost, or whose holder's lease ran out. It acts only while a route is empty: as long
 * as messages wait, so may the work, and a copy of everything in a backlog would help nobody.
 */
public final class Sweeper {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final int LIMIT = 200;
    /** Arbitrary, and the product's own: one sweeper at a time among all workers. */
    private static final long LOCK = 0x706f6c5f73776570L;

    private final Certifications certifications;
    private final Enrolments enrolments;
    private final Outbox outbox;
    private final QueueDepth depth;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Duration lostAfter;

    public Sweeper(
            Certifications certifications,
            Enrolments enrolments,
            Outbox outbox,
            QueueDepth depth,
            JdbcClient jdbc,
            TransactionOperations transactions,
            Duration lostAfter) {
        this.certifications = certifications;
        this.enrolments = enrolments;
        this.outbox = outbox;
        this.depth = depth;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.lostAfter = lostAfter;
    }

    /** How many messages wait on a route. */
    public interface QueueDepth {
        /** @throws org.springframework.amqp.AmqpException if the broker cannot be asked */
        long of(Route route);
    }

    /** @return how many messages were sent again */
    public int sweep() {
        Integer sent = transactions.execute(status -> locked() ? sweepSubmissions() + sweepEnrolments() : 0);
        return sent == null ? 0 : sent;
    }

    private boolean locked() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
    }

    private int sweepSubmissions() {
        if (!idle(Route.VERIFICATION_SUBMIT)) {
            return 0;
        }
        List<UUID> stuck = certifications.stuck(lostAfter, LIMIT);
        for (UUID id : stuck) {
            log.info("Certification {} is sent again", id);
            outbox.append(
                    Route.VERIFICATION_SUBMIT,
                    VerifySubmission.of(
                            id, certifications.find(id).orElseThrow().objectKey()));
        }
        return stuck.size();
    }

    private int sweepEnrolments() {
        if (!idle(Route.ENROLMENT_JUDGE)) {
            return 0;
        }
        List<Enrolment> stuck = enrolments.stuck(lostAfter, LIMIT);
        for (Enrolment enrolment : stuck) {
            log.info("Enrolment {} is sent again", enrolment.id());
            outbox.append(Route.ENROLMENT_JUDGE, JudgeEnrolment.of(enrolment.id(), enrolment.photoKey()));
        }
        return stuck.size();
    }

    private boolean idle(Route route) {
        return !outbox.isWaiting(route) && depth.of(route) == 0;
    }
}
