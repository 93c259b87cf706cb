package org.proofoflife.ingest.selfservice;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigInteger;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.proofoflife.ingest.webpages.Fours;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.roster.Pensioners;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The codes by which anybody who is shown a receipt checks it: the first 80 bits of a keyed hash of the certificate's id, in
 * Crockford's base 32. The database keeps an index of those that were handed out and none of the codes: whoever reads it
 * cannot draw a receipt that passes.
 */
@Component
public class ReceiptCodes {

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;
    private static final int BITS = 5;

    private final JdbcClient jdbc;
    private final BlindIndex index;
    private final Pensioners pensioners;
    private final Clock clock;

    ReceiptCodes(JdbcClient jdbc, BlindIndex index, Pensioners pensioners, Clock clock) {
        this.jdbc = jdbc;
        this.index = index;
        this.pensioners = pensioners;
        this.clock = clock;
    }

    /** Whether what the receipt says is still so. */
    public enum Standing {
        VALID,
        EXPIRED,
        REVOKED
    }

    /**
     * What a receipt's certificate says now.
     *
     * @param name masked
     */
    @Schema(name = "CheckedReceipt")
    public record Checked(String name, LocalDate validFrom, LocalDate validUntil, Standing standing) {}

    /** The code to print, in groups of four; the same for every receipt of the certificate. */
    public String of(UUID certificateId) {
        String code = encoded(Arrays.copyOf(index.of("receipt", certificateId.toString()), LENGTH * BITS / 8));
        jdbc.sql("insert into receipt (code_index, certificate_id) values (:code, :id) on conflict do nothing")
                .param("code", indexOf(code))
                .param("id", certificateId)
                .update();
        return Fours.grouped(code);
    }

    /** @param typed in any case, width and grouping; O, I and L are read as the digits they look like */
    public Optional<Checked> check(String typed) {
        String code = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replaceAll("[IL]", "1")
                .replaceAll("[^0-9A-Z]", "");
        return jdbc.sql("""
                        select c.pensioner_id, c.valid_from, c.valid_until, c.revoked_at from certificate c
                        join receipt r on r.certificate_id = c.id where r.code_index = :code""")
                .param("code", indexOf(code))
                .query((row, n) -> {
                    LocalDate until = row.getObject("valid_until", LocalDate.class);
                    return new Checked(
                            MaskedName.of(pensioners
                                    .personalData(Columns.uuid(row, "pensioner_id"))
                                    .name()),
                            row.getObject("valid_from", LocalDate.class),
                            until,
                            row.getObject("revoked_at") != null
                                    ? Standing.REVOKED
                                    : until.isBefore(LocalDate.now(clock)) ? Standing.EXPIRED : Standing.VALID);
                })
                .optional();
    }

    private byte[] indexOf(String code) {
        return index.of("receipt-code", code);
    }

    private static String encoded(byte[] bytes) {
        StringBuilder code = new StringBuilder(LENGTH);
        BigInteger number = new BigInteger(1, bytes);
        for (int digit = LENGTH - 1; digit >= 0; digit--) {
            code.append(DIGITS.charAt(number.shiftRight(digit * BITS).intValue() & (DIGITS.length() - 1)));
        }
        return code.toString();
    }
}
