package org.proofoflife.ingest.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

@Schema(
        name = "UploadForm",
        description =
                "POST the fields and then the clip as the last field, named file, as multipart/form-data to the URL")
public record UploadFormView(
        @Schema(description = "The clip's content type", example = "video/mp4")
        String contentType,

        String url,
        Map<String, String> fields,
        long minBytes,
        long maxBytes) {}
