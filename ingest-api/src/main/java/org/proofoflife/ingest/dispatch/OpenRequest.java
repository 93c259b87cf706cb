package org.proofoflife.ingest.dispatch;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

@Schema(name = "OpenCertification")
public record OpenRequest(
        @Schema(description = "As registered with the bureau; width, case, middle dots and spaces do not matter")
        @NotBlank
        @Size(max = 100)
        String name,

        @Schema(
                description =
                        "Social security number: resident ID, residence permit, permanent resident card, HKG/MAC/TWN code,"
                                + " or as registered earlier")
        @NotBlank
        @Size(max = 40)
        String number,

        @Schema(
                description = "Version of the notice on face recognition that the person agreed to",
                example = "2026-01")
        @NotBlank
        @Size(max = 40)
        String consentVersion) {

    @Override
    public String toString() {
        return "OpenRequest[redacted]";
    }
}
