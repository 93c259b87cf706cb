package org.proofoflife.ingest.challenge;

import java.util.Locale;
import java.util.ResourceBundle;
import org.proofoflife.storage.certification.Action;

/** What is said to the person for each action, e.g. 请缓慢抬头. */
public final class ActionTexts {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private ActionTexts() {}

    public static String of(Action action, Locale locale) {
        return ResourceBundle.getBundle("org.proofoflife.ingest.challenge.actions", locale, NO_FALLBACK)
                .getString(action.name());
    }
}
