package org.proofoflife.verification.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
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

    /** One after the other in one stream, as they are. */
    static Path joined(Path to, Path... parts) throws Exception {
        StringBuilder list = new StringBuilder("ffconcat version 1.0\n");
        for (Path part : parts) {
            list.append("file ").append(part.getFileName()).append('\n');
        }
        Path script = Files.writeString(to.resolveSibling(to.getFileName() + ".txt"), list);
        run(List.of("-v", "error", "-nostdin", "-y", "-i", script.toString(), "-c", "copy", to.toString()));
        return to;
    }

    private static void run(List<String> arguments) throws Exception {
        assertThat(Ffmpeg.process(arguments).inheritIO().start().waitFor()).isZero();
    }
}
