package org.proofoflife.verification.judge;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoublePredicate;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.AxisResult;
import org.proofoflife.verification.judge.Judgement.Band;
import org.proofoflife.verification.judge.Judgement.Signal;
import org.proofoflife.verification.judge.policy.Policy;

/**
 * The enrolled person or another: the most frontal frames decide, each from another stretch of the clip. What they say
 * together is their median; but whichever way it points, several of them have to say so by themselves, so that neither a
 * lucky nor an unlucky frame decides, nor the only one.
 */
final class MatchJudge {

    private final Policy.Match policy;
    private final Fusion fusion;

    MatchJudge(Policy.Match policy) {
        this.policy = policy;
        this.fusion = new Fusion(policy);
    }

    AxisResult judge(Track track, Neutral neutral) {
        List<FrameFacts> best = track.frames().stream()
                .filter(frame -> Track.face(frame).matchReference() != null)
                .filter(frame -> angle(frame, track, neutral) <= policy.maxAngle())
                .sorted(Comparator.comparingDouble((FrameFacts frame) -> angle(frame, track, neutral))
                        .thenComparingDouble(FrameFacts::time))
                .limit(policy.frames())
                .toList();
        double[] each =
                best.stream().mapToDouble(frame -> logOdds(Track.face(frame))).toArray();
        double logOdds = Stats.median(each);
        boolean measured = Double.isFinite(logOdds);
        Band band = Band.REVIEW;
        if (logOdds >= policy.accept() && agree(each, one -> one >= policy.accept())) {
            band = Band.PASS;
        } else if (logOdds < policy.reject() && agree(each, one -> one < policy.reject())) {
            band = Band.FAIL;
        }
        return new AxisResult(
                Axis.MATCH,
                measured ? Stats.logistic(logOdds) : 0.5,
                band,
                switch (band) {
                    case PASS -> List.of();
                    case REVIEW -> List.of(OutcomeCode.MATCH_UNCERTAIN);
                    case FAIL -> List.of(OutcomeCode.FACE_MISMATCH);
                },
                List.of(
                        Signal.of("matchLogOdds", logOdds, policy.accept()),
                        Signal.of("matchFrames", each.length, (double) policy.agreeing())),
                best.stream().map(FrameFacts::time).toList());
    }

    private boolean agree(double[] each, DoublePredicate says) {
        return Arrays.stream(each).filter(says).count() >= policy.agreeing();
    }

    private double logOdds(FaceFacts face) {
        return face.matchReference() == null ? Double.NaN : fusion.logOdds(face.matchReference());
    }

    private static double angle(FrameFacts frame, Track track, Neutral neutral) {
        double yaw = track.yaw().at(frame.time()) - neutral.yaw();
        double pitch = track.pitch().at(frame.time()) - neutral.pitch();
        double angle = Math.max(Math.abs(yaw), Math.abs(pitch));
        return Double.isNaN(angle) ? Double.MAX_VALUE : angle;
    }
}
