package org.proofoflife.storage.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.StorageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@StorageTest
class PensionersTest {

    @Autowired
    Pensioners pensioners;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aRegisteredPersonIsFoundByAnySpellingOfNameAndNumber() {
        Registration person = People.someone();
        UUID id = pensioners.register(person);
        assertThat(pensioners.findByLogin(" " + person.number().toLowerCase() + " ", "　" + person.name()))
                .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(id));
        assertThat(pensioners.findByLogin(person.number(), "另一个人")).isEmpty();
        assertThat(pensioners.findByLogin(People.someone().number(), person.name()))
                .isEmpty();
    }

    @Test
    void personalDataIsReadApartAndNotPrinted() {
        Registration person = People.someone();
        UUID id = pensioners.register(person);
        PersonalData data = pensioners.personalData(id);
        assertThat(data).isEqualTo(new PersonalData(person.number(), person.name(), null));
        assertThat(data.toString() + person + pensioners.find(id).orElseThrow())
                .doesNotContain(person.number(), person.name());
    }

    @Test
    void nothingPersonalStandsInClear() {
        Registration person = People.someone();
        UUID id = pensioners.register(person);
        String row = jdbc.sql(
                        "select row_to_json(p)::text as columns, number_enc, name_enc from pensioner p where id = :id")
                .param("id", id)
                .query((r, n) -> r.getString("columns")
                        + new String(r.getBytes("number_enc"), StandardCharsets.ISO_8859_1)
                        + new String(r.getBytes("name_enc"), StandardCharsets.ISO_8859_1))
                .single();
        String nameAsLatin1 = new String(person.name().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(row).doesNotContain(person.number(), person.name(), nameAsLatin1);
    }

    @Test
    void registeringAgainReplacesWhatIsRegistered() {
        Registration person = People.someone();
        Registration other = People.someone();
        UUID id = pensioners.register(person);
        Registration moved = new Registration(
                person.ref(),
                other.number(),
                other.name(),
                "13800000000",
                "RESIDENT",
                "440300",
                null,
                BenefitStatus.SUSPENDED,
                LifeStatus.MISSING,
                null,
                null);
        assertThat(pensioners.register(moved)).isEqualTo(id);
        assertThat(pensioners.personalData(id))
                .isEqualTo(new PersonalData(other.number(), other.name(), "13800000000"));
        assertThat(pensioners.findByRef(person.ref()).orElseThrow().lifeStatus())
                .isEqualTo(LifeStatus.MISSING);
        assertThat(pensioners.findByLogin(person.number(), person.name())).isEmpty();
    }

    @Test
    void registeringAgainKeepsTheFormerSchemeAndLetsTheNextFileCount() {
        Registration person = People.someone();
        UUID id = pensioners.register(person);
        jdbc.sql("update pensioner set roster_digest = 'of the last file' where id = :id")
                .param("id", id)
                .update();
        assertThat(pensioners.register(person)).isEqualTo(id);
        assertThat(jdbc.sql("select count(roster_digest) from pensioner where id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(schemes(id)).isEmpty();

        pensioners.register(inScheme(person, "RESIDENT"));
        assertThat(schemes(id)).containsExactly("1900-01-01 ENTERPRISE", "2026-03-01 RESIDENT");
        pensioners.register(inScheme(person, "ENTERPRISE"));
        assertThat(schemes(id)).containsExactly("1900-01-01 ENTERPRISE", "2026-03-01 ENTERPRISE");
    }

    @Test
    void registeringAnotherBenefitKeepsWhatItWasBefore() {
        Registration person = People.someone();
        UUID id = pensioners.register(person);
        pensioners.register(withBenefit(person, null));
        assertThat(pensioners.find(id).orElseThrow().benefitFen()).isEqualTo(person.benefitFen());
        assertThat(benefits(id)).isEmpty();

        pensioners.register(withBenefit(person, 360_000L));
        pensioners.register(withBenefit(person, 370_000L));

        assertThat(benefits(id)).containsExactly("1900-01-01 " + person.benefitFen(), "2026-03-01 370000");
    }

    private List<String> benefits(UUID id) {
        return jdbc.sql("select effective_from || ' ' || benefit_fen from pensioner_benefit where pensioner_id = :id"
                        + " order by 1")
                .param("id", id)
                .query(String.class)
                .list();
    }

    private List<String> schemes(UUID id) {
        return jdbc.sql(
                        "select effective_from || ' ' || scheme from pensioner_scheme where pensioner_id = :id order by 1")
                .param("id", id)
                .query(String.class)
                .list();
    }

    private static Registration inScheme(Registration person, String scheme) {
        return with(person, scheme, person.benefitFen());
    }

    private static Registration withBenefit(Registration person, @Nullable Long benefitFen) {
        return with(person, person.scheme(), benefitFen);
    }

    private static Registration with(Registration person, String scheme, @Nullable Long benefitFen) {
        return new Registration(
                person.ref(),
                person.number(),
                person.name(),
                person.phone(),
                scheme,
                person.region(),
                person.birthDate(),
                person.benefitStatus(),
                person.lifeStatus(),
                benefitFen,
                person.retiredOn());
    }

    @Test
    void aNumberBelongsToOnePerson() {
        Registration person = People.someone();
        pensioners.register(person);
        Registration other = People.someone();
        Registration clash = new Registration(
                other.ref(),
                person.number(),
                other.name(),
                null,
                "ENTERPRISE",
                "440106",
                null,
                BenefitStatus.NORMAL,
                LifeStatus.ALIVE,
                null,
                null);
        assertThatThrownBy(() -> pensioners.register(clash))
                .isInstanceOf(NumberTakenException.class)
                .hasNoCause()
                .hasMessageNotContaining(person.number());
    }
}
