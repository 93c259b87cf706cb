package org.proofoflife.batch.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the sender says the file holds. @param month yyyyMM */
record DeclaredTotals(
        long rows, @Nullable Long amountFen, @Nullable String month) {

    /** @throws ImportRefusedException TOTALS_MISSING if the trailer cannot be read */
    static DeclaredTotals trailer(byte[] line, Layout layout, RowSplitter splitter) {
        List<Layout.Field> fields = layout.totals().fields();
        try {
            @Nullable String @Nullable [] values = splitter.split(line, fields);
            if (values == null) {
                throw unreadable("the trailer is too short");
            }
            @Nullable String rows = null;
            @Nullable String amount = null;
            @Nullable String month = null;
            for (int i = 0; i < values.length; i++) {
                switch (fields.get(i).name()) {
                    case "rows" -> rows = values[i];
                    case "amount" -> amount = values[i];
                    case "month" -> month = values[i];
                    default -> throw new IllegalArgumentException("A trailer has rows, amount and month only");
                }
            }
            if (fields.stream().anyMatch(field -> field.name().equals("month")) && month == null) {
                throw unreadable("no month");
            }
            return of(rows, amount, month, layout.amountUnit());
        } catch (CharacterCodingException e) {
            throw unreadable("the trailer is not in the declared character set");
        }
    }

    /** @throws ImportRefusedException TOTALS_MISSING if the control file cannot be read */
    static DeclaredTotals controlFile(InputStream in, Layout.AmountUnit unit) throws IOException {
        Properties lines = new Properties();
        lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        return of(lines.getProperty("rows"), lines.getProperty("amount"), lines.getProperty("month"), unit);
    }

    private static DeclaredTotals of(
            @Nullable String rows, @Nullable String amount, @Nullable String month, Layout.AmountUnit unit) {
        if (rows == null) {
            throw unreadable("no row count");
        }
        @Nullable String compact = month == null ? null : month.strip().replace("-", "");
        if (compact != null && !compact.matches("[0-9]{4}(0[1-9]|1[0-2])")) {
            throw unreadable("the month is none");
        }
        try {
            return new DeclaredTotals(
                    Long.parseLong(rows.strip()),
                    amount == null ? null : Long.valueOf(Amounts.fen(amount.strip(), unit)),
                    compact);
        } catch (NumberFormatException | ArithmeticException e) {
            throw unreadable("row count or amount is no number");
        }
    }

    private static ImportRefusedException unreadable(String why) {
        return new ImportRefusedException(ImportOutcome.TOTALS_MISSING, why);
    }
}
