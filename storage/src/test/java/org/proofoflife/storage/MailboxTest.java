package org.proofoflife.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {

    @TempDir
    Path folder;

    @Test
    void whatComesAgainStaysOneMessageForItsOwnerAlone() throws IOException {
        Mailbox mailbox = new Mailbox(folder.resolve("mail"));

        mailbox.put("7", "13800138000", "a word");
        mailbox.put("7", "13800138000", "a word");

        try (var files = Files.list(folder.resolve("mail"))) {
            List<Path> messages = files.toList();
            assertThat(messages).containsExactly(folder.resolve("mail").resolve("7.txt"));
            assertThat(messages.get(0)).hasContent("13800138000\ta word\n");
            assertThat(Files.getPosixFilePermissions(messages.get(0)))
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
        }
    }
}
