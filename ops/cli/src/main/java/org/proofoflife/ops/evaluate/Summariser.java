package org.proofoflife.ops.evaluate;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ops.evaluate.Summary.ActionRates;
import org.proofoflife.ops.evaluate.Summary.AttackSpecies;
import org.proofoflife.ops.evaluate.Summary.BonaFide;
import org.proofoflife.ops.evaluate.Summary.Enrolment;
import org.proofoflife.ops.evaluate.Summary.Matching;
import org.proofoflife.ops.evaluate.Summary.Row;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.judge.Judgement;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.AxisResult;
import org.proofoflife.verification.judge.Judgement.Band;
import org.proofoflife.verification.judge.Judgement.Signal;

/** Rows to figures. */
final class Summariser {

    private Summariser() {}

    static Summary of(List<RowResult> rows, Summary.@Nullable Throughput throughput, @Nullable Enrolment enrolment) {
        List<RowResult> judged =
                rows.stream().filter(row -> row.judgement() != null).toList();
        // What a capture is refused for hides the actions as well: nobody can see a blink behind dark glasses.
        List<RowResult> acquired = judged.stream()
                .filter(row -> Expectation.isJudged(judgement(row)))
                .toList();
        List<AttackSpecies> attacks = attacks(judged);
        Set<String> versions = new TreeSet<>();
        Map<String, Map<String, Integer>> confusion = new TreeMap<>();
        for (RowResult row : judged) {
            Judgement judgement = judgement(row);
            versions.add(judgement.policyVersion());
            confusion
                    .computeIfAbsent(row.expected(), expected -> new TreeMap<>())
                    .merge(judgement.outcome().name(), 1, Integer::sum);
        }
        List<RowResult> fit =
                judged.stream().filter(Summariser::isMeantToBeJudged).toList();
        Map<String, Integer> unacquired = new TreeMap<>();
        fit.stream()
                .filter(row -> !Expectation.isAcquired(judgement(row)))
                .forEach(row -> unacquired.merge(judgement(row).outcome().name(), 1, Integer::sum));
        Rate fta = Rate.of(
                "FTA",
                "Failures to acquire: clips of living people, meant to be judged, that were refused for their capture",
                unacquired.values().stream().mapToInt(Integer::intValue).sum(),
                fit.size());
        BonaFide bonaFide = bonaFide(judged);
        Matching matching = matching(judged, fta);
        return new Summary(
                rows.size(),
                rows.size() - judged.size(),
                (int) rows.stream().filter(RowResult::right).count(),
                rates(attacks, bonaFide, matching, fta, enrolment),
                List.copyOf(versions),
                confusion,
                attacks,
                worst(attacks, AttackSpecies::apcer),
                worst(attacks, AttackSpecies::padApcerStrict),
                worst(attacks, AttackSpecies::padApcerLenient),
                bonaFide,
                enrolment,
                matching,
                actions(acquired),
                rates(
                        "ALL",
                        acquired.stream().flatMap(row -> row.actions().stream()).toList()),
                unacquired,
                instructions(judged),
                throughput,
                judged.stream()
                        .filter(row -> !row.right())
                        .map(row -> row(row, judgement(row).reasons().toString()))
                        .toList(),
                rows.stream()
                        .filter(row -> row.judgement() == null)
                        .map(row -> row(row, Objects.requireNonNullElse(row.error(), "")))
                        .toList());
    }

    private static Row row(RowResult row, String got) {
        return new Row(row.number(), row.clip(), row.species(), row.expected(), got);
    }

    private static List<AttackSpecies> attacks(List<RowResult> judged) {
        Map<String, List<RowResult>> bySpecies = judged.stream()
                .filter(row -> Expectation.parse(row.expected()).isAttackPresentation())
                .collect(groupingBy(
                        row -> row.species().isBlank() ? "unnamed" : row.species(), TreeMap::new, Collectors.toList()));
        List<AttackSpecies> species = new ArrayList<>();
        bySpecies.forEach((name, rows) -> {
            int accepted = count(rows, Summariser::isAccepted);
            List<RowResult> responses =
                    rows.stream().filter(Summariser::isAnswered).toList();
            int missedStrict = count(responses, row -> !isAttackStrictly(row));
            int missedLenient = count(responses, row -> !isAttackLeniently(row));
            species.add(new AttackSpecies(
                    name,
                    rows.size(),
                    accepted,
                    (double) accepted / rows.size(),
                    responses.size(),
                    1 - (double) responses.size() / rows.size(),
                    missedStrict,
                    share(missedStrict, responses.size()),
                    missedLenient,
                    share(missedLenient, responses.size()),
                    count(rows, row -> band(row, Axis.LIVENESS) == Band.FAIL),
                    count(rows, row -> band(row, Axis.LIVENESS) == Band.REVIEW),
                    count(rows, row -> band(row, Axis.LIVENESS) == Band.PASS),
                    count(rows, row -> band(row, Axis.CONTINUITY) == Band.FAIL),
                    count(rows, row -> band(row, Axis.CONTINUITY) == Band.REVIEW),
                    count(rows, row -> !Expectation.isAcquired(judgement(row)))));
        });
        return species;
    }

    private static boolean isMeantToBeJudged(RowResult row) {
        Expectation expectation = Expectation.parse(row.expected());
        return !expectation.isAttackPresentation() && !expectation.isCaptureRefusal();
    }

    private static List<Rate> rates(
            List<AttackSpecies> attacks, BonaFide living, Matching matching, Rate fta, @Nullable Enrolment enrolment) {
        String worst = ", worst species";
        return Stream.of(
                        worst(
                                "APCER of the system (IAPAR)" + worst,
                                "Attacks that were certified or, without a challenge, taken for live",
                                attacks,
                                AttackSpecies::accepted,
                                AttackSpecies::presentations),
                        worst(
                                "APCER of the detector, strict" + worst,
                                "Attacks that it answered and neither failed nor doubted",
                                attacks,
                                AttackSpecies::missedStrict,
                                AttackSpecies::responses),
                        worst(
                                "APCER of the detector, lenient" + worst,
                                "Attacks that it answered and did not fail",
                                attacks,
                                AttackSpecies::missedLenient,
                                AttackSpecies::responses),
                        Rate.of(
                                "BPCER, strict",
                                "Living people whom the detector failed or doubted",
                                living.rejectedStrict(),
                                living.presentations()),
                        Rate.of(
                                "BPCER, lenient",
                                "Living people whom the detector failed",
                                living.rejected(),
                                living.presentations()),
                        Rate.of(
                                "BPNRR",
                                "Living people whom the detector could not answer, their capture being refused",
                                living.nonResponses(),
                                living.presentations() + living.nonResponses()),
                        fta,
                        enrolment == null
                                ? null
                                : Rate.of(
                                        "FTE",
                                        "Failures to enrol: reference photos that the product does not enrol",
                                        enrolment.refused(),
                                        enrolment.photos()),
                        Rate.of(
                                "FMR",
                                "False matches: other people whose face was accepted",
                                matching.falseMatches(),
                                matching.nonMated()),
                        Rate.of(
                                "FNMR",
                                "False non-matches: the right people whose face was not accepted",
                                matching.falseNonMatches(),
                                matching.mated()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Of the species with the highest rate; of several the one that is known least, by the fewest presentations. */
    private static Rate worst(
            String name,
            String meaning,
            List<AttackSpecies> attacks,
            ToIntFunction<AttackSpecies> errors,
            ToIntFunction<AttackSpecies> of) {
        return attacks.stream()
                .filter(species -> of.applyAsInt(species) > 0)
                .map(species -> Rate.of(
                        name + ": " + species.species(), meaning, errors.applyAsInt(species), of.applyAsInt(species)))
                .max(Comparator.comparingDouble((Rate rate) -> Objects.requireNonNull(rate.rate()))
                        .thenComparingDouble(rate -> Objects.requireNonNull(rate.high())))
                .orElse(Rate.of(name, meaning, 0, 0));
    }

    private static @Nullable Double worst(List<AttackSpecies> attacks, Function<AttackSpecies, @Nullable Double> rate) {
        return attacks.stream()
                .map(rate)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null);
    }

    /** Whether the detection of attacks had pictures fit for it. */
    private static boolean isAnswered(RowResult row) {
        return Expectation.isJudged(judgement(row)) && band(row, Axis.LIVENESS) != null;
    }

    private static boolean isAttackStrictly(RowResult row) {
        return isAttackLeniently(row)
                || band(row, Axis.LIVENESS) == Band.REVIEW
                || band(row, Axis.CONTINUITY) == Band.REVIEW;
    }

    private static boolean isAttackLeniently(RowResult row) {
        return band(row, Axis.LIVENESS) == Band.FAIL || band(row, Axis.CONTINUITY) == Band.FAIL;
    }

    private static boolean isAccepted(RowResult row) {
        Judgement judgement = judgement(row);
        return judgement.outcome() == OutcomeCode.CERTIFIED
                || (!row.challenged() && Expectation.takenForLive(judgement));
    }

    private static Map<String, Map<String, Integer>> instructions(List<RowResult> judged) {
        Map<String, Map<String, Integer>> codes = new TreeMap<>();
        for (RowResult row : judged) {
            AxisResult quality = axis(row, Axis.QUALITY);
            Map<String, Integer> counts = codes.computeIfAbsent(
                    row.species().isBlank() ? row.expected() : row.species(), species -> new TreeMap<>());
            counts.merge("clips", 1, Integer::sum);
            // A clip refused before its first picture was looked at has an outcome and no axes.
            List<OutcomeCode> said = quality != null
                    ? quality.reasons()
                    : Expectation.isAcquired(judgement(row))
                            ? List.of()
                            : List.of(judgement(row).outcome());
            said.forEach(code -> counts.merge(code.name(), 1, Integer::sum));
        }
        return codes;
    }

    private static BonaFide bonaFide(List<RowResult> judged) {
        List<RowResult> living = judged.stream()
                .filter(row -> !Expectation.parse(row.expected()).isAttackPresentation())
                .toList();
        List<RowResult> rows = living.stream().filter(Summariser::isAnswered).toList();
        // A clip that was made to be refused, and is, shows no want of answer.
        int silent = count(
                living,
                row -> !isAnswered(row)
                        && judgement(row).outcome()
                                != Expectation.parse(row.expected()).code());
        int rejected = count(rows, row -> Expectation.attackFound(judgement(row)));
        int rejectedStrict = count(rows, Summariser::isAttackStrictly);
        int doubted = count(rows, row -> band(row, Axis.LIVENESS) == Band.REVIEW);
        return new BonaFide(
                rows.size(),
                rejected,
                share(rejected, rows.size()),
                doubted,
                share(doubted, rows.size()),
                rejectedStrict,
                share(rejectedStrict, rows.size()),
                silent,
                share(silent, rows.size() + silent));
    }

    private static Matching matching(List<RowResult> judged, Rate fta) {
        List<Double> mated = new ArrayList<>();
        List<Double> nonMated = new ArrayList<>();
        double accept = Double.NaN;
        int refused = 0;
        int uncertain = 0;
        for (RowResult row : judged) {
            Expectation expectation = Expectation.parse(row.expected());
            AxisResult match = axis(row, Axis.MATCH);
            Signal measured = match == null ? null : match.signals().get(0);
            if (match == null
                    || measured == null
                    || measured.value() == null
                    || measured.threshold() == null
                    || !Expectation.isAcquired(judgement(row))
                    || expectation.code() == OutcomeCode.MATCH_UNCERTAIN
                    || expectation.isAttackPresentation()) {
                continue;
            }
            accept = measured.threshold();
            boolean impostor = expectation.code() == OutcomeCode.FACE_MISMATCH;
            (impostor ? nonMated : mated).add(measured.value());
            refused += !impostor && match.band() == Band.FAIL ? 1 : 0;
            uncertain += match.band() == Band.REVIEW ? 1 : 0;
        }
        Det det = Det.of(mated, nonMated);
        double threshold = accept;
        int falseMatches = count(nonMated, score -> score >= threshold);
        int falseNonMatches = count(mated, score -> score < threshold);
        Double fmr = share(falseMatches, nonMated.size());
        Double fnmr = share(falseNonMatches, mated.size());
        Double unacquired = fta.rate();
        return new Matching(
                mated.size(),
                nonMated.size(),
                falseMatches,
                falseNonMatches,
                fmr,
                fnmr,
                share(refused, mated.size()),
                fmr == null || unacquired == null ? null : fmr * (1 - unacquired),
                fnmr == null || unacquired == null ? null : unacquired + fnmr * (1 - unacquired),
                det.equalErrorRate(),
                uncertain,
                det);
    }

    private static List<ActionRates> actions(List<RowResult> judged) {
        Map<String, List<ActionScore>> byAction = judged.stream()
                .flatMap(row -> row.actions().stream())
                .collect(groupingBy(score -> score.action().name(), TreeMap::new, Collectors.toList()));
        List<ActionRates> rates = new ArrayList<>();
        byAction.forEach((action, scores) -> rates.add(rates(action, scores)));
        return rates;
    }

    private static ActionRates rates(String action, List<ActionScore> scores) {
        int hits = count(scores, score -> score.done() && score.found());
        int wrong = count(scores, score -> !score.done() && score.found());
        int missed = count(scores, score -> score.done() && !score.found());
        double[] errors = scores.stream()
                .map(ActionScore::onsetError)
                .filter(Objects::nonNull)
                .mapToDouble(Math::abs)
                .sorted()
                .toArray();
        return new ActionRates(
                action,
                scores.size(),
                hits,
                wrong,
                missed,
                share(hits, hits + wrong),
                share(hits, hits + missed),
                share(2 * hits, 2 * hits + wrong + missed),
                errors.length == 0 ? null : errors[errors.length / 2],
                errors.length == 0
                        ? null
                        : errors[(int) Math.min(errors.length - 1, Math.floor(0.95 * errors.length))]);
    }

    private static <T> int count(List<T> rows, Predicate<T> which) {
        return (int) rows.stream().filter(which).count();
    }

    private static @Nullable Double share(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static Judgement judgement(RowResult row) {
        return Objects.requireNonNull(row.judgement());
    }

    static @Nullable AxisResult axis(RowResult row, Axis axis) {
        return judgement(row).axes().stream()
                .filter(result -> result.axis() == axis)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Band band(RowResult row, Axis axis) {
        AxisResult result = axis(row, axis);
        return result == null ? null : result.band();
    }
}
