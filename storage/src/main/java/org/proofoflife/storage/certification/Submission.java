package org.proofoflife.storage.certification;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clip as it was received (提交的视频).
 *
 * @param sha256 of the stored bytes
 * @param mirrored whether the picture is a mirror image
 * @param promptOffsets seconds into the clip at which each prompt was really shown, in order; null where not said
 */
public record Submission(
        UUID certificationId,
        byte[] sha256,
        long sizeBytes,
        String contentType,
        boolean mirrored,
        @Nullable List<Double> promptOffsets) {}
