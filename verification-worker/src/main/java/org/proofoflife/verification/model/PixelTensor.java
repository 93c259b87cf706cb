package org.proofoflife.verification.model;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.proofoflife.verification.model.ModelManifest.Color;
import org.proofoflife.verification.model.ModelManifest.Input;

/** The input tensor of a model and the way an 8-bit BGR picture gets into it. For one run at a time. */
final class PixelTensor implements AutoCloseable {

    private final Input input;
    private final FloatBuffer values;
    private final FloatPointer memory;
    private final Mat[] planes;
    private final Mat channel = new Mat();

    PixelTensor(Input input) {
        this.input = input;
        int pixels = input.width() * input.height();
        planes = new Mat[channels(input)];
        values = ByteBuffer.allocateDirect(Float.BYTES * pixels * planes.length)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        memory = new FloatPointer(values);
        for (int plane = 0; plane < planes.length; plane++) {
            planes[plane] = new Mat(input.height(), input.width(), CV_32FC1, memory.getPointer((long) plane * pixels));
        }
    }

    /** @throws ModelUnavailableException if the contract contradicts itself */
    static int channels(Input input) {
        int channels = input.color() == Color.GRAY ? 1 : 3;
        if (input.mean().length != channels) {
            throw new ModelUnavailableException("models.json: input.mean needs " + channels + " values");
        }
        return channels;
    }

    /** Planar, in the order of the contract's colour. */
    FloatBuffer values() {
        return values;
    }

    void write(Mat picture) {
        if (picture.rows() != input.height() || picture.cols() != input.width()) {
            throw new IllegalArgumentException("Picture of " + picture.cols() + "x" + picture.rows() + ", expected "
                    + input.width() + "x" + input.height());
        }
        for (int plane = 0; plane < planes.length; plane++) {
            switch (input.color()) {
                case RGB -> extractChannel(picture, channel, 2 - plane);
                case BGR -> extractChannel(picture, channel, plane);
                case GRAY -> cvtColor(picture, channel, COLOR_BGR2GRAY);
            }
            channel.convertTo(planes[plane], CV_32FC1, input.scale(), -input.mean()[plane] * input.scale());
        }
    }

    @Override
    public void close() {
        channel.close();
        for (Mat plane : planes) {
            plane.close();
        }
        memory.close();
    }
}
