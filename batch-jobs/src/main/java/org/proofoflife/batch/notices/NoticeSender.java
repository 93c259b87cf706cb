package org.proofoflife.batch.notices;

import java.io.IOException;

/** Brings a notice to a person's registered phone. A bureau plugs in its own short-message gateway as a bean. */
public interface NoticeSender {

    /**
     * Returns when the message is handed over. A message whose sending was not recorded, because the process died, is
     * given again under the same id: a gateway that knows its ids does not bring it twice.
     *
     * @param phone as registered; it must not reach a log
     * @throws IOException if it was not handed over; it is tried again at the next run
     */
    void send(Notice notice, String phone) throws IOException;
}
