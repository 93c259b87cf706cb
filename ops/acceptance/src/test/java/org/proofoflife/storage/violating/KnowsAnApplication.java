package org.proofoflife.storage.violating;

import java.time.Instant;
import org.proofoflife.ingest.IngestApplication;
import org.springframework.beans.factory.annotation.Autowired;

/** Breaks three walls on purpose. */
public class KnowsAnApplication {

    @Autowired
    private IngestApplication application;

    public Instant opened() {
        return application == null ? Instant.EPOCH : Instant.now();
    }
}
