package org.proofoflife.batch.notices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A reminder, without anything that identifies the person to an outsider.
 *
 * @param ref the person's reference
 * @param validUntil last day of the period
 * @param daysBefore the step: days before that day at which this reminder is due
 */
public record Notice(String ref, LocalDate validUntil, int daysBefore) {

    /** The same for the same person, period and step, in every run. */
    public UUID id() {
        return UUID.nameUUIDFromBytes(("notice:" + ref + ":" + validUntil + ":" + daysBefore).getBytes(UTF_8));
    }

    /** What the person reads. */
    public String text() {
        return "您的领取待遇资格认证有效期至 " + validUntil + "，请在此日期前完成认证，以免影响待遇发放。如已认证，请忽略本提醒。";
    }
}
