package org.proofoflife.ops.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.ClipVerifier;
import org.proofoflife.verification.EnrolmentJudgement;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.Verification;
import org.proofoflife.verification.decode.DecoderInterruptedException;
import org.proofoflife.verification.facts.ClipFacts;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FaceFacts.Similarities;
import org.proofoflife.verification.facts.FaceQuality;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.facts.SceneFacts;
import org.proofoflife.verification.judge.Judge;
import org.proofoflife.verification.judge.JudgeRequest;
import org.proofoflife.verification.judge.Judgement;

/**
 * Judges for real what it reads instead of sees: a clip is a text file of {@code pad}, {@code cosine} and {@code turn}
 * (seconds at which the head turns left), or {@code killed}, {@code exhausting} or {@code refused}, a code; a photo one of
 * {@code face}, a number, and {@code fault}, a code for which it is not enrolled.
 */
public final class ScriptedVerifier implements ClipVerifier {

    private final Judge judge;

    public ScriptedVerifier(Judge judge) {
        this.judge = judge;
    }

    @Override
    public Verification verify(
            Path clip,
            @Nullable FaceTemplate reference,
            @Nullable Challenge challenge,
            boolean mirrored,
            @Nullable List<Double> promptOffsets) {
        try {
            Properties script = parse(Files.readAllBytes(clip));
            if (script.containsKey("killed")) {
                throw new DecoderInterruptedException("The decoder was ended from outside: status 137");
            }
            if (script.containsKey("exhausting")) {
                throw new OutOfMemoryError("Java heap space");
            }
            JudgeRequest request = new JudgeRequest(challenge, mirrored, promptOffsets, reference != null);
            if (script.containsKey("refused")) {
                return refused(OutcomeCode.valueOf(script.getProperty("refused")), request);
            }
            Observation seen = observe(script);
            return new Verification(
                    judge.judge(seen, request),
                    seen,
                    List.of(new Verification.KeyFrame(0.5, "NEUTRAL", new byte[] {1, 2, 3})),
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a clip is that the decoder refuses: nothing is seen of it. */
    private Verification refused(OutcomeCode code, JudgeRequest request) {
        Observation nothing =
                new Observation(1, new ClipFacts("00", 0, 0, 0, 0, "unknown", "unknown"), List.of(), Map.of());
        String policy = judge.judge(nothing, request).policyVersion();
        return new Verification(
                new Judgement(code, List.of(code), List.of(), List.of(), policy), nothing, List.of(), null);
    }

    private static Observation observe(Properties script) {
        double pad = number(script, "pad", 0.95);
        double turn = number(script, "turn", -10);
        List<FrameFacts> frames = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            double t = i / 15.0;
            double yaw = 2 * Math.sin(t) + 24 * Math.max(0, 1 - Math.abs(t - turn - 1));
            double eye = 0.3 + 0.01 * Math.sin(3 * t) - (i == 20 ? 0.1 : 0);
            Similarities alike = new Similarities(Map.of("arcface", number(script, "cosine", 0.8)));
            FaceFacts face = new FaceFacts(
                    new FaceFacts.Box(240, 140, 160, 200),
                    0.99,
                    new float[1404],
                    new FaceFacts.Pose(yaw, 9 + Math.sin(0.7 * t), 1),
                    95,
                    eye,
                    eye,
                    null,
                    null,
                    0.05,
                    0.5,
                    new FaceQuality(125, 40, 180, 0.8, 1.05, 0.95, 0.95, 0.34, 0, 0.0, 0.5, -30.0),
                    pad,
                    Math.abs(yaw) > 10 ? Double.valueOf(number(script, "planar", 0.05)) : null,
                    Math.abs(yaw) > 10 ? Double.valueOf(0.1) : null,
                    Math.abs(yaw) > 10 ? new FaceFacts.Relief(number(script, "relief", 0.8), 0.1) : null,
                    Math.abs(yaw) < 10 ? alike : null,
                    Math.abs(yaw) < 10 ? new Similarities(Map.of("arcface", 0.9)) : null);
            frames.add(new FrameFacts(t, 1, face, 130, 1.3, new SceneFacts(0.8, 0.002, 0.01, 0.05, 0, null), null));
        }
        return new Observation(
                Observation.VERSION, new ClipFacts("00", 640, 480, 8, 15, "mp4", "h264"), frames, Map.of("mesh", "x"));
    }

    @Override
    public EnrolmentJudgement enrol(byte[] photo) {
        FaceTemplate template = template(photo);
        String fault = parse(photo).getProperty("fault");
        if (fault != null) {
            return new EnrolmentJudgement(null, List.of(OutcomeCode.valueOf(fault)));
        }
        return template == null
                ? new EnrolmentJudgement(null, List.of(OutcomeCode.NO_FACE))
                : new EnrolmentJudgement(template, List.of());
    }

    @Override
    public @Nullable FaceTemplate template(byte[] photo) {
        double face = number(parse(photo), "face", Double.NaN);
        return Double.isNaN(face) ? null : new FaceTemplate(Map.of("arcface", new float[] {(float) face}));
    }

    @Override
    public Similarities compare(FaceTemplate one, FaceTemplate other) {
        double distance =
                Math.abs(one.embeddings().get("arcface")[0] - other.embeddings().get("arcface")[0]);
        return new Similarities(Map.of("arcface", 1 - distance));
    }

    private static Properties parse(byte[] text) {
        Properties properties = new Properties();
        try {
            properties.load(new java.io.StringReader(new String(text, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static double number(Properties script, String key, double otherwise) {
        return Double.parseDouble(script.getProperty(key, String.valueOf(otherwise)));
    }

    @Override
    public void close() {}
}
