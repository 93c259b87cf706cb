package org.proofoflife.verification.judge.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Reads a policy document. Strict: a missing, misspelt or superfluous line is an error, never a silent zero. */
public final class PolicyFile {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private PolicyFile() {}

    /** The policy that ships with the product. */
    public static Policy standard() {
        try (InputStream in = PolicyFile.class.getResourceAsStream("policy.yml")) {
            if (in == null) {
                throw new IllegalStateException("policy.yml is missing from the jar");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException naming what is wrong with the document */
    public static Policy read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** @throws IllegalArgumentException naming what is wrong with the document */
    public static Policy parse(String yaml) {
        try {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            if (document == null) {
                throw new IllegalArgumentException("the document is empty");
            }
            return MAPPER.convertValue(document, Policy.class);
        } catch (YAMLException | JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException("Not a policy: " + e.getMessage(), e);
        }
    }
}
