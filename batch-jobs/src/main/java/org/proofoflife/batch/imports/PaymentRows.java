package org.proofoflife.batch.imports;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.roster.IdentityNumber;

/** Payments of one month: payment number, payee, month, amount, day of payment, status. */
final class PaymentRows implements RowEncoder {

    private static final Set<String> STATUSES = Set.of("REGULAR", "ARREARS", "CANCELLED");

    private final BlindIndex index;
    private final LocalDate month;
    private final long importRun;
    private long amount;

    PaymentRows(BlindIndex index, LocalDate month, long importRun) {
        this.index = index;
        this.month = month;
        this.importRun = importRun;
    }

    @Override
    public int encode(FieldReader row, long line, CopyBuffer out) {
        amount = 0;
        amount = row.amount(3);
        if (amount < 0) {
            throw row.bad(3, RejectReason.NEGATIVE_AMOUNT);
        }
        if (!row.month(2).equals(month)) {
            throw row.bad(2, RejectReason.WRONG_MONTH);
        }
        @Nullable String status = row.optional(5);
        if (status == null) {
            status = "REGULAR";
        } else if (!STATUSES.contains(status)) {
            throw row.bad(5, RejectReason.UNKNOWN_CODE);
        }
        row.optionalDate(4);
        byte[] payee = index.number(IdentityNumber.canonical(row.text(1)));
        int bucket = BlindIndex.bucket(payee);
        out.row(8)
                .date(month)
                .int2(bucket)
                .bytea(payee)
                .int8(amount)
                .text(status)
                .int8(importRun)
                .int8(line)
                .text(row.text(0));
        return bucket;
    }

    @Override
    public long amountFen() {
        return amount;
    }
}
