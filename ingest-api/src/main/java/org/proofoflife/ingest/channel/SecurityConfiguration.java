package org.proofoflife.ingest.channel;

import jakarta.servlet.DispatcherType;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.ingest.problem.ProblemWriter;
import org.proofoflife.storage.channel.Channels;
import org.proofoflife.storage.channel.Scope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The API for channels: stateless, by API key or, where an issuer is configured, by OAuth2 access token. Nothing below
 * {@code /api/} is anonymous. Chains for pages with sessions come before or after it by their own order and matcher.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    @Bean
    @Order(10)
    SecurityFilterChain channelApi(
            HttpSecurity http, Channels channels, ProblemWriter problems, ObjectProvider<JwtDecoder> issuer) {
        AuthenticationEntryPoint unauthenticated =
                (request, response, cause) -> problems.write(ProblemCode.UNAUTHENTICATED, request, response);
        stateless(http.securityMatcher("/api/v1/**"))
                .authorizeHttpRequests(calls -> calls
                        // The caller was checked when the request came in; this is its answer being written.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/api/v1/certifications/**")
                        .hasAuthority(ChannelAuthentication.authority(Scope.CERTIFY))
                        .requestMatchers("/api/v1/pensioners/*/enrolment")
                        .hasAuthority(ChannelAuthentication.authority(Scope.ENROL))
                        .requestMatchers("/api/v1/pensioners/**", "/api/v1/channels/**")
                        .hasAuthority(ChannelAuthentication.authority(Scope.ADMIN))
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler((request, response, cause) ->
                                problems.write(ProblemCode.SCOPE_MISSING, request, response)))
                .addFilterBefore(new ApiKeyFilter(channels, problems), AnonymousAuthenticationFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(
                                csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
        JwtDecoder decoder = issuer.getIfAvailable();
        if (decoder != null) {
            http.oauth2ResourceServer(server -> server.authenticationEntryPoint(unauthenticated)
                    .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(new ChannelTokens(channels))));
        }
        return http.build();
    }

    /** API description and its viewer, health, and the static pages. */
    @Bean
    @Order(100)
    SecurityFilterChain publicPages(HttpSecurity http) {
        return stateless(http)
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/actuator/health/**", "/actuator/info")
                        .permitAll()
                        .requestMatchers("/actuator/**", "/api/**")
                        .denyAll()
                        .requestMatchers(HttpMethod.GET, "/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                // The viewer styles its elements inline; scripts come from here alone.
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(
                                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                                        + " object-src 'none'; base-uri 'self'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .headers(Customizer.withDefaults());
    }
}
