package org.proofoflife.ingest.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/** Where a log-out leads, by what the provider publishes; SignOnTest does it over HTTP. */
class SignOutTest {

    @Test
    void leadsToTheProviderWhereItPublishesWhere() {
        assertThat(next(publishing(Map.of("end_session_endpoint", "https://provider.example/end")), "id.token.text"))
                .isEqualTo("https://provider.example/end?id_token_hint=id.token.text"
                        + "&post_logout_redirect_uri=http://localhost/console.html");
    }

    @Test
    void endsHereWhereTheProviderPublishesNothingOrKnewNothingOfTheSession() {
        assertThat(next(publishing(Map.of()), "id.token.text")).isNull();
        assertThat(next(publishing(Map.of("end_session_endpoint", "https://provider.example/end")), null))
                .isNull();
    }

    @Test
    void endsHereWhereTheProviderDoesNotAnswer() {
        assertThat(next(
                        registration -> {
                            throw new IllegalStateException("no answer");
                        },
                        "id.token.text"))
                .isNull();
    }

    private static @Nullable String next(ClientRegistrationRepository provider, @Nullable String idToken) {
        return new SignOut(provider, session -> Optional.ofNullable(idToken))
                .address(new MockHttpServletRequest(), new MockHttpServletResponse(), "session");
    }

    private static ClientRegistrationRepository publishing(Map<String, Object> metadata) {
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId("console")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientId("client")
                .redirectUri("{baseUrl}/back")
                .authorizationUri("https://provider.example/authorize")
                .tokenUri("https://provider.example/token")
                .providerConfigurationMetadata(metadata)
                .build());
    }
}
