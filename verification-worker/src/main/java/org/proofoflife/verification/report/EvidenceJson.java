package org.proofoflife.verification.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.proofoflife.verification.facts.Observation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Timelines and observations as JSON. An observation is gzipped: its landmarks are most of it. */
public final class EvidenceJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EvidenceJson() {}

    public static byte[] timeline(Timeline timeline) {
        return MAPPER.writeValueAsBytes(timeline);
    }

    public static void write(Observation observation, Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            MAPPER.writeValue(out, observation);
        }
    }

    /** @throws IOException also when the file is no observation */
    public static Observation read(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return MAPPER.readValue(in, Observation.class);
        } catch (JacksonException e) {
            throw new IOException("Not a stored observation: " + file.getFileName(), e);
        }
    }
}
