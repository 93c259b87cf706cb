package org.proofoflife.batch.imports;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the files of one source are written, as a clerk declares it in YAML.
 *
 * @param source name of the sending system; row keys are unique within it
 * @param delimiter one character, CSV only
 * @param header whether the first line names the columns
 * @param filePattern regular expression of the file name; a group named {@code month} says the month as yyyyMM
 * @param amountUnit unit of amounts in rows and totals
 * @param maxRejectShare share of rejected rows, 0..1, above which nothing is applied
 */
public record Layout(
        String source,
        ImportKind kind,
        Format format,
        Charset charset,
        @Nullable Character delimiter,
        boolean header,
        @Nullable Pattern filePattern,
        AmountUnit amountUnit,
        double maxRejectShare,
        Totals totals,
        List<Field> fields) {

    public enum Format {
        CSV,
        /** Positions count characters. */
        FIXED_CHARS,
        /** Positions count bytes, as mainframes do with two-byte characters. */
        FIXED_BYTES
    }

    public enum AmountUnit {
        YUAN,
        FEN
    }

    /** Where row count and amount total are announced. */
    public enum TotalsPlace {
        NONE,
        /** The last line. */
        TRAILER,
        /** A file beside it, with {@code .ctl} appended to its name, of lines {@code rows=}, {@code amount=}, {@code month=}. */
        CONTROL_FILE
    }

    /** @param marker text with which a trailer begins @param fields rows, amount, month in the trailer */
    public record Totals(TotalsPlace in, @Nullable String marker, List<Field> fields) {
        public static final Totals NONE = new Totals(TotalsPlace.NONE, null, List.of());

        public Totals {
            fields = List.copyOf(fields);
            if (in == TotalsPlace.TRAILER && (marker == null || fields.isEmpty())) {
                throw new IllegalArgumentException("A trailer needs a marker and fields");
            }
        }
    }

    /**
     * One field: a CSV column, a fixed position, or a constant.
     *
     * @param column 1-based
     * @param start 1-based
     * @param header name of the column in the first line, checked if there is one
     * @param value constant instead of a place in the row
     * @param codes the sender's codes and ours
     */
    public record Field(
            String name,
            @Nullable Integer column,
            @Nullable Integer start,
            @Nullable Integer length,
            @Nullable String value,
            @Nullable String header,
            Map<String, String> codes) {
        public Field {
            codes = Map.copyOf(codes);
        }
    }

    public Layout {
        fields = List.copyOf(fields);
        Set<String> named = new HashSet<>();
        for (Field field : fields) {
            if (!kind.fields().contains(field.name())) {
                throw new IllegalArgumentException(source + ": no field " + field.name() + " in a file of " + kind);
            }
            if (!named.add(field.name())) {
                throw new IllegalArgumentException(source + ": field " + field.name() + " stands twice");
            }
            boolean placed = format == Format.CSV
                    ? field.column() != null && field.column() >= 1
                    : field.start() != null && field.start() >= 1 && field.length() != null && field.length() >= 1;
            if (!placed && field.value() == null) {
                throw new IllegalArgumentException(source + ": field " + field.name() + " has no place");
            }
        }
        if (!named.containsAll(kind.required())) {
            throw new IllegalArgumentException(source + ": needs the fields " + kind.required());
        }
        if (maxRejectShare < 0 || maxRejectShare > 1) {
            throw new IllegalArgumentException(source + ": maxRejectShare is a share of 0..1");
        }
        if (format == Format.CSV && delimiter == null) {
            throw new IllegalArgumentException(source + ": a CSV file has a delimiter");
        }
    }

    /** Whether its rows say anything about this field. */
    boolean names(String field) {
        return fields.stream().anyMatch(it -> it.name().equals(field));
    }

    /** Whether the name is one that this source gives its files. */
    public boolean matches(String fileName) {
        return filePattern != null && filePattern.matcher(fileName).matches();
    }

    /** The month, yyyyMM, that the file name states; null if it states none. */
    public @Nullable String monthIn(String fileName) {
        if (filePattern == null || !filePattern.pattern().contains("(?<month>")) {
            return null;
        }
        Matcher name = filePattern.matcher(fileName);
        return name.matches() ? name.group("month") : null;
    }
}
