package org.proofoflife.batch.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PeriodPropertiesTest {

    private static final YearMonth LAST = YearMonth.of(2030, 12);
    private final PeriodEngine engine = new PeriodEngine(CaseTable.RULES);

    @Property(tries = 600, seed = "20261124")
    void aFurtherSignNeverTakesAMonthAway(@ForAll("people") PersonHistory person, @ForAll("signs") LifeSign further) {
        List<LifeSign> more = new ArrayList<>(person.signs());
        more.add(further);
        List<Standing> before = engine.timeline(person, LAST);
        List<Standing> after =
                engine.timeline(new PersonHistory(person.retiredOn(), person.schemes(), more, person.end()), LAST);

        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).certifiedUntil())
                    .isAfterOrEqualTo(before.get(i).certifiedUntil());
            if (before.get(i).paid()) {
                assertThat(after.get(i).paid()).as("%s", before.get(i).month()).isTrue();
            }
        }
    }

    @Property(tries = 600, seed = "20261124")
    void noMonthIsBothSuspendedAndPaid(@ForAll("people") PersonHistory person) {
        assertThat(engine.timeline(person, LAST)).allSatisfy(standing -> {
            assertThat(standing.paid() && standing.suspended()).isFalse();
            assertThat(standing.suspended()).isEqualTo(standing.suspendedMonths() > 0);
            assertThat(!standing.highRisk() || standing.suspended()).isTrue();
            if (standing.paid()) {
                assertThat(standing.overpaid()).isEmpty();
            }
        });
    }

    /** Every suspended month is paid later exactly once, unless the suspension still runs or the benefit ended. */
    @Property(tries = 600, seed = "20261124")
    void arrearsAreExactlyTheSuspendedMonths(@ForAll("people") PersonHistory person) {
        List<YearMonth> open = new ArrayList<>();
        for (Standing standing : engine.timeline(person, LAST)) {
            if (standing.suspended()) {
                open.add(standing.month());
                assertThat(standing.suspendedMonths()).isEqualTo(open.size());
            } else if (standing.paid()) {
                assertThat(standing.arrears()).isEqualTo(open);
                assertThat(standing.state() == Standing.State.RESUMED).isEqualTo(!open.isEmpty());
                open.clear();
            } else {
                assertThat(standing.arrears()).isEmpty();
            }
        }
    }

    @Property(tries = 300, seed = "20261124")
    void theOrderOfTheRecordsDoesNotMatter(@ForAll("people") PersonHistory person, @ForAll Random random) {
        List<LifeSign> shuffled = new ArrayList<>(person.signs());
        Collections.shuffle(shuffled, random);

        assertThat(engine.timeline(
                        new PersonHistory(person.retiredOn(), person.schemes(), shuffled, person.end()), LAST))
                .isEqualTo(engine.timeline(person, LAST));
    }

    /** A month stands once it began: what becomes known later changes months to come only. */
    @Property(tries = 300, seed = "20261124")
    void nothingKnownLaterChangesAnEarlierMonth(
            @ForAll("people") PersonHistory person, @ForAll("signs") LifeSign later) {
        List<LifeSign> more = new ArrayList<>(person.signs());
        more.add(later);
        YearMonth known = YearMonth.from(later.knownOn());

        assertThat(engine.timeline(new PersonHistory(person.retiredOn(), person.schemes(), more, person.end()), known))
                .isEqualTo(engine.timeline(person, known));
    }

    @Property(tries = 300, seed = "20261124")
    void everySignIsGoodForExactlyThePeriod(@ForAll("signs") LifeSign sign) {
        PersonHistory person = PersonHistory.of(sign.observedOn(), "A");
        YearMonth month = YearMonth.from(sign.observedOn());

        assertThat(engine.timeline(person, month.plusMonths(13)))
                .extracting(Standing::paid)
                .containsExactly(true, true, true, true, true, true, true, true, true, true, true, true, false);
    }

    @Provide
    Arbitrary<LifeSign> signs() {
        return Combinators.combine(
                        days(),
                        Arbitraries.integers().between(0, 500).edgeCases(c -> c.add(0)),
                        Arbitraries.of(LifeSign.Source.class))
                .as((day, late, source) -> new LifeSign(day, day.plusDays(late % 3 == 0 ? late : 0), source));
    }

    @Provide
    Arbitrary<PersonHistory> people() {
        Arbitrary<TreeMap<YearMonth, String>> schemes = Arbitraries.maps(
                        Arbitraries.integers().between(0, 100).map(YearMonth.of(2019, 1)::plusMonths),
                        Arbitraries.of("A", "B", "C", "D", "E", "F"))
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(TreeMap::new);
        Arbitrary<BenefitEnd> ends = Combinators.combine(
                        days(), Arbitraries.integers().between(0, 400), Arbitraries.of(BenefitEnd.Reason.class))
                .as((day, late, reason) -> new BenefitEnd(day, day.plusDays(late), reason))
                .injectNull(0.7);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1000).map(LocalDate.of(2019, 1, 1)::plusDays),
                        schemes,
                        signs().list().ofMaxSize(8),
                        ends)
                .as(PersonHistory::new);
    }

    private static Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, 4000).map(LocalDate.of(2019, 6, 1)::plusDays);
    }
}
