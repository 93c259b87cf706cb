package org.proofoflife.storage.roster;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Registered names as they are compared. Two spellings of one name that differ in width (ＡＢＣ, ABC), case, kind of
 * middle dot (买买提·阿不都, 买买提•阿不都) or spacing are the same.
 */
public final class PersonName {

    // The dots that keyboards and registries use between the parts of a name, after compatibility normalisation.
    private static final Pattern DOTS =
            Pattern.compile("[\\u00B7\\u0387\\u2022\\u2027\\u2219\\u22C5\\u30FB\\u2024\\uFE52.\\u16EB\\u2E31\\uFF65]+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern SPACED_DOT = Pattern.compile(" *· *");
    private static final Pattern HAN_GAP = Pattern.compile("(?<=\\p{IsHan}) (?=\\p{IsHan})");

    private PersonName() {}

    /** The form that is indexed and compared; the registered form is what is shown. */
    public static String normalise(String name) {
        String folded = fold(name);
        // Some letters (capital ß) are at rest only after a second round.
        for (String again = fold(folded); !again.equals(folded); again = fold(folded)) {
            folded = again;
        }
        return folded;
    }

    private static String fold(String name) {
        String text = Normalizer.normalize(name, Normalizer.Form.NFKC);
        // Upper then lower folds what lower alone keeps apart (ß and SS, dotless i).
        text = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        text = Normalizer.normalize(text, Normalizer.Form.NFKC);
        text = DOTS.matcher(text).replaceAll("·");
        text = SPACES.matcher(text).replaceAll(" ").strip();
        text = SPACED_DOT.matcher(text).replaceAll("·");
        return Normalizer.normalize(HAN_GAP.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
    }
}
