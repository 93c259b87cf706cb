package org.proofoflife.ingest.status;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param within how long after a refusal it can be appealed */
@ConfigurationProperties("ingest.appeal")
public record AppealProperties(@DefaultValue("15d") Duration within) {}
