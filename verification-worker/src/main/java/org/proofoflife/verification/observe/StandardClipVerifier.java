package org.proofoflife.verification.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.ClipVerifier;
import org.proofoflife.verification.EnrolmentJudgement;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.Verification;
import org.proofoflife.verification.decode.ClipRejectedException;
import org.proofoflife.verification.decode.DecodeLimits;
import org.proofoflife.verification.decode.Ffmpeg;
import org.proofoflife.verification.decode.FrameStream;
import org.proofoflife.verification.decode.SamplingPlan;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.facts.ClipFacts;
import org.proofoflife.verification.facts.FaceFacts.Similarities;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.Judge;
import org.proofoflife.verification.judge.JudgeRequest;
import org.proofoflife.verification.judge.Judgement;
import org.proofoflife.verification.judge.PolicyJudge;
import org.proofoflife.verification.model.Models;
import org.proofoflife.verification.observe.StageTimes.Stage;

/** Decodes, observes and judges in one pass over the clip. Safe for use by several threads. */
public final class StandardClipVerifier implements ClipVerifier {

    private final Models models;
    private final Judge judge;
    private final DecodeLimits limits;

    private StandardClipVerifier(Models models, Judge judge, DecodeLimits limits) {
        this.models = models;
        this.judge = judge;
        this.limits = limits;
    }

    /** With the shipped or configured models, the standard policy and limits. */
    public static StandardClipVerifier open() {
        return open(PolicyJudge.standard());
    }

    /** As {@link #open()}, by another policy. */
    public static StandardClipVerifier open(Judge judge) {
        return open(Models.open(), judge, DecodeLimits.standard());
    }

    /** @param models closed with the verifier */
    public static StandardClipVerifier open(Models models, Judge judge, DecodeLimits limits) {
        // Where these do not run nothing must start: it would be found out clip by clip.
        Ffmpeg.executable();
        OpenCv.load();
        return new StandardClipVerifier(models, judge, limits);
    }

    @Override
    public Verification verify(
            Path clip,
            @Nullable FaceTemplate reference,
            @Nullable Challenge challenge,
            boolean mirrored,
            @Nullable List<Double> promptOffsets) {
        return verify(clip, reference, challenge, mirrored, promptOffsets, new StageTimes());
    }

    /** As {@link #verify}, and tells where the time went. */
    public Verification verify(
            Path clip,
            @Nullable FaceTemplate reference,
            @Nullable Challenge challenge,
            boolean mirrored,
            @Nullable List<Double> promptOffsets,
            StageTimes times) {
        String sha256 = sha256(clip);
        JudgeRequest request = new JudgeRequest(challenge, mirrored, promptOffsets, reference != null);
        try (FrameStream frames = FrameStream.open(clip, SamplingPlan.of(challenge, promptOffsets), limits);
                KeyFrames keyFrames = new KeyFrames(challenge);
                ClipObserver observer = new ClipObserver(
                        models, reference, challenge != null && challenge.asksFor(Action.BLINK), keyFrames, times)) {
            for (VideoFrame frame = frames.next(); frame != null; frame = frames.next()) {
                observer.see(frame);
            }
            Observation observation = observation(facts(sha256, frames), observer.facts());
            times.enter(Stage.JUDGE);
            Judgement judgement = judge.judge(observation, request);
            times.enter(Stage.EVIDENCE);
            boolean suspicious = judgement.reasons().contains(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
            return new Verification(
                    judgement,
                    observation,
                    keyFrames.select(judgement.actions(), bestMatch(observation), suspicious),
                    observer.face());
        } catch (ClipRejectedException e) {
            return rejected(sha256, e.code(), request);
        } catch (IOException e) {
            throw new UncheckedIOException("The clip or its decoder cannot be read", e);
        }
    }

    @Override
    public EnrolmentJudgement enrol(byte[] photo) {
        return new EnrolmentExaminer(models).examine(photo);
    }

    @Override
    public @Nullable FaceTemplate template(byte[] photo) {
        return new PhotoComparer(models).template(photo);
    }

    @Override
    public Similarities compare(FaceTemplate one, FaceTemplate other) {
        return new PhotoComparer(models).compare(one, other);
    }

    private Verification rejected(String sha256, OutcomeCode code, JudgeRequest request) {
        Observation nothing = observation(new ClipFacts(sha256, 0, 0, 0, 0, "unknown", "unknown"), List.of());
        String policy = judge.judge(nothing, request).policyVersion();
        return new Verification(
                new Judgement(code, List.of(code), List.of(), List.of(), policy), nothing, List.of(), null);
    }

    private Observation observation(ClipFacts clip, List<FrameFacts> frames) {
        return new Observation(Observation.VERSION, clip, frames, models.identities());
    }

    private static ClipFacts facts(String sha256, FrameStream frames) {
        return new ClipFacts(
                sha256,
                frames.width(),
                frames.height(),
                frames.duration(),
                frames.frameRate(),
                frames.container(),
                frames.codec());
    }

    private static @Nullable Double bestMatch(Observation observation) {
        return observation.frames().stream()
                .filter(frame -> likeness(frame) > Double.NEGATIVE_INFINITY)
                .max(Comparator.comparingDouble(StandardClipVerifier::likeness))
                .map(FrameFacts::time)
                .orElse(null);
    }

    private static double likeness(FrameFacts frame) {
        if (frame.face() == null || frame.face().matchReference() == null) {
            return Double.NEGATIVE_INFINITY;
        }
        return frame.face().matchReference().byMatcher().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static String sha256(Path clip) {
        try {
            return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(clip);
        } catch (IOException e) {
            throw new UncheckedIOException("The clip cannot be read", e);
        }
    }

    @Override
    public void close() {
        models.close();
    }
}
