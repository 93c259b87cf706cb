package org.proofoflife.storage.channel;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A way by which certifications come in (认证渠道), with what it may do. Its key and secret are kept apart. */
public record Channel(
        String id,
        String name,
        Set<Scope> scopes,
        @Nullable String webhookUrl,
        @Nullable Instant disabledAt) {}
