package org.proofoflife.batch.notices;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param mailbox folder into which notices are put when no gateway is plugged in; without one they are logged and wait
 * @param attempts runs in which the sending of a notice is tried before it is given up
 */
@ConfigurationProperties("batch.notices")
public record NoticeProperties(
        @Nullable Path mailbox, @DefaultValue("5") int attempts) {

    public NoticeProperties {
        if (attempts < 1) {
            throw new IllegalArgumentException("batch.notices.attempts must be at least 1");
        }
    }
}
