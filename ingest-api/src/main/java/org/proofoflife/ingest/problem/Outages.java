package org.proofoflife.ingest.problem;

import org.proofoflife.storage.Causes;
import org.proofoflife.storage.jdbc.DatabaseOutage;
import org.proofoflife.storage.objects.ObjectStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database or the object store does not answer. Said in a line: every call meets the same outage. */
final class Outages {

    private static final Logger log = LoggerFactory.getLogger(Outages.class);

    private Outages() {}

    static boolean isOne(Throwable failure) {
        return failure instanceof ObjectStoreException || DatabaseOutage.is(failure);
    }

    static void say(Throwable failure) {
        log.warn("A call was put off, for the database or the object store does not answer: {}", Causes.of(failure));
    }
}
