package org.proofoflife.ops.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.proofoflife.verification.decode.Ffmpeg;

/** Small sound clips of every container and codec, made by the bundled ffmpeg, to be spoilt. */
final class SeedClips {

    private static final List<List<String>> ENCODINGS = List.of(
            List.of("h264.mp4", "-c:v", "libopenh264", "-b:v", "300k", "-movflags", "+faststart"),
            List.of("h264-end.mp4", "-c:v", "libopenh264", "-b:v", "300k"),
            List.of(
                    "h264-fragments.mp4",
                    "-c:v",
                    "libopenh264",
                    "-b:v",
                    "300k",
                    "-movflags",
                    "frag_keyframe+empty_moov"),
            List.of("h264.webm", "-c:v", "libopenh264", "-b:v", "300k", "-f", "matroska"),
            List.of("vp8.webm", "-c:v", "libvpx", "-b:v", "300k", "-deadline", "realtime", "-cpu-used", "8"),
            List.of("vp9.webm", "-c:v", "libvpx-vp9", "-b:v", "300k", "-deadline", "realtime", "-cpu-used", "8"),
            List.of("vp9.mp4", "-c:v", "libvpx-vp9", "-b:v", "300k", "-deadline", "realtime", "-cpu-used", "8"),
            List.of("av1.mp4", "-c:v", "libsvtav1", "-preset", "12", "-b:v", "300k"),
            List.of("av1.webm", "-c:v", "libsvtav1", "-preset", "12", "-b:v", "300k"),
            List.of("mjpeg.mp4", "-c:v", "mjpeg", "-q:v", "12"));

    private SeedClips() {}

    /** Three and a half seconds of a test picture each. */
    static List<byte[]> make(Path folder) throws IOException, InterruptedException {
        List<byte[]> clips = new ArrayList<>();
        for (List<String> encoding : ENCODINGS) {
            clips.add(encode(folder, "testsrc2=size=640x480:rate=15:duration=3.5", encoding));
        }
        return clips;
    }

    static List<String> named(String name, List<String> options) {
        List<String> encoding = new ArrayList<>(List.of(name));
        encoding.addAll(options);
        return encoding;
    }

    static byte[] encode(Path folder, String picture, List<String> encoding) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", picture));
        arguments.addAll(encoding.subList(1, encoding.size()));
        arguments.addAll(List.of("-pix_fmt", encoding.contains("mjpeg") ? "yuvj420p" : "yuv420p"));
        return run(folder, encoding.get(0), arguments);
    }

    /** What ffmpeg makes of these arguments when told to write a file of that name. */
    static byte[] run(Path folder, String name, List<String> arguments) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        List<String> all = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        all.addAll(arguments);
        all.add(file.toString());
        int status = Ffmpeg.process(all)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("ffmpeg.log").toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("ffmpeg could not make " + name + ", status " + status);
        }
        return Files.readAllBytes(file);
    }
}
