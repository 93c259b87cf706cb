package org.proofoflife.batch.access;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Everything needs an account but the health probe; what changes something needs its role. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final String OPERATOR = Role.OPERATOR.name();
    private static final String APPROVER = Role.APPROVER.name();
    private static final String ADMINISTRATOR = Role.ADMINISTRATOR.name();

    @Bean
    SecurityFilterChain batchSecurity(
            HttpSecurity http,
            Accounts accounts,
            JdbcClient jdbc,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return http.csrf(csrf -> csrf.disable()) // No cookies, no session: a token is sent on purpose.
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .addFilterBefore(new TokenFilter(accounts, jdbc, problems), AuthorizationFilter.class)
                .authorizeHttpRequests(request -> request.requestMatchers("/actuator/health/**", "/error")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/v1/batch/**", "/actuator/**")
                        .authenticated()
                        .requestMatchers(
                                "/api/v1/batch/findings/**",
                                "/api/v1/batch/proposals/*/votes",
                                "/api/v1/batch/rules/changes/*/votes")
                        .hasRole(APPROVER)
                        .requestMatchers("/api/v1/batch/proposals/**")
                        .hasAnyRole(APPROVER, OPERATOR, ADMINISTRATOR)
                        .requestMatchers("/api/v1/batch/rules/**")
                        .hasAnyRole(APPROVER, ADMINISTRATOR)
                        .requestMatchers("/api/v1/batch/instruction-files/**", "/api/v1/batch/holidays/**")
                        .hasRole(ADMINISTRATOR)
                        .requestMatchers("/api/v1/batch/**")
                        .hasAnyRole(OPERATOR, ADMINISTRATOR)
                        .anyRequest()
                        .denyAll())
                .build();
    }
}
