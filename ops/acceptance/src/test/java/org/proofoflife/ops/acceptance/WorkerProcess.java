package org.proofoflife.ops.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.proofoflife.verification.WorkerApplication;

/** A verification worker in a process of its own, as operators start it: configured by environment variables alone. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    private WorkerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static WorkerProcess start(String id, Map<String, String> environment, Path folder) throws IOException {
        Path output = folder.resolve(id + ".log");
        // The class path is too long for some command lines.
        Path arguments = Files.writeString(
                folder.resolve(id + ".args"),
                "-cp\n\"" + System.getProperty("java.class.path").replace("\\", "\\\\") + "\"\n");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + Files.createDirectories(temporary(folder)),
                        "@" + arguments,
                        WorkerApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("POL_WORKER_ID", id);
        builder.environment().put("POL_WORKER_CONCURRENCY", "1");
        return new WorkerProcess(builder.start(), output);
    }

    /** Where the workers of {@code folder} keep what they need for a moment. */
    static Path temporary(Path folder) {
        return folder.resolve("temporary");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it ended with. */
    int status() {
        return process.exitValue();
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "nothing";
        }
    }

    /** SIGKILL: no drain, no acknowledgement, no last word. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
