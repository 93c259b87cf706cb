package org.proofoflife.verification.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Claim;
import org.proofoflife.storage.certification.Decision;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.verification.ClipVerifier;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.Verification;
import org.proofoflife.verification.record.DecisionDraft;
import org.proofoflife.verification.record.EvidencePackage;
import org.proofoflife.verification.record.SameFaces;
import org.proofoflife.verification.record.TemplateCodec;
import org.springframework.transaction.support.TransactionOperations;

/** What happens to a claimed submission, from its clip to its outcome. */
public final class SubmissionVerification {

    private final ClipFetcher clips;
    private final Enrolments enrolments;
    private final ClipVerifier verifier;
    private final EvidencePackage evidence;
    private final CertificationMoves moves;
    private final SameFaces sameFaces;
    private final TransactionOperations transactions;
    private final Clock clock;

    public SubmissionVerification(
            ClipFetcher clips,
            Enrolments enrolments,
            ClipVerifier verifier,
            EvidencePackage evidence,
            CertificationMoves moves,
            SameFaces sameFaces,
            TransactionOperations transactions,
            Clock clock) {
        this.clips = clips;
        this.enrolments = enrolments;
        this.verifier = verifier;
        this.evidence = evidence;
        this.moves = moves;
        this.sameFaces = sameFaces;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Every stage in order; the last is one transaction with decision, certificate, state, webhook and a case's face.
     *
     * @return what was recorded
     * @throws RetryableFailure if it may succeed later
     * @throws PermanentFailure if a person has to look
     */
    public Decision run(Claim claim) {
        Instant started = clock.instant();
        Submission submission = claim.submission();
        try (ClipFetcher.FetchedClip clip = clips.fetch(claim.objectKey(), submission)) {
            FaceTemplate reference = reference(claim);
            Verification verification = verifier.verify(
                    clip.path(), reference, claim.challenge(), submission.mirrored(), submission.promptOffsets());
            String evidenceKey = evidence.store(claim, verification);
            SameFaces.Search search = search(claim, verification);
            Duration elapsed = Duration.between(started, clock.instant());
            Decision decision = DecisionDraft.of(verification, submission.sha256(), evidenceKey, elapsed);
            transactions.executeWithoutResult(status -> {
                moves.settle(claim, decision);
                if (search != null) {
                    sameFaces.keep(claim, search);
                }
            });
            return decision;
        }
    }

    private SameFaces.@Nullable Search search(Claim claim, Verification verification) {
        FaceTemplate face = verification.face();
        return face != null && SameFaces.concerns(verification.judgement())
                ? sameFaces.search(claim.pensionerId(), face)
                : null;
    }

    /** Without a reference the verifier would skip the match, so there must be one. */
    private FaceTemplate reference(Claim claim) {
        return enrolments
                .activeTemplate(claim.pensionerId())
                .map(TemplateCodec::decode)
                .orElseThrow(() -> new PermanentFailure("NOT_ENROLLED"));
    }
}
