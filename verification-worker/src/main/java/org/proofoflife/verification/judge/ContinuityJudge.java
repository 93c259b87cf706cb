package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.List;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.AxisResult;
import org.proofoflife.verification.judge.Judgement.Band;
import org.proofoflife.verification.judge.policy.Policy;

/** One person from the first frame to the last. */
final class ContinuityJudge {

    /** Frames further apart say nothing about speed, seconds. */
    private static final double NEIGHBOURS = 0.25;

    /** Score of a signal that by itself is reason for a person to look. */
    private static final double DOUBT = 0.25;

    private final Policy.Continuity policy;
    private final CutSearch cutSearch;
    private final Fusion fusion;

    ContinuityJudge(Policy.Continuity policy, Policy.Match match) {
        this.policy = policy;
        this.cutSearch = new CutSearch(policy);
        this.fusion = new Fusion(match);
    }

    AxisResult judge(List<FrameFacts> all, Track track) {
        List<Double> times = new ArrayList<>();
        List<Double> odds = new ArrayList<>();
        for (FrameFacts frame : track.frames()) {
            FaceFacts face = Track.face(frame);
            // Those measured are near to frontal in themselves; near to the first person's neutral need not be near to
            // the second's.
            if (face.matchClip() != null) {
                times.add(frame.time());
                odds.add(fusion.logOdds(face.matchClip()));
            }
        }
        // The lowest median of neighbours: one bad frame is noise, several in a row are somebody else.
        double lowest = Double.NaN;
        for (int i = 0; i + policy.minFrames() <= odds.size(); i++) {
            double run = Stats.median(odds.subList(i, i + policy.minFrames()));
            lowest = Double.isNaN(lowest) ? run : Math.min(lowest, run);
        }
        Component same = new Component(
                "lowestSelfSimilarity",
                lowest,
                policy.same().pass(),
                Double.isNaN(lowest) ? 1 : policy.same().score(lowest));
        Component gap = gap(track);
        Component speed = speed(track);
        Component cut = cut(all);
        // Only the face itself tells that somebody else took over; the rest is reason to look.
        double doubt = Math.min(cut.score(), Math.min(gap.score(), speed.score()));
        double score = Math.min(same.score(), DOUBT + (1 - DOUBT) * doubt);
        Band band = Component.band(score);
        return new AxisResult(
                Axis.CONTINUITY,
                score,
                band,
                switch (band) {
                    case PASS -> List.of();
                    case REVIEW -> List.of(OutcomeCode.JUDGEMENT_UNCERTAIN);
                    case FAIL -> List.of(OutcomeCode.IDENTITY_CHANGED);
                },
                List.of(same.signal(), gap.signal(), speed.signal(), cut.signal()),
                times);
    }

    private Component cut(List<FrameFacts> all) {
        int cuts = cutSearch.cuts(all).size();
        return new Component("joints", cuts, 0.0, cuts == 0 ? 1 : 0);
    }

    private Component gap(Track track) {
        double longest = 0;
        for (int i = 1; i < track.frames().size(); i++) {
            longest = Math.max(
                    longest,
                    track.frames().get(i).time() - track.frames().get(i - 1).time());
        }
        return new Component(
                "longestGap", longest, policy.faceGap().pass(), policy.faceGap().score(longest));
    }

    private Component speed(Track track) {
        double fastest = 0;
        for (int i = 1; i < track.frames().size(); i++) {
            FrameFacts before = track.frames().get(i - 1);
            FrameFacts after = track.frames().get(i);
            double seconds = after.time() - before.time();
            if (seconds <= NEIGHBOURS) {
                FaceFacts.Box a = Track.face(before).box();
                FaceFacts.Box b = Track.face(after).box();
                double moved = Math.hypot(
                        a.x() + a.width() / 2 - b.x() - b.width() / 2, a.y() + a.height() / 2 - b.y() - b.height() / 2);
                // Half a frame of 30 a second at least: a jitter of the clock is no leap.
                fastest = Math.max(fastest, moved / Track.face(before).interOcular() / Math.max(seconds, 0.05));
            }
        }
        return new Component("fastestMove", fastest, policy.maxSpeed(), fastest > policy.maxSpeed() ? 0 : 1);
    }
}
