package org.proofoflife.ingest.admin;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.roster.BenefitStatus;
import org.proofoflife.storage.roster.LifeStatus;

@Schema(name = "Registration", description = "A person as registered by the bureau")
public record RegistrationRequest(
        @NotBlank @Size(max = 40) String number,
        @NotBlank @Size(max = 100) String name,
        @Nullable @Size(max = 40) String phone,

        @Schema(example = "ENTERPRISE") @NotBlank @Size(max = 40)
        String scheme,

        @Schema(description = "Administrative division code", example = "440106") @NotBlank @Size(max = 12)
        String region,

        @Nullable LocalDate birthDate,
        @NotNull BenefitStatus benefitStatus,
        @NotNull LifeStatus lifeStatus,

        @Schema(description = "Monthly benefit due, in fen") @Nullable @PositiveOrZero
        Long benefitFen,

        @Nullable LocalDate retiredOn) {

    @Override
    public String toString() {
        return "RegistrationRequest[redacted]";
    }
}
