package org.proofoflife.batch.imports;

import java.time.LocalDate;
import java.util.Set;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.roster.IdentityNumber;

/** Certifications made at a counter or on a home visit. */
final class CertificationRows implements RowEncoder {

    private static final Set<String> SOURCES = Set.of("COUNTER", "HOME_VISIT");

    private final BlindIndex index;
    private final LocalDate today;

    CertificationRows(BlindIndex index, LocalDate today) {
        this.index = index;
        this.today = today;
    }

    @Override
    public int encode(FieldReader row, long line, CopyBuffer out) {
        String source = row.code(2, SOURCES);
        LocalDate certified = row.pastDate(3, today);
        byte[] number = index.number(IdentityNumber.canonical(row.text(1)));
        int bucket = BlindIndex.bucket(number);
        out.row(6)
                .int8(line)
                .text(row.text(0))
                .bytea(number)
                .int2(bucket)
                .text(source)
                .date(certified);
        return bucket;
    }

    @Override
    public long amountFen() {
        return 0;
    }
}
