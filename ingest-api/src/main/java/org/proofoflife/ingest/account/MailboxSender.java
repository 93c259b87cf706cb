package org.proofoflife.ingest.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.Mailbox;
import org.springframework.http.HttpStatus;

/** Puts codes into a folder, for machines without a gateway. */
final class MailboxSender implements OneTimeCodeSender {

    private final @Nullable Path folder;
    private final Clock clock;

    MailboxSender(@Nullable Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public void send(String phone, String code) {
        if (folder == null || folder.toString().isEmpty()) {
            throw new WebProblem(
                    HttpStatus.SERVICE_UNAVAILABLE, "NO_SENDER", "This installation cannot send one-time codes");
        }
        try {
            new Mailbox(folder).put(clock.instant().toEpochMilli() + "-" + UUID.randomUUID(), phone, code);
        } catch (IOException e) {
            throw new UncheckedIOException("The mailbox cannot be written", e);
        }
    }
}
