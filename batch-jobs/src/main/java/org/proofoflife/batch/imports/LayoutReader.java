package org.proofoflife.batch.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads layouts from YAML files. */
public final class LayoutReader {

    private LayoutReader() {}

    /** Those that ship with the product, replaced or joined by the {@code *.yml} of a folder. */
    public static Layouts all(@Nullable Path folder) {
        Map<String, Layout> bySource = new LinkedHashMap<>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:layouts/*.yml")) {
                try (InputStream in = resource.getInputStream()) {
                    Layout layout = read(in);
                    bySource.put(layout.source(), layout);
                }
            }
            if (folder != null) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.filter(f -> f.toString().endsWith(".yml"))
                            .sorted()
                            .toList()) {
                        try (InputStream in = Files.newInputStream(file)) {
                            Layout layout = read(in);
                            bySource.put(layout.source(), layout);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The layout files cannot be read", e);
        }
        return new Layouts(List.copyOf(bySource.values()));
    }

    /** @throws IllegalArgumentException if the document is no layout; the message says what is wrong with it */
    public static Layout read(InputStream yaml) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        if (!(document instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("A layout file is one YAML mapping");
        }
        String source = text(map, "source");
        return new Layout(
                source,
                ImportKind.valueOf(text(map, "kind").toUpperCase(Locale.ROOT)),
                Layout.Format.valueOf(text(map, "format").toUpperCase(Locale.ROOT)),
                Charset.forName(text(map, "charset")),
                map.get("delimiter") == null ? null : text(map, "delimiter").charAt(0),
                Boolean.TRUE.equals(map.get("header")),
                map.get("filePattern") == null ? null : Pattern.compile(text(map, "filePattern")),
                map.get("amountUnit") == null
                        ? Layout.AmountUnit.YUAN
                        : Layout.AmountUnit.valueOf(text(map, "amountUnit").toUpperCase(Locale.ROOT)),
                map.get("maxRejectShare") instanceof Number share ? share.doubleValue() : 0.01,
                totals(map.get("totals")),
                fields(map.get("fields")));
    }

    private static Layout.Totals totals(@Nullable Object node) {
        if (!(node instanceof Map<?, ?> map)) {
            return Layout.Totals.NONE;
        }
        return new Layout.Totals(
                Layout.TotalsPlace.valueOf(text(map, "in").toUpperCase(Locale.ROOT)),
                map.get("marker") == null ? null : text(map, "marker"),
                map.get("fields") == null ? List.of() : fields(map.get("fields")));
    }

    private static List<Layout.Field> fields(@Nullable Object node) {
        if (!(node instanceof List<?> list)) {
            throw new IllegalArgumentException("A layout has a list of fields");
        }
        List<Layout.Field> fields = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException("A field is a mapping with a name");
            }
            Map<String, String> codes = new LinkedHashMap<>();
            if (map.get("codes") instanceof Map<?, ?> given) {
                given.forEach((theirs, ours) -> codes.put(String.valueOf(theirs), String.valueOf(ours)));
            }
            fields.add(new Layout.Field(
                    text(map, "name"),
                    (Integer) map.get("column"),
                    (Integer) map.get("start"),
                    (Integer) map.get("length"),
                    map.get("value") == null ? null : text(map, "value"),
                    map.get("header") == null ? null : text(map, "header"),
                    codes));
        }
        return fields;
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("A layout needs " + key);
        }
        return value.toString();
    }
}
