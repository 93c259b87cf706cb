package org.proofoflife.ops.evaluate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the CSV files of an evaluation: columns by name in any order, further ones ignored, a byte order mark and any
 * end of line tolerated, comments (#) before the names of the columns alone: after them every line is a row that counts.
 * Every line is read by itself, so that a quote left open or foreign bytes spoil one row and not the rest: as UTF-8, or else
 * as GB18030, which spreadsheets write in China.
 */
final class CsvTable {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setTrim(true).get();
    private static final Charset GB18030 = Charset.forName("GB18030");

    private CsvTable() {}

    /**
     * One line by column name; a short or garbled line lacks cells: it will fail by itself, not the file.
     *
     * @param overlong whether it has more cells than there are columns, as where a challenge lacks its quotes: read by its
     *     columns it would say less than it does
     */
    record Line(Map<String, String> cells, boolean overlong) {
        String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        /** @throws IllegalArgumentException when it is overlong */
        void requireWhole() {
            if (overlong) {
                throw new IllegalArgumentException("More cells than columns: what has commas in it stands in quotes");
            }
        }
    }

    /** What the paths of a file are relative to. */
    static Path folder(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    /** @throws IllegalArgumentException when a column is missing, or there is no row */
    static List<Line> read(Path file, Set<String> columns) throws IOException {
        // Neither encoding has a byte of a line's end inside a character.
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .lines()
                .map(line -> text(line.getBytes(StandardCharsets.ISO_8859_1)))
                .map(line -> line.startsWith("\uFEFF") ? line.substring(1) : line)
                .filter(line -> !line.isBlank())
                .dropWhile(line -> line.startsWith("#"))
                .toList();
        List<String> names = lines.isEmpty()
                ? List.of()
                : cells(lines.get(0)).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
        Set<String> missing = new TreeSet<>(columns);
        names.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(file.getFileName() + " has no column " + missing);
        }
        if (lines.size() == 1) {
            throw new IllegalArgumentException(file.getFileName() + " has no rows");
        }
        return lines.stream().skip(1).map(line -> line(names, line)).toList();
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // What is neither becomes replacement characters: a name that then fits no file costs its row.
            return new String(bytes, GB18030);
        }
    }

    private static Line line(List<String> names, String text) {
        List<String> values = cells(text);
        Map<String, String> cells = new HashMap<>();
        for (int at = 0; at < Math.min(names.size(), values.size()); at++) {
            cells.putIfAbsent(names.get(at), values.get(at));
        }
        boolean overlong = values.stream().skip(names.size()).anyMatch(value -> !value.isBlank());
        return new Line(cells, overlong);
    }

    private static List<String> cells(String line) {
        try (CSVParser parser = CSVParser.parse(line, FORMAT)) {
            List<CSVRecord> records = parser.getRecords();
            return records.isEmpty() ? List.of() : records.get(0).toList();
        } catch (IOException | RuntimeException e) {
            return List.of(line);
        }
    }

    /**
     * clip, reference, challenge, mirrored, expected, species.
     *
     * @param split only the rows whose split column says so; blank = all
     * @throws IllegalArgumentException when a column is missing, or there is no row, or none of the split
     */
    static List<ManifestRow> manifest(Path file, String split) throws IOException {
        Path folder = folder(file);
        Set<String> columns = split.isBlank()
                ? Set.of("clip", "challenge", "expected")
                : Set.of("clip", "challenge", "expected", "split");
        List<ManifestRow> rows = new ArrayList<>();
        int number = 0;
        for (Line line : read(file, columns)) {
            number++;
            if (split.isBlank() || split.equalsIgnoreCase(line.cell("split"))) {
                rows.add(new ManifestRow(number, folder, line));
            }
        }
        if (rows.isEmpty() && !split.isBlank()) {
            throw new IllegalArgumentException(file.getFileName() + " has no row of split " + split);
        }
        return rows;
    }
}
