package org.proofoflife.verification.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.File;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_core.Mat;
import org.proofoflife.verification.model.ModelManifest.Entry;
import org.proofoflife.verification.model.ModelManifest.Input;

/**
 * One loaded network with one picture as input. Safe for use by several threads: the session is shared, and there are
 * as many input tensors as ever ran at once, however many threads come and go.
 */
final class OnnxModel implements AutoCloseable {

    private static final String LIBRARIES = "onnxruntime.native.path";
    private static final String NATIVE = "native/linux-x64/";

    private final Entry entry;
    private final OrtEnvironment environment = environment();
    private final OrtSession session;
    private final Deque<Binding> idle = new ConcurrentLinkedDeque<>();

    OnnxModel(Entry entry, byte[] bytes) {
        this.entry = entry;
        PixelTensor.channels(entry.input());
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.set_denormal_as_zero", "1");
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(bytes, options);
            Set<String> inputs = session.getInputNames();
            if (!inputs.equals(Set.of(entry.input().name()))) {
                throw new ModelUnavailableException(entry.id() + ": the model's inputs are " + inputs + ", not "
                        + entry.input().name());
            }
        } catch (OrtException e) {
            throw new ModelUnavailableException("Model file " + entry.file() + " cannot be loaded", e);
        }
    }

    /**
     * Its libraries lie beside those that JavaCPP unpacks, once for all: onnxruntime would write 22 MB anew at each start,
     * which a worker that is killed leaves behind.
     */
    private static synchronized OrtEnvironment environment() {
        if (System.getProperty(LIBRARIES) == null) {
            try {
                Loader.cacheResource(OrtEnvironment.class, NATIVE + "libonnxruntime4j_jni.so");
                File library = Loader.cacheResource(OrtEnvironment.class, NATIVE + "libonnxruntime.so");
                System.setProperty(LIBRARIES, library.getParent());
            } catch (IOException e) {
                throw new ModelUnavailableException("The libraries of onnxruntime cannot be unpacked", e);
            }
        }
        return OrtEnvironment.getEnvironment();
    }

    Entry entry() {
        return entry;
    }

    /** @param picture 8-bit BGR of exactly the input's size; @return the output called {@code output}, flattened */
    float[] run(Mat picture, String output) {
        return Objects.requireNonNull(run(picture, Set.of(output)).get(output));
    }

    Map<String, float[]> run(Mat picture, Set<String> outputs) {
        Binding taken = idle.poll();
        Binding own = taken == null ? bind() : taken;
        try {
            return run(own, picture, outputs);
        } finally {
            idle.push(own);
        }
    }

    private Map<String, float[]> run(Binding own, Mat picture, Set<String> outputs) {
        own.pixels().write(picture);
        Map<String, float[]> values = new HashMap<>();
        try (OrtSession.Result result = session.run(Map.of(entry.input().name(), own.tensor()), outputs)) {
            for (String output : outputs) {
                FloatBuffer buffer = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
                float[] copy = new float[buffer.remaining()];
                buffer.get(copy);
                values.put(output, copy);
            }
        } catch (OrtException e) {
            throw new ModelUnavailableException(entry.id() + " cannot be run", e);
        }
        return values;
    }

    /** Softmax of the logits called {@code output}: the probability of one class. */
    double probability(Mat picture, String output, int index) {
        float[] logits = run(picture, output);
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - logits[index]);
        }
        return 1 / sum;
    }

    private Binding bind() {
        Input input = entry.input();
        PixelTensor pixels = new PixelTensor(input);
        long[] shape = {1, PixelTensor.channels(input), input.height(), input.width()};
        try {
            return new Binding(pixels, OnnxTensor.createTensor(environment, pixels.values(), shape));
        } catch (OrtException e) {
            throw new ModelUnavailableException(entry.id() + " cannot be given an input", e);
        }
    }

    @Override
    public void close() {
        idle.forEach(Binding::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(entry.id() + " cannot be closed", e);
        }
    }

    private record Binding(PixelTensor pixels, OnnxTensor tensor) implements AutoCloseable {
        @Override
        public void close() {
            tensor.close();
            pixels.close();
        }
    }
}
