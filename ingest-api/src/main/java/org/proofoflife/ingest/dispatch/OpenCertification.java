package org.proofoflife.ingest.dispatch;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.function.Supplier;
import org.proofoflife.ingest.challenge.ChallengeIssuer;
import org.proofoflife.ingest.challenge.ChallengeProperties;
import org.proofoflife.ingest.login.LoginGate;
import org.proofoflife.ingest.login.LoginProperties;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.Certifications.Opened;
import org.proofoflife.storage.certification.Opening;
import org.proofoflife.storage.channel.Channels;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.enrolment.Consents;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.jdbc.AdvisoryLock;
import org.proofoflife.storage.roster.IdentityNumber;
import org.proofoflife.storage.roster.Pensioner;
import org.proofoflife.storage.roster.PersonName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Opens a certification, once per idempotency key of a channel. */
@Component
public class OpenCertification {

    private final JdbcClient jdbc;
    private final Channels channels;
    private final LoginGate gate;
    private final LoginProperties limits;
    private final Certifications certifications;
    private final CertificationMoves moves;
    private final Consents consents;
    private final Enrolments enrolments;
    private final ChallengeIssuer challenges;
    private final ChallengeProperties properties;
    private final BlindIndex index;
    private final TransactionOperations transactions;
    private final Clock clock;

    OpenCertification(
            JdbcClient jdbc,
            Channels channels,
            LoginGate gate,
            LoginProperties limits,
            Certifications certifications,
            CertificationMoves moves,
            Consents consents,
            Enrolments enrolments,
            ChallengeIssuer challenges,
            ChallengeProperties properties,
            BlindIndex index,
            TransactionOperations transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.channels = channels;
        this.gate = gate;
        this.limits = limits;
        this.certifications = certifications;
        this.moves = moves;
        this.consents = consents;
        this.enrolments = enrolments;
        this.challenges = challenges;
        this.properties = properties;
        this.index = index;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @return the certification just opened, or the one that an equal request with this key opened before
     * @throws ApiProblem CHANNEL_DISABLED, IDEMPOTENCY_CONFLICT, or why the person may not certify here now
     */
    public Certification open(OpenRequest request, String channelId, String idempotencyKey) {
        return open(request, channelId, idempotencyKey, () -> gate.admit(request.name(), request.number(), channelId));
    }

    /**
     * For somebody who has logged in already: what others enter wrongly meanwhile does not stand in their way.
     *
     * @throws ApiProblem as above
     */
    public Certification openFor(UUID pensionerId, OpenRequest request, String channelId, String idempotencyKey) {
        return open(request, channelId, idempotencyKey, () -> gate.admitAgain(pensionerId, channelId));
    }

    private Certification open(
            OpenRequest request, String channelId, String idempotencyKey, Supplier<Pensioner> admitted) {
        // A key of a disabled channel does not come this far; the pages' channel has none.
        if (channels.find(channelId).isEmpty()) {
            throw new ApiProblem(ProblemCode.CHANNEL_DISABLED);
        }
        byte[] hash = hashOf(request);
        return certifications
                .findByIdempotencyKey(channelId, idempotencyKey)
                .map(opened -> sameRequest(opened, hash))
                .orElseGet(() -> openNew(request, channelId, idempotencyKey, hash, admitted));
    }

    private Certification openNew(
            OpenRequest request, String channelId, String idempotencyKey, byte[] hash, Supplier<Pensioner> admitted) {
        if (!limits.consentVersions().contains(request.consentVersion())) {
            throw new ApiProblem(ProblemCode.CONSENT_OUTDATED)
                    .with("currentVersion", limits.consentVersions().get(0));
        }
        Pensioner person = admitted.get();
        if (enrolments.active(person.id()).isEmpty()) {
            throw new ApiProblem(ProblemCode.NOT_ENROLLED);
        }
        Instant now = clock.instant();
        UUID id = UUID.randomUUID();
        boolean opened = Boolean.TRUE.equals(transactions.execute(transaction -> {
            // Counted by one at a time, or many at once would all find room.
            AdvisoryLock.take(jdbc, "open:" + person.id());
            if (certifications.openedSince(person.id(), now.minus(Duration.ofDays(1))) >= limits.attemptsPerDay()) {
                throw new ApiProblem(ProblemCode.ATTEMPTS_EXHAUSTED).retryAfter(Duration.ofDays(1));
            }
            UUID consent = consents.give(person.id(), request.consentVersion(), channelId);
            boolean first = moves.open(new Opening(
                    id,
                    person.id(),
                    channelId,
                    challenges.issue(),
                    objectKey(id, now),
                    consent,
                    idempotencyKey,
                    hash,
                    now.plus(properties.lifetime())));
            if (!first) {
                // The same key came in twice at once: the other request has won, this one leaves no trace.
                transaction.setRollbackOnly();
            }
            return first;
        }));
        return opened
                ? certifications.find(id).orElseThrow()
                : certifications
                        .findByIdempotencyKey(channelId, idempotencyKey)
                        .map(other -> sameRequest(other, hash))
                        .orElseThrow();
    }

    private static Certification sameRequest(Opened opened, byte[] hash) {
        if (!MessageDigest.isEqual(opened.requestHash(), hash)) {
            throw new ApiProblem(ProblemCode.IDEMPOTENCY_CONFLICT);
        }
        return opened.certification();
    }

    // Keyed, because a plain hash of a name and a number could be guessed back.
    private byte[] hashOf(OpenRequest request) {
        return index.of(
                "open-request",
                String.join(
                        "\n",
                        PersonName.normalise(request.name()),
                        IdentityNumber.canonical(request.number()),
                        request.consentVersion()));
    }

    private String objectKey(UUID id, Instant at) {
        return DateTimeFormatter.ofPattern("yyyy/MM/dd/")
                        .withZone(clock.getZone())
                        .format(at)
                + id;
    }
}
