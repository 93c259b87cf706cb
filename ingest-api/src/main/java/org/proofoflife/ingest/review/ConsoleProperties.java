package org.proofoflife.ingest.review;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param firstAccountsFile where the start passwords of the first accounts are written while there is no
 *     administrator; null = none are made
 * @param claimLifetime after which a claimed case is free again
 * @param figuresKept how old the dashboard's figures about everybody may be
 * @param evidenceKept how long a submission's pictures are kept, as {@code batch.retention.evidence} says
 */
@ConfigurationProperties("ingest.console")
public record ConsoleProperties(
        @Nullable Path firstAccountsFile,
        @DefaultValue("2h") Duration claimLifetime,
        @DefaultValue("10m") Duration figuresKept,
        @DefaultValue("730d") Duration evidenceKept) {}
