package org.proofoflife.storage.roster;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A social security number in the form in which it is compared, and what its format says of it. The format never
 * decides: numbers of older registrations are kept as registered, and equality with the roster is what counts.
 *
 * @param value canonical: half width, upper case, without spaces and hyphens
 * @param kind what the format shows
 */
public record IdentityNumber(String value, Kind kind) {

    public enum Kind {
        /** GB 11643, 18 characters. */
        MAINLAND,
        /** Residence permit of Hong Kong, Macau and Taiwan residents, region code 810000, 820000 or 830000. */
        RESIDENCE_PERMIT,
        /** Foreigner's permanent resident card of 2023, 18 characters that begin with 9. */
        FOREIGN_RESIDENT,
        /** {@code HKG}, {@code MAC} or {@code TWN}, a reserved digit, a document number (粤人社发[2014]234号). */
        HK_MACAU_TAIWAN,
        /** Anything else: kept as registered, the format only warns. */
        OLDER
    }

    private static final Pattern EIGHTEEN = Pattern.compile("[0-9]{17}[0-9X]");
    private static final Pattern SPECIAL = Pattern.compile("(HKG|MAC|TWN)[0-9][0-9A-Z]{8,13}");
    private static final Pattern IGNORED = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Pd}]+");
    private static final Set<String> PERMIT_REGIONS = Set.of("810000", "820000", "830000");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    /** @param today a birth date after it makes the number an older registration */
    public static IdentityNumber parse(String text, LocalDate today) {
        String value = canonical(text);
        return new IdentityNumber(value, kindOf(value, today));
    }

    /** The form that is indexed and compared. */
    public static String canonical(String text) {
        String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        // Upper case and what is left out may leave compositions open: once more, so that the form is stable.
        return Normalizer.normalize(IGNORED.matcher(narrow).replaceAll(""), Normalizer.Form.NFKC);
    }

    /** The 18th character of GB 11643 for the first 17 digits. */
    public static char checkCharacter(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    /** The date of birth that an 18-character number carries, if it is one of the calendar and not in the future. */
    public Optional<LocalDate> birthDate(LocalDate today) {
        return kind == Kind.MAINLAND || kind == Kind.RESIDENCE_PERMIT || kind == Kind.FOREIGN_RESIDENT
                ? Optional.ofNullable(birthDateIn(value, today))
                : Optional.empty();
    }

    private static Kind kindOf(String value, LocalDate today) {
        if (SPECIAL.matcher(value).matches()) {
            return Kind.HK_MACAU_TAIWAN;
        }
        if (!EIGHTEEN.matcher(value).matches()
                || checkCharacter(value) != value.charAt(17)
                || birthDateIn(value, today) == null) {
            return Kind.OLDER;
        }
        if (PERMIT_REGIONS.contains(value.substring(0, 6))) {
            return Kind.RESIDENCE_PERMIT;
        }
        if (value.charAt(0) == '9') {
            return Kind.FOREIGN_RESIDENT;
        }
        return Kind.MAINLAND;
    }

    private static @Nullable LocalDate birthDateIn(String value, LocalDate today) {
        try {
            LocalDate date = LocalDate.of(
                    Integer.parseInt(value.substring(6, 10)),
                    Integer.parseInt(value.substring(10, 12)),
                    Integer.parseInt(value.substring(12, 14)));
            return date.getYear() < 1850 || date.isAfter(today) ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "IdentityNumber[" + kind + "]";
    }
}
