package org.proofoflife.ops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.proofoflife.ops.embedded.DatabaseAccess;

/** A {@link BatchProcess} in a Java machine of its own with 512 MB of heap. */
final class ChildProcess implements AutoCloseable {

    static final int HEAP_MEGABYTES = 512;

    private final Process process;
    private final Path output;

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param settings further Spring properties; they go by the environment, as the keys do */
    static ChildProcess start(
            DatabaseAccess database, String keyset, Path output, Map<String, String> settings, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                BatchProcess.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        Map<String, String> environment = builder.environment();
        environment.put("SPRING_DATASOURCE_URL", database.url());
        environment.put("SPRING_DATASOURCE_USERNAME", database.user());
        environment.put("SPRING_DATASOURCE_PASSWORD", database.password());
        environment.put("STORAGE_KEYSET", keyset);
        environment.putAll(settings);
        return new ChildProcess(builder.start(), output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and gone when this returns. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** @throws IllegalStateException with what it said, if it did not end well */
    void awaitSuccess(long minutes) throws IOException, InterruptedException {
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            kill();
            throw new IllegalStateException("The batch process did not end within " + minutes + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("The batch process failed:\n" + Files.readString(output));
        }
    }

    /** What follows the word on the last line that begins with it. */
    static Optional<String> said(Path output, String word) throws IOException {
        try (var lines = Files.lines(output)) {
            return lines.filter(line -> line.startsWith(word))
                    .reduce((first, second) -> second)
                    .map(line -> line.substring(word.length()).strip());
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
