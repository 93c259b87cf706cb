package org.proofoflife.verification.decode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads ffmpeg's standard error: the time of every frame, what the clip is, and what went wrong. Whoever made the clip
 * has a say there too, for ffmpeg shows the titles and comments of a clip. So the size and the times are taken only from
 * lines that carry a word nobody else knows, and faults only from lines that a part of ffmpeg signs.
 */
final class DecoderLog implements Runnable {

    /** Titles may be as long as films; nothing that is looked for stands so far from the beginning of its line. */
    private static final int LONGEST_LINE = 4096;

    private static final Pattern SIGNED = Pattern.compile("^\\[[^\\[\\]]{1,100} @ 0x[0-9a-f]+\\] ");

    // What the container says is its maker's word in any case, and is believed only where it fits what is seen.
    private static final Pattern DURATION =
            Pattern.compile("^\\[info\\]   Duration: (\\d+):(\\d\\d):(\\d\\d\\.\\d{1,9})");
    private static final Pattern VIDEO = Pattern.compile("^\\[info\\]   Stream #0:\\d+.*?: Video: ");
    private static final Pattern RATE = Pattern.compile(": Video: .*, (\\d{1,3}(?:\\.\\d{1,9})?) fps,");

    /** After all that the clip says of itself, so that the last counts. */
    private static final Pattern CODEC = Pattern.compile("^\\[info\\]   Stream #0:\\d+ -> #0:0 \\((\\w{1,40})");

    private static final Pattern FRAMES = Pattern.compile("^\\[in#0/.*?(\\d{1,18}) frames decoded");
    private static final Pattern CUT =
            Pattern.compile("ended prematurely|partial file|truncat", Pattern.CASE_INSENSITIVE);
    private static final Pattern DAMAGE = Pattern.compile(
            "error while decoding|corrupt|error submitting packet to decoder|invalid nal|decode_slice_header error"
                    + "|concealing|invalid data found|non-existing pps",
            Pattern.CASE_INSENSITIVE);
    /** SIGINT, SIGQUIT or SIGTERM; it says so as well of SIGXCPU, its own limit. */
    private static final Pattern INTERRUPTED =
            Pattern.compile("^\\[info\\] Exiting normally, received signal (2|3|15)\\.");

    /** Share by which sides may be rounded when a recorder goes to a smaller size. */
    private static final double SAME_SHAPE = 0.02;

    private final InputStream in;
    private final Pattern time;
    private final Pattern size;
    private final BlockingQueue<Double> times = new LinkedBlockingQueue<>();
    private final CountDownLatch described = new CountDownLatch(1);
    private boolean decoding;
    private boolean rated;
    private volatile boolean cut;
    private volatile boolean reshaped;
    private volatile boolean interrupted;
    private volatile int damages;
    private volatile String codec = "unknown";
    private volatile int width;
    private volatile int height;
    private volatile double duration = Double.NaN;
    private volatile double frameRate = Double.NaN;
    private volatile long framesDecoded;

    /** @param word unknown to whoever made the clip; see {@link #timeFormat} and {@link #filter} */
    DecoderLog(InputStream in, String word) {
        this.in = in;
        // Found anywhere in a line: ffmpeg's threads share the stream, and times cut into other lines.
        this.time = Pattern.compile("@time-" + word + " (\\S{1,40})");
        this.size = Pattern.compile("^\\[scale@" + word + " @ 0x[0-9a-f]+\\] .*?\\bw:(\\d{1,6}) h:(\\d{1,6}) fmt:");
    }

    /** How ffmpeg has to write the time of a frame. */
    static String timeFormat(String word) {
        return "@time-" + word + " {t}";
    }

    /** What the filter has to be called that tells the size of the pictures. */
    static String filter(String word) {
        return "scale@" + word;
    }

    @Override
    public void run() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = line(lines); line != null; line = line(lines)) {
                read(line);
            }
        } catch (IOException e) {
            // The child is gone; whoever ended it knows why.
            times.clear();
        } finally {
            described.countDown();
        }
    }

    /** The beginning of the next line; null after the last. */
    private static @Nullable String line(Reader in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.length() < LONGEST_LINE) {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private void read(String line) {
        Matcher stamp = time.matcher(line);
        if (stamp.find()) {
            decoding = true;
            times.add(number(stamp.group(1)));
            return;
        }
        Matcher pictures = size.matcher(line);
        if (pictures.find()) {
            size(Integer.parseInt(pictures.group(1)), Integer.parseInt(pictures.group(2)));
        }
        if (!decoding) {
            describe(line);
        }
        // Of a line that was cut into, the rest begins unsigned; once frames come, nobody but ffmpeg has a say.
        if (decoding || SIGNED.matcher(line).find()) {
            watch(line);
        }
    }

    private void size(int wide, int high) {
        if (width == 0) {
            height = high;
            width = wide;
            described.countDown();
        } else {
            long before = (long) width * high;
            reshaped |= Math.abs((long) wide * height - before) > SAME_SHAPE * before;
        }
    }

    private void describe(String line) {
        Matcher length = DURATION.matcher(line);
        if (Double.isNaN(duration) && length.find()) {
            duration = 3600 * Double.parseDouble(length.group(1))
                    + 60 * Double.parseDouble(length.group(2))
                    + Double.parseDouble(length.group(3));
        }
        if (!rated && VIDEO.matcher(line).find()) {
            rated = true;
            Matcher rate = RATE.matcher(line);
            frameRate = rate.find() ? Double.parseDouble(rate.group(1)) : Double.NaN;
        }
        Matcher coded = CODEC.matcher(line);
        if (coded.find()) {
            codec = coded.group(1).toLowerCase(Locale.ROOT);
        }
    }

    private void watch(String line) {
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

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The time of the next frame in output order, or NaN if ffmpeg tells none within {@code millis}. */
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

    /** Whether pictures changed from wide to high, say: all that follow are stretched into the shape of the first. */
    boolean reshaped() {
        return reshaped;
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

    /** Size of the first picture, before it is reduced; 0 until known. */
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
