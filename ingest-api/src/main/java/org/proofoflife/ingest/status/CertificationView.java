package org.proofoflife.ingest.status;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.OutcomeCode;

@Schema(name = "Certification", description = "What became of a certification, in the caller's language")
public record CertificationView(
        UUID id,
        CertificationState state,

        @Schema(
                description =
                        "Absent until there is one. ACTION_NOT_FOLLOWED does not say whose face it is; title does,"
                                + " where it was found to match")
        @Nullable
        OutcomeCode outcome,

        @Schema(description = "What happened") String title,
        @Schema(description = "Why, and what to mind") String hint,

        @Schema(description = "Every code that spoke against certification, the weightiest first")
        List<ReasonView> reasons,

        @Schema(description = "What the person can do now, the best first; never empty")
        List<NextStepView> nextSteps,

        Instant openedAt,
        Instant expiresAt,
        @Nullable Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable CertificateView certificate) {

    @Schema(name = "Reason")
    public record ReasonView(OutcomeCode code, String hint) {}

    @Schema(name = "NextStep")
    public record NextStepView(NextStep code, String text) {}
}
