package org.proofoflife.verification.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.ClipVerifier;
import org.proofoflife.verification.EnrolmentJudgement;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.Verification;
import org.proofoflife.verification.facts.ClipFacts;
import org.proofoflife.verification.facts.FaceFacts.Similarities;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.Judgement;

/** Answers what a test tells it to, so that what goes on around a judgement can be tested without models. */
class ScriptedVerifier implements ClipVerifier {

    final AtomicInteger calls = new AtomicInteger();
    volatile Supplier<Verification> clip = () -> outcome(OutcomeCode.CERTIFIED);
    volatile Supplier<EnrolmentJudgement> photo =
            () -> new EnrolmentJudgement(new FaceTemplate(Map.of("a", new float[] {1, 2})), List.of());

    static Verification outcome(OutcomeCode code) {
        return outcome(code, null);
    }

    static Verification outcome(OutcomeCode code, @Nullable FaceTemplate face) {
        List<OutcomeCode> reasons = code == OutcomeCode.CERTIFIED ? List.of() : List.of(code);
        return new Verification(
                new Judgement(code, reasons, List.of(), List.of(), "test-policy"),
                new Observation(
                        Observation.VERSION,
                        new ClipFacts("00", 640, 480, 16, 30, "mp4", "h264"),
                        List.of(),
                        Map.of("detector", "d@1")),
                List.of(new Verification.KeyFrame(1.5, "NEUTRAL", new byte[] {1, 2, 3})),
                face);
    }

    @Override
    public Verification verify(
            Path file,
            @Nullable FaceTemplate reference,
            @Nullable Challenge challenge,
            boolean mirrored,
            @Nullable List<Double> promptOffsets) {
        calls.incrementAndGet();
        return clip.get();
    }

    @Override
    public EnrolmentJudgement enrol(byte[] bytes) {
        calls.incrementAndGet();
        return photo.get();
    }

    @Override
    public @Nullable FaceTemplate template(byte[] bytes) {
        return photo.get().template();
    }

    @Override
    public Similarities compare(FaceTemplate one, FaceTemplate other) {
        float[] first = one.embeddings().getOrDefault("arcface", new float[2]);
        float[] second = other.embeddings().getOrDefault("arcface", new float[2]);
        return new Similarities(Map.of("arcface", (double) first[0] * second[0] + (double) first[1] * second[1]));
    }

    @Override
    public void close() {}
}
