package org.proofoflife.storage.roster;

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
        @Nullable String otherChannelEn) {}
