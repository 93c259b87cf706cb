package org.proofoflife.ingest.login;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param failures wrong entries for one number, or by one channel for numbers that nobody has, before a lock
 * @param window within which they are counted, and how long the lock lasts
 * @param channelFailures wrong entries by one channel, over all numbers, before it is locked: stops guessing at large.
 *     The page for retirees is no such channel: one attacker would lock out everybody
 * @param addressFailures wrong entries on that page from one address, over all numbers, before it is locked: whole villages
 *     come from one address of their carrier
 * @param attemptsPerDay certifications that one person may open within 24 hours
 * @param consentVersions versions of the notice whose consent is accepted, the current one first
 */
@ConfigurationProperties("ingest.login")
@Validated
public record LoginProperties(
        @DefaultValue("5") @Min(1) int failures,
        @DefaultValue("15m") Duration window,
        @DefaultValue("1000") @Min(1) int channelFailures,
        @DefaultValue("300") @Min(1) int addressFailures,
        @DefaultValue("20") @Min(1) int attemptsPerDay,
        @DefaultValue("2026-01") @NotEmpty List<String> consentVersions) {}
