package org.proofoflife.batch.imports;

import java.time.LocalDate;
import java.util.Set;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.roster.IdentityNumber;

/** Evidence of life, or of its end, from other records. */
final class LifeEvidenceRows implements RowEncoder {

    private static final Set<String> LIFE = Set.of("HOSPITAL", "TRAVEL", "INTERVIEW");
    private static final Set<String> END =
            Set.of("CREMATION", "DEATH_CERTIFICATE", "PRISON", "NATIONALITY_LOST", "DOUBLE_BENEFIT");
    private static final Set<String> STRENGTHS = Set.of("STRONG", "MEDIUM", "WEAK");

    private final BlindIndex index;
    private final LocalDate today;

    LifeEvidenceRows(BlindIndex index, LocalDate today) {
        this.index = index;
        this.today = today;
    }

    @Override
    public int encode(FieldReader row, long line, CopyBuffer out) {
        String kind = row.text(2);
        String strength = "ENDS";
        if (LIFE.contains(kind)) {
            strength = row.code(3, STRENGTHS);
        } else if (!END.contains(kind)) {
            throw row.bad(2, RejectReason.UNKNOWN_CODE);
        }
        LocalDate observed = row.pastDate(4, today);
        LocalDate received = row.optional(5) == null ? today : row.pastDate(5, today);
        byte[] number = index.number(IdentityNumber.canonical(row.text(1)));
        int bucket = BlindIndex.bucket(number);
        out.row(8)
                .int8(line)
                .text(row.text(0))
                .bytea(number)
                .int2(bucket)
                .text(kind)
                .text(strength)
                .date(observed)
                .date(received.isBefore(observed) ? observed : received);
        return bucket;
    }

    @Override
    public long amountFen() {
        return 0;
    }
}
