package org.proofoflife.verification.judge;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FaceFacts.Similarities;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.AxisResult;
import org.proofoflife.verification.judge.Judgement.Band;
import org.proofoflife.verification.judge.policy.Policy;

/** One person from the first frame to the last. */
final class ContinuityJudge {

    /** Frames further apart say nothing about speed, seconds. */
    private static final double NEIGHBOURS = 0.25;

    private final Policy.Continuity policy;
    private final CutSearch cutSearch;
    private final Fusion fusion;

    ContinuityJudge(Policy.Continuity policy, Policy.Match match) {
        this.policy = policy;
        this.cutSearch = new CutSearch(policy);
        this.fusion = new Fusion(match);
    }

    AxisResult judge(List<FrameFacts> all, Track track) {
        // Those measured are near to frontal in themselves; near to the first person's neutral need not be near to the
        // second's. What matchers say that the policy does not know is no comparison.
        List<FrameFacts> compared = track.frames().stream()
                .filter(frame -> Double.isFinite(logOdds(frame)))
                .toList();
        List<Double> times = compared.stream().map(FrameFacts::time).toList();
        // The first is what the others are compared with.
        List<Double> odds = compared.stream().skip(1).map(this::logOdds).toList();
        Component same = same(odds);
        Component once = once(odds);
        Component uncompared = uncompared(track, times);
        Component gap = gap(track);
        Component breaks = breaks(all);
        Component speed = speed(track);
        Component cut = cut(all);
        // Only the face itself tells that somebody else took over; the rest is reason to look.
        double doubt = Stream.of(once, uncompared, gap, breaks, speed, cut)
                .mapToDouble(Component::score)
                .min()
                .orElse(1);
        double score = Math.min(same.score(), Component.DOUBT + (1 - Component.DOUBT) * doubt);
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
                Stream.of(same, once, uncompared, gap, breaks, speed, cut)
                        .map(Component::signal)
                        .toList(),
                times);
    }

    private double logOdds(FrameFacts frame) {
        Similarities alike = Track.face(frame).matchClip();
        return alike == null ? Double.NaN : fusion.logOdds(alike);
    }

    /** Several in a row that are all unlike are somebody else. */
    private Component same(List<Double> odds) {
        double lowest = Double.NaN;
        for (int i = 0; i + policy.minFrames() <= odds.size(); i++) {
            double run = Collections.max(odds.subList(i, i + policy.minFrames()));
            lowest = Double.isNaN(lowest) ? run : Math.min(lowest, run);
        }
        return similarity("lowestSelfSimilarity", lowest);
    }

    /** One alone may be a bad picture, or all that a visitor showed of the face. */
    private Component once(List<Double> odds) {
        return similarity("leastSelfSimilarity", odds.isEmpty() ? Double.NaN : Collections.min(odds));
    }

    private Component similarity(String name, double lowest) {
        return new Component(
                name,
                lowest,
                policy.same().pass(),
                Double.isNaN(lowest) ? 1 : policy.same().score(lowest));
    }

    /** A face that keeps away from every comparison may be anybody's. */
    private Component uncompared(Track track, List<Double> times) {
        if (track.frames().isEmpty()) {
            return new Component("uncompared", Double.NaN, policy.uncompared(), 1);
        }
        double since = track.frames().get(0).time();
        double longest = 0;
        for (double time : times) {
            longest = Math.max(longest, time - since);
            since = time;
        }
        longest =
                Math.max(longest, track.frames().get(track.frames().size() - 1).time() - since);
        return new Component("uncompared", longest, policy.uncompared(), longest > policy.uncompared() ? 0 : 1);
    }

    /**
     * A joint shows no leap where no face is seen, or no picture comes; people lose their face once at most, and come back to
     * where they were.
     */
    private Component breaks(List<FrameFacts> all) {
        int breaks = cutSearch.behindPauses(all);
        boolean elsewhere = false;
        FrameFacts seen = null;
        boolean lost = false;
        for (FrameFacts frame : all) {
            if (frame.face() == null) {
                lost = seen != null;
            } else {
                if (lost && seen != null) {
                    breaks++;
                    elsewhere |= CutSearch.leap(Track.face(seen), frame.face()) > policy.breakLeap();
                }
                lost = false;
                seen = frame;
            }
        }
        return new Component(
                "trackBreaks", breaks, (double) policy.maxBreaks(), breaks > policy.maxBreaks() || elsewhere ? 0 : 1);
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
