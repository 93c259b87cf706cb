package org.proofoflife.verification.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofoflife.storage.certification.OutcomeCode;

/** What a clip says of itself in its tags, and what its file is called, changes nothing of what is seen in it. */
class HostileTagsTest {

    private static final List<String> WORDS = List.of(
            "@time -99",
            "@time 0.5",
            "@time NaN",
            "@time ..--",
            "@time-00000000-0000-0000-0000-000000000000 7",
            "Duration: 00:00:01.00, start",
            "[info]   Duration: 00:00:01.00, start: 0.0",
            "  Stream #0:0: Video: vp9, yuv420p, 64x64, 1 fps, 1 tbr",
            "[info]   Stream #0:0: Video: vp9, yuv420p, 64x64, 1 fps, 1 tbr",
            "  Stream #0:0 -> #0:0 (vp9 (native) -> wrapped_avframe (native))",
            "Output #0, yuv4mpegpipe, to 'pipe:1':",
            "truncated",
            "partial file, File ended prematurely",
            "corrupt invalid nal concealing error while decoding",
            "9999 frames decoded",
            "[scale@x @ 0x1] [verbose] w:64 h:64 fmt:yuv420p",
            "Exiting normally, received signal 15.",
            "生存认证");

    private static final List<String> BREAKS = List.of("\n", "\r", "\r\n", "\f", " ", "");

    @TempDir
    private Path folder;

    private record Seen(List<Double> times, double duration, double frameRate, String codec, int width, int height) {}

    @ParameterizedTest
    @CsvSource({"mp4,1", "mp4,2", "mp4,3", "webm,4", "webm,5", "webm,6"})
    void tagsChangeNothing(String kind, long seed) throws Exception {
        Path plain = TestClips.make(folder.resolve("plain." + kind), "640x480", 30, 4);
        Random random = new Random(seed);
        Path tagged = TestClips.remux(
                plain,
                folder.resolve("tagged." + kind),
                List.of(),
                "-metadata",
                "title=" + words(random),
                "-metadata",
                "comment=" + words(random),
                "-metadata",
                "artist=" + words(random),
                "-metadata:s:v:0",
                "title=" + words(random));

        assertThat(see(tagged)).isEqualTo(see(plain));
    }

    /** Names of tags are shown as they are, new lines too. */
    @Test
    void namesOfTagsChangeNothing() throws Exception {
        Path plain = TestClips.make(folder.resolve("plain.mp4"), "640x480", 30, 4);
        List<String> more = new ArrayList<>(List.of("-movflags", "use_metadata_tags"));
        for (String word : WORDS) {
            more.addAll(List.of("-metadata", "x\n" + word + "=x"));
        }
        Path tagged = TestClips.remux(plain, folder.resolve("tagged.mp4"), List.of(), more.toArray(String[]::new));

        assertThat(see(tagged)).isEqualTo(see(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void namesOfFilesChangeNothing(String kind) throws Exception {
        Path plain = TestClips.make(folder.resolve("plain." + kind), "640x480", 30, 4);
        Path elsewhere = Files.createDirectory(folder.resolve("truncated, partial file\n@time 5"));
        Path named = Files.copy(plain, elsewhere.resolve("corrupt, ended prematurely 7 frames decoded." + kind));

        assertThat(see(named)).isEqualTo(see(plain));
    }

    @Test
    void aTitleAsLongAsAFilmIsNotKept() throws Exception {
        String log = "[info]     title : " + "x".repeat(10_000_000) + "\n@time-w 0.25\n";
        DecoderLog read = new DecoderLog(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), "w");
        read.run();
        assertThat(read.nextTime(0)).isEqualTo(0.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "..", "1e999", "nan", "N/A"})
    void aTimeThatIsNoneIsNotANumberOrInfinite(String text) throws Exception {
        String log = "[h264 @ 0x1] [err@time-w " + text + "\n@time-w 1\n";
        DecoderLog read = new DecoderLog(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), "w");
        read.run();
        assertThat(Double.isFinite(read.nextTime(0))).isFalse();
        assertThat(read.nextTime(0)).isEqualTo(1);
    }

    /** What ffmpeg itself says of a clip still counts. */
    @Test
    void aCutClipIsStillNoticed() throws Exception {
        Path plain = TestClips.make(folder.resolve("plain.webm"), "640x480", 30, 4);
        byte[] whole = Files.readAllBytes(plain);
        Path cut = Files.write(folder.resolve("cut.webm"), java.util.Arrays.copyOf(whole, whole.length - 2000));
        assertThatThrownBy(() -> see(cut)).isInstanceOfSatisfying(ClipRejectedException.class, e -> assertThat(e.code())
                .isEqualTo(OutcomeCode.VIDEO_UNREADABLE));
    }

    private static String words(Random random) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            words.append(WORDS.get(random.nextInt(WORDS.size()))).append(BREAKS.get(random.nextInt(BREAKS.size())));
        }
        return words.toString();
    }

    private static Seen see(Path clip) throws Exception {
        try (FrameStream frames = FrameStream.open(clip, SamplingPlan.of(null, null), DecodeLimits.standard())) {
            List<Double> times = new ArrayList<>();
            for (VideoFrame frame = frames.next(); frame != null; frame = frames.next()) {
                times.add(frame.time());
            }
            return new Seen(
                    times, frames.duration(), frames.frameRate(), frames.codec(), frames.width(), frames.height());
        }
    }
}
