package org.proofoflife.ops.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ops.verify.PhotoFile;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.ClipVerifier;
import org.proofoflife.verification.EnrolmentJudgement;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.Verification;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.Judge;
import org.proofoflife.verification.judge.JudgeRequest;
import org.proofoflife.verification.judge.Judgement;

/** One row to its result. Whatever is wrong with the row becomes an error row. */
final class RowJudge {

    static final String NO_CHALLENGE = "-";

    private final ClipVerifier verifier;
    private final Map<Path, Reference> references = new ConcurrentHashMap<>();

    RowJudge(ClipVerifier verifier) {
        this.verifier = verifier;
    }

    /** @param observation null where nothing was observed */
    record Judged(RowResult result, @Nullable Observation observation) {}

    Judged judge(ManifestRow row) {
        try {
            row.line().requireWhole();
            Expectation expectation = Expectation.parse(row.expected());
            Challenge challenge = challenge(row.challenge());
            boolean mirrored = row.isMirrored();
            if (!Files.isRegularFile(row.clipPath())) {
                return new Judged(RowResult.failed(row, "No such clip"), null);
            }
            FaceTemplate reference = null;
            Path photo = row.referencePath();
            if (photo != null) {
                Reference known = reference(photo);
                if (known.template() == null) {
                    return new Judged(
                            RowResult.failed(row, "Reference photo unfit: " + PhotoFile.words(known.faults())), null);
                }
                reference = known.template();
            }
            Verification seen = verifier.verify(row.clipPath(), reference, challenge, mirrored, null);
            return new Judged(
                    result(row, expectation, challenge, mirrored, seen.observation(), seen.judgement()),
                    seen.observation());
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // One picture too large for the memory says nothing about the next row.
            return new Judged(
                    RowResult.failed(row, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    null);
        }
    }

    /** Of the photos met so far. */
    Summary.Enrolment enrolment() {
        return new Summary.Enrolment(
                references.size(),
                (int) references.values().stream()
                        .filter(photo -> !photo.faults().isEmpty())
                        .count(),
                (int) references.values().stream()
                        .filter(photo -> photo.template() == null)
                        .count());
    }

    private static RowResult result(
            ManifestRow row,
            Expectation expectation,
            @Nullable Challenge challenge,
            boolean mirrored,
            Observation observation,
            Judgement judgement) {
        return new RowResult(
                row.number(),
                row.clip(),
                row.clipFile(),
                !row.reference().isBlank(),
                row.challenge(),
                mirrored,
                expectation.text(),
                row.species(),
                expectation.isMetBy(judgement, challenge != null),
                null,
                observation.clip(),
                judgement,
                challenge == null ? List.of() : ActionScore.of(row.clipPath(), challenge, mirrored, judgement));
    }

    /** The same row judged again from its stored observation. */
    static RowResult again(RowResult before, Observation observation, Judge judge) {
        Challenge challenge = challenge(before.challenge());
        Judgement judgement =
                judge.judge(observation, new JudgeRequest(challenge, before.mirrored(), null, before.referenceGiven()));
        return new RowResult(
                before.number(),
                before.clip(),
                before.clipFile(),
                before.referenceGiven(),
                before.challenge(),
                before.mirrored(),
                before.expected(),
                before.species(),
                Expectation.parse(before.expected()).isMetBy(judgement, challenge != null),
                null,
                observation.clip(),
                judgement,
                challenge == null
                        ? List.of()
                        : ActionScore.of(Path.of(before.clipFile()), challenge, before.mirrored(), judgement));
    }

    private static @Nullable Challenge challenge(String text) {
        return text.strip().equals(NO_CHALLENGE) ? null : Challenge.parse(text);
    }

    /**
     * A photo that would be refused for an enrolment (turned, dark) is used all the same when its face can be: what is
     * measured here is how clips are judged. Not one of several people: whose clip should match is not known.
     */
    private Reference reference(Path photo) throws IOException {
        Reference known = references.get(photo);
        if (known == null) {
            if (!Files.isRegularFile(photo)) {
                throw new IOException("No such reference photo");
            }
            byte[] picture = PhotoFile.read(photo);
            EnrolmentJudgement enrolment = verifier.enrol(picture);
            FaceTemplate template = enrolment.template();
            if (template == null && !enrolment.reasons().contains(OutcomeCode.MULTIPLE_FACES)) {
                template = verifier.template(picture);
            }
            known = new Reference(template, enrolment.reasons());
            references.put(photo, known);
        }
        return known;
    }

    /** @param faults why the photo would not be enrolled; empty when it would */
    private record Reference(@Nullable FaceTemplate template, List<OutcomeCode> faults) {}
}
