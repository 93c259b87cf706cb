package org.proofoflife.storage.roster;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pension scheme (险种).
 *
 * @param selfService whether its people certify here; if not, otherChannel says where
 */
public record Scheme(
        String code,
        String nameZh,
        String nameEn,
        boolean selfService,
        @Nullable String otherChannelZh,
        @Nullable String otherChannelEn) {

    /** In English where that is asked for, otherwise in Chinese. */
    public String name(Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? nameEn : nameZh;
    }
}
