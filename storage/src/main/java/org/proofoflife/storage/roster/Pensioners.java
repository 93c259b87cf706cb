package org.proofoflife.storage.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The roster. */
public class Pensioners {

    public static final String NUMBER = "pensioner.number_enc";
    public static final String NAME = "pensioner.name_enc";
    public static final String PHONE = "pensioner.phone_enc";

    private static final String COLUMNS =
            "id, ref, scheme, region, birth_date, benefit_status, life_status, benefit_fen, retired_on, bucket";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final BlindIndex index;
    private final Clock clock;

    public Pensioners(JdbcClient jdbc, PersonalDataCipher cipher, BlindIndex index, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.index = index;
        this.clock = clock;
    }

    /** The row id follows from the ref, so that a row can be encrypted before it is known whether it exists. */
    public static UUID idOf(String ref) {
        return UUID.nameUUIDFromBytes(("pensioner:" + ref).getBytes(UTF_8));
    }

    /**
     * Adds the person or replaces what is registered under the ref. The next roster file counts again, also where its row is
     * the one of the last file. A change of scheme or benefit counts from this month; what was before stays known.
     *
     * @throws NumberTakenException if another ref has the number
     */
    @Transactional
    public UUID register(Registration person) {
        UUID id = idOf(person.ref());
        keepFormerScheme(id, person.scheme());
        keepFormerBenefit(id, person.benefitFen());
        byte[] numberIndex = index.number(IdentityNumber.canonical(person.number()));
        try {
            jdbc.sql("""
                            insert into pensioner (id, ref, number_index, number_enc, name_index, name_enc, phone_enc,
                                scheme, region, birth_date, benefit_status, life_status, benefit_fen, retired_on, bucket,
                                created_at, updated_at)
                            values (:id, :ref, :numberIndex, :number, :nameIndex, :name, :phone,
                                :scheme, :region, :birthDate::date, :benefitStatus, :lifeStatus, :benefitFen::bigint,
                                :retiredOn::date, :bucket, :now, :now)
                            on conflict (id) do update set number_index = excluded.number_index,
                                number_enc = excluded.number_enc, name_index = excluded.name_index,
                                name_enc = excluded.name_enc, phone_enc = excluded.phone_enc, scheme = excluded.scheme,
                                region = excluded.region, birth_date = excluded.birth_date,
                                benefit_status = excluded.benefit_status, life_status = excluded.life_status,
                                benefit_fen = coalesce(excluded.benefit_fen, pensioner.benefit_fen), retired_on = excluded.retired_on,
                                bucket = excluded.bucket, roster_digest = null, updated_at = excluded.updated_at""")
                    .param("id", id)
                    .param("ref", person.ref())
                    .param("numberIndex", numberIndex)
                    .param("number", cipher.encrypt(NUMBER, id, person.number()))
                    .param("nameIndex", index.name(PersonName.normalise(person.name())))
                    .param("name", cipher.encrypt(NAME, id, person.name()))
                    .param("phone", person.phone() == null ? null : cipher.encrypt(PHONE, id, person.phone()))
                    .param("scheme", person.scheme())
                    .param("region", person.region())
                    .param("birthDate", person.birthDate())
                    .param("benefitStatus", person.benefitStatus().name())
                    .param("lifeStatus", person.lifeStatus().name())
                    .param("benefitFen", person.benefitFen())
                    .param("retiredOn", person.retiredOn())
                    .param("bucket", BlindIndex.bucket(numberIndex))
                    .param("now", Columns.time(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            // The driver's message quotes the index value; it stays out of ours.
            throw new NumberTakenException(person.ref());
        }
        return id;
    }

    private void keepFormerScheme(UUID id, String scheme) {
        Optional<String> former = jdbc.sql(
                        "select scheme from pensioner where id = :id and scheme <> :scheme for update")
                .param("id", id)
                .param("scheme", scheme)
                .query(String.class)
                .optional();
        if (former.isEmpty()) {
            return;
        }
        jdbc.sql("insert into pensioner_scheme values (:id, date '1900-01-01', :former) on conflict do nothing")
                .param("id", id)
                .param("former", former.get())
                .update();
        jdbc.sql("""
                        insert into pensioner_scheme values (:id, :month, :scheme)
                        on conflict (pensioner_id, effective_from) do update set scheme = excluded.scheme""")
                .param("id", id)
                .param("month", YearMonth.now(clock).atDay(1))
                .param("scheme", scheme)
                .update();
    }

    private void keepFormerBenefit(UUID id, @Nullable Long benefitFen) {
        LocalDate month = YearMonth.now(clock).atDay(1);
        jdbc.sql("""
                        with former as (
                            select id, bucket, benefit_fen from pensioner where id = :id and benefit_fen <> :benefit::bigint),
                        kept as (
                            insert into pensioner_benefit (pensioner_id, bucket, effective_from, known_in, benefit_fen)
                            select id, bucket, '1900-01-01', '1900-01-01', benefit_fen from former on conflict do nothing)
                        insert into pensioner_benefit (pensioner_id, bucket, effective_from, known_in, benefit_fen)
                        select id, bucket, :month, :month, :benefit from former
                        on conflict (pensioner_id, effective_from, known_in) do update set benefit_fen = excluded.benefit_fen""")
                .param("id", id)
                .param("benefit", benefitFen)
                .param("month", month)
                .update();
    }

    /** What is registered under the ref, which nobody else changes until the caller's transaction ends. */
    public Optional<Registration> lock(String ref) {
        UUID id = idOf(ref);
        return jdbc.sql("select number_enc, name_enc, phone_enc, " + COLUMNS
                        + " from pensioner where id = :id for update")
                .param("id", id)
                .query((row, n) -> {
                    Pensioner person = pensioner(row, n);
                    return new Registration(
                            ref,
                            cipher.decryptText(NUMBER, id, row.getBytes("number_enc")),
                            cipher.decryptText(NAME, id, row.getBytes("name_enc")),
                            phone(id, row.getBytes("phone_enc")),
                            person.scheme(),
                            person.region(),
                            person.birthDate(),
                            person.benefitStatus(),
                            person.lifeStatus(),
                            person.benefitFen(),
                            person.retiredOn());
                })
                .optional();
    }

    public Optional<Pensioner> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from pensioner where id = :id")
                .param("id", id)
                .query(Pensioners::pensioner)
                .optional();
    }

    public Optional<Pensioner> findByRef(String ref) {
        return jdbc.sql("select " + COLUMNS + " from pensioner where ref = :ref")
                .param("ref", ref)
                .query(Pensioners::pensioner)
                .optional();
    }

    /** The person registered under both this number and this name, in any accepted spelling (source document, 二(七)). */
    public Optional<Pensioner> findByLogin(String number, String name) {
        byte[] nameIndex = index.name(PersonName.normalise(name));
        return jdbc.sql("select name_index, " + COLUMNS + " from pensioner where number_index = :number")
                .param("number", index.number(IdentityNumber.canonical(number)))
                .query((row, n) -> MessageDigest.isEqual(nameIndex, row.getBytes("name_index"))
                        ? Optional.of(pensioner(row, n))
                        : Optional.<Pensioner>empty())
                .optional()
                .flatMap(found -> found);
    }

    /** Whether the bureau itself has the person's payment suspended now; the roster may say so, too, or not yet. */
    public boolean suspendedByBureau(UUID id) {
        return jdbc.sql(
                        "select exists (select from benefit_suspension where pensioner_id = :id and until_month is null)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** @throws org.springframework.dao.EmptyResultDataAccessException if there is no such person */
    public PersonalData personalData(UUID id) {
        return jdbc.sql("select number_enc, name_enc, phone_enc from pensioner where id = :id")
                .param("id", id)
                .query((row, n) -> new PersonalData(
                        cipher.decryptText(NUMBER, id, row.getBytes("number_enc")),
                        cipher.decryptText(NAME, id, row.getBytes("name_enc")),
                        phone(id, row.getBytes("phone_enc"))))
                .single();
    }

    private @Nullable String phone(UUID id, byte @Nullable [] cipherText) {
        return cipherText == null ? null : cipher.decryptText(PHONE, id, cipherText);
    }

    private static Pensioner pensioner(ResultSet row, int n) throws SQLException {
        return new Pensioner(
                Columns.uuid(row, "id"),
                row.getString("ref"),
                row.getString("scheme"),
                row.getString("region"),
                Columns.dateOrNull(row, "birth_date"),
                BenefitStatus.valueOf(row.getString("benefit_status")),
                LifeStatus.valueOf(row.getString("life_status")),
                row.getObject("benefit_fen", Long.class),
                Columns.dateOrNull(row, "retired_on"),
                row.getInt("bucket"));
    }
}
