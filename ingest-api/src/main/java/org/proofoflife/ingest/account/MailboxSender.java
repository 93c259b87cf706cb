package org.proofoflife.ingest.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.proofoflife.storage.Mailbox;

/** Puts codes into a folder, for machines without a gateway. */
final class MailboxSender implements OneTimeCodeSender {

    private final Path folder;
    private final Clock clock;

    MailboxSender(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public void send(String phone, String code) {
        try {
            new Mailbox(folder).put(clock.instant().toEpochMilli() + "-" + UUID.randomUUID(), phone, code);
        } catch (IOException e) {
            throw new UncheckedIOException("The mailbox cannot be written", e);
        }
    }
}
