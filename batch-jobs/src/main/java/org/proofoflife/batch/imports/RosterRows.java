package org.proofoflife.batch.imports;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.roster.IdentityNumber;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.PersonName;

/** People as registered. Number, name and phone leave this class encrypted or as blind indexes only. */
final class RosterRows implements RowEncoder {

    private static final Set<String> BENEFIT = Set.of("NORMAL", "SUSPENDED", "STOPPED");
    private static final Set<String> LIFE = Set.of("ALIVE", "SUSPECTED_DEAD", "DEAD", "MISSING");

    private final BlindIndex index;
    private final PersonalDataCipher cipher;
    private final Set<String> schemes;
    private final LocalDate today;

    RosterRows(BlindIndex index, PersonalDataCipher cipher, Set<String> schemes, LocalDate today) {
        this.index = index;
        this.cipher = cipher;
        this.schemes = schemes;
        this.today = today;
    }

    @Override
    public int encode(FieldReader row, long line, CopyBuffer out) {
        String ref = row.text(0);
        String number = row.text(1);
        String name = row.text(2);
        @Nullable String phone = row.optional(3);
        String scheme = row.code(4, schemes);
        String region = row.text(5);
        @Nullable LocalDate birth = row.optionalDate(6);
        if (birth != null && birth.isAfter(today)) {
            throw row.bad(6, RejectReason.DATE_IN_FUTURE);
        }
        String benefitStatus = row.code(7, BENEFIT);
        String lifeStatus = row.code(8, LIFE);
        @Nullable Long benefit = row.optional(9) == null ? null : Long.valueOf(row.amount(9));
        if (benefit != null && benefit < 0) {
            throw row.bad(9, RejectReason.NEGATIVE_AMOUNT);
        }
        UUID id = Pensioners.idOf(ref);
        byte[] numberIndex = index.number(IdentityNumber.canonical(number));
        int bucket = BlindIndex.bucket(numberIndex);
        @Nullable LocalDate died = row.optional(11) == null ? null : row.pastDate(11, today);
        @Nullable LocalDate ends = row.optional(12) == null ? null : row.month(12);
        @Nullable LocalDate retired = row.optionalDate(10);
        @Nullable LocalDate from = row.optional(13) == null ? null : row.month(13);
        if (from != null && from.isAfter(today.plusYears(1))) {
            throw row.bad(13, RejectReason.DATE_IN_FUTURE);
        }
        byte[] digest = index.of(
                "roster",
                String.join(
                        "\u001f",
                        number,
                        name,
                        String.valueOf(phone),
                        scheme,
                        region,
                        String.valueOf(birth),
                        benefitStatus,
                        lifeStatus,
                        String.valueOf(benefit),
                        String.valueOf(retired),
                        String.valueOf(died),
                        // A file that does not say it leaves the digests of earlier files as they are.
                        from == null ? String.valueOf(ends) : ends + "\u001f" + from));
        out.row(20)
                .int8(line)
                .uuid(id)
                .text(ref)
                .bytea(numberIndex)
                .bytea(cipher.encrypt(Pensioners.NUMBER, id, number))
                .bytea(index.name(PersonName.normalise(name)))
                .bytea(cipher.encrypt(Pensioners.NAME, id, name))
                .bytea(phone == null ? null : cipher.encrypt(Pensioners.PHONE, id, phone))
                .text(scheme)
                .text(region)
                .date(birth)
                .text(benefitStatus)
                .text(lifeStatus)
                .int8(benefit)
                .date(retired)
                .int2(bucket)
                .date(died)
                .date(ends)
                .bytea(digest)
                .date(from);
        return bucket;
    }

    @Override
    public long amountFen() {
        return 0;
    }
}
