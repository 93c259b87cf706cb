package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;

import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.facts.FaceFacts.Similarities;
import org.proofoflife.verification.model.FaceDetector.Detection;
import org.proofoflife.verification.model.Mesh;
import org.proofoflife.verification.model.Models;

/** Faces of photos as they are, good or bad, for measuring the matchers; enrolment is choosier. */
final class PhotoComparer {

    /** Room added around a photo that is all face: the detector was trained on faces with surroundings. */
    private static final double ROOM = 0.4;

    private final Models models;

    PhotoComparer(Models models) {
        this.models = models;
    }

    @Nullable
    FaceTemplate template(byte[] photo) {
        try (Mat whole = PhotoReader.read(photo)) {
            if (whole.empty()) {
                return null;
            }
            FaceTemplate seen = largest(whole);
            return seen == null ? withRoom(whole) : seen;
        }
    }

    private @Nullable FaceTemplate withRoom(Mat whole) {
        int x = (int) (ROOM * whole.cols());
        int y = (int) (ROOM * whole.rows());
        try (Mat roomy = new Mat()) {
            copyMakeBorder(whole, roomy, y, y, x, x, BORDER_REPLICATE);
            return largest(roomy);
        }
    }

    private @Nullable FaceTemplate largest(Mat bgr) {
        List<Detection> faces = models.detector().detect(bgr);
        if (faces.isEmpty()) {
            return null;
        }
        Detection face = faces.stream()
                .max(Comparator.comparingDouble(found -> found.box().width()))
                .orElseThrow();
        Mesh mesh = models.mesher().mesh(bgr, face.box());
        return mesh.holds() ? new FaceTemplate(Embeddings.of(bgr, mesh, models.matchers())) : null;
    }

    Similarities compare(FaceTemplate one, FaceTemplate other) {
        return new Similarities(Embeddings.similarities(one.embeddings(), other.embeddings(), models.matchers()));
    }
}
