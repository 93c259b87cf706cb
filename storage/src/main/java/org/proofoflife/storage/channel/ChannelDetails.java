package org.proofoflife.storage.channel;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel as an administrator sees it, without its credentials.
 *
 * @param credentialsVersion counts changes of credentials
 * @param keyIssuedAt null where the channel has no key (OAuth2 alone)
 * @param keyUsedAt last use of the present key, to some minutes; null = not yet
 * @param previousKeyUntil until when the key before is taken too; null where none is
 */
public record ChannelDetails(
        String id,
        String name,
        Set<Scope> scopes,
        @Nullable String webhookUrl,
        long credentialsVersion,
        Instant createdAt,
        @Nullable Instant keyIssuedAt,
        @Nullable Instant keyUsedAt,
        @Nullable Instant previousKeyUntil,
        @Nullable Instant disabledAt) {}
