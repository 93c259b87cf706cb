package org.proofoflife.storage.roster;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person on the roster (领取待遇人员), without number, name and phone: those are read apart, see
 * {@link Pensioners#personalData}.
 *
 * @param bucket 0..255, the unit by which reconciliation is partitioned
 */
public record Pensioner(
        UUID id,
        String ref,
        String scheme,
        String region,
        @Nullable LocalDate birthDate,
        BenefitStatus benefitStatus,
        LifeStatus lifeStatus,
        @Nullable Long benefitFen,
        @Nullable LocalDate retiredOn,
        int bucket) {

    @Override
    public String toString() {
        return "Pensioner[ref=" + ref + "]";
    }
}
