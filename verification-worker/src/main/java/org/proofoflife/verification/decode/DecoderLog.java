package org.proofoflife.verification.decode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads ffmpeg's standard error: the time of every frame, what the clip is, and what went wrong. */
final class DecoderLog implements Runnable {

    /** Found anywhere in a line: ffmpeg's threads share the stream and may cut into each other's lines. */
    private static final Pattern TIME = Pattern.compile("@time (-?[0-9.e+-]+)");

    private static final Pattern VIDEO = Pattern.compile("Stream #0:\\d+.*?: Video: (\\w+).*?, (\\d{1,6})x(\\d{1,6})");
    private static final Pattern DURATION = Pattern.compile("Duration: (\\d+):(\\d\\d):(\\d\\d\\.\\d+)");
    private static final Pattern RATE = Pattern.compile(": Video: .*, (\\d{1,3}(?:\\.\\d+)?) fps,");
    private static final Pattern FRAMES = Pattern.compile("(\\d+) frames decoded");
    private static final Pattern CUT =
            Pattern.compile("ended prematurely|partial file|truncat", Pattern.CASE_INSENSITIVE);
    private static final Pattern DAMAGE = Pattern.compile(
            "error while decoding|corrupt|error submitting packet to decoder|invalid nal|decode_slice_header error"
                    + "|concealing|invalid data found|non-existing pps",
            Pattern.CASE_INSENSITIVE);

    /** SIGINT, SIGQUIT or SIGTERM; it says so as well of SIGXCPU, its own limit. */
    private static final Pattern INTERRUPTED =
            Pattern.compile("^(\\[info\\] )?Exiting normally, received signal (2|3|15)\\.");

    private final InputStream in;
    private final BlockingQueue<Double> times = new LinkedBlockingQueue<>();
    private final CountDownLatch described = new CountDownLatch(1);
    private volatile boolean cut;
    private volatile boolean interrupted;
    private volatile int damages;
    private volatile String codec = "unknown";
    private volatile int width;
    private volatile int height;
    private volatile double duration = Double.NaN;
    private volatile double frameRate = Double.NaN;
    private volatile long framesDecoded;

    DecoderLog(InputStream in) {
        this.in = in;
    }

    @Override
    public void run() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read(line);
            }
        } catch (IOException e) {
            // The child is gone; whoever ended it knows why.
            times.clear();
        } finally {
            described.countDown();
        }
    }

    private void read(String line) {
        Matcher time = TIME.matcher(line);
        if (time.find()) {
            times.add(Double.parseDouble(time.group(1)));
            return;
        }
        if (line.contains("Output #0")) {
            described.countDown();
            return;
        }
        Matcher video = VIDEO.matcher(line);
        if (width == 0 && video.find()) {
            codec = video.group(1).toLowerCase(Locale.ROOT);
            height = Integer.parseInt(video.group(3));
            width = Integer.parseInt(video.group(2));
            Matcher rate = RATE.matcher(line);
            frameRate = rate.find() ? Double.parseDouble(rate.group(1)) : Double.NaN;
        }
        Matcher length = DURATION.matcher(line);
        if (Double.isNaN(duration) && length.find()) {
            duration = 3600 * Double.parseDouble(length.group(1))
                    + 60 * Double.parseDouble(length.group(2))
                    + Double.parseDouble(length.group(3));
        }
        Matcher frames = FRAMES.matcher(line);
        if (frames.find()) {
            framesDecoded = Math.max(framesDecoded, Long.parseLong(frames.group(1)));
        }
        interrupted |= INTERRUPTED.matcher(line).find();
        cut |= CUT.matcher(line).find();
        if (DAMAGE.matcher(line).find()) {
            damages++;
        }
    }

    /** The time of the next frame in output order, or NaN if ffmpeg does not tell within {@code millis}. */
    double nextTime(long millis) throws InterruptedException {
        Double time = times.poll(millis, TimeUnit.MILLISECONDS);
        return time == null ? Double.NaN : time;
    }

    /** Waits until what the clip is has been read. */
    void awaitDescription(long millis) throws InterruptedException {
        described.await(millis, TimeUnit.MILLISECONDS);
    }

    boolean cut() {
        return cut;
    }

    /** Whether ffmpeg says that a signal from outside ended it. */
    boolean interrupted() {
        return interrupted;
    }

    int damages() {
        return damages;
    }

    String codec() {
        return codec;
    }

    /** Coded size, before rotation; 0 until known. */
    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** What the container says, seconds; NaN where it does not. */
    double duration() {
        return duration;
    }

    /** What the container says, frames a second; NaN where it does not. */
    double frameRate() {
        return frameRate;
    }

    long framesDecoded() {
        return framesDecoded;
    }
}
