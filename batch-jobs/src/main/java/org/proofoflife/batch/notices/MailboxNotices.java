package org.proofoflife.batch.notices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Puts notices into a folder: one file a message, named by its id and readable by its owner alone. */
final class MailboxNotices implements NoticeSender {

    private final Path folder;

    MailboxNotices(Path folder) {
        this.folder = folder;
    }

    @Override
    public void send(Notice notice, String phone) throws IOException {
        Files.createDirectories(folder);
        Path message = Files.createTempFile(
                folder,
                "notice",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(message, phone + "\t" + notice.text() + "\n");
        Files.move(message, folder.resolve(notice.id() + ".txt"), StandardCopyOption.REPLACE_EXISTING);
    }
}
