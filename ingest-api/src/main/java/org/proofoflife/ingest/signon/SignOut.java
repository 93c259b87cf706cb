package org.proofoflife.ingest.signon;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.review.ProviderLogout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/**
 * OpenID Connect RP-Initiated Logout 1.0: whoever logged in at the provider is sent there to log out, where it publishes
 * an {@code end_session_endpoint}. The page goes there itself, because it logs out by a call that follows no redirect.
 */
final class SignOut extends OidcClientInitiatedLogoutSuccessHandler implements ProviderLogout {

    private static final Logger LOG = LoggerFactory.getLogger(SignOut.class);
    private static final String END_SESSION = "end_session_endpoint";

    private final ClientRegistrationRepository provider;
    private final Function<String, Optional<String>> tokens;

    /** @param tokens gives out, once, the ID token of a session */
    SignOut(ClientRegistrationRepository provider, Function<String, Optional<String>> tokens) {
        super(provider);
        this.provider = provider;
        this.tokens = tokens;
        setPostLogoutRedirectUri("{baseUrl}/console.html");
    }

    @Override
    public @Nullable String address(HttpServletRequest request, HttpServletResponse response, String sessionToken) {
        return tokens.apply(sessionToken)
                .map(idToken -> address(request, response, authentication(idToken)))
                .orElse(null);
    }

    private @Nullable String address(
            HttpServletRequest request, HttpServletResponse response, OAuth2AuthenticationToken person) {
        try {
            ClientRegistration client = provider.findByRegistrationId(OidcConfiguration.REGISTRATION);
            return client != null
                            && client.getProviderDetails()
                                    .getConfigurationMetadata()
                                    .containsKey(END_SESSION)
                    ? determineTargetUrl(request, response, person)
                    : null;
        } catch (RuntimeException unreachable) {
            // Here the session ends all the same.
            LOG.warn(
                    "The identity provider cannot be asked for its logout: {}",
                    unreachable.getClass().getSimpleName());
            return null;
        }
    }

    /** As the handler wants it: it only reads the token's text, which was checked at the login. */
    private static OAuth2AuthenticationToken authentication(String idToken) {
        OidcIdToken token = new OidcIdToken(idToken, null, null, Map.of(IdTokenClaimNames.SUB, "-"));
        return new OAuth2AuthenticationToken(
                new DefaultOidcUser(List.of(), token), List.of(), OidcConfiguration.REGISTRATION);
    }
}
