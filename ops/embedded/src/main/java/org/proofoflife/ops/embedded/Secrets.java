package org.proofoflife.ops.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Passwords that are made once and kept in files only their owner can read. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** 192 random bits, safe in URLs and configuration files. */
    public static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The secret in this file (mode 0600), made now if there is none yet. */
    public static String keptIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            write(file, random());
        }
        return Files.readString(file).strip();
    }

    /** Writes a file that was never readable by others, not even for a moment. */
    public static void write(Path file, String content) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path made = Files.createTempFile(
                directory,
                ".",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(
                made,
                content.getBytes(StandardCharsets.UTF_8),
                Set.of(StandardOpenOption.WRITE).toArray(StandardOpenOption[]::new));
        Files.move(made, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
