package org.proofoflife.storage.certification;

import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of every outcome, in Chinese and, for English locales, in English. One bundle for pages, API and reports. */
public final class OutcomeTexts {

    private static final String BUNDLE = "org.proofoflife.storage.certification.outcomes";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private OutcomeTexts() {}

    /** Says nothing of whose face it is. */
    public static OutcomeText of(OutcomeCode code, Locale locale) {
        return of(code, false, locale);
    }

    /** @param faceMatched whether the face was found to be the enrolled one, so that the person may be told */
    public static OutcomeText of(OutcomeCode code, boolean faceMatched, Locale locale) {
        ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
        String title = code + ".title";
        String matched = title + ".matched";
        return new OutcomeText(
                texts.getString(faceMatched && texts.containsKey(matched) ? matched : title),
                texts.getString(code + ".hint"),
                texts.getString(code + ".next"));
    }
}
