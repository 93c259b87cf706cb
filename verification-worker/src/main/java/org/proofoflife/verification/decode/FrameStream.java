package org.proofoflife.verification.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.OutcomeCode;

/**
 * The sampled frames of a clip, one at a time, from a child process that is gone when this is closed. Not for use by
 * several threads.
 */
public final class FrameStream implements AutoCloseable {

    /** Name of the thread that reads what a decoder says; it ends with the decoder. */
    public static final String LOG_READER = "decoder-log";

    /** Recorders stop a little early or late. */
    private static final double SLACK = 0.12;

    /** A clip whose upload matched its hash should decode without complaint; a stray complaint is forgiven. */
    private static final int FORGIVEN_DAMAGES = 3;

    private static final int HEADER_LIMIT = 256;
    /** What a pipe holds at most. */
    private static final int BLOCK = 1 << 16;

    private static final long PATIENCE_MILLIS = 10_000;
    /** What a shell and the loader of shared libraries end with when they cannot start a program; ffmpeg never does. */
    private static final Set<Integer> NOT_STARTED = Set.of(126, 127);
    /** 128 and SIGINT, SIGKILL, SIGTERM. A crash or too much processor time are other signals, and the clip's fault. */
    private static final Set<Integer> INTERRUPTED = Set.of(130, 137, 143);

    private final DecodeLimits limits;
    private final Container container;
    private final Process process;
    private final DecoderLog log;
    private final Thread logReader;
    private final InputStream frames;
    private final CompletableFuture<Process> watchdog;
    private @Nullable Mat i420;
    private final byte[] block = new byte[BLOCK];
    private int width;
    private int height;
    private double first = Double.NaN;
    private double last;
    private double interval;
    private volatile boolean expired;
    /** Whether it expired while it was hardly given the processor: of the clip that says nothing. */
    private volatile boolean stalled;

    private FrameStream(Path clip, Container container, SamplingPlan plan, DecodeLimits limits) throws IOException {
        this.limits = limits;
        this.container = container;
        String word = UUID.randomUUID().toString();
        this.process = Ffmpeg.decode(clip, container, plan, limits, word);
        this.log = new DecoderLog(process.getErrorStream(), word);
        this.logReader = new Thread(log, LOG_READER);
        this.frames = process.getInputStream();
        this.watchdog = process.onExit()
                .orTimeout(limits.wallTime().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, late) -> {
                    // Only then: destroying a process that ended by itself would close what is left to read of it.
                    if (late != null) {
                        Duration spent = process.info().totalCpuDuration().orElse(Duration.ZERO);
                        stalled = spent.toSeconds() < limits.cpuSeconds() / 2;
                        expired = true;
                        process.destroyForcibly();
                    }
                });
        logReader.setDaemon(true);
        logReader.start();
    }

    /** @throws ClipRejectedException VIDEO_UNREADABLE when it is no MP4 or WebM file */
    public static FrameStream open(Path clip, SamplingPlan plan, DecodeLimits limits)
            throws IOException, ClipRejectedException {
        return new FrameStream(clip, Container.of(clip), plan, limits);
    }

    /**
     * The next frame, or null after the last.
     *
     * @throws ClipRejectedException with the code of what is wrong with the clip
     * @throws DecoderUnavailableException when nothing is known of the clip, because the decoder did not start
     * @throws DecoderInterruptedException likewise, because somebody else ended the decoder, or the machine stood still
     */
    public @Nullable VideoFrame next() throws IOException, ClipRejectedException {
        try {
            return read();
        } catch (IOException e) {
            if (expired) {
                requireSoundEnd();
                throw new ClipRejectedException(OutcomeCode.VIDEO_UNREADABLE, "decoding took too long");
            }
            throw e;
        }
    }

    private @Nullable VideoFrame read() throws IOException, ClipRejectedException {
        if (width == 0 && !readStreamHeader()) {
            requireSoundEnd();
            throw new ClipRejectedException(OutcomeCode.VIDEO_UNREADABLE, "not one frame could be decoded");
        }
        Mat picture = i420;
        if (picture == null || !readLaterFrame(picture)) {
            requireSoundEnd();
            requireLength();
            return null;
        }
        if (last > limits.maxSeconds() + SLACK) {
            throw new ClipRejectedException(OutcomeCode.VIDEO_TOO_LONG, "longer than " + limits.maxSeconds() + " s");
        }
        return new VideoFrame(last, width, height, picture);
    }

    private boolean readLaterFrame(Mat picture) throws IOException, ClipRejectedException {
        while (readFrame(picture)) {
            double time = time();
            if (Double.isNaN(first)) {
                first = time;
                return true;
            }
            time -= first;
            if (time < last) {
                throw new ClipRejectedException(OutcomeCode.VIDEO_UNREADABLE, "its time runs backwards");
            }
            // Times are rounded to the frame rate, and two frames may get the same: one moment is seen once.
            if (time > last) {
                interval = time - last;
                last = time;
                return true;
            }
        }
        return false;
    }

    /** From the first to the end of the last frame, seconds; known after the last frame. */
    public double duration() {
        double seen = last + interval;
        double said = log.duration();
        // Not every frame is sampled, the last one neither; those decoded tell more, if the rate was steady.
        double counted = log.framesDecoded() / log.frameRate();
        return fits(said, seen) ? said : fits(counted, seen) ? counted : seen;
    }

    private boolean fits(double length, double seen) {
        return length >= last && length <= seen + SLACK;
    }

    /** Average decoded frames a second, sampled or not; known after the last frame. */
    public double frameRate() {
        return duration() > 0 ? log.framesDecoded() / duration() : 0;
    }

    public String container() {
        return container.demuxer();
    }

    public String codec() {
        return log.codec();
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    private boolean readStreamHeader() throws IOException, ClipRejectedException {
        String header = readLine();
        if (header == null || !header.startsWith("YUV4MPEG2 ")) {
            return false;
        }
        for (String field : header.split(" ", -1)) {
            if (field.startsWith("W")) {
                width = Integer.parseInt(field.substring(1));
            } else if (field.startsWith("H")) {
                height = Integer.parseInt(field.substring(1));
            }
        }
        requireSize();
        i420 = new Mat(height * 3 / 2, width, opencv_core.CV_8UC1);
        return true;
    }

    private void requireSize() throws ClipRejectedException {
        try {
            log.awaitDescription(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while decoding", e);
        }
        int shorter = Math.min(log.width(), log.height());
        int longer = Math.max(log.width(), log.height());
        if (shorter < limits.minShortSide() || longer < limits.minLongSide()) {
            throw new ClipRejectedException(OutcomeCode.LOW_RESOLUTION, longer + "x" + shorter);
        }
        if (log.duration() > limits.maxSeconds() + 1) {
            throw new ClipRejectedException(OutcomeCode.VIDEO_TOO_LONG, log.duration() + " s");
        }
    }

    private boolean readFrame(Mat picture) throws IOException {
        String header = readLine();
        if (header == null || !header.startsWith("FRAME")) {
            return false;
        }
        try (BytePointer pixels = picture.data()) {
            long size = (long) width * height * 3 / 2;
            for (long at = 0; at < size; ) {
                int read = frames.read(block, 0, (int) Math.min(BLOCK, size - at));
                if (read < 0) {
                    return false;
                }
                pixels.position(at).put(block, 0, read);
                at += read;
            }
        }
        return true;
    }

    private double time() throws ClipRejectedException {
        try {
            double time = log.nextTime(PATIENCE_MILLIS);
            if (!Double.isFinite(time)) {
                throw new ClipRejectedException(OutcomeCode.VIDEO_UNREADABLE, "a frame without a time");
            }
            return time;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while decoding", e);
        }
    }

    private @Nullable String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = frames.read(); next >= 0; next = frames.read()) {
            if (next == '\n') {
                return line.toString();
            }
            line.append((char) next);
            if (line.length() > HEADER_LIMIT) {
                return null;
            }
        }
        return null;
    }

    private void requireSoundEnd() throws ClipRejectedException {
        int status = awaitEnd();
        if (NOT_STARTED.contains(status)) {
            throw new DecoderUnavailableException("The decoder did not start: status " + status);
        }
        if (stalled || (!expired && (INTERRUPTED.contains(status) || log.interrupted()))) {
            throw new DecoderInterruptedException(
                    stalled
                            ? "The decoder did not get the processor for so long that it was ended"
                            : "The decoder was ended from outside: status " + status);
        }
        if (status != 0 || log.cut() || log.damages() > FORGIVEN_DAMAGES) {
            throw new ClipRejectedException(
                    OutcomeCode.VIDEO_UNREADABLE,
                    "decoder status " + status + ", cut " + log.cut() + ", damages " + log.damages());
        }
        if (log.reshaped()) {
            throw new ClipRejectedException(OutcomeCode.VIDEO_TURNED, "its picture changes its shape");
        }
    }

    private void requireLength() throws ClipRejectedException {
        if (duration() < limits.minSeconds() - SLACK) {
            throw new ClipRejectedException(OutcomeCode.VIDEO_TOO_SHORT, duration() + " s");
        }
        if (duration() > limits.maxSeconds() + SLACK) {
            throw new ClipRejectedException(OutcomeCode.VIDEO_TOO_LONG, duration() + " s");
        }
    }

    private int awaitEnd() {
        try {
            logReader.join(PATIENCE_MILLIS);
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while decoding", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
        watchdog.cancel(false);
        if (i420 != null) {
            i420.close();
        }
        try {
            frames.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
