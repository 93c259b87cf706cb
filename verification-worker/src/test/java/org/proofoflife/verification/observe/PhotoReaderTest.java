package org.proofoflife.verification.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoReaderTest {

    @BeforeAll
    static void load() {
        OpenCv.load();
    }

    @Test
    void leavesOutWhatALargeJpegHasTooMuch() throws IOException {
        assertThat(longerSide(photo("jpg", 3199, 40))).isEqualTo(3199);
        assertThat(longerSide(photo("jpg", 3200, 40))).isEqualTo(1600);
        assertThat(longerSide(photo("jpg", 40, 6500))).isEqualTo(1625);
        assertThat(longerSide(photo("jpg", 13000, 40))).isEqualTo(1625);
    }

    @Test
    void refusesWhatWouldFillTheMemory() throws IOException {
        assertThat(longerSide(photo("jpg", 10_000, 5_001))).isZero();
        assertThat(longerSide(photo("png", 5_001, 5_000))).isZero();
        assertThat(longerSide(inSeveralScans(5_001, 5_000))).isZero();
        assertThat(longerSide(inSeveralScans(3_300, 40))).isEqualTo(1_650);
        assertThat(longerSide(photo("png", 3_300, 40))).isEqualTo(3_300);
    }

    @Test
    void refusesWhatIsNoPhoto() throws IOException {
        assertThat(longerSide(new byte[0])).isZero();
        assertThat(longerSide("no photo".getBytes(StandardCharsets.UTF_8))).isZero();
        assertThat(longerSide(photo("gif", 40, 40))).isZero();
        assertThat(longerSide(Arrays.copyOf(photo("jpg", 40, 40), 100))).isZero();
    }

    @Test
    void needsNoDisk(@TempDir Path folder) throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        byte[] photo = photo("jpg", 40, 40);
        ImageIO.setCacheDirectory(gone.toFile());
        Files.delete(gone);
        try {
            assertThat(longerSide(photo)).isEqualTo(40);
        } finally {
            ImageIO.setCacheDirectory(null);
        }
    }

    private static int longerSide(byte[] photo) {
        try (Mat read = PhotoReader.read(photo)) {
            return Math.max(read.cols(), read.rows());
        }
    }

    private static byte[] inSeveralScans(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(to);
            BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static byte[] photo(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), format, out))
                .isTrue();
        return out.toByteArray();
    }
}
