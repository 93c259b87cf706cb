package org.proofoflife.storage.findings;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/** RFC 4180 behind a byte-order mark, by which spreadsheets know UTF-8; what they would run as a formula is made text. */
public final class SpreadsheetCsv {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.MINIMAL).get();

    private final CSVPrinter out;

    /** @throws UncheckedIOException as every row does, if {@code out} cannot be written */
    public SpreadsheetCsv(Appendable out, String... header) {
        try {
            out.append(BYTE_ORDER_MARK);
            this.out = new CSVPrinter(out, FORMAT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        row((Object[]) header);
    }

    public void row(@Nullable Object... cells) {
        try {
            for (Object cell : cells) {
                out.print(cell instanceof String text ? disarmed(text) : cell);
            }
            out.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String disarmed(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
