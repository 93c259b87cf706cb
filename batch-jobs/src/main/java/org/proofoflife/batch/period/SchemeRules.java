package org.proofoflife.batch.period;

import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** All versions of all schemes' rules. Before its first version a scheme follows that first version. */
public final class SchemeRules {

    private final Map<String, NavigableMap<YearMonth, SchemeRule>> versions;

    /** @throws IllegalArgumentException if two versions of a scheme begin in the same month */
    public SchemeRules(Collection<SchemeRule> rules) {
        Map<String, NavigableMap<YearMonth, SchemeRule>> byScheme = new HashMap<>();
        for (SchemeRule rule : rules) {
            SchemeRule other = byScheme.computeIfAbsent(rule.scheme(), s -> new TreeMap<>())
                    .put(rule.effectiveFrom(), rule);
            if (other != null) {
                throw new IllegalArgumentException(
                        "two rules of scheme " + rule.scheme() + " begin in " + rule.effectiveFrom());
            }
        }
        this.versions = byScheme;
    }

    /** @throws IllegalArgumentException if the scheme has no rules at all */
    public SchemeRule inForce(String scheme, YearMonth month) {
        NavigableMap<YearMonth, SchemeRule> ofScheme = versions.get(scheme);
        if (ofScheme == null) {
            throw new IllegalArgumentException("no rules for scheme " + scheme);
        }
        var entry = ofScheme.floorEntry(month);
        return entry == null ? ofScheme.firstEntry().getValue() : entry.getValue();
    }
}
