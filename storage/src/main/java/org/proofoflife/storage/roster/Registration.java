package org.proofoflife.storage.roster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person as registered by the bureau.
 *
 * @param ref opaque reference of the bureau, stable for the person's life
 * @param number social security number as registered
 * @param name as registered
 * @param region administrative division code
 * @param benefitFen monthly benefit due, in fen
 */
public record Registration(
        String ref,
        String number,
        String name,
        @Nullable String phone,
        String scheme,
        String region,
        @Nullable LocalDate birthDate,
        BenefitStatus benefitStatus,
        LifeStatus lifeStatus,
        @Nullable Long benefitFen,
        @Nullable LocalDate retiredOn) {

    @Override
    public String toString() {
        return "Registration[ref=" + ref + "]";
    }
}
