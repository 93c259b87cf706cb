package org.proofoflife.verification.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.proofoflife.verification.model.ModelManifest.Entry;
import org.proofoflife.verification.model.ModelManifest.Input;

/**
 * One loaded network with one picture as input. Safe for use by several threads: the session is shared, the input
 * tensor is the thread's own.
 */
final class OnnxModel implements AutoCloseable {

    private final Entry entry;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final PixelTensor pixels;
    private final Queue<OnnxTensor> tensors = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Binding> binding = ThreadLocal.withInitial(this::bind);

    OnnxModel(Entry entry, byte[] bytes) {
        this.entry = entry;
        this.pixels = new PixelTensor(entry.input());
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
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

    Entry entry() {
        return entry;
    }

    /** @param picture 8-bit BGR of exactly the input's size; @return the output called {@code output}, flattened */
    float[] run(org.bytedeco.opencv.opencv_core.Mat picture, String output) {
        return run(picture, Set.of(output)).get(output);
    }

    Map<String, float[]> run(org.bytedeco.opencv.opencv_core.Mat picture, Set<String> outputs) {
        Binding own = binding.get();
        pixels.write(picture, own.buffer());
        Map<String, float[]> values = new java.util.HashMap<>();
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

    private Binding bind() {
        Input input = entry.input();
        int channels = pixels.channels();
        FloatBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES * channels * input.height() * input.width())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        try {
            OnnxTensor tensor = OnnxTensor.createTensor(
                    environment, buffer, new long[] {1, channels, input.height(), input.width()});
            tensors.add(tensor);
            return new Binding(buffer, tensor);
        } catch (OrtException e) {
            throw new ModelUnavailableException(entry.id() + " cannot be given an input", e);
        }
    }

    @Override
    public void close() {
        tensors.forEach(OnnxTensor::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(entry.id() + " cannot be closed", e);
        }
    }

    private record Binding(FloatBuffer buffer, OnnxTensor tensor) {}
}
