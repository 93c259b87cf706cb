package org.proofoflife.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    @TempDir
    private Path parent;

    @Test
    void isReadByNobodyElseAndGoesWhenItIsClosed() throws Exception {
        Path folder;
        try (ScratchFolder scratch = ScratchFolder.open(parent)) {
            folder = scratch.path();
            Path file = scratch.file(".video");
            assertThat(file).isEmptyFile().hasParent(folder);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
        assertThat(folder).doesNotExist();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatIsInUseStays() throws Exception {
        try (ScratchFolder one = ScratchFolder.open(parent);
                ScratchFolder other = ScratchFolder.open(parent)) {
            assertThat(one.file(".video")).exists();
            assertThat(other.path()).isNotEqualTo(one.path());
        }
    }

    @Test
    void whatAKilledProcessLeftGoesWithTheNextStartAndNotBefore() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        parent.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            Path held = Path.of(process.inputReader().readLine());
            try (ScratchFolder scratch = ScratchFolder.open(parent)) {
                assertThat(held).exists();
            }
            process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
            assertThat(held).exists();
            try (ScratchFolder scratch = ScratchFolder.open(parent)) {
                assertThat(held).doesNotExist();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** Says where its file is, and waits to be killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            ScratchFolder scratch = ScratchFolder.open(Path.of(arguments[0]));
            // Another application of the same process.
            ScratchFolder.open(Path.of(arguments[0]));
            System.out.println(scratch.file(".video"));
            Thread.currentThread().join();
        }
    }
}
