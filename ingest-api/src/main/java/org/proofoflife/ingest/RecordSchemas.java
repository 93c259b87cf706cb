package org.proofoflife.ingest;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes records as they are: a component that may not be null is required, and a nested type carries the name of the
 * type around it, so that two of the same simple name do not become one.
 */
final class RecordSchemas implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = Json.mapper().constructType(type.getType());
        Class<?> raw = java == null ? Object.class : java.getRawClass();
        if (raw.getEnclosingClass() != null && isOurs(raw) && !isNamed(raw) && isBlank(type.getName())) {
            type.name(nested(raw));
        }
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (resolved != null && raw.isRecord() && isOurs(raw)) {
            Schema<?> described = described(resolved, context);
            if (described != null && described.getProperties() != null) {
                described.setRequired(required(raw));
            }
        }
        return resolved;
    }

    static String nested(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return around == null
                ? type.getSimpleName()
                : nested(around).replaceFirst("Controller$", "") + type.getSimpleName();
    }

    private static @Nullable Schema<?> described(Schema<?> resolved, ModelConverterContext context) {
        String ref = resolved.get$ref();
        return ref == null
                ? resolved
                : context.getDefinedModels().get(ref.substring(Components.COMPONENTS_SCHEMAS_REF.length()));
    }

    private static @Nullable List<String> required(Class<?> type) {
        List<String> required = Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .toList();
        return required.isEmpty() ? null : required;
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("org.proofoflife.");
    }

    private static boolean isNamed(Class<?> type) {
        io.swagger.v3.oas.annotations.media.Schema schema =
                type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return schema != null && !schema.name().isEmpty();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
