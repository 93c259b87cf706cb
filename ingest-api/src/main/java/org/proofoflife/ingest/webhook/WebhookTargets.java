package org.proofoflife.ingest.webhook;

import java.net.UnknownHostException;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.Refusal;
import org.springframework.stereotype.Component;

/** Says when a webhook's URL is entered whether it would be called: by the sender's own rules. */
@Component
public class WebhookTargets {

    private final CallableHosts hosts;

    WebhookTargets(WebhookProperties properties) {
        this.hosts = new CallableHosts(properties, Dns.SYSTEM);
    }

    /** @throws Refusal WEBHOOK_NOT_CALLABLE, with the rule that stands against it */
    public void require(String url) {
        @Nullable HttpUrl target = HttpUrl.parse(url);
        if (target == null) {
            throw refusal("Not a URL of the web");
        }
        if (!target.username().isEmpty() || !target.password().isEmpty() || target.fragment() != null) {
            throw refusal("A webhook's URL has neither credentials nor a fragment");
        }
        try {
            hosts.require(target);
        } catch (UnknownHostException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    private static Refusal refusal(String why) {
        return Refusal.invalid("WEBHOOK_NOT_CALLABLE", why);
    }
}
