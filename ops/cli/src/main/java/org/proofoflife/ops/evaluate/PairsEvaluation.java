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
    private final Map<Path, FaceTemplate> templates = new HashMap<>();

    PairsEvaluation(ClipVerifier verifier, Policy.Match policy) {
        this.verifier = verifier;
        this.policy = policy;
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
     * @param failuresToEnrol photos in which no usable face was found
     * @param accept the policy's threshold on the fused log-odds
     * @param fmr share of different people accepted; @param fnmr share of same people refused outright
     * @param uncertain share of all pairs that would go to a person
     */
    record PairsSummary(
            int pairs,
            int errors,
            int failuresToEnrol,
            double accept,
            double reject,
            Det.Point atAccept,
            Det.Point atReject,
            Map<String, Det> det,
            List<PairResult> results) {

        String words() {
            StringBuilder words = new StringBuilder(pairs + " pairs, " + errors + " could not be compared ("
                    + failuresToEnrol + " photos without a usable face).");
            det.forEach((matcher, curve) ->
                    words.append(String.format(Locale.ROOT, "%n%-8s EER %.4f", matcher, curve.equalErrorRate())));
            return words
                    + String.format(
                            Locale.ROOT,
                            "%nAt the policy: FMR %.4f and FNMR %.4f when accepting, FNMR %.4f when refusing outright",
                            atAccept.fmr(),
                            atAccept.fnmr(),
                            atReject.fnmr());
        }
    }

    /** @throws IllegalArgumentException when a column is missing */
    PairsSummary run(Path file, Results keep) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        List<CsvTable.Line> lines = CsvTable.read(file, Set.of("a", "b", "same"));
        keep.clear();
        List<PairResult> results = new ArrayList<>();
        for (CsvTable.Line line : lines) {
            PairResult result = compare(results.size() + 1, folder, line.cell("a"), line.cell("b"), line.cell("same"));
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
                (int) templates.values().stream()
                        .filter(template -> template.embeddings().isEmpty())
                        .count(),
                policy.accept(),
                policy.reject(),
                Det.at(policy.accept(), same, different),
                Det.at(policy.reject(), same, different),
                det,
                results);
    }

    private PairResult compare(int number, Path folder, String a, String b, String sameText) {
        Boolean same = null;
        try {
            same = isSame(sameText);
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
