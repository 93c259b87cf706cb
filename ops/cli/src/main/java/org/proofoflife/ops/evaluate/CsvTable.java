package org.proofoflife.ops.evaluate;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the CSV files of an evaluation: columns by name in any order, a byte order mark tolerated. */
final class CsvTable {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setIgnoreEmptyLines(true)
            .setIgnoreHeaderCase(true)
            .setCommentMarker('#')
            .get();

    private CsvTable() {}

    /** @throws IllegalArgumentException when a column is missing */
    static List<CSVRecord> read(Path file, Set<String> columns) throws IOException {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            in.mark(1);
            if (in.read() != '\uFEFF') {
                in.reset();
            }
            try (CSVParser parser =
                    CSVParser.builder().setReader(in).setFormat(FORMAT).get()) {
                Set<String> missing = new TreeSet<>(columns);
                parser.getHeaderNames().forEach(name -> missing.remove(name.toLowerCase(Locale.ROOT)));
                if (!missing.isEmpty()) {
                    throw new IllegalArgumentException(file.getFileName() + " has no column " + missing);
                }
                return parser.getRecords();
            }
        }
    }

    /** clip, reference, challenge, mirrored, expected, species */
    static List<ManifestRow> manifest(Path file) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        List<ManifestRow> rows = new ArrayList<>();
        for (CSVRecord line : read(file, Set.of("clip", "challenge", "expected"))) {
            rows.add(new ManifestRow(
                    rows.size() + 1,
                    folder,
                    cell(line, "clip"),
                    cell(line, "reference"),
                    cell(line, "challenge"),
                    cell(line, "mirrored"),
                    cell(line, "expected"),
                    cell(line, "species")));
        }
        return rows;
    }

    /** A short line has empty cells: it will fail by itself, not the file. */
    static String cell(CSVRecord line, String column) {
        return line.isSet(column) ? line.get(column) : "";
    }
}
