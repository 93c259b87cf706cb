package org.proofoflife.storage.roster;

import org.jspecify.annotations.Nullable;

/** What identifies a person, decrypted for display to someone entitled to see it. Never logged. */
public record PersonalData(
        String number, String name, @Nullable String phone) {

    @Override
    public String toString() {
        return "PersonalData[redacted]";
    }
}
