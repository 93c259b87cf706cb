package org.proofoflife.verification.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Clips of a test picture, made by the bundled ffmpeg. */
final class TestClips {

    private TestClips() {}

    static Path make(Path file, String size, double rate, double seconds, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y", "-f", "lavfi"));
        arguments.addAll(List.of("-i", "testsrc2=size=" + size + ":rate=" + rate + ":duration=" + seconds));
        arguments.addAll(List.of("-pix_fmt", "yuv420p"));
        if (file.toString().endsWith(".mp4")) {
            arguments.addAll(List.of("-c:v", "libopenh264", "-b:v", "500k"));
        } else {
            arguments.addAll(List.of("-c:v", "libvpx", "-b:v", "500k", "-deadline", "realtime", "-cpu-used", "16"));
        }
        arguments.addAll(List.of(more));
        arguments.add(file.toString());
        run(arguments);
        return file;
    }

    /** Without encoding again, e.g. to change the container's metadata. */
    static Path remux(Path from, Path to, List<String> before, String... after) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        arguments.addAll(before);
        arguments.addAll(List.of("-i", from.toString(), "-c", "copy"));
        arguments.addAll(List.of(after));
        arguments.add(to.toString());
        run(arguments);
        return to;
    }

    private static void run(List<String> arguments) throws Exception {
        assertThat(Ffmpeg.process(arguments).inheritIO().start().waitFor()).isZero();
    }
}
