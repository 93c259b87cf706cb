package org.proofoflife.batch.period;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofoflife.batch.period.Standing.Next;
import org.proofoflife.batch.period.Standing.State;

/**
 * Walks a person's history month by month. A month is decided on its eve: what became known within the month counts from
 * the next month on. Source of the rules: DOMAIN, "Rules of the period"; choices of our own stand in RATIONALE.md.
 */
public final class PeriodEngine {

    private final SchemeRules rules;

    public PeriodEngine(SchemeRules rules) {
        this.rules = rules;
    }

    /** @throws IllegalArgumentException if a scheme of the person has no rules */
    public Standing standing(PersonHistory person, YearMonth month) {
        if (month.isBefore(person.firstMonth())) {
            return notStarted(month);
        }
        List<Standing> months = timeline(person, month);
        return months.get(months.size() - 1);
    }

    /** Every month from the first of the benefit to the given one; empty if that is earlier. */
    public List<Standing> timeline(PersonHistory person, YearMonth through) {
        // What was paid at the time rested on every sign then known, even one that a death has since made void.
        List<Cover> taken = covers(person, person.signs());
        List<Cover> covers = covers(person, valid(person));
        List<Standing> months = new ArrayList<>();
        List<YearMonth> overpaid = new ArrayList<>();
        YearMonth suspendedSince = null;
        for (YearMonth month = person.firstMonth(); !month.isAfter(through); month = month.plusMonths(1)) {
            SchemeRule rule = rules.inForce(person.schemeIn(month), month);
            YearMonth before = suspendedSince;
            YearMonth since = before == null ? month : before;
            boolean paid = paid(taken, month, before, rule);
            suspendedSince = paid ? null : since;
            BenefitEnd end = person.end();
            if (end != null && month.isAfter(end.lastMonth())) {
                if (paid && !month.isAfter(end.knownMonth())) {
                    overpaid.add(month);
                }
                months.add(ended(month, covers, overpaid));
            } else {
                months.add(paid ? paid(month, covers, before, rule) : suspended(month, covers, since, rule));
            }
        }
        return List.copyOf(months);
    }

    /** Months for which one sign of life stands: paid through {@code graceEnd}, certified through {@code end}. */
    private record Cover(YearMonth known, YearMonth end, YearMonth graceEnd, boolean liftsHighRisk) {

        boolean knownBefore(YearMonth month) {
            return known.isBefore(month);
        }

        boolean pays(YearMonth month) {
            return knownBefore(month) && !graceEnd.isBefore(month);
        }
    }

    private static List<LifeSign> valid(PersonHistory person) {
        BenefitEnd end = person.end();
        return person.signs().stream()
                .filter(sign -> end == null || !sign.observedOn().isAfter(end.on()))
                .toList();
    }

    private List<Cover> covers(PersonHistory person, List<LifeSign> signs) {
        LifeSign retirement = LifeSign.of(person.retiredOn(), LifeSign.Source.COUNTER);
        return Stream.concat(Stream.of(retirement), signs.stream())
                .filter(sign -> sign.source().renews())
                .map(sign -> cover(person, sign))
                .toList();
    }

    private Cover cover(PersonHistory person, LifeSign sign) {
        YearMonth observed = sign.observedMonth();
        YearMonth end = rules.inForce(person.schemeIn(observed), observed).lastCovered(observed);
        YearMonth after = end.plusMonths(1);
        int grace = rules.inForce(person.schemeIn(after), after).graceMonths();
        return new Cover(
                sign.knownMonth(), end, end.plusMonths(grace), sign.source().liftsHighRisk());
    }

    private static boolean paid(
            List<Cover> covers, YearMonth month, @Nullable YearMonth suspendedSince, SchemeRule rule) {
        Stream<Cover> paying = covers.stream().filter(cover -> cover.pays(month));
        if (suspendedSince == null || between(suspendedSince, month) <= rule.highRiskMonths()) {
            return paying.findAny().isPresent();
        }
        return paying.anyMatch(cover -> cover.liftsHighRisk() && !cover.known().isBefore(suspendedSince));
    }

    private static Standing paid(
            YearMonth month, List<Cover> covers, @Nullable YearMonth suspendedSince, SchemeRule rule) {
        YearMonth end = certifiedThrough(covers, month);
        int overdue = Math.max(0, between(end, month));
        List<YearMonth> arrears = suspendedSince == null ? List.of() : months(suspendedSince, month);
        LocalDate firstNotice = end.atEndOfMonth().minusDays(rule.noticeDays().get(0));
        State state = State.CERTIFIED;
        if (!arrears.isEmpty()) {
            state = State.RESUMED;
        } else if (overdue > 0) {
            state = State.GRACE;
        } else if (!firstNotice.isAfter(month.atEndOfMonth())) {
            state = State.DUE;
        }
        Next next = overdue > 0
                ? Next.HOME_VISIT
                : firstNotice.isAfter(month.atEndOfMonth()) ? Next.NOTHING : Next.SELF_SERVICE;
        return new Standing(month, state, end.atEndOfMonth(), overdue, 0, false, arrears, List.of(), next);
    }

    private static Standing suspended(YearMonth month, List<Cover> covers, YearMonth since, SchemeRule rule) {
        YearMonth end = certifiedThrough(covers, month);
        int suspended = between(since, month) + 1;
        boolean highRisk = suspended > rule.highRiskMonths();
        return new Standing(
                month,
                State.SUSPENDED,
                end.atEndOfMonth(),
                Math.max(0, between(end, month)),
                suspended,
                highRisk,
                List.of(),
                List.of(),
                highRisk ? Next.COUNTER : Next.HOME_VISIT);
    }

    private static Standing ended(YearMonth month, List<Cover> covers, List<YearMonth> overpaid) {
        YearMonth end = certifiedThrough(covers, month);
        Next next = overpaid.isEmpty() ? Next.NOTHING : Next.COUNTER;
        return new Standing(
                month, State.ENDED, end.atEndOfMonth(), 0, 0, false, List.of(), List.copyOf(overpaid), next);
    }

    private static Standing notStarted(YearMonth month) {
        return new Standing(month, State.NOT_STARTED, null, 0, 0, false, List.of(), List.of(), Next.NOTHING);
    }

    private static YearMonth certifiedThrough(List<Cover> covers, YearMonth month) {
        return covers.stream()
                .filter(cover -> cover.knownBefore(month))
                .map(Cover::end)
                .max(YearMonth::compareTo)
                .orElseThrow();
    }

    private static int between(YearMonth from, YearMonth to) {
        return (int) ChronoUnit.MONTHS.between(from, to);
    }

    private static List<YearMonth> months(YearMonth from, YearMonth before) {
        return Stream.iterate(from, month -> month.isBefore(before), month -> month.plusMonths(1))
                .toList();
    }
}
