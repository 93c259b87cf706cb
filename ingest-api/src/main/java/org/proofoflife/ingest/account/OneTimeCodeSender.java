package org.proofoflife.ingest.account;

/** Brings a one-time code to a person's registered phone. A bureau plugs in its own short-message gateway as a bean. */
public interface OneTimeCodeSender {

    /** @param phone as registered; @param code six digits */
    void send(String phone, String code);
}
