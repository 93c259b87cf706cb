package org.proofoflife.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder in place of a gateway: one file a message, there in whole or not at all, readable by its owner alone. */
public record Mailbox(Path folder) {

    /** @param id of the message, fit for a file's name; what comes again under the same id replaces it */
    public void put(String id, String phone, String text) throws IOException {
        Files.createDirectories(folder);
        Path message = Files.createTempFile(
                folder,
                "message",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(message, phone + "\t" + text + "\n");
        Files.move(message, folder.resolve(id + ".txt"), StandardCopyOption.REPLACE_EXISTING);
    }
}
