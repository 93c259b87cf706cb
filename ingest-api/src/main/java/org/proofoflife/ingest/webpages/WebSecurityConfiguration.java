package org.proofoflife.ingest.webpages;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may call what behind the pages, and the headers that keep foreign code out of them. */
@Configuration(proxyBeanMethods = false)
class WebSecurityConfiguration {

    // The face mesh is WebAssembly; nothing else is evaluated and nothing comes from or goes to another host.
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"
            + " style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self';"
            + " media-src 'self' blob:; worker-src 'self' blob:; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    @Bean
    @Order(20)
    SecurityFilterChain pages(HttpSecurity http, WebSessions sessions) {
        return http.securityMatcher(
                        "/",
                        "/index.html",
                        "/centre.html",
                        "/check.html",
                        "/console.html",
                        "/developers.html",
                        "/icon.svg",
                        "/assets/**",
                        "/mesh/**",
                        "/web/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // SessionFilter does this against our own sessions.
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new SessionFilter(sessions), AuthorizationFilter.class)
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers(HttpMethod.POST, "/web/self-service/session")
                                .permitAll()
                                .requestMatchers("/web/self-service/**")
                                .hasRole(SessionKind.SELF_SERVICE.name())
                                .requestMatchers("/web/open/**")
                                .permitAll()
                                .requestMatchers("/web/centre/**")
                                .hasRole(SessionKind.CENTRE.name())
                                .requestMatchers("/web/console/**")
                                .hasRole(SessionKind.CONSOLE.name())
                                .requestMatchers("/web/**")
                                .denyAll()
                                .anyRequest()
                                .permitAll())
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, failure) -> {
                    response.setStatus(HttpStatus.UNAUTHORIZED.value());
                    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                    response.getWriter()
                            .write("{\"status\":401,\"title\":\"Unauthorized\",\"code\":\"SESSION_ENDED\"}");
                }))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .frameOptions(FrameOptionsConfig::deny)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(permissions -> permissions.policy("camera=(self), microphone=()"))
                        // The resource handlers say for how long a page's files may be kept.
                        .cacheControl(cache -> cache.disable()))
                .build();
    }
}
