package org.proofoflife.batch.notices;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to a person, without anything that identifies them to an outsider.
 *
 * @param id the same however often it is given to a sender
 * @param ref the person's reference
 * @param day as its kind says
 * @param daysBefore the step of a reminder: days before that day at which it is due; null for what was decided
 */
public record Notice(
        UUID id,
        Kind kind,
        String ref,
        LocalDate day,
        @Nullable Integer daysBefore) {

    /** What is told; with the meaning of the day. */
    public enum Kind {
        /** The period ends on this day. */
        DUE,
        /** A reviewer certified; the certificate is valid until this day. */
        CERTIFIED,
        /** A reviewer refused on this day. */
        REFUSED,
        /** The payment system suspended the benefit from the month that begins on this day. */
        SUSPENDED,
        /** The payment system resumed the benefit from the month that begins on this day. */
        RESUMED
    }

    /** What the person reads. */
    public String text() {
        return switch (kind) {
            case DUE -> "您的领取待遇资格认证有效期至 " + day + "，请在此日期前完成认证，以免影响待遇发放。如已认证，请忽略本提醒。";
            case CERTIFIED -> "您的领取待遇资格认证经工作人员核对，已经通过，有效期至 " + day + "。";
            case REFUSED -> "您的领取待遇资格认证经工作人员核对，没有通过。请重新认证，或到社保经办窗口、预约上门办理。";
            case SUSPENDED -> "您的养老待遇从 " + YearMonth.from(day) + " 起暂停发放。还没有认证的，请尽快认证；有疑问请到社保经办窗口，或拨打 12333。";
            case RESUMED -> "您的养老待遇从 " + YearMonth.from(day) + " 起恢复发放。有疑问请到社保经办窗口，或拨打 12333。";
        };
    }
}
