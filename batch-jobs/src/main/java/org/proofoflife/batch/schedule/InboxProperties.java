package org.proofoflife.batch.schedule;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param folder looked through beside the bucket INBOX; files must be moved into it whole */
@ConfigurationProperties("batch.inbox")
public record InboxProperties(@Nullable Path folder) {}
