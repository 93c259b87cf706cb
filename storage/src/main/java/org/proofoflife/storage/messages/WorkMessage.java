package org.proofoflife.storage.messages;

import java.util.UUID;

/** Work for another process: versioned JSON with ids and object keys, never pixels or personal data. */
public interface WorkMessage {

    /** Of the message's own format; a reader that does not know it leaves the message alone. */
    int version();

    /** The same for every copy of the message. */
    UUID messageId();
}
