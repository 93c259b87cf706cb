package org.proofoflife.verification.judge;

import java.util.List;
import java.util.stream.DoubleStream;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.policy.Policy;

/** What time tells: frozen, looped and lifeless material. */
final class TemporalEvidence {

    /** What an opening of eyes or mouth counts in the degree-like units of head movements. */
    private static final double FEATURE = 50;

    private final Policy.Liveness policy;

    TemporalEvidence(Policy.Liveness policy) {
        this.policy = policy;
    }

    /** @param prompted whether there was a challenge to follow */
    List<Component> of(Observation observation, Track track, boolean prompted) {
        return List.of(
                frozen(observation.frames()),
                new RestSearch(policy).calmest(track),
                looped(track, prompted),
                micro(track));
    }

    /** A sensor never gives the same picture twice for long, and a head never keeps still to a tenth of a degree. */
    private Component frozen(List<FrameFacts> frames) {
        double longest = 0;
        double since = 0;
        for (int i = 1; i < frames.size(); i++) {
            since = isStill(frames.get(i - 1), frames.get(i))
                    ? since + frames.get(i).time() - frames.get(i - 1).time()
                    : 0;
            longest = Math.max(longest, since);
        }
        return new Component(
                "frozenSeconds",
                longest,
                policy.frozenSeconds().pass(),
                policy.frozenSeconds().score(longest));
    }

    private boolean isStill(FrameFacts before, FrameFacts after) {
        FaceFacts one = before.face();
        FaceFacts other = after.face();
        return after.difference() <= policy.stillDifference()
                && one != null
                && other != null
                && Math.abs(one.pose().yaw() - other.pose().yaw()) <= policy.stillAngle()
                && Math.abs(one.pose().pitch() - other.pose().pitch()) <= policy.stillAngle();
    }

    /** The same pictures again are no person; the same movement under other noise is a reason to look. */
    private Component looped(Track track, boolean prompted) {
        List<Curve> channels = channels(track);
        double same = search(policy.loop()).repeated(channels);
        if (same > 0) {
            return new Component("loopedSeconds", same, policy.loop().seconds(), 0);
        }
        LoopSearch alike = search(policy.loopAlike());
        // What is run to and fro follows no challenge, and whoever follows one slowly may turn back as they turned.
        double reversed = prompted ? 0 : search(policy.loopReversed()).reversed(channels);
        double looped = DoubleStream.of(alike.repeated(channels), alike.repeated(features(track)), reversed)
                .max()
                .orElse(0);
        return new Component("loopedSeconds", looped, policy.loop().seconds(), looped > 0 ? Component.DOUBT : 1);
    }

    private LoopSearch search(Policy.Loop loop) {
        return new LoopSearch(loop, policy.loopMotion());
    }

    /** Of a face whose head keeps still. */
    private static List<Curve> features(Track track) {
        return List.of(track.mouth().times(FEATURE), track.eyes().times(FEATURE));
    }

    /** In degree-like units, so that channels can be added. */
    private static List<Curve> channels(Track track) {
        double unit = Stats.median(track.frames().stream()
                        .map(frame -> Track.face(frame).interOcular())
                        .toList())
                / 60;
        return List.of(
                track.yaw(),
                track.pitch(),
                track.roll(),
                track.x().times(1 / unit),
                track.y().times(1 / unit));
    }

    /** Eyes and mouth of a living face are never quite still. */
    private Component micro(Track track) {
        double seconds = track.frames().isEmpty()
                ? 0
                : track.frames().get(track.frames().size() - 1).time()
                        - track.frames().get(0).time();
        double spread = Math.max(spread(track.eyes()), spread(track.mouth()));
        boolean judged = seconds >= policy.microMinSeconds() && Double.isFinite(spread);
        return new Component(
                "microMotion",
                spread,
                policy.microMotion().pass(),
                judged ? policy.microMotion().score(spread) : 1);
    }

    private static double spread(Curve curve) {
        return Stats.quantile(0.95, curve.values()) - Stats.quantile(0.05, curve.values());
    }
}
