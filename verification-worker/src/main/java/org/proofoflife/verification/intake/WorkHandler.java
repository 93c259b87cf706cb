package org.proofoflife.verification.intake;

import org.proofoflife.storage.messages.WorkMessage;

/** Does one piece of work. */
public interface WorkHandler<T extends WorkMessage> {

    /**
     * When this returns, the result or the failure stands in the database and the message is acknowledged; when it
     * throws, neither does and the message is given back.
     *
     * @param redelivered the broker has handed the message out before and knows that holder's connection to be gone
     */
    void handle(T message, boolean redelivered);
}
