package org.proofoflife.storage.objects;

import java.io.IOException;

/** The object store does not answer, or refuses: the same may go well later. Messages carry keys, never content. */
public final class ObjectStoreException extends IOException {

    public ObjectStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
