package org.proofoflife.verification.observe;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.facts.FaceFacts.Box;
import org.proofoflife.verification.facts.FaceFacts.Pose;
import org.proofoflife.verification.facts.FaceQuality;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.SceneFacts;
import org.proofoflife.verification.model.Mesh;
import org.proofoflife.verification.model.Models;
import org.proofoflife.verification.observe.FaceTracker.Tracked;
import org.proofoflife.verification.observe.FlowMeter.Flow;
import org.proofoflife.verification.observe.StageTimes.Stage;

/** Looks at one clip, frame after frame, and writes down what is to be seen. For one clip and one thread. */
public final class ClipObserver implements AutoCloseable {

    private final Models models;
    private final @Nullable FaceTemplate reference;
    private final boolean blinks;
    private final KeyFrames keyFrames;
    private final StageTimes times;
    private final FaceTracker tracker;
    private final ChangeMeter changeMeter = new ChangeMeter();
    private final QualityMeter qualityMeter = new QualityMeter();
    private final FlowMeter flowMeter = new FlowMeter();
    private final ParallaxMeter parallaxMeter = new ParallaxMeter();
    private final SceneMeter sceneMeter = new SceneMeter();
    private final BorderMeter borderMeter = new BorderMeter();
    private final MoireMeter moireMeter = new MoireMeter();
    private final BandMeter bandMeter = new BandMeter();
    private final MatchSampler matchSampler;
    private final List<Draft> drafts = new ArrayList<>();
    /** The reduced picture of the frame before; empty at first. */
    private final Mat before = new Mat();

    private SceneFacts scene = new SceneFacts(0, 0, 0, 0, 0, null);

    /** @param blinks whether a blink is prompted, so that the eyes are read as well */
    ClipObserver(
            Models models, @Nullable FaceTemplate reference, boolean blinks, KeyFrames keyFrames, StageTimes times) {
        this.times = times;
        this.models = models;
        this.reference = reference;
        this.blinks = blinks;
        this.keyFrames = keyFrames;
        this.tracker = new FaceTracker(models, times);
        this.matchSampler = new MatchSampler(models.matchers());
    }

    private record Draft(
            double time,
            int faces,
            @Nullable FaceDraft face,
            double luminance,
            double difference,
            SceneFacts scene,
            @Nullable Boolean half) {

        /** The same face in the next picture. */
        Draft again(Picture picture, double difference) {
            FaceDraft same = face == null ? null : face.again();
            Flow flow = new Flow(scene.backgroundMotion(), scene.faceMotion());
            return new Draft(
                    picture.time(), faces, same, picture.meanShade(), difference, withFlow(scene, flow, null), null);
        }

        FrameFacts facts() {
            return new FrameFacts(time, faces, face == null ? null : face.facts(), luminance, difference, scene, half);
        }
    }

    void see(VideoFrame frame) {
        times.enter(Stage.VIEWS);
        try (Picture picture = new Picture(frame)) {
            Draft last = drafts.isEmpty() ? null : drafts.get(drafts.size() - 1);
            double difference = last == null ? 0 : picture.difference(before);
            picture.small().copyTo(before);
            drafts.add(
                    last != null && isStill(picture, last)
                            ? last.again(picture, difference)
                            : look(frame, picture, difference));
        }
        times.enter(Stage.READ);
    }

    /** Never of a turned head: that is when it shows its depth. */
    private boolean isStill(Picture picture, Draft last) {
        FaceDraft face = last.face();
        return face != null
                && last.faces() == 1
                && !parallaxMeter.isTurned(face.pose())
                && changeMeter.isStill(
                        picture, face.mesh().bounds(), face.quality().contrast());
    }

    private Draft look(VideoFrame frame, Picture picture, double difference) {
        changeMeter.see(picture);
        Tracked tracked = tracker.track(picture);
        Mesh mesh = tracked.mesh();
        times.enter(Stage.FLOW);
        Flow flow = flowMeter.measure(picture, mesh);
        FaceDraft face = mesh == null ? null : face(picture, mesh, tracked.detected());
        Double bands = null;
        if (face != null) {
            times.enter(Stage.SCENE);
            bands = bandMeter.measure(picture, face.mesh().bounds());
            lookAround(picture, face, tracked.detected());
            times.enter(Stage.EVIDENCE);
            keyFrames.offer(frame, face);
            times.enter(Stage.MATCH);
            if (matchSampler.offer(frame, face)) {
                keyFrames.offerMatch(frame);
            }
        }
        times.enter(Stage.VIEWS);
        return new Draft(
                frame.time(),
                tracked.faces(),
                face,
                picture.meanShade(),
                difference,
                withFlow(scene, flow, bands),
                tracked.half());
    }

    /** The scene changes slowly, a lattice comes and goes: each measure holds until it is due again. */
    private void lookAround(Picture picture, FaceDraft face, @Nullable Box detected) {
        Box box = face.mesh().bounds();
        scene = new SceneFacts(
                detected == null ? scene.backgroundUniformity() : sceneMeter.uniformity(picture, box),
                0,
                0,
                borderMeter.measure(picture, box),
                moireMeter.measure(picture, box),
                null);
    }

    private FaceDraft face(Picture picture, Mesh mesh, @Nullable Box detected) {
        Pose pose = Geometry.pose(mesh);
        times.enter(Stage.QUALITY);
        FaceQuality quality = qualityMeter.measure(picture, mesh);
        times.enter(Stage.PAD);
        // The mesh ends at hairline and chin, as the boxes did that the model was trained on.
        // The detector's box is half as tall again: what is cut around it is squeezed, and a living face looks printed.
        Double pad = detected == null ? null : models.pad().live(picture.bgr(), mesh.bounds());
        times.enter(Stage.PARALLAX);
        Depth depth = parallaxMeter.measure(picture, mesh, pose);
        times.enter(Stage.EYES);
        return new FaceDraft(
                mesh, pose, quality, pad, depth, blinks ? models.eyes().shut(picture, mesh) : null);
    }

    private static SceneFacts withFlow(SceneFacts scene, Flow flow, @Nullable Double bands) {
        return new SceneFacts(
                scene.backgroundUniformity(), flow.background(), flow.face(), scene.border(), scene.moire(), bands);
    }

    /** Everything seen, with the similarities that could only be told at the end. */
    List<FrameFacts> facts() {
        times.enter(Stage.MATCH);
        matchSampler.compare(reference);
        return drafts.stream().map(Draft::facts).toList();
    }

    /** The most frontal face, once {@link #facts} was called; null where none was frontal enough. */
    @Nullable
    FaceTemplate face() {
        return matchSampler.mostFrontal();
    }

    @Override
    public void close() {
        before.close();
        changeMeter.close();
        matchSampler.close();
        moireMeter.close();
        parallaxMeter.close();
        flowMeter.close();
    }
}
