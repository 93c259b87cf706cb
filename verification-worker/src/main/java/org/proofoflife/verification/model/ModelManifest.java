package org.proofoflife.verification.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code models.json}: which model fills which role, where it came from, and its contract.
 *
 * @param version of this format
 */
public record ModelManifest(int version, List<Entry> models) {

    public static final int VERSION = 1;

    public ModelManifest {
        models = List.copyOf(models);
        if (version != VERSION) {
            throw new ModelUnavailableException("models.json: version " + version + " is not read, only " + VERSION);
        }
        Set<String> ids = new HashSet<>();
        for (Entry entry : models) {
            if (!ids.add(entry.id())) {
                throw new ModelUnavailableException("models.json: two models have the id " + entry.id());
            }
        }
    }

    /**
     * @param id names the model in observations, templates and the policy
     * @param file beside the manifest, an ONNX model
     * @param sha256 of the file, hex
     * @param source where it was taken from; null for a file that an operator brought
     */
    public record Entry(
            ModelRole role,
            String id,
            String file,
            String sha256,
            @Nullable Source source,
            String licence,
            Input input,
            Map<String, Object> output) {

        public Entry {
            output = Map.copyOf(output);
        }

        String outputName(String key) {
            return require(key).toString();
        }

        double outputNumber(String key) {
            if (require(key) instanceof Number number) {
                return number.doubleValue();
            }
            throw new ModelUnavailableException("models.json: " + id + ": output." + key + " is not a number");
        }

        private Object require(String key) {
            Object value = output.get(key);
            if (value == null) {
                throw new ModelUnavailableException("models.json: " + id + ": output." + key + " is missing");
            }
            return value;
        }
    }

    /** @param range first byte and the one after the last, where the model is a part of {@code path} */
    public record Source(
            @com.fasterxml.jackson.annotation.JsonProperty("package")
            String pack,

            String path,
            long @Nullable [] range,
            String sha256,
            @Nullable String conversion) {}

    /**
     * How a picture becomes the input tensor [1, channels, height, width]: resized, (value - mean) x scale.
     *
     * @param color order of the channels
     * @param mean per channel, in the order of {@code color}
     * @param crop of matchers: which alignment
     * @param boxScale of PAD: what is cut out over the face box, in width and height
     */
    public record Input(
            String name,
            int width,
            int height,
            Color color,
            double[] mean,
            double scale,
            @Nullable Crop crop,
            @Nullable Double boxScale) {}

    public enum Color {
        RGB,
        BGR,
        GRAY
    }

    /** How a face is aligned for a matcher. */
    public enum Crop {
        /** dlib's {@code get_face_chip}: eyes and nose to the mean shape with a quarter of padding. */
        DLIB_CHIP,
        /** Five points to the ArcFace template of 112 x 112. */
        ARCFACE
    }

    /** This manifest with every role that {@code other} fills taken from it alone. */
    ModelManifest replacedBy(ModelManifest other) {
        Map<ModelRole, List<Entry>> roles = new EnumMap<>(ModelRole.class);
        byRole(models).forEach(roles::put);
        byRole(other.models).forEach(roles::put);
        List<Entry> merged = new ArrayList<>();
        roles.values().forEach(merged::addAll);
        return new ModelManifest(version, merged);
    }

    private static Map<ModelRole, List<Entry>> byRole(List<Entry> entries) {
        Map<ModelRole, List<Entry>> roles = new TreeMap<>();
        entries.forEach(entry ->
                roles.computeIfAbsent(entry.role(), role -> new ArrayList<>()).add(entry));
        return roles;
    }
}
