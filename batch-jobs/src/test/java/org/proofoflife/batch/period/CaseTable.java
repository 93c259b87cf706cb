package org.proofoflife.batch.period;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the clerk's table: rows of a Markdown file, cells as described at its head. */
final class CaseTable {

    static final SchemeRules RULES = new SchemeRules(List.of(
            rule("A", "2011-01", 12, 0, 12),
            rule("B", "2011-01", 6, 0, 12),
            rule("C", "2011-01", 12, 1, 12),
            rule("D", "2011-01", 12, 0, 12),
            rule("D", "2026-01", 6, 0, 12),
            rule("E", "2011-01", 12, 0, 12),
            rule("E", "2026-01", 12, 2, 12),
            rule("F", "2011-01", 12, 0, 6)));

    private static final Map<String, LifeSign.Source> SOURCES = Map.of(
            "SELF", LifeSign.Source.SELF_SERVICE,
            "REVIEW", LifeSign.Source.REVIEW,
            "COUNTER", LifeSign.Source.COUNTER,
            "VISIT", LifeSign.Source.HOME_VISIT,
            "STRONG", LifeSign.Source.STRONG_EVIDENCE,
            "MEDIUM", LifeSign.Source.MEDIUM_EVIDENCE,
            "WEAK", LifeSign.Source.WEAK_EVIDENCE);

    record Case(String number, String text, PersonHistory person, Standing expected) {
        @Override
        public String toString() {
            return number + " " + text;
        }
    }

    private CaseTable() {}

    static List<Case> read() {
        try (var in = Objects.requireNonNull(CaseTable.class.getResourceAsStream("/period/cases.md"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches("\\| \\d+ \\|.*"))
                    .map(line -> row(Arrays.stream(line.split("\\|"))
                            .map(String::strip)
                            .skip(1)
                            .toList()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case row(List<String> cell) {
        BenefitEnd end = null;
        if (!cell.get(6).equals("-")) {
            String[] word = cell.get(6).split(" ");
            end = new BenefitEnd(
                    LocalDate.parse(word[0]), LocalDate.parse(word[3]), BenefitEnd.Reason.valueOf(word[1]));
        }
        PersonHistory person = new PersonHistory(
                LocalDate.parse(cell.get(4)),
                schemes(cell.get(3)),
                parts(cell.get(5)).map(CaseTable::sign).toList(),
                end);
        Standing expected = new Standing(
                YearMonth.parse(cell.get(7)),
                Standing.State.valueOf(cell.get(8)),
                cell.get(9).equals("-") ? null : LocalDate.parse(cell.get(9)),
                Integer.parseInt(cell.get(10)),
                Integer.parseInt(cell.get(11)),
                cell.get(12).equals("yes"),
                months(cell.get(13)),
                months(cell.get(14)),
                Standing.Next.valueOf(cell.get(15)));
        return new Case(cell.get(0), cell.get(1) + " / " + cell.get(2), person, expected);
    }

    private static NavigableMap<YearMonth, String> schemes(String cell) {
        NavigableMap<YearMonth, String> schemes = new TreeMap<>();
        parts(cell)
                .map(part -> part.split(" from "))
                .forEach(part -> schemes.put(YearMonth.parse(part.length == 1 ? "2011-01" : part[1]), part[0]));
        return schemes;
    }

    private static LifeSign sign(String text) {
        String[] word = text.split(" ");
        LocalDate observed = LocalDate.parse(word[0]);
        return new LifeSign(
                observed,
                word.length > 2 ? LocalDate.parse(word[3]) : observed,
                Objects.requireNonNull(SOURCES.get(word[1]), text));
    }

    private static List<YearMonth> months(String cell) {
        if (cell.equals("-")) {
            return List.of();
        }
        String[] span = cell.split("\\.\\.");
        YearMonth last = YearMonth.parse(span[1]);
        return Stream.iterate(YearMonth.parse(span[0]), m -> !m.isAfter(last), m -> m.plusMonths(1))
                .toList();
    }

    private static Stream<String> parts(String cell) {
        return cell.equals("-") ? Stream.empty() : Arrays.stream(cell.split("; "));
    }

    private static SchemeRule rule(String scheme, String from, int period, int grace, int highRisk) {
        return new SchemeRule(scheme, YearMonth.parse(from), period, grace, highRisk, List.of(60, 30, 7));
    }
}
