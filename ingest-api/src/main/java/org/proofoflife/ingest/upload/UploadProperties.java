package org.proofoflife.ingest.upload;

import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param minSize of a clip
 * @param maxSize of a clip; 30 s at a phone's usual bit rate need about 10 MB
 * @param contentTypes accepted; there is one upload form for each
 */
@ConfigurationProperties("ingest.upload")
@Validated
public record UploadProperties(
        @DefaultValue("1KB") DataSize minSize,
        @DefaultValue("50MB") DataSize maxSize,
        @DefaultValue({"video/mp4", "video/webm"}) @NotEmpty List<String> contentTypes) {}
