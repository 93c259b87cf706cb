package org.proofoflife.verification.observe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.facts.FaceFacts.Box;
import org.proofoflife.verification.model.FaceDetector.Detection;
import org.proofoflife.verification.model.Mesh;
import org.proofoflife.verification.model.Models;
import org.proofoflife.verification.observe.StageTimes.Stage;

/**
 * Follows the largest face. The detector runs on the first frame, once in a while to see others enter, and whenever the
 * mesh loses its hold.
 */
final class FaceTracker {

    /** Seconds between two looks for further faces, and for signs of an attack, which are taken at the same time. */
    private static final double LOOK_AGAIN = 1.95;
    /** At first the look is more frequent, so that a short clip is seen often enough as well. */
    private static final double AT_FIRST = 2.8;

    private static final double LOOK_AT_FIRST = 0.95;
    /** While nothing is found, or somebody else is about, the look is more frequent. */
    private static final double LOOK_SOON = 0.28;

    /** A face smaller than this share of the followed one is a picture on the wall or a passer-by far away. */
    private static final double COUNTS = 0.35;

    private final Models models;
    private final StageTimes times;
    private @Nullable Mesh mesh;
    private int faces;
    private double detectedAt = Double.NEGATIVE_INFINITY;

    FaceTracker(Models models, StageTimes times) {
        this.times = times;
        this.models = models;
    }

    /**
     * @param mesh null when no face is there
     * @param detected the detector's box of the face, null on frames where it was not asked
     * @param half whether half a face is at the edge, null where it was not looked for
     */
    record Tracked(
            int faces,
            @Nullable Mesh mesh,
            @Nullable Box detected,
            @Nullable Boolean half) {}

    Tracked track(Picture picture) {
        Mesh before = mesh;
        double patience = faces != 1 ? LOOK_SOON : picture.time() < AT_FIRST ? LOOK_AT_FIRST : LOOK_AGAIN;
        if (before != null && picture.time() - detectedAt < patience) {
            times.enter(Stage.MESH);
            Mesh followed = models.mesher().refine(picture, before);
            if (followed.holds() && plausible(followed, picture)) {
                mesh = followed;
                return new Tracked(faces, followed, null, null);
            }
        } else if (before == null && picture.time() - detectedAt < LOOK_SOON) {
            return new Tracked(0, null, null, null);
        }
        return detect(picture, before);
    }

    private Tracked detect(Picture picture, @Nullable Mesh before) {
        detectedAt = picture.time();
        times.enter(Stage.DETECTOR);
        List<Detection> found = models.detector().detect(picture.bgr());
        List<Detection> candidates = new ArrayList<>(found);
        candidates.sort(Comparator.comparingDouble((Detection each) -> weight(each, before))
                .reversed());
        times.enter(Stage.MESH);
        mesh = null;
        faces = candidates.isEmpty() ? 0 : 1;
        Detection chosen = null;
        for (Detection each : candidates) {
            if (chosen == null) {
                mesh = fitted(picture, each, before);
                chosen = mesh == null ? null : each;
            } else if (each.box().width() >= COUNTS * chosen.box().width()
                    && !over(each.box(), Objects.requireNonNull(mesh))
                    && !isPartOf(mesh, each.box())
                    && models.mesher().mesh(picture, each.box()).holds()) {
                faces++;
            }
        }
        if (chosen == null) {
            times.enter(Stage.DETECTOR);
            return new Tracked(faces, null, null, models.detector().hasHalf(picture.bgr()));
        }
        return new Tracked(faces, mesh, chosen.box(), null);
    }

    /** Null where the detector took something else for a face: the mesh does not hold on it. */
    private @Nullable Mesh fitted(Picture picture, Detection detection, @Nullable Mesh before) {
        Mesh fitted = before != null && over(detection.box(), before)
                ? models.mesher().refine(picture, before)
                : models.mesher().mesh(picture, detection.box());
        return fitted.holds() && plausible(fitted, picture) ? fitted : null;
    }

    /** The largest wins, but the one followed so far keeps its place unless another is half as large again. */
    private static double weight(Detection detection, @Nullable Mesh before) {
        double width = detection.box().width();
        return before != null && over(detection.box(), before) ? 1.5 * width : width;
    }

    private static boolean over(Box box, Mesh mesh) {
        double x = mesh.x(1);
        double y = mesh.y(1);
        return x > box.x() && x < box.x() + box.width() && y > box.y() && y < box.y() + box.height();
    }

    /** The detector sees small faces in the features of one very near. */
    private static boolean isPartOf(Mesh mesh, Box box) {
        Box face = mesh.bounds();
        double x = box.x() + box.width() / 2;
        double y = box.y() + box.height() / 2;
        return x > face.x() && x < face.x() + face.width() && y > face.y() && y < face.y() + face.height();
    }

    private static boolean plausible(Mesh mesh, Picture picture) {
        Box box = mesh.bounds();
        return box.width() > 24
                && box.width() < 1.5 * picture.width()
                && mesh.x(1) > 0
                && mesh.x(1) < picture.width()
                && mesh.y(1) > 0
                && mesh.y(1) < picture.height();
    }
}
