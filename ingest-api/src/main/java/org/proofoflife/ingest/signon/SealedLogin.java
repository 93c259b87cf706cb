package org.proofoflife.ingest.signon;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * What must be known when the provider sends the browser back (state, nonce, code verifier), encrypted in a cookie of the
 * browser that left, so that any replica takes it back and no other browser can use it.
 */
@Component
class SealedLogin implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final String COOKIE = "console_sign_on";
    private static final String PURPOSE = "cookie.console_sign_on";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int ID_CHARACTERS = 36;

    private final PersonalDataCipher cipher;
    private final JsonMapper json;
    private final Clock clock;

    SealedLogin(PersonalDataCipher cipher, JsonMapper json, Clock clock) {
        this.cipher = cipher;
        this.json = json;
        this.clock = clock;
    }

    private record Kept(
            Instant until,
            String authorizationUri,
            String clientId,
            String redirectUri,
            Set<String> scopes,
            String state,
            Map<String, Object> attributes) {

        @Override
        public String toString() {
            return "Kept[redacted]";
        }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null || cookie.getValue().length() <= ID_CHARACTERS) {
            return null;
        }
        Kept kept;
        try {
            UUID id = UUID.fromString(cookie.getValue().substring(0, ID_CHARACTERS));
            byte[] sealed = Base64.getUrlDecoder().decode(cookie.getValue().substring(ID_CHARACTERS));
            kept = json.readValue(cipher.decryptText(PURPOSE, id, sealed), Kept.class);
        } catch (RuntimeException notOurs) {
            return null;
        }
        if (kept.until().isBefore(clock.instant()) || !kept.state().equals(request.getParameter("state"))) {
            return null;
        }
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(kept.authorizationUri())
                .clientId(kept.clientId())
                .redirectUri(kept.redirectUri())
                // By openid among them the answer is taken for one with an ID token.
                .scopes(kept.scopes())
                .state(kept.state())
                .attributes(kept.attributes())
                .build();
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest wish, HttpServletRequest request, HttpServletResponse response) {
        if (wish == null) {
            write(request, response, "", Duration.ZERO);
            return;
        }
        UUID id = UUID.randomUUID();
        String kept = json.writeValueAsString(new Kept(
                clock.instant().plus(PATIENCE),
                wish.getAuthorizationUri(),
                wish.getClientId(),
                String.valueOf(wish.getRedirectUri()),
                wish.getScopes(),
                String.valueOf(wish.getState()),
                wish.getAttributes()));
        String sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.encrypt(PURPOSE, id, kept));
        write(request, response, id + sealed, PATIENCE);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest wish = loadAuthorizationRequest(request);
        write(request, response, "", Duration.ZERO);
        return wish;
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, value)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        // The provider's page sends the browser back: that is another site's link.
                        .sameSite("Lax")
                        .path(request.getContextPath() + "/web/open/console/oidc")
                        .maxAge(age)
                        .build()
                        .toString());
    }
}
