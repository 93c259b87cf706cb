package org.proofoflife.verification.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;

class FrameStreamTest {

    @TempDir
    private static Path folder;

    private static Path mp4;
    private static Path webm;

    @BeforeAll
    static void record() throws Exception {
        mp4 = TestClips.make(folder.resolve("clip.mp4"), "640x480", 30, 4);
        webm = TestClips.make(folder.resolve("clip.webm"), "640x480", 30, 4);
    }

    @AfterEach
    void noDecoderIsLeft() {
        String decoder = Ffmpeg.executable().toString();
        assertThat(ProcessHandle.current()
                        .children()
                        .filter(child ->
                                child.info().command().filter(decoder::equals).isPresent()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.webm"})
    void givesTenFramesASecondWithTheirTimes(String name) throws Exception {
        try (FrameStream frames = open(folder.resolve(name))) {
            List<Double> times = times(frames);
            assertThat(times).hasSize(40).isSorted();
            assertThat(times.get(0)).isZero();
            assertThat(times.get(39)).isCloseTo(3.9, within(0.05));
            assertThat(frames.duration()).isCloseTo(4, within(0.1));
            assertThat(frames.frameRate()).isCloseTo(30, within(1.0));
        }
    }

    @Test
    void isDenserWhereABlinkIsExpected() throws Exception {
        SamplingPlan plan = SamplingPlan.of(Challenge.parse("TURN_LEFT@0.2-1,BLINK@1.5-2.5"), null);
        try (FrameStream frames = FrameStream.open(mp4, plan, DecodeLimits.standard())) {
            List<Double> times = times(frames);
            assertThat(times.stream().filter(time -> time > 1.6 && time < 2.4)).hasSizeBetween(22, 25);
            assertThat(times.stream().filter(time -> time > 0.05 && time < 1.05))
                    .hasSizeBetween(9, 11);
        }
    }

    @Test
    void turnsThePictureUpright() throws Exception {
        Path turned = TestClips.remux(mp4, folder.resolve("turned.mp4"), List.of("-display_rotation", "90"));
        try (FrameStream frames = open(turned)) {
            times(frames);
            assertThat(frames.width()).isEqualTo(480);
            assertThat(frames.height()).isEqualTo(640);
        }
    }

    @Test
    void showsPixelsThatAreNotSquareAsTheyAreMeant() throws Exception {
        Path wide = TestClips.remux(mp4, folder.resolve("wide.mp4"), List.of(), "-aspect", "16:9");
        try (FrameStream frames = open(wide)) {
            times(frames);
            assertThat(frames.width()).isEqualTo(640);
            assertThat(frames.height()).isEqualTo(360);
        }
        Path sliver = TestClips.remux(mp4, folder.resolve("sliver.mp4"), List.of(), "-aspect", "1:255");
        try (FrameStream frames = open(sliver)) {
            times(frames);
            assertThat(frames.width()).isEqualTo(2);
            assertThat(frames.height()).isEqualTo(480);
        }
    }

    /** A bar that moves four pixels from field to field (x264 --tff): every row of a frame shows the same. */
    @Test
    void makesFieldsOfInterlacedFramesWhole() throws Exception {
        Path interlaced = Path.of(getClass().getResource("interlaced.mp4").toURI());
        try (FrameStream frames = open(interlaced)) {
            for (VideoFrame frame = frames.next(); frame != null; frame = frames.next()) {
                Mat even = frame.i420().row(frame.height() / 2);
                Mat odd = frame.i420().row(frame.height() / 2 + 1);
                assertThat(opencv_core.norm(even, odd, opencv_core.NORM_L1, null) / frame.width())
                        .isLessThan(1);
            }
        }
    }

    @Test
    void takesAStreamedWebmThatDoesNotSayItsLength() throws Exception {
        Path live = TestClips.remux(webm, folder.resolve("live.webm"), List.of(), "-live", "1");
        try (FrameStream frames = open(live)) {
            assertThat(times(frames)).hasSize(40);
            assertThat(frames.duration()).isCloseTo(4, within(0.15));
        }
    }

    @Test
    void keepsTheTrueTimesOfAVariableFrameRate() throws Exception {
        Path uneven = TestClips.make(
                folder.resolve("uneven.webm"),
                "640x480",
                30,
                4,
                "-vf",
                "select='lt(t,1)+gt(t,2.5)'",
                "-fps_mode",
                "vfr");
        try (FrameStream frames = open(uneven)) {
            List<Double> times = times(frames);
            assertThat(times).noneMatch(time -> time > 1.05 && time < 2.45);
            assertThat(times.get(times.size() - 1)).isCloseTo(3.9, within(0.1));
        }
    }

    /** Recorders of browsers go to a smaller size when they must, and to another shape when the phone is turned. */
    @Test
    void takesAnotherSizeMidwayButNoOtherShape() throws Exception {
        Path smaller = TestClips.make(folder.resolve("smaller.webm"), "320x240", 30, 4);
        Path turned = TestClips.make(folder.resolve("turned.webm"), "480x640", 30, 4);

        try (FrameStream frames = open(TestClips.joined(folder.resolve("reduced.webm"), webm, smaller))) {
            assertThat(times(frames)).hasSizeBetween(80, 81).isSorted().doesNotHaveDuplicates();
            assertThat(frames.width()).isEqualTo(640);
        }
        assertRefused(OutcomeCode.VIDEO_TURNED, TestClips.joined(folder.resolve("reshaped.webm"), webm, turned));
    }

    @Test
    void countsFromTheFirstPictureWhereSoundBeginsEarlier() throws Exception {
        Path late = TestClips.remux(
                mp4,
                folder.resolve("late.mp4"),
                List.of("-f", "lavfi", "-t", "5", "-i", "anullsrc", "-itsoffset", "0.6"),
                "-map",
                "0:a",
                "-map",
                "1:v",
                "-c:a",
                "aac");
        SamplingPlan plan = new SamplingPlan(5, List.of(new SamplingPlan.Stretch(2, 3, 30)));
        try (FrameStream frames = FrameStream.open(late, plan, DecodeLimits.standard());
                FrameStream same = FrameStream.open(mp4, plan, DecodeLimits.standard())) {
            List<Double> times = times(frames);
            assertThat(times.get(0)).isZero();
            assertThat(times.stream().filter(time -> time > 1.99 && time < 3.01))
                    .hasSizeBetween(29, 32);
            assertThat(times).hasSameSizeAs(times(same));
        }
    }

    @Test
    void refusesByCode() throws Exception {
        assertRefused(OutcomeCode.LOW_RESOLUTION, TestClips.make(folder.resolve("small.mp4"), "320x200", 10, 4));
        assertRefused(OutcomeCode.VIDEO_TOO_SHORT, TestClips.make(folder.resolve("short.mp4"), "640x480", 10, 2));
        assertRefused(OutcomeCode.VIDEO_TOO_LONG, TestClips.make(folder.resolve("long.webm"), "640x480", 5, 32));
        assertRefused(OutcomeCode.VIDEO_UNREADABLE, write("text.mp4", "no video".getBytes(StandardCharsets.UTF_8)));
        assertRefused(
                OutcomeCode.VIDEO_UNREADABLE,
                write("list.mp4", "ffconcat version 1.0\nfile clip.mp4\n".getBytes(StandardCharsets.UTF_8)));
        assertRefused(OutcomeCode.VIDEO_UNREADABLE, write("empty.webm", new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.webm"})
    void refusesACutFile(String name) throws Exception {
        byte[] whole = Files.readAllBytes(folder.resolve(name));
        assertRefused(OutcomeCode.VIDEO_UNREADABLE, write("cut-" + name, Arrays.copyOf(whole, whole.length * 2 / 3)));
    }

    @Test
    void cutsOffADecoderThatTakesTooLong() throws Exception {
        long memory = DecodeLimits.standard().memoryBytes();
        assertThatThrownBy(() -> decode(limits(Duration.ofMillis(1), 1, memory)))
                .as("as much of the processor as it may have")
                .isInstanceOfSatisfying(
                        ClipRejectedException.class, e -> assertThat(e.code()).isEqualTo(OutcomeCode.VIDEO_UNREADABLE));
        assertThatThrownBy(() -> decode(limits(Duration.ofMillis(1), memory)))
                .as("a machine that stands still is not the clip's fault")
                .isInstanceOf(DecoderInterruptedException.class);
    }

    @Test
    void saysNothingOfTheClipWhenTheDecoderDoesNotStart() {
        DecodeLimits tooTightForItsLibraries = limits(DecodeLimits.standard().wallTime(), 16 << 20);
        assertThatThrownBy(() -> decode(tooTightForItsLibraries)).isInstanceOf(DecoderUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "KILL"})
    void saysNothingOfTheClipWhenSomebodyElseEndsTheDecoder(String signal) {
        assertThatThrownBy(() -> decodeUntil(signal)).isInstanceOf(DecoderInterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEGV", "XCPU"})
    void blamesTheClipForACrashAndForTooMuchProcessorTime(String signal) {
        assertThatThrownBy(() -> decodeUntil(signal))
                .isInstanceOfSatisfying(
                        ClipRejectedException.class, e -> assertThat(e.code()).isEqualTo(OutcomeCode.VIDEO_UNREADABLE));
    }

    private static void decodeUntil(String signal) throws Exception {
        try (FrameStream frames = open(mp4)) {
            frames.next();
            long decoder = ProcessHandle.current()
                    .children()
                    .filter(child -> child.info()
                            .command()
                            .filter(Ffmpeg.executable().toString()::equals)
                            .isPresent())
                    .findFirst()
                    .orElseThrow()
                    .pid();
            assertThat(new ProcessBuilder("/bin/kill", "-s", signal, Long.toString(decoder))
                            .start()
                            .waitFor())
                    .isZero();
            times(frames);
        }
    }

    private static DecodeLimits limits(Duration wallTime, long memoryBytes) {
        return limits(wallTime, DecodeLimits.standard().cpuSeconds(), memoryBytes);
    }

    private static DecodeLimits limits(Duration wallTime, int cpuSeconds, long memoryBytes) {
        DecodeLimits standard = DecodeLimits.standard();
        return new DecodeLimits(
                standard.minSeconds(),
                standard.maxSeconds(),
                standard.minShortSide(),
                standard.minLongSide(),
                standard.maxPixels(),
                standard.workingSide(),
                wallTime,
                cpuSeconds,
                memoryBytes);
    }

    private static void decode(DecodeLimits limits) throws Exception {
        try (FrameStream frames = FrameStream.open(mp4, SamplingPlan.of(null, null), limits)) {
            times(frames);
        }
    }

    private static void assertRefused(OutcomeCode code, Path clip) {
        assertThatThrownBy(() -> {
                    try (FrameStream frames = open(clip)) {
                        times(frames);
                    }
                })
                .as(clip.getFileName().toString())
                .isInstanceOfSatisfying(
                        ClipRejectedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static FrameStream open(Path clip) throws Exception {
        return FrameStream.open(clip, SamplingPlan.of(null, null), DecodeLimits.standard());
    }

    private static List<Double> times(FrameStream frames) throws Exception {
        List<Double> times = new ArrayList<>();
        for (VideoFrame frame = frames.next(); frame != null; frame = frames.next()) {
            times.add(frame.time());
        }
        return times;
    }

    private static Path write(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }
}
