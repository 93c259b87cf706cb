package org.proofoflife.ingest.signon;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The authorization code flow with PKCE, for one provider. The ID token's signature, issuer, audience, times and nonce are
 * checked; of the provider nothing is kept but the ID token, for the logout, and nothing else is asked.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${ingest.console.oidc.issuer-uri:}'.isBlank()")
class OidcConfiguration {

    static final String START = "/web/open/console/oidc/start";
    static final String BACK = "/web/open/console/oidc/callback";
    static final String REGISTRATION = "console";

    /** The provider is asked when somebody first logs in there: without it the other way in still works. */
    @Bean
    ClientRegistrationRepository consoleProvider(OidcProperties properties) {
        return new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(registration(properties)));
    }

    private static ClientRegistration registration(OidcProperties properties) {
        ClientRegistration.Builder client =
                ClientRegistrations.fromIssuerLocation(String.valueOf(properties.issuerUri()));
        if (properties.clientSecret() == null || properties.clientSecret().isBlank()) {
            client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        } else {
            client.clientSecret(properties.clientSecret());
        }
        return client.registrationId(REGISTRATION)
                .clientId(properties.clientId())
                .scope(properties.scopes())
                .redirectUri("{baseUrl}" + BACK)
                .build();
    }

    @Bean
    SignOut consoleSignOut(ClientRegistrationRepository provider, IdTokens tokens) {
        return new SignOut(provider, tokens::take);
    }

    @Bean
    @Order(15)
    SecurityFilterChain consoleSignOn(
            HttpSecurity http, ClientRegistrationRepository provider, SealedLogin sealed, SignOn signOn) {
        DefaultOAuth2AuthorizationRequestResolver requests =
                new DefaultOAuth2AuthorizationRequestResolver(provider, START);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return http.securityMatcher(START + "/**", BACK)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(calls -> calls.anyRequest().denyAll())
                .oauth2Login(login -> login.clientRegistrationRepository(provider)
                        .authorizedClientRepository(new NoTokensKept())
                        .loginPage("/console.html")
                        .authorizationEndpoint(leaving ->
                                leaving.authorizationRequestResolver(requests).authorizationRequestRepository(sealed))
                        .redirectionEndpoint(back -> back.baseUri(BACK))
                        .userInfoEndpoint(user -> user.oidcUserService(fromIdToken()))
                        .successHandler(signOn)
                        .failureHandler(signOn))
                .build();
    }

    private static OAuth2UserService<OidcUserRequest, OidcUser> fromIdToken() {
        return request -> new DefaultOidcUser(List.of(), request.getIdToken());
    }

    /** The provider's tokens have done their work with the login. */
    private static final class NoTokensKept implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }
}
