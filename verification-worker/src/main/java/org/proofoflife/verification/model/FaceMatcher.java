package org.proofoflife.verification.model;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.util.Locale;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.proofoflife.verification.model.ModelManifest.Crop;
import org.proofoflife.verification.model.ModelManifest.Input;

/** Says how alike two faces are. Embeddings of different matchers have nothing to do with each other. */
public final class FaceMatcher {

    /** ArcFace's five points (eyes, nose tip, mouth corners) in a crop of 112 x 112. */
    private static final double[] ARCFACE = {
        38.29459953,
        51.69630051,
        73.53179932,
        51.50139999,
        56.02519989,
        71.73660278,
        41.54930115,
        92.3655014,
        70.72990036,
        92.20410156
    };

    private static final double ARCFACE_SIDE = 112;

    /** dlib's mean shape, unit square: eye corners from picture left to right, base of the nose. */
    private static final double[] DLIB = {
        0.1205750620789,
        0.2137274526848,
        0.3340850613712,
        0.2290642403242,
        0.6460604764104,
        0.2289674387677,
        0.8595674595992,
        0.2134981538014,
        0.4901123135679,
        0.6277975316475
    };

    private static final double DLIB_PADDING = 0.25;

    private enum Metric {
        L2,
        COSINE
    }

    private final OnnxModel model;
    private final String output;
    private final Metric metric;
    private final Crop crop;

    FaceMatcher(OnnxModel model) {
        this.model = model;
        this.output = model.entry().outputName("embedding");
        this.metric = Metric.valueOf(model.entry().outputName("metric").toUpperCase(Locale.ROOT));
        Crop declared = model.entry().input().crop();
        if (declared == null) {
            throw new ModelUnavailableException("models.json: " + model.entry().id() + ": a matcher needs input.crop");
        }
        this.crop = declared;
    }

    public String id() {
        return model.entry().id();
    }

    /** The aligned face that {@link #embed} takes; the caller closes it. */
    public Mat crop(Mat bgr, Mesh mesh) {
        Input input = model.entry().input();
        Mat face = new Mat();
        try (Mat affine = alignment(mesh, input.width()).matrix();
                Size size = new Size(input.width(), input.height());
                Scalar border = new Scalar()) {
            warpAffine(bgr, face, affine, size, INTER_LINEAR, BORDER_REPLICATE, border);
        }
        return face;
    }

    public float[] embed(Mat crop) {
        float[] embedding = model.run(crop, output);
        return metric == Metric.COSINE ? normalised(embedding) : embedding;
    }

    /** Higher is more alike: the cosine, or minus the distance, as the model was trained. */
    public double similarity(float[] one, float[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException("Embeddings of " + one.length + " and " + other.length + " values");
        }
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = one[i] - other[i];
            sum += metric == Metric.COSINE ? one[i] * other[i] : difference * difference;
        }
        return metric == Metric.COSINE ? sum : -Math.sqrt(sum);
    }

    private Similarity alignment(Mesh mesh, int side) {
        return switch (crop) {
            case ARCFACE ->
                Similarity.fit(
                        new double[] {
                            middle(mesh.x(33), mesh.x(133)),
                            middle(mesh.y(33), mesh.y(133)),
                            middle(mesh.x(362), mesh.x(263)),
                            middle(mesh.y(362), mesh.y(263)),
                            mesh.x(1),
                            mesh.y(1),
                            mesh.x(61),
                            mesh.y(61),
                            mesh.x(291),
                            mesh.y(291)
                        },
                        scaled(ARCFACE, side / ARCFACE_SIDE, 0));
            case DLIB_CHIP ->
                Similarity.fit(
                        new double[] {
                            mesh.x(33),
                            mesh.y(33),
                            mesh.x(133),
                            mesh.y(133),
                            mesh.x(362),
                            mesh.y(362),
                            mesh.x(263),
                            mesh.y(263),
                            mesh.x(2),
                            mesh.y(2)
                        },
                        scaled(DLIB, side / (1 + 2 * DLIB_PADDING), DLIB_PADDING));
        };
    }

    private static double middle(double one, double other) {
        return (one + other) / 2;
    }

    private static double[] scaled(double[] shape, double factor, double shift) {
        double[] scaled = new double[shape.length];
        for (int i = 0; i < shape.length; i++) {
            scaled[i] = (shape[i] + shift) * factor;
        }
        return scaled;
    }

    private static float[] normalised(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += value * value;
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] / Math.sqrt(sum));
        }
        return unit;
    }
}
