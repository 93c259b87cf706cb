package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2YUV_I420;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.EnrolmentJudgement;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.facts.FaceFacts.Pose;
import org.proofoflife.verification.facts.FaceQuality;
import org.proofoflife.verification.model.Mesh;
import org.proofoflife.verification.model.Models;

/** Whether a photo is fit to be the face that every later clip is compared with, and its template if so. */
final class EnrolmentExaminer {

    private static final double SECOND_FACE = 0.35;
    private static final double LEAST_INTER_OCULAR = 45;
    private static final double LARGEST_YAW = 18;
    /** Leaning sideways is undone when the face is aligned; beyond this the photo lies on its side. */
    private static final double LARGEST_ROLL = 40;

    private static final double LOWEST_PITCH = -14;
    private static final double HIGHEST_PITCH = 30;
    private static final double DARKEST = 45;
    private static final double BRIGHTEST = 235;
    private static final double SIDE_LIGHT = 3.0;
    private static final double LEAST_SHARPNESS = 20;
    private static final double EYES_VISIBLE = 0.4;
    private static final double EYES_OPEN = 0.14;
    private static final double LARGEST_CUT = 0.06;

    private final Models models;

    EnrolmentExaminer(Models models) {
        this.models = models;
    }

    /** @param width as the detector has it */
    private record Face(double width, Mesh mesh) {}

    EnrolmentJudgement examine(byte[] photo) {
        try (Mat whole = PhotoReader.read(photo)) {
            return whole.empty() ? refused(OutcomeCode.VIDEO_UNREADABLE) : examine(whole);
        }
    }

    private EnrolmentJudgement examine(Mat whole) {
        double scale = Math.min(1, (double) PhotoReader.WORKING_SIDE / Math.max(whole.cols(), whole.rows()));
        int width = Math.max(2, 2 * (int) (whole.cols() * scale / 2));
        int height = Math.max(2, 2 * (int) (whole.rows() * scale / 2));
        try (Mat bgr = new Mat();
                Mat i420 = new Mat();
                Size size = new Size(width, height)) {
            resize(whole, bgr, size, 0, 0, INTER_AREA);
            cvtColor(bgr, i420, COLOR_BGR2YUV_I420);
            // The detector takes other things for faces now and then; the mesh does not hold on them.
            List<Face> faces = models.detector().detect(bgr).stream()
                    .map(found -> new Face(found.box().width(), models.mesher().mesh(bgr, found.box())))
                    .filter(face -> face.mesh().holds())
                    .sorted(Comparator.comparingDouble(Face::width).reversed())
                    .toList();
            if (faces.isEmpty()) {
                return refused(OutcomeCode.NO_FACE);
            }
            Face largest = faces.get(0);
            if (faces.size() > 1 && faces.get(1).width() > SECOND_FACE * largest.width()) {
                return refused(OutcomeCode.MULTIPLE_FACES);
            }
            Mesh mesh = largest.mesh();
            try (Picture picture = new Picture(new VideoFrame(0, width, height, i420))) {
                List<OutcomeCode> reasons = faults(mesh, new QualityMeter().measure(picture, mesh));
                return reasons.isEmpty()
                        ? new EnrolmentJudgement(new FaceTemplate(Embeddings.of(bgr, mesh, models.matchers())), reasons)
                        : new EnrolmentJudgement(null, reasons);
            }
        }
    }

    private static List<OutcomeCode> faults(Mesh mesh, FaceQuality quality) {
        Pose pose = Geometry.pose(mesh);
        List<OutcomeCode> reasons = new ArrayList<>();
        add(
                reasons,
                OutcomeCode.EYES_COVERED,
                quality.eyesVisible() < EYES_VISIBLE
                        || Math.min(Geometry.eyeImageLeft(mesh), Geometry.eyeImageRight(mesh)) < EYES_OPEN);
        add(reasons, OutcomeCode.FACE_TOO_FAR, Geometry.interOcular(mesh) < LEAST_INTER_OCULAR);
        add(reasons, OutcomeCode.FACE_OUT_OF_FRAME, quality.cut() > LARGEST_CUT);
        add(
                reasons,
                OutcomeCode.NOT_FRONTAL,
                Math.abs(pose.yaw()) > LARGEST_YAW
                        || Math.abs(pose.roll()) > LARGEST_ROLL
                        || pose.pitch() < LOWEST_PITCH
                        || pose.pitch() > HIGHEST_PITCH);
        add(reasons, OutcomeCode.TOO_DARK, quality.exposure() < DARKEST);
        add(reasons, OutcomeCode.TOO_BRIGHT, quality.exposure() > BRIGHTEST);
        add(reasons, OutcomeCode.SIDE_LIGHT, Math.max(quality.leftToRight(), 1 / quality.leftToRight()) > SIDE_LIGHT);
        add(reasons, OutcomeCode.BLURRED, quality.sharpness() < LEAST_SHARPNESS);
        return reasons;
    }

    private static void add(List<OutcomeCode> reasons, OutcomeCode code, boolean fault) {
        if (fault) {
            reasons.add(code);
        }
    }

    private static EnrolmentJudgement refused(OutcomeCode code) {
        return new EnrolmentJudgement(null, List.of(code));
    }
}
