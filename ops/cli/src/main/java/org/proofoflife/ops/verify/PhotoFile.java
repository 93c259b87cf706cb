package org.proofoflife.ops.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.proofoflife.storage.certification.OutcomeCode;

/** A photo to compare with, as a user names it: it may be anything, a film too. */
public final class PhotoFile {

    /** As the worker takes photos. */
    private static final int LARGEST = 32 * 1024 * 1024;

    private PhotoFile() {}

    /** Why a photo is unfit, with what to do about it. */
    public static String words(List<OutcomeCode> reasons) {
        // Its hint speaks of videos.
        return reasons.contains(OutcomeCode.VIDEO_UNREADABLE)
                ? "no readable JPEG of up to 50 megapixels (progressive: 25) and no PNG of up to 25"
                : Words.hints(reasons);
    }

    /** @throws IOException when it cannot be read, or is larger than any photo */
    public static byte[] read(Path photo) throws IOException {
        try (InputStream in = Files.newInputStream(photo)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("No photo, larger than 32 MB: " + photo.getFileName());
            }
            return bytes;
        }
    }
}
