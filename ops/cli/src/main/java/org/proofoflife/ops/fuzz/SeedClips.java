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

    /** Small files that unpack to far more than a camera makes: huge pictures, hours of time, thousands of frames. */
    static List<byte[]> bombs(Path folder) throws IOException, InterruptedException {
        List<String> vp8 = List.of("-c:v", "libvpx", "-b:v", "100k", "-deadline", "realtime", "-cpu-used", "16");
        List<String> mjpeg = List.of("-c:v", "mjpeg", "-q:v", "31");
        List<byte[]> bombs = new ArrayList<>();
        bombs.add(encode(folder, "color=black:size=9000x9000:rate=1:duration=1", named("huge.mp4", mjpeg)));
        bombs.add(encode(folder, "color=black:size=16000x480:rate=1:duration=4", named("wide.webm", vp8)));
        bombs.add(encode(folder, "color=black:size=640x480:rate=1/10:duration=3600", named("hour.webm", vp8)));
        bombs.add(encode(folder, "color=black:size=640x480:rate=250:duration=4", named("fast.webm", vp8)));
        bombs.add(encode(folder, "color=black:size=640x480:rate=1/10:duration=3600", named("hour.mp4", mjpeg)));
        return bombs;
    }

    private static List<String> named(String name, List<String> options) {
        List<String> encoding = new ArrayList<>(List.of(name));
        encoding.addAll(options);
        return encoding;
    }

    private static byte[] encode(Path folder, String picture, List<String> encoding)
            throws IOException, InterruptedException {
        Path file = folder.resolve(encoding.get(0));
        List<String> arguments =
                new ArrayList<>(List.of("-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", picture));
        arguments.addAll(encoding.subList(1, encoding.size()));
        arguments.addAll(List.of("-pix_fmt", encoding.contains("mjpeg") ? "yuvj420p" : "yuv420p", file.toString()));
        int status = Ffmpeg.process(arguments)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("ffmpeg.log").toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("ffmpeg could not make " + encoding.get(0) + ", status " + status);
        }
        return Files.readAllBytes(file);
    }
}
