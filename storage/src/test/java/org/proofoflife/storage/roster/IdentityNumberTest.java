package org.proofoflife.storage.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.Dates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proofoflife.storage.roster.IdentityNumber.Kind;

class IdentityNumberTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 15);

    @ParameterizedTest
    @CsvSource({
        // The worked example of GB 11643-1999 itself.
        "11010519491231002X, MAINLAND",
        "440524188001010014, MAINLAND",
        "11010519491231002x, MAINLAND",
        "１１０１０５１９４９１２３１００２Ｘ, MAINLAND",
        "110105 1949 1231 002X, MAINLAND",
        "110105194912310021, OLDER",
        "HKG012345678, HK_MACAU_TAIWAN",
        "mac112345678, HK_MACAU_TAIWAN",
        "TWN0123456789012A, HK_MACAU_TAIWAN",
        "TWN01234567890123, HK_MACAU_TAIWAN",
        "HKG01234567, OLDER",
        "TWN012345678901234, OLDER",
        "USA012345678, OLDER",
        "粤A-12345, OLDER"
    })
    void theKindFollowsFromTheFormat(String text, Kind kind) {
        assertThat(IdentityNumber.parse(text, TODAY).kind()).isEqualTo(kind);
    }

    @Test
    void permitsAndForeignersCardsAreToldApartByTheirRegion() {
        assertThat(kindOf("81000019500101123")).isEqualTo(Kind.RESIDENCE_PERMIT);
        assertThat(kindOf("83000019500101123")).isEqualTo(Kind.RESIDENCE_PERMIT);
        assertThat(kindOf("91156019500101123")).isEqualTo(Kind.FOREIGN_RESIDENT);
    }

    @Test
    void aBirthDateMustBeOfTheCalendarAndNotInTheFuture() {
        assertThat(kindOf("44010619500230123")).isEqualTo(Kind.OLDER);
        assertThat(kindOf("44010619000229123")).isEqualTo(Kind.OLDER);
        assertThat(kindOf("44010620000229123")).isEqualTo(Kind.MAINLAND);
        assertThat(kindOf("44010620260316123")).isEqualTo(Kind.OLDER);
        assertThat(kindOf("44010620260315123")).isEqualTo(Kind.MAINLAND);
    }

    @Test
    void aNumberIsNeverPrinted() {
        assertThat(IdentityNumber.parse("11010519491231002X", TODAY)).hasToString("IdentityNumber[MAINLAND]");
    }

    @Property(seed = "20261124")
    void everyNumberWithItsCheckCharacterIsAccepted(@ForAll("digits") String digits) {
        IdentityNumber number = IdentityNumber.parse(digits + IdentityNumber.checkCharacter(digits), TODAY);
        assertThat(number.kind()).isEqualTo(Kind.MAINLAND);
        assertThat(number.birthDate(TODAY)).hasValueSatisfying(date -> assertThat(digits)
                .contains(date.toString().replace("-", "")));
    }

    @Property(seed = "20261124")
    void oneWrongDigitIsAlwaysSeen(
            @ForAll("digits") String digits,
            @ForAll @IntRange(max = 16) int at,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        char check = IdentityNumber.checkCharacter(digits);
        char wrong = (char) ('0' + (digits.charAt(at) - '0' + by) % 10);
        String altered = digits.substring(0, at) + wrong + digits.substring(at + 1);
        assertThat(IdentityNumber.parse(altered + check, TODAY).kind()).isEqualTo(Kind.OLDER);
    }

    @Property(seed = "20261124")
    void twoNeighboursExchangedAreAlwaysSeen(@ForAll("digits") String digits, @ForAll @IntRange(max = 15) int at) {
        String altered = digits.substring(0, at) + digits.charAt(at + 1) + digits.charAt(at) + digits.substring(at + 2);
        Kind kind = IdentityNumber.parse(altered + IdentityNumber.checkCharacter(digits), TODAY)
                .kind();
        assertThat(kind == Kind.OLDER).isEqualTo(digits.charAt(at) != digits.charAt(at + 1));
    }

    @Property(seed = "20261124")
    void theCanonicalFormIsAFixedPoint(@ForAll String text) {
        String canonical = IdentityNumber.canonical(text);
        assertThat(IdentityNumber.canonical(canonical)).isEqualTo(canonical);
    }

    @Provide
    Arbitrary<String> digits() {
        return Combinators.combine(
                        Arbitraries.integers().between(110000, 659999),
                        Dates.dates().between(LocalDate.of(1900, 1, 1), LocalDate.of(1990, 12, 31)),
                        Arbitraries.integers().between(0, 999))
                .as((region, date, sequence) ->
                        String.format("%06d%s%03d", region, date.toString().replace("-", ""), sequence));
    }

    private static Kind kindOf(String digits) {
        return IdentityNumber.parse(digits + IdentityNumber.checkCharacter(digits), TODAY)
                .kind();
    }
}
