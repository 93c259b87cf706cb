package org.proofoflife.batch.period;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is on record about one person, as far as the period is concerned.
 *
 * @param retiredOn day the retirement was handled in person: benefit runs from the next month, and the first period too
 * @param schemes scheme by the month it applies from; the earliest also applies before
 * @param end the confirmed end of the benefit, if there is one
 */
public record PersonHistory(
        LocalDate retiredOn,
        NavigableMap<YearMonth, String> schemes,
        List<LifeSign> signs,
        @Nullable BenefitEnd end) {

    public PersonHistory {
        if (schemes.isEmpty()) {
            throw new IllegalArgumentException("a person belongs to a scheme");
        }
        schemes = Collections.unmodifiableNavigableMap(new TreeMap<>(schemes));
        signs = List.copyOf(signs);
    }

    public static PersonHistory of(LocalDate retiredOn, String scheme, LifeSign... signs) {
        return new PersonHistory(
                retiredOn, new TreeMap<>(java.util.Map.of(YearMonth.from(retiredOn), scheme)), List.of(signs), null);
    }

    public YearMonth firstMonth() {
        return YearMonth.from(retiredOn).plusMonths(1);
    }

    public String schemeIn(YearMonth month) {
        var entry = schemes.floorEntry(month);
        return entry == null ? schemes.firstEntry().getValue() : entry.getValue();
    }
}
