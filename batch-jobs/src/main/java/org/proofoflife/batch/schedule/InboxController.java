package org.proofoflife.batch.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.ScratchFolder;
import org.proofoflife.storage.objects.ObjectStore;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes a file into the inbox, for senders without access to the object store. */
@RestController
class InboxController {

    private final ObjectStore objects;
    private final ScratchFolder scratch;

    InboxController(ObjectStore objects, ScratchFolder scratch) {
        this.objects = objects;
        this.scratch = scratch;
    }

    @PutMapping("/api/v1/batch/inbox/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(@PathVariable String name, InputStream body) throws IOException {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")) {
            throw Refusal.invalid("INVALID_NAME", "A file name has letters, digits, dot, hyphen and underscore");
        }
        Path file = scratch.file(".part");
        try {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            objects.put(ObjectStore.Bucket.INBOX, name, file, "application/octet-stream");
        } finally {
            Files.delete(file);
        }
    }
}
