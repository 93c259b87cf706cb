package org.proofoflife.ingest.status;

import java.util.Locale;
import java.util.ResourceBundle;

/** Texts of states without an outcome of their own, and of the next steps. */
final class StatusTexts {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle texts;

    StatusTexts(Locale locale) {
        texts = ResourceBundle.getBundle("org.proofoflife.ingest.status.status", locale, NO_FALLBACK);
    }

    String of(String key) {
        return texts.getString(key);
    }
}
