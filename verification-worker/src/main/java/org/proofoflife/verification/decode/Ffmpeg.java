package org.proofoflife.verification.decode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** The bundled ffmpeg executable and the way to start it. */
public final class Ffmpeg {

    private static final String PROTOCOLS = "fd,pipe";
    private static final String DECODERS = "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,mjpeg";

    /**
     * In a session of its own, so that who ends a worker by the keyboard does not end its decoders first. The limit of
     * processor time is a soft one, which ffmpeg reports: a hard one kills, as who has to free memory does.
     */
    private static final String CONFINED = "ulimit -v %d; ulimit -S -t %d; ulimit -c 0; "
            + "command -v setsid >/dev/null && exec setsid \"$0\" \"$@\"; exec \"$0\" \"$@\"";

    private Ffmpeg() {}

    /**
     * Unpacked on first use.
     *
     * @throws ExceptionInInitializerError caused by a {@link DecoderUnavailableException}, where it does not run
     */
    public static Path executable() {
        return Holder.EXECUTABLE;
    }

    /** A process builder whose environment lets ffmpeg find the libraries that lie beside it. */
    public static ProcessBuilder process(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(executable().toString());
        command.addAll(arguments);
        return withLibraries(new ProcessBuilder(command));
    }

    /**
     * Starts the decoding of {@code clip}: YUV4MPEG2 on standard output, times and log on standard error. The clip is
     * standard input, so that its name, which may say anything, is in no line of the log.
     *
     * @param word by which {@link DecoderLog} tells ffmpeg's own lines from what the clip says of itself
     */
    static Process decode(Path clip, Container container, SamplingPlan plan, DecodeLimits limits, String word)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                CONFINED.formatted(limits.memoryBytes() / 1024, limits.cpuSeconds()),
                executable().toString()));
        command.addAll(List.of("-hide_banner", "-nostdin", "-nostats", "-loglevel", "repeat+level+verbose"));
        command.addAll(List.of("-max_alloc", Long.toString(limits.memoryBytes() / 4)));
        command.addAll(List.of("-protocol_whitelist", PROTOCOLS, "-codec_whitelist", DECODERS));
        command.addAll(List.of("-format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm"));
        command.addAll(List.of("-threads", "1", "-max_pixels", Long.toString(limits.maxPixels())));
        command.addAll(List.of("-t", Double.toString(limits.maxSeconds() + 2)));
        command.addAll(List.of("-f", container.demuxer(), "-fd", "0", "-i", "fd:"));
        command.addAll(List.of("-map", "0:v:0", "-an", "-sn", "-dn", "-filter_threads", "1"));
        command.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
        command.addAll(List.of("-vf", filters(plan, limits, word), "-fps_mode", "passthrough"));
        command.addAll(List.of("-stats_enc_pre:v:0", "pipe:2", "-stats_enc_pre_fmt", DecoderLog.timeFormat(word)));
        command.addAll(List.of("-f", "yuv4mpegpipe", "pipe:1"));
        return withLibraries(new ProcessBuilder(command))
                .redirectInput(clip.toFile())
                .start();
    }

    private static String filters(SamplingPlan plan, DecodeLimits limits, String word) {
        // Capture cards may record pixels that are not square (sar). They are made so by shrinking alone: stretched
        // ones repeat like the lattice of a screen.
        String width = "iw*min(1,sar)";
        String height = "ih/max(1,sar)";
        String shrink = "min(1,%s/max(%s,%s))".formatted(limits.workingSide(), width, height);
        // Even sides, because chroma is shared by two by two pixels; at least 2, because 0 would mean as it is.
        String fit = "%4$s=w='max(2,2*trunc(%1$s*%3$s/2))':h='max(2,2*trunc(%2$s*%3$s/2))'"
                .formatted(width, height, shrink, DecoderLog.filter(word));
        // Where fields lie between one another, an edge that moves is a comb. Before any frame is left out, because the
        // frames before and after tell what a field lacks; made of one field alone, lines repeat like a screen's.
        return "bwdif=mode=send_frame:deint=interlaced,select='" + plan.expression() + "'," + fit
                + ":flags=area:out_color_matrix=bt601:out_range=limited,format=yuv420p";
    }

    private static ProcessBuilder withLibraries(ProcessBuilder builder) {
        builder.environment()
                .put(
                        "LD_LIBRARY_PATH",
                        executable().resolveSibling(".").normalize().toString());
        builder.environment().remove("FFREPORT");
        return builder;
    }

    private static final class Holder {
        static final Path EXECUTABLE = unpack();

        private static Path unpack() {
            try {
                return Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
            } catch (UnsatisfiedLinkError e) {
                Throwable missing = e.getCause() == null ? e : e.getCause();
                throw new DecoderUnavailableException(
                        "The bundled ffmpeg needs system libraries that are missing here (" + missing.getMessage()
                                + "). On Debian: apt-get install libasound2 libpulse0 libxcb1 libxcb-shm0",
                        e);
            }
        }
    }
}
