package org.proofoflife.ingest.dispatch;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Submission")
public record SubmissionRequest(
        @Schema(description = "SHA-256 of the uploaded bytes, hex") @NotNull @Pattern(regexp = "[0-9a-fA-F]{64}")
        String sha256,

        @Schema(description = "Size of the clip, bytes") @Positive
        long sizeBytes,

        @Schema(description = "As in the upload form; parameters such as codecs are ignored", example = "video/mp4")
        @NotNull
        @Size(max = 100)
        String contentType,

        @Schema(description = "Whether the picture is a mirror image") @NotNull
        Boolean mirrored,

        @Schema(
                description =
                        "Seconds into the clip at which each prompt was really shown, in order; absent = as the challenge says")
        @Size(max = 8)
        @Nullable
        List<@NotNull Double> promptOffsets) {}
