package org.proofoflife.batch.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of one row by name of the field, checked as they are read. */
final class FieldReader {

    /** A value is not what it must be. Thrown for every bad row of a file of hell, hence without a stack trace. */
    static final class BadFieldException extends RuntimeException {
        private final String field;
        private final RejectReason reason;

        BadFieldException(String field, RejectReason reason) {
            super(field + " " + reason, null, false, false);
            this.field = field;
            this.reason = reason;
        }

        Rejection at(long line) {
            return new Rejection(line, field, reason);
        }
    }

    private static final int MAX_TEXT = 200;

    private final List<String> names;
    private final int[] places;
    private final Layout.AmountUnit unit;
    private @Nullable String[] values = {};

    FieldReader(Layout layout) {
        this.names = layout.kind().fields();
        this.unit = layout.amountUnit();
        this.places = new int[names.size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < layout.fields().size(); i++) {
            places[names.indexOf(layout.fields().get(i).name())] = i;
        }
    }

    void row(@Nullable String[] row) {
        this.values = row;
    }

    @Nullable
    String optional(int field) {
        String value = places[field] < 0 ? null : values[places[field]];
        if (value != null && value.length() > MAX_TEXT) {
            throw bad(field, RejectReason.TOO_LONG);
        }
        return value;
    }

    String text(int field) {
        String value = optional(field);
        if (value == null) {
            throw bad(field, RejectReason.MISSING_VALUE);
        }
        return value;
    }

    String code(int field, Set<String> known) {
        String value = text(field);
        if (!known.contains(value)) {
            throw bad(field, RejectReason.UNKNOWN_CODE);
        }
        return value;
    }

    long amount(int field) {
        try {
            return Amounts.fen(text(field), unit);
        } catch (NumberFormatException | ArithmeticException e) {
            throw bad(field, RejectReason.NOT_AN_AMOUNT);
        }
    }

    /** {@code yyyyMMdd} or {@code yyyy-MM-dd}, not after the given day. */
    LocalDate pastDate(int field, LocalDate today) {
        LocalDate date = date(field, text(field));
        if (date.isAfter(today)) {
            throw bad(field, RejectReason.DATE_IN_FUTURE);
        }
        return date;
    }

    @Nullable
    LocalDate optionalDate(int field) {
        String value = optional(field);
        return value == null ? null : date(field, value);
    }

    /** {@code yyyyMM} or {@code yyyy-MM}, as the first day of it. */
    LocalDate month(int field) {
        String value = text(field);
        try {
            if (value.length() == 6) {
                return LocalDate.of(number(value, 0, 4), number(value, 4, 6), 1);
            }
            if (value.length() == 7 && value.charAt(4) == '-') {
                return LocalDate.of(number(value, 0, 4), number(value, 5, 7), 1);
            }
        } catch (DateTimeException | NumberFormatException e) {
            // Falls through to the rejection: which of the two it was says nothing to a clerk.
        }
        throw bad(field, RejectReason.NOT_A_DATE);
    }

    private LocalDate date(int field, String value) {
        try {
            if (value.length() == 8) {
                return LocalDate.of(number(value, 0, 4), number(value, 4, 6), number(value, 6, 8));
            }
            if (value.length() == 10 && value.charAt(4) == '-' && value.charAt(7) == '-') {
                return LocalDate.of(number(value, 0, 4), number(value, 5, 7), number(value, 8, 10));
            }
        } catch (DateTimeException | NumberFormatException e) {
            // As above.
        }
        throw bad(field, RejectReason.NOT_A_DATE);
    }

    BadFieldException bad(int field, RejectReason reason) {
        return new BadFieldException(names.get(field), reason);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
