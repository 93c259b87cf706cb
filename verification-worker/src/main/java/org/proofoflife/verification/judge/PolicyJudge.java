package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Prompt;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.Judgement.ActionResult;
import org.proofoflife.verification.judge.Judgement.AxisResult;
import org.proofoflife.verification.judge.Judgement.Band;
import org.proofoflife.verification.judge.policy.Policy;
import org.proofoflife.verification.judge.policy.PolicyFile;

/** Judges every axis by one policy and draws the outcome from them. */
public final class PolicyJudge implements Judge {

    private final Policy policy;
    private final QualityJudge quality;
    private final ChallengeJudge challenge;
    private final LivenessJudge liveness;
    private final ContinuityJudge continuity;
    private final MatchJudge match;

    public PolicyJudge(Policy policy) {
        this.policy = policy;
        this.quality = new QualityJudge(policy.clip(), policy.quality());
        this.challenge = new ChallengeJudge(policy.challenge());
        this.liveness = new LivenessJudge(policy.liveness());
        this.continuity = new ContinuityJudge(policy.continuity(), policy.match());
        this.match = new MatchJudge(policy.match());
    }

    /** By the policy that ships with the product. */
    public static PolicyJudge standard() {
        return new PolicyJudge(PolicyFile.standard());
    }

    @Override
    public Judgement judge(Observation observation, JudgeRequest request) {
        Track track =
                Track.of(observation, request.mirrored(), policy.challenge().maxCut());
        Neutral neutral = Neutral.of(track, firstPrompt(request), policy.challenge());
        List<AxisResult> axes = new ArrayList<>();
        List<ActionResult> actions = List.of();
        QualityJudge.Result qualityResult = quality.judge(observation, track, neutral);
        Movements movements = Movements.of(track, neutral, policy.challenge());
        AxisResult livenessResult = liveness.judge(observation, track, neutral, movements, request.challenge());
        AxisResult continuityResult = continuity.judge(observation.frames(), track);
        axes.add(qualityResult.axis());
        AxisResult challengeResult = null;
        if (request.challenge() != null) {
            ChallengeJudge.Result result = challenge.judge(movements, request.challenge(), request.promptOffsets());
            challengeResult = result.axis();
            actions = result.actions();
            axes.add(challengeResult);
        }
        axes.add(livenessResult);
        axes.add(continuityResult);
        AxisResult matchResult = request.matchExpected() ? match.judge(track, neutral) : null;
        if (matchResult != null) {
            axes.add(matchResult);
        }
        List<OutcomeCode> reasons =
                weightiestFirst(qualityResult, continuityResult, livenessResult, matchResult, challengeResult);
        OutcomeCode outcome = reasons.isEmpty() ? OutcomeCode.CERTIFIED : reasons.get(0);
        return new Judgement(outcome, reasons, axes, actions, policy.version());
    }

    private double firstPrompt(JudgeRequest request) {
        return request.challenge() == null
                ? Double.POSITIVE_INFINITY
                : PromptWindows.shifted(request.challenge().prompts(), request.promptOffsets(), policy.challenge())
                        .stream()
                        .map(Prompt::window)
                        .mapToDouble(window -> window == null ? Double.POSITIVE_INFINITY : window.start())
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * The order in which a reason outweighs another. A clip that can't be judged says nothing more; a replaced person
     * and an attack come before the match, and the match before the actions, because ACTION_NOT_FOLLOWED tells the
     * person that the face is theirs. Doubt comes last: it never hides a plain answer, and never lets one pass. Advice is
     * no reason.
     */
    private static List<OutcomeCode> weightiestFirst(
            QualityJudge.Result quality,
            AxisResult continuity,
            AxisResult liveness,
            @Nullable AxisResult match,
            @Nullable AxisResult challenge) {
        Set<OutcomeCode> reasons = new LinkedHashSet<>(quality.refusals());
        for (Band band : List.of(Band.FAIL, Band.REVIEW)) {
            for (AxisResult axis : new AxisResult[] {continuity, liveness, match, challenge}) {
                if (axis != null && axis.band() == band) {
                    reasons.addAll(axis.reasons());
                }
            }
        }
        return List.copyOf(reasons);
    }
}
