package org.proofoflife.ingest.findings;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.selfservice.MaskedName;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.PersonalData;
import org.springframework.stereotype.Component;

/** People as a list may show them: enough to tell one line from the next, not enough to copy. */
@Component
class MaskedPeople {

    private static final int SHOWN = 4;

    private final Pensioners pensioners;

    MaskedPeople(Pensioners pensioners) {
        this.pensioners = pensioners;
    }

    /** @param name 王*明; @param number its last four characters */
    record Masked(String name, String number) {

        @Override
        public String toString() {
            return "Masked[redacted]";
        }
    }

    /** Null for a payee the roster does not know. */
    @Nullable
    Masked of(@Nullable UUID pensionerId) {
        if (pensionerId == null) {
            return null;
        }
        PersonalData data = pensioners.personalData(pensionerId);
        return new Masked(MaskedName.of(data.name()), number(data.number()));
    }

    /** Stars for all but the last four characters; a short number shows nothing. */
    static String number(String number) {
        int hidden = number.length() <= 2 * SHOWN ? number.length() : number.length() - SHOWN;
        return "*".repeat(hidden) + number.substring(hidden);
    }
}
