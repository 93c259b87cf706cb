package org.proofoflife.verification.judge;

import java.util.Comparator;
import java.util.List;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.AxisResult;
import org.proofoflife.verification.judge.Judgement.Band;
import org.proofoflife.verification.judge.Judgement.Signal;
import org.proofoflife.verification.judge.policy.Policy;

/** The enrolled person or another: the most frontal frames decide, by their median, so that no lucky frame does. */
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
        double logOdds = Stats.median(
                best.stream().map(frame -> logOdds(Track.face(frame))).toList());
        boolean measured = Double.isFinite(logOdds);
        Band band = !measured || (logOdds < policy.accept() && logOdds >= policy.reject())
                ? Band.REVIEW
                : logOdds >= policy.accept() ? Band.PASS : Band.FAIL;
        return new AxisResult(
                Axis.MATCH,
                measured ? Stats.logistic(logOdds) : 0.5,
                band,
                switch (band) {
                    case PASS -> List.of();
                    case REVIEW -> List.of(OutcomeCode.MATCH_UNCERTAIN);
                    case FAIL -> List.of(OutcomeCode.FACE_MISMATCH);
                },
                List.of(Signal.of("matchLogOdds", logOdds, policy.accept())),
                best.stream().map(FrameFacts::time).toList());
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
