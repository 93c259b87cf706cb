package org.proofoflife.verification.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bytedeco.opencv.global.opencv_core;
import org.jspecify.annotations.Nullable;

/**
 * Every model, loaded and checked. Safe for use by several threads.
 *
 * <p>{@link #open()} takes what ships in the jar, or, for each role named there, the models of the folder in the
 * environment variable {@code POL_MODELS_DIR}.
 */
public final class Models implements AutoCloseable {

    private static final String FOLDER = "POL_MODELS_DIR";

    private final List<OnnxModel> opened = new ArrayList<>();
    private final Map<String, String> identities = new TreeMap<>();
    private final FaceDetector detector;
    private final FaceMesher mesher;
    private final PresentationAttackDetector pad;
    private final EyeReader eyes;
    private final List<FaceMatcher> matchers;

    private Models(ModelFiles files) {
        // The cores are shared out among workers; a second pool inside each would only get in the way.
        opencv_core.setNumThreads(1);
        try {
            detector = new FaceDetector(one(files, ModelRole.DETECTOR));
            mesher = new FaceMesher(one(files, ModelRole.MESH));
            pad = new PresentationAttackDetector(one(files, ModelRole.PAD));
            eyes = new EyeReader(one(files, ModelRole.EYE));
            matchers = files.of(ModelRole.MATCHER)
                    .map(entry -> new FaceMatcher(load(files, entry)))
                    .toList();
            if (matchers.isEmpty()) {
                throw new ModelUnavailableException("models.json: no model for the role MATCHER");
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        files.all()
                .forEach(entry -> identities.merge(
                        entry.role().name().toLowerCase(java.util.Locale.ROOT),
                        entry.id() + "@" + entry.sha256(),
                        (first, second) -> first + "," + second));
    }

    /** @throws ModelUnavailableException naming the file, the expected and the found hash */
    public static Models open() {
        return open(folder());
    }

    private static @Nullable Path folder() {
        String folder = System.getProperty("pol.models.dir", System.getenv(FOLDER));
        return folder == null || folder.isBlank() ? null : Path.of(folder);
    }

    /** Ids of the matchers that {@link #open()} takes, by which a policy has to be calibrated. */
    public static Set<String> matcherIds() {
        return ModelFiles.open(folder())
                .of(ModelRole.MATCHER)
                .map(ModelManifest.Entry::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param folder with a models.json of its own; null = only what ships in the jar */
    public static Models open(@Nullable Path folder) {
        return new Models(ModelFiles.open(folder));
    }

    public FaceDetector detector() {
        return detector;
    }

    public FaceMesher mesher() {
        return mesher;
    }

    public PresentationAttackDetector pad() {
        return pad;
    }

    public EyeReader eyes() {
        return eyes;
    }

    /** In the order of the manifest. */
    public List<FaceMatcher> matchers() {
        return matchers;
    }

    /** Role to id@sha256 of what fills it, for the record of a judgement. */
    public Map<String, String> identities() {
        return Map.copyOf(identities);
    }

    private OnnxModel one(ModelFiles files, ModelRole role) {
        List<ModelManifest.Entry> entries = files.of(role).toList();
        if (entries.size() != 1) {
            throw new ModelUnavailableException(
                    "models.json: " + entries.size() + " models for the role " + role + ", expected one");
        }
        return load(files, entries.get(0));
    }

    private OnnxModel load(ModelFiles files, ModelManifest.Entry entry) {
        OnnxModel model = new OnnxModel(entry, files.bytes(entry));
        opened.add(model);
        return model;
    }

    @Override
    public void close() {
        opened.forEach(OnnxModel::close);
    }
}
