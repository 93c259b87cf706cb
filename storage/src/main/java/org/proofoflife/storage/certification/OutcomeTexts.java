package org.proofoflife.storage.certification;

import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of every outcome, in Chinese and, for English locales, in English. One bundle for pages, API and reports. */
public final class OutcomeTexts {

    private static final String BUNDLE = "org.proofoflife.storage.certification.outcomes";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private OutcomeTexts() {}

    public static OutcomeText of(OutcomeCode code, Locale locale) {
        ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
        return new OutcomeText(
                texts.getString(code + ".title"), texts.getString(code + ".hint"), texts.getString(code + ".next"));
    }
}
