package org.proofoflife.ingest.account;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param mailbox folder into which one-time codes are put where no gateway is plugged in; null = none can be sent
 * @param codeLifetime how long a one-time code is good
 * @param codesPerDay one-time codes that a person is sent within a day
 */
@ConfigurationProperties("ingest.centre")
public record CentreProperties(
        @Nullable Path mailbox,
        @DefaultValue("10m") Duration codeLifetime,
        @DefaultValue("10") int codesPerDay) {}
