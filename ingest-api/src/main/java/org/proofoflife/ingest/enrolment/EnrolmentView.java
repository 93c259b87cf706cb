package org.proofoflife.ingest.enrolment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.OutcomeTexts;
import org.proofoflife.storage.enrolment.Enrolment;
import org.proofoflife.storage.enrolment.EnrolmentState;

@Schema(name = "Enrolment", description = "An enrolment photo and what became of it")
public record EnrolmentView(
        UUID id,
        EnrolmentState state,

        @Schema(description = "Why the photo is unfit; empty when it is fit or not judged yet")
        List<ReasonView> reasons,

        Instant createdAt,
        @Nullable Instant judgedAt) {

    @Schema(name = "EnrolmentReason")
    public record ReasonView(OutcomeCode code, String hint) {}

    static EnrolmentView of(Enrolment enrolment, Locale locale) {
        return new EnrolmentView(
                enrolment.id(),
                enrolment.state(),
                enrolment.reasonCodes().stream()
                        .map(code -> new ReasonView(
                                code, OutcomeTexts.of(code, locale).hint()))
                        .toList(),
                enrolment.createdAt(),
                enrolment.judgedAt());
    }
}
