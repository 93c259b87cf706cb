package org.proofoflife.batch.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.file.transform.DelimitedLineTokenizer;

/** Takes a line apart into the values of named fields, as the layout says. Not safe for concurrent use. */
final class RowSplitter {

    private final Layout layout;
    private final CharsetDecoder decoder;
    private final DelimitedLineTokenizer quoted;

    RowSplitter(Layout layout) {
        this.layout = layout;
        this.decoder = layout.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.quoted = new DelimitedLineTokenizer(String.valueOf(layout.delimiter() == null ? ',' : layout.delimiter()));
    }

    /** Strictly decoded text. */
    String text(byte[] bytes) throws CharacterCodingException {
        return text(bytes, 0, bytes.length);
    }

    private String text(byte[] bytes, int from, int to) throws CharacterCodingException {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decoder.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
            }
        }
        return new String(bytes, from, to - from, ISO_8859_1);
    }

    /**
     * The values in the order of the fields, stripped, empty ones as null.
     *
     * @return null if the line has too few columns or is too short
     */
    @Nullable
    String @Nullable [] split(byte[] line, List<Layout.Field> fields) throws CharacterCodingException {
        return switch (layout.format()) {
            case CSV -> csv(text(line), fields);
            case FIXED_CHARS -> fixed(text(line), fields);
            case FIXED_BYTES -> fixed(line, fields);
        };
    }

    /** The columns of a CSV line. */
    String[] columns(String line) {
        if (line.indexOf('"') >= 0) {
            return quoted.tokenize(line).getValues();
        }
        char delimiter = layout.delimiter() == null ? ',' : layout.delimiter();
        int count = 1;
        for (int i = line.indexOf(delimiter); i >= 0; i = line.indexOf(delimiter, i + 1)) {
            count++;
        }
        String[] columns = new String[count];
        int from = 0;
        for (int c = 0; c < count; c++) {
            int to = c == count - 1 ? line.length() : line.indexOf(delimiter, from);
            columns[c] = line.substring(from, to);
            from = to + 1;
        }
        return columns;
    }

    private @Nullable String @Nullable [] csv(String line, List<Layout.Field> fields) {
        String[] columns = columns(line);
        @Nullable String[] values = new String[fields.size()];
        for (int i = 0; i < values.length; i++) {
            Layout.Field field = fields.get(i);
            Integer column = field.column();
            if (column != null && column > columns.length) {
                return null;
            }
            values[i] = value(field, column == null ? null : columns[column - 1]);
        }
        return values;
    }

    private static @Nullable String @Nullable [] fixed(String line, List<Layout.Field> fields) {
        @Nullable String[] values = new String[fields.size()];
        for (int i = 0; i < values.length; i++) {
            Layout.Field field = fields.get(i);
            if (field.start() == null || field.length() == null) {
                values[i] = value(field, null);
                continue;
            }
            int from = field.start() - 1;
            if (from + field.length() > line.length()) {
                return null;
            }
            values[i] = value(field, line.substring(from, from + field.length()));
        }
        return values;
    }

    private @Nullable String @Nullable [] fixed(byte[] line, List<Layout.Field> fields)
            throws CharacterCodingException {
        @Nullable String[] values = new String[fields.size()];
        for (int i = 0; i < values.length; i++) {
            Layout.Field field = fields.get(i);
            if (field.start() == null || field.length() == null) {
                values[i] = value(field, null);
                continue;
            }
            int from = field.start() - 1;
            if (from + field.length() > line.length) {
                return null;
            }
            values[i] = value(field, text(line, from, from + field.length()));
        }
        return values;
    }

    private static @Nullable String value(Layout.Field field, @Nullable String raw) {
        String value = raw == null ? field.value() : raw.strip();
        if (value == null || value.isEmpty()) {
            return null;
        }
        return field.codes().isEmpty() ? value : field.codes().getOrDefault(value, value);
    }
}
