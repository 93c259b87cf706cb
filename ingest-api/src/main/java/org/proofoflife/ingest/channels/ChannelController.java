package org.proofoflife.ingest.channels;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.review.ConsoleUsers;
import org.proofoflife.ingest.webhook.WebhookTargets;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.channel.ChannelDesk;
import org.proofoflife.storage.channel.ChannelDetails;
import org.proofoflife.storage.channel.IssuedChannel;
import org.proofoflife.storage.channel.Scope;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Channels in the console. Keys and secrets stand in the one answer that makes them and nowhere else. */
@RestController
@RequestMapping("/web/console/channels")
class ChannelController extends PageController {

    private static final int MOST_HOURS = 30 * 24;

    private final ConsoleUsers users;
    private final ChannelDesk desk;
    private final WebhookTargets targets;

    ChannelController(ConsoleUsers users, ChannelDesk desk, WebhookTargets targets) {
        this.users = users;
        this.desk = desk;
        this.targets = targets;
    }

    record NewChannel(
            @NotBlank @Pattern(regexp = "[a-z0-9][a-z0-9-]{1,39}")
            String id,

            @NotBlank @Size(max = 60) String name,
            @NotEmpty Set<Scope> scopes,
            @Nullable @Size(max = 500) String webhookUrl) {}

    /** @param url null = the channel asks for its outcomes itself */
    record Webhook(@Nullable @Size(max = 500) String url) {}

    /** @param seen credentialsVersion as listed; @param overlapHours how long the present key is still taken, 0 = not */
    record KeyWish(long seen, @Min(0) @Max(MOST_HOURS) int overlapHours) {}

    /** @param seen credentialsVersion as listed */
    record SecretWish(long seen) {}

    /** @param apiKey and webhookSecret shown this once */
    record NewCredentials(
            @Nullable String apiKey,
            @Nullable Instant previousKeyUntil,
            @Nullable String webhookSecret) {

        @Override
        public String toString() {
            return "NewCredentials[redacted]";
        }
    }

    @GetMapping
    List<ChannelDetails> list(@AuthenticationPrincipal WebSession session) {
        users.reads(session, "LIST_CHANNELS", "channel", "-", Map.of(), ConsoleRole.ADMINISTRATOR, ConsoleRole.AUDITOR);
        return desk.all();
    }

    @PostMapping
    NewCredentials open(@Valid @RequestBody NewChannel wish, @AuthenticationPrincipal WebSession session) {
        String actor = administrator(session);
        String url = checked(wish.webhookUrl());
        IssuedChannel issued = desk.open(wish.id(), wish.name(), wish.scopes(), url, actor);
        return new NewCredentials(issued.apiKey(), null, issued.webhookSecret());
    }

    @PutMapping("/{id}/webhook")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setWebhook(
            @PathVariable String id, @Valid @RequestBody Webhook wish, @AuthenticationPrincipal WebSession session) {
        String actor = administrator(session);
        desk.setWebhook(id, checked(wish.url()), actor);
    }

    @PostMapping("/{id}/key")
    NewCredentials rotateKey(
            @PathVariable String id, @Valid @RequestBody KeyWish wish, @AuthenticationPrincipal WebSession session) {
        String actor = administrator(session);
        ChannelDesk.NewKey key = desk.rotateKey(id, wish.seen(), Duration.ofHours(wish.overlapHours()), actor);
        return new NewCredentials(key.key(), key.previousUntil(), null);
    }

    @PostMapping("/{id}/webhook-secret")
    NewCredentials rotateWebhookSecret(
            @PathVariable String id, @Valid @RequestBody SecretWish wish, @AuthenticationPrincipal WebSession session) {
        return new NewCredentials(null, null, desk.rotateWebhookSecret(id, wish.seen(), administrator(session)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(@PathVariable String id, @AuthenticationPrincipal WebSession session) {
        desk.disable(id, administrator(session));
    }

    @PostMapping("/{id}/enable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void enable(@PathVariable String id, @AuthenticationPrincipal WebSession session) {
        desk.enable(id, administrator(session));
    }

    private String administrator(WebSession session) {
        return users.require(session, ConsoleRole.ADMINISTRATOR).actor();
    }

    private @Nullable String checked(@Nullable String url) {
        if (url == null || url.isBlank()) {
            return null;
        }
        targets.require(url.strip());
        return url.strip();
    }
}
