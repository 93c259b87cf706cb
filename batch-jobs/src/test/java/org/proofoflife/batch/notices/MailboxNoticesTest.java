package org.proofoflife.batch.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxNoticesTest {

    @TempDir
    Path folder;

    @Test
    void aNoticeGivenAgainStaysOneMessage() throws IOException {
        Notice notice = new Notice("P1", LocalDate.of(2026, 12, 31), 30);
        MailboxNotices mailbox = new MailboxNotices(folder.resolve("mail"));

        mailbox.send(notice, "13800138000");
        mailbox.send(notice, "13800138000");

        try (var files = Files.list(folder.resolve("mail"))) {
            List<Path> messages = files.toList();
            assertThat(messages).hasSize(1);
            assertThat(messages.get(0)).hasContent("13800138000\t" + notice.text() + "\n");
            assertThat(Files.getPosixFilePermissions(messages.get(0)))
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
        }
        assertThat(notice.text()).contains("2026-12-31").doesNotContain("P1");
    }
}
