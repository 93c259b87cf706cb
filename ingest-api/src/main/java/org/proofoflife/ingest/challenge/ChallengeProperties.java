package org.proofoflife.ingest.challenge;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param recording length of the recording
 * @param frontal calm frontal part at its beginning, in which nothing is prompted
 * @param lifetime from opening to the last moment at which a clip is taken
 */
@ConfigurationProperties("ingest.challenge")
@Validated
public record ChallengeProperties(
        @DefaultValue("16s") Duration recording,
        @DefaultValue("2s") Duration frontal,
        @DefaultValue("10m") Duration lifetime) {

    @AssertTrue(message = "four actions of 3.2 seconds must fit behind the frontal part")
    boolean isLongEnough() {
        return recording.minus(frontal).toMillis() >= 13_200;
    }
}
