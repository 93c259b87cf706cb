package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.bytedeco.opencv.opencv_core.Mat;

/** JPEG and PNG photos to pixels, never more of them than the work needs where the format allows to leave some out. */
final class PhotoReader {

    /** Longer side in pixels that larger photos are reduced to. */
    static final int WORKING_SIDE = 1600;

    private static final long MAX_PIXELS = 50_000_000;
    /** Of what can only be unpacked whole: a PNG, and a JPEG that comes in several scans. */
    private static final long MAX_WHOLE_PIXELS = 25_000_000;

    private static final int UNFIT = Integer.MIN_VALUE;

    private PhotoReader() {}

    /** BGR and upright, with at least {@link #WORKING_SIDE} where it has them; empty for anything else than a photo. */
    static Mat read(byte[] photo) {
        int flags = flags(photo);
        if (flags == UNFIT) {
            return new Mat();
        }
        try (Mat bytes = new Mat(1, photo.length, CV_8UC1)) {
            bytes.data().put(photo, 0, photo.length);
            return imdecode(bytes, flags);
        }
    }

    /** The header alone is read: a small file may unpack to a picture that fills the memory. */
    private static int flags(byte[] photo) {
        // In memory: a full disk is not the photo's fault, and a photo is not left behind on one.
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(photo))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return UNFIT;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                long pixels = (long) width * height;
                return switch (reader.getFormatName().toLowerCase(Locale.ROOT)) {
                    case "jpeg" ->
                        pixels <= (isOneScan(photo) ? MAX_PIXELS : MAX_WHOLE_PIXELS)
                                ? reduced(Math.max(width, height) / WORKING_SIDE)
                                : UNFIT;
                    case "png" -> pixels <= MAX_WHOLE_PIXELS ? IMREAD_COLOR : UNFIT;
                    default -> UNFIT;
                };
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return UNFIT;
        }
    }

    /** ITU-T T.81, B.1.1: segments with their lengths, up to the one that says how the picture is coded. */
    private static boolean isOneScan(byte[] jpeg) {
        ByteBuffer segments = ByteBuffer.wrap(jpeg);
        for (int at = 2; at + 4 <= jpeg.length; at += 2 + Short.toUnsignedInt(segments.getShort(at + 2))) {
            int marker = Short.toUnsignedInt(segments.getShort(at));
            if (marker == 0xFFC0 || marker == 0xFFC1) {
                return true;
            }
            if (marker == 0xFFC2 || marker >>> 8 != 0xFF) {
                return false;
            }
        }
        return false;
    }

    private static int reduced(int times) {
        if (times >= 8) {
            return IMREAD_REDUCED_COLOR_8;
        }
        return times >= 4 ? IMREAD_REDUCED_COLOR_4 : times >= 2 ? IMREAD_REDUCED_COLOR_2 : IMREAD_COLOR;
    }
}
