package org.proofoflife.batch.imports;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lines and makes slabs of them. Knows neither database nor framework. */
final class SlabParser {

    private final Layout layout;
    private final LineReader lines;
    private final RowSplitter splitter;
    private final FieldReader fields;
    private final RowEncoder encoder;
    private final int rowsPerSlab;
    private final byte @Nullable [] marker;
    private final CopyBuffer row = new CopyBuffer();
    private boolean trailerSeen;

    /** @param lines positioned behind what was already taken; the header is still to come if that is nothing */
    SlabParser(Layout layout, LineReader lines, RowEncoder encoder, int rowsPerSlab) {
        this.layout = layout;
        this.lines = lines;
        this.splitter = new RowSplitter(layout);
        this.fields = new FieldReader(layout);
        this.encoder = encoder;
        this.rowsPerSlab = rowsPerSlab;
        String text = layout.totals().marker();
        this.marker = text == null ? null : text.getBytes(US_ASCII);
    }

    /** The next stretch; null when the file is at its end. */
    @Nullable
    Slab next() throws IOException {
        @Nullable ByteArrayOutputStream[] buckets = new ByteArrayOutputStream[256];
        List<Rejection> rejections = new ArrayList<>();
        long read = 0;
        long accepted = 0;
        long amount = 0;
        long unread = 0;
        boolean torn = false;
        @Nullable DeclaredTotals declared = null;
        @Nullable ImportedLine last = null;
        while (read < rowsPerSlab) {
            ImportedLine line = lines.next();
            if (line == null) {
                break;
            }
            last = line;
            torn = !line.terminated();
            if (line.number() == 1 && layout.header()) {
                checkHeader(line);
                continue;
            }
            if (trailerSeen) {
                if (line.bytes().length == 0) {
                    continue;
                }
                throw new ImportRefusedException(
                        ImportOutcome.TOTALS_DISAGREE, "line " + line.number() + " follows the trailer");
            }
            if (isTrailer(line.bytes())) {
                declared = trailer(line);
                trailerSeen = true;
                continue;
            }
            if (line.bytes().length == 0) {
                continue;
            }
            read++;
            Rejection rejection = take(line, buckets);
            if (rejection == null) {
                accepted++;
                amount += encoder.amountFen();
            } else {
                rejections.add(rejection);
                if (rejection.reason() == RejectReason.NOT_AN_AMOUNT || !amountRead(rejection)) {
                    unread++;
                } else {
                    amount += encoder.amountFen();
                }
            }
        }
        if (last == null) {
            return null;
        }
        return new Slab(buckets, read, accepted, amount, unread, rejections, last.end(), last.number(), declared, torn);
    }

    private DeclaredTotals trailer(ImportedLine line) {
        try {
            return DeclaredTotals.trailer(line.bytes(), layout, splitter);
        } catch (ImportRefusedException e) {
            throw line.terminated()
                    ? e
                    : new ImportRefusedException(ImportOutcome.TORN_LAST_LINE, "the trailer is cut off");
        }
    }

    private @Nullable Rejection take(ImportedLine line, @Nullable ByteArrayOutputStream[] buckets) throws IOException {
        try {
            @Nullable String @Nullable [] values = splitter.split(line.bytes(), layout.fields());
            if (values == null) {
                return new Rejection(line.number(), "*", RejectReason.WRONG_COLUMN_COUNT);
            }
            fields.row(values);
            row.clear();
            int bucket = encoder.encode(fields, line.number(), row);
            ByteArrayOutputStream out = buckets[bucket];
            if (out == null) {
                out = new ByteArrayOutputStream(Math.max(512, row.size() * rowsPerSlab / 200));
                buckets[bucket] = out;
            }
            row.writeTo(out);
            return null;
        } catch (FieldReader.BadFieldException e) {
            return e.at(line.number());
        } catch (CharacterCodingException e) {
            throw new ImportRefusedException(
                    ImportOutcome.WRONG_ENCODING, "line " + line.number() + " is not " + layout.charset());
        }
    }

    private static boolean amountRead(Rejection rejection) {
        return rejection.reason() != RejectReason.WRONG_COLUMN_COUNT
                && !(rejection.field().equals("amount") && rejection.reason() == RejectReason.MISSING_VALUE);
    }

    private boolean isTrailer(byte[] line) {
        return marker != null
                && line.length >= marker.length
                && Arrays.equals(line, 0, marker.length, marker, 0, marker.length);
    }

    private void checkHeader(ImportedLine line) throws IOException {
        String[] names;
        try {
            names = splitter.columns(splitter.text(line.bytes()));
        } catch (CharacterCodingException e) {
            throw new ImportRefusedException(ImportOutcome.WRONG_ENCODING, "line 1 is not " + layout.charset());
        }
        for (Layout.Field field : layout.fields()) {
            Integer column = field.column();
            if (column != null
                    && field.header() != null
                    && (column > names.length || !names[column - 1].strip().equals(field.header()))) {
                throw new ImportRefusedException(
                        ImportOutcome.HEADER_MISMATCH, "column " + column + " is not named as the layout says");
            }
        }
    }
}
