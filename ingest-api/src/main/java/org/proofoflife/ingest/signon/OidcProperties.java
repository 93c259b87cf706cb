package org.proofoflife.ingest.signon;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.review.ConsoleRole;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param issuerUri of the identity provider, whose discovery document lies below it; empty = this way in is closed
 * @param scopes asked for
 * @param rolesClaim of the ID token that lists the person's roles or groups; dots lead into nested claims
 * @param roles console role by the name the provider gives it; empty = the provider uses our names
 * @param loginClaim by which the person stands in the audit log
 */
@ConfigurationProperties("ingest.console.oidc")
public record OidcProperties(
        @Nullable String issuerUri,
        @DefaultValue("proof-of-life-console") String clientId,
        @Nullable String clientSecret,
        @DefaultValue({"openid", "profile"}) List<String> scopes,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue Map<String, ConsoleRole> roles,
        @DefaultValue("preferred_username") String loginClaim) {

    public boolean open() {
        return issuerUri != null && !issuerUri.isBlank();
    }

    @Override
    public String toString() {
        return "OidcProperties[" + issuerUri + ", " + clientId + "]";
    }
}
