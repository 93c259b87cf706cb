package org.proofoflife.verification.model;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.proofoflife.verification.model.ModelManifest.Color;
import org.proofoflife.verification.model.ModelManifest.Input;

/** Turns an 8-bit BGR picture into the planar floats that a model's contract asks for. */
final class PixelTensor {

    private static final int BGR_CHANNELS = 3;

    private final Input input;
    private final float[][] tables;

    PixelTensor(Input input) {
        this.input = input;
        int channels = input.color() == Color.GRAY ? 1 : BGR_CHANNELS;
        if (input.mean().length != channels) {
            throw new ModelUnavailableException("models.json: input.mean needs " + channels + " values");
        }
        tables = new float[channels][256];
        for (int channel = 0; channel < channels; channel++) {
            for (int value = 0; value < 256; value++) {
                tables[channel][value] = (float) ((value - input.mean()[channel]) * input.scale());
            }
        }
    }

    int channels() {
        return tables.length;
    }

    void write(Mat picture, FloatBuffer into) {
        int pixels = input.width() * input.height();
        if (picture.rows() != input.height() || picture.cols() != input.width() || !picture.isContinuous()) {
            throw new IllegalArgumentException("Picture of " + picture.cols() + "x" + picture.rows() + ", expected "
                    + input.width() + "x" + input.height());
        }
        byte[] bytes = new byte[pixels * picture.channels()];
        ByteBuffer source = picture.createBuffer();
        source.get(bytes);
        float[] planar = new float[pixels * tables.length];
        for (int channel = 0; channel < tables.length; channel++) {
            float[] table = tables[channel];
            int offset = input.color() == Color.RGB ? 2 - channel : channel;
            int step = picture.channels();
            int target = channel * pixels;
            for (int pixel = 0, from = offset; pixel < pixels; pixel++, from += step) {
                planar[target + pixel] = table[bytes[from] & 0xff];
            }
        }
        into.clear();
        into.put(planar);
        into.clear();
    }
}
