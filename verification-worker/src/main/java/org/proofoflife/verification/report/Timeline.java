package org.proofoflife.verification.report;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Prompt;
import org.proofoflife.verification.facts.ClipFacts;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.JudgeRequest;
import org.proofoflife.verification.judge.Judgement;

/**
 * The judgement over time, small enough to keep as evidence and to draw in a browser: no landmarks, no pixels. Left and
 * right are the person's own, whether or not the clip is mirrored.
 *
 * @param prompts with the windows as they were judged; as they were issued where none was
 * @param samples one a sampled frame
 */
public record Timeline(
        int version,
        OutcomeCode outcome,
        List<OutcomeCode> reasons,
        String policyVersion,
        Map<String, String> models,
        ClipFacts clip,
        boolean mirrored,
        List<PromptMark> prompts,
        List<Judgement.ActionResult> actions,
        List<Judgement.AxisResult> axes,
        List<Sample> samples) {

    public static final int VERSION = 1;

    /** @param start seconds, null without a window; @param end likewise */
    public record PromptMark(
            Action action, @Nullable Double start, @Nullable Double end) {}

    /**
     * Everything but time and faces is null where it was not measured.
     *
     * @param yaw degrees, positive = towards the person's left
     * @param pitch degrees, positive = chin down
     * @param roll degrees
     * @param pad probability of a bona fide presentation
     * @param planar residual of a plane, inter-ocular distances
     * @param similarity best raw similarity to the reference over the matchers
     */
    public record Sample(
            double time,
            int faces,
            @Nullable Double yaw,
            @Nullable Double pitch,
            @Nullable Double roll,
            @Nullable Double eyeLeft,
            @Nullable Double eyeRight,
            @Nullable Double mouth,
            @Nullable Double pad,
            @Nullable Double planar,
            @Nullable Double similarity) {}

    public static Timeline of(Observation observation, JudgeRequest request, Judgement judgement) {
        return new Timeline(
                VERSION,
                judgement.outcome(),
                judgement.reasons(),
                judgement.policyVersion(),
                observation.models(),
                observation.clip(),
                request.mirrored(),
                prompts(request, judgement.actions()),
                judgement.actions(),
                judgement.axes(),
                observation.frames().stream()
                        .map(frame -> sample(frame, request.mirrored()))
                        .toList());
    }

    private static List<PromptMark> prompts(JudgeRequest request, List<Judgement.ActionResult> actions) {
        if (request.challenge() == null) {
            return List.of();
        }
        List<Prompt> prompts = request.challenge().prompts();
        return IntStream.range(0, prompts.size())
                .mapToObj(index -> actions.stream()
                        .filter(action -> action.prompt() == index)
                        .map(action -> mark(action.action(), action.window()))
                        .findFirst()
                        .orElseGet(() -> mark(
                                prompts.get(index).action(), prompts.get(index).window())))
                .toList();
    }

    private static PromptMark mark(Action action, Prompt.@Nullable Window window) {
        return new PromptMark(
                action, window == null ? null : round(window.start()), window == null ? null : round(window.end()));
    }

    private static Sample sample(FrameFacts frame, boolean mirrored) {
        FaceFacts face = frame.face();
        if (face == null) {
            return new Sample(round(frame.time()), frame.faces(), null, null, null, null, null, null, null, null, null);
        }
        double sign = mirrored ? -1 : 1;
        return new Sample(
                round(frame.time()),
                frame.faces(),
                round(sign * face.pose().yaw()),
                round(face.pose().pitch()),
                round(sign * face.pose().roll()),
                round(mirrored ? face.eyeImageLeft() : face.eyeImageRight()),
                round(mirrored ? face.eyeImageRight() : face.eyeImageLeft()),
                round(face.mouth()),
                rounded(face.pad()),
                rounded(face.planarResidual()),
                face.matchReference() == null
                        ? null
                        : rounded(face.matchReference().byMatcher().values().stream()
                                .max(Double::compare)
                                .orElse(null)));
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Double.valueOf(round(value));
    }

    private static double round(double value) {
        return Math.rint(value * 10_000) / 10_000;
    }
}
