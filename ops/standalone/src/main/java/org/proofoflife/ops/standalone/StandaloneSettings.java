package org.proofoflife.ops.standalone;

import java.nio.file.Path;
import java.util.Map;

/**
 * @param data folder of everything that is kept
 * @param port of pages and API; 0 = any
 * @param batchPort of the batch jobs' API; 0 = any
 * @param objectsPort of the object store, which upload forms name; 0 = any
 * @param limits of the applications that are not to be as usual, by property
 */
public record StandaloneSettings(Path data, int port, int batchPort, int objectsPort, Map<String, String> limits) {

    public static final int PORT = 8080;
    public static final int BATCH_PORT = 8082;

    public StandaloneSettings {
        limits = Map.copyOf(limits);
    }

    public StandaloneSettings(Path data, int port, int batchPort, int objectsPort) {
        this(data, port, batchPort, objectsPort, Map.of());
    }

    /** Below the user's home. */
    public static Path defaultData() {
        return Path.of(System.getProperty("user.home"), ".proof-of-life");
    }

    public static StandaloneSettings anyPorts(Path data) {
        return new StandaloneSettings(data, 0, 0, 0);
    }

    public StandaloneSettings withLimits(Map<String, String> others) {
        return new StandaloneSettings(data, port, batchPort, objectsPort, others);
    }
}
