package org.proofoflife.ingest.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled whether this process sends notices
 * @param allowPlainHttp whether http URLs are called; for one machine and for tests
 * @param allowPrivateAddresses whether private networks are called: on premise, channels often live there. Loopback,
 *     link-local (where clouds keep their metadata), multicast and unspecified addresses need allowLoopback or are
 *     never called.
 * @param allowLoopback for one machine and for tests
 * @param allowedHosts if not empty, only these hosts are called
 * @param timeout for connecting and for the whole call
 * @param firstBackOff after the first failure; doubles with every further one
 * @param maxBackOff where the doubling ends
 * @param attempts after which a notice is given up
 */
@ConfigurationProperties("ingest.webhooks")
public record WebhookProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean allowPlainHttp,
        @DefaultValue("false") boolean allowPrivateAddresses,
        @DefaultValue("false") boolean allowLoopback,
        @DefaultValue({}) List<String> allowedHosts,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("10s") Duration firstBackOff,
        @DefaultValue("6h") Duration maxBackOff,
        @DefaultValue("16") int attempts) {

    /** @param made attempts so far, from 1 */
    Duration backOff(int made) {
        Duration grown = firstBackOff.multipliedBy(1L << Math.min(made - 1, 20));
        return grown.compareTo(maxBackOff) < 0 ? grown : maxBackOff;
    }
}
