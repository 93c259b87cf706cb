package org.proofoflife.verification.judge.policy;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads a policy document. Strict: a missing, misspelt or superfluous line is an error, never a silent zero, and so is a
 * value that its meaning does not allow.
 */
public final class PolicyFile {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            // Unquoted, version 2026.10 is the number 2026.1.
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
            .build();
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

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

    /**
     * The policy of a file, held against the matchers that measure: one that is misspelt, or calibrated for another model,
     * would silently leave the others to decide, or nobody.
     *
     * @param file null = the policy that ships with the product
     * @param matchers ids of the models
     * @throws IllegalArgumentException naming key, value and what would be legal
     */
    public static Policy read(@Nullable Path file, Set<String> matchers) throws IOException {
        Policy policy;
        try {
            policy = file == null ? standard() : parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw fault("the document is not UTF-8");
        }
        Set<String> named = policy.match().matchers().keySet();
        if (!named.equals(matchers)) {
            throw fault("match.matchers is " + new TreeSet<>(named) + "; legal is " + new TreeSet<>(matchers)
                    + ", the models that measure");
        }
        return policy;
    }

    /** @throws IllegalArgumentException naming key, value and what would be legal */
    public static Policy parse(String yaml) {
        Policy policy;
        try {
            Object document = new Yaml(new SafeConstructor(options())).load(yaml);
            if (!(document instanceof Map)) {
                throw fault("the document is no list of keys and values");
            }
            policy = MAPPER.convertValue(document, Policy.class);
        } catch (YAMLException e) {
            throw fault(e.getMessage());
        } catch (JacksonException e) {
            throw fault(words(e));
        }
        String faults = VALIDATOR.validate(policy).stream()
                .map(fault -> key(fault.getPropertyPath().toString()) + " is " + fault.getInvalidValue() + "; "
                        + fault.getMessage())
                .sorted()
                .collect(Collectors.joining(", and "));
        if (!faults.isEmpty()) {
            throw fault(faults);
        }
        return policy;
    }

    /** A key that is given twice would silently count as it was given last. */
    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return options;
    }

    private static String words(JacksonException fault) {
        String where = fault.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .collect(Collectors.joining("."));
        if (fault instanceof UnrecognizedPropertyException unknown) {
            return where + " is no key; legal are " + new TreeSet<>(unknown.getKnownPropertyIds());
        }
        if (fault.getCause() instanceof IllegalArgumentException disorder) {
            return where + " " + disorder.getMessage();
        }
        String what = fault.getOriginalMessage();
        return where + (what.startsWith("Missing") ? " is missing" : ": " + what);
    }

    private static String key(String property) {
        return property.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException fault(@Nullable String what) {
        return new IllegalArgumentException("Not a policy: " + what);
    }
}
