package org.proofoflife.ops.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ops.verify.PhotoFile;
import org.proofoflife.verification.ClipVerifier;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.facts.FaceFacts.Similarities;
import org.proofoflife.verification.judge.Fusion;
import org.proofoflife.verification.judge.policy.Policy;

/** Compares photos two by two, by every matcher and by their fusion. */
final class PairsEvaluation {

    static final String FUSED = "fused";

    private final ClipVerifier verifier;
    private final Policy.Match policy;
    private final Path folder;
    private final Map<Path, FaceTemplate> templates = new HashMap<>();

    /** @param folder which relative paths are relative to */
    PairsEvaluation(ClipVerifier verifier, Policy.Match policy, Path folder) {
        this.verifier = verifier;
        this.policy = policy;
        this.folder = folder;
    }

    /**
     * @param same whether both photos show one person; null where the row does not say
     * @param scores matcher id, and {@value #FUSED} for the log-odds of all
     * @param error why the pair could not be compared; null when it was
     */
    record PairResult(
            int number,
            String a,
            String b,
            @Nullable Boolean same,
            Map<String, Double> scores,
            @Nullable String error) {

        boolean compared() {
            return error == null;
        }

        String fileStem() {
            return String.format(Locale.ROOT, "%05d-pair", number);
        }
    }

    /**
     * @param errors pairs that could not be compared; in no rate
     * @param photos read, each once
     * @param failuresToEnrol of them without a usable face
     * @param rates of the matchers' fusion by the policy, with how sure they are
     * @param accept the policy's threshold on the fused log-odds
     * @param reject below which a face is refused outright; between the two a person decides
     * @param det by matcher, and of their fusion
     */
    record PairsSummary(
            int pairs,
            int errors,
            int photos,
            int failuresToEnrol,
            List<Rate> rates,
            double accept,
            double reject,
            Det.Point atAccept,
            Det.Point atReject,
            Map<String, Det> det,
            List<PairResult> results) {

        String words() {
            StringBuilder words = new StringBuilder(pairs + " pairs, " + errors + " could not be compared ("
                    + failuresToEnrol + " of " + photos + " photos without a usable face).");
            det.forEach((matcher, curve) -> words.append(
                    String.format(Locale.ROOT, "%n%-8s EER %s", matcher, SummaryReport.rate(curve.equalErrorRate()))));
            rates.forEach(rate -> words.append(String.format("%n%s: %s", rate.name(), rate.text())));
            return words.toString();
        }
    }

    PairsSummary run(List<CsvTable.Line> lines, Results keep) throws IOException {
        List<PairResult> results = new ArrayList<>();
        for (CsvTable.Line line : lines) {
            PairResult result = compare(results.size() + 1, line);
            keep.write(result.fileStem(), result);
            results.add(result);
        }
        Map<String, List<Double>> mated = new TreeMap<>();
        Map<String, List<Double>> nonMated = new TreeMap<>();
        for (PairResult result : results.stream().filter(PairResult::compared).toList()) {
            Map<String, List<Double>> into = Boolean.TRUE.equals(result.same()) ? mated : nonMated;
            result.scores().forEach((matcher, score) -> into.computeIfAbsent(matcher, key -> new ArrayList<>())
                    .add(score));
        }
        Map<String, Det> det = new TreeMap<>();
        Set<String> matchers = new TreeSet<>(mated.keySet());
        matchers.addAll(nonMated.keySet());
        for (String matcher : matchers) {
            det.put(matcher, Det.of(mated.getOrDefault(matcher, List.of()), nonMated.getOrDefault(matcher, List.of())));
        }
        List<Double> same = mated.getOrDefault(FUSED, List.of());
        List<Double> different = nonMated.getOrDefault(FUSED, List.of());
        return new PairsSummary(
                results.size(),
                (int) results.stream().filter(result -> !result.compared()).count(),
                templates.size(),
                (int) templates.values().stream()
                        .filter(template -> template.embeddings().isEmpty())
                        .count(),
                rates(same, different),
                policy.accept(),
                policy.reject(),
                Det.at(policy.accept(), same, different),
                Det.at(policy.reject(), same, different),
                det,
                results);
    }

    private List<Rate> rates(List<Double> same, List<Double> different) {
        return List.of(
                rate(
                        "FMR",
                        "False matches: pairs of different people that the policy accepts",
                        different,
                        score -> score >= policy.accept()),
                rate(
                        "FNMR",
                        "False non-matches: pairs of one person that the policy does not accept",
                        same,
                        score -> score < policy.accept()),
                rate(
                        "FNMR, refused outright",
                        "Pairs of one person that the policy refuses; the others that it does not accept go to a person",
                        same,
                        score -> score < policy.reject()));
    }

    private static Rate rate(String name, String meaning, List<Double> scores, Predicate<Double> error) {
        return Rate.of(name, meaning, (int) scores.stream().filter(error).count(), scores.size());
    }

    private PairResult compare(int number, CsvTable.Line line) {
        String a = line.cell("a");
        String b = line.cell("b");
        Boolean same = null;
        try {
            line.requireWhole();
            same = isSame(line.cell("same"));
            FaceTemplate first = template(folder.resolve(a));
            FaceTemplate second = template(folder.resolve(b));
            Map<String, Double> scores =
                    new TreeMap<>(verifier.compare(first, second).byMatcher());
            if (scores.isEmpty()) {
                return new PairResult(number, a, b, same, Map.of(), "No usable face in one of them");
            }
            scores.put(FUSED, new Fusion(policy).logOdds(new Similarities(scores)));
            return new PairResult(number, a, b, same, scores, null);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return new PairResult(number, a, b, same, Map.of(), String.valueOf(e.getMessage()));
        }
    }

    private static boolean isSame(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "y", "same" -> true;
            case "false", "0", "no", "n", "different" -> false;
            default -> throw new IllegalArgumentException("same is true or false, not '" + text + "'");
        };
    }

    private FaceTemplate template(Path photo) throws IOException {
        FaceTemplate known = templates.get(photo);
        if (known == null) {
            if (!Files.isRegularFile(photo)) {
                throw new IOException("No such photo: " + photo.getFileName());
            }
            FaceTemplate seen = verifier.template(PhotoFile.read(photo));
            known = seen == null ? new FaceTemplate(Map.of()) : seen;
            templates.put(photo, known);
        }
        return known;
    }
}
