package org.proofoflife.ingest.enrolment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param maxPhoto largest photo taken
 * @param patience how long a call waits for the judgement before it answers that it is pending
 */
@ConfigurationProperties("ingest.enrolment")
public record EnrolmentProperties(
        @DefaultValue("10MB") DataSize maxPhoto,
        @DefaultValue("10s") Duration patience) {}
