package org.proofoflife.ingest.signon;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.review.ConsoleAccount;
import org.proofoflife.ingest.review.ConsoleAccounts;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.webpages.SessionCookies;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.storage.audit.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** What follows a login at the provider: an account with the roles the provider names, a session of ours, the console. */
@Component
class SignOn implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SignOn.class);

    private final OidcProperties properties;
    private final ConsoleAccounts accounts;
    private final WebSessions sessions;
    private final IdTokens tokens;
    private final AuditLog audit;

    SignOn(OidcProperties properties, ConsoleAccounts accounts, WebSessions sessions, IdTokens tokens, AuditLog audit) {
        this.properties = properties;
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        if (!(authentication.getPrincipal() instanceof OidcUser person)) {
            refuse(request, response, "SIGN_ON_FAILED");
            return;
        }
        Set<ConsoleRole> roles = new ClaimedRoles(properties.rolesClaim(), properties.roles()).in(person.getClaims());
        if (roles.isEmpty()) {
            refuse(request, response, "SIGN_ON_WITHOUT_ROLE");
            return;
        }
        ConsoleAccount account;
        try {
            account = accounts.vouchedFor(
                    person.getIssuer().toString(), person.getSubject(), login(person), displayName(person), roles);
        } catch (WebProblem refusal) {
            refuse(request, response, refusal.code());
            return;
        }
        WebSessions.Started started = sessions.start(SessionKind.CONSOLE, account.id());
        tokens.keep(started.token(), person.getIdToken().getTokenValue());
        audit.append(AuditLog.Entry.act(
                account.actor(),
                "LOGIN",
                "console_account",
                account.id(),
                Map.of("issuer", person.getIssuer().toString(), "roles", roles)));
        SessionCookies.set(request, response, SessionKind.CONSOLE, started.token());
        response.sendRedirect(request.getContextPath() + "/console.html");
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String code = failure instanceof OAuth2AuthenticationException coded
                ? coded.getError().getErrorCode()
                : failure.getClass().getSimpleName();
        LOG.warn("A login by OpenID Connect failed: {}", code);
        refuse(request, response, "SIGN_ON_FAILED");
    }

    private String login(OidcUser person) {
        @Nullable String login = person.getClaimAsString(properties.loginClaim());
        return login == null || login.isBlank() ? person.getSubject() : login;
    }

    private static String displayName(OidcUser person) {
        @Nullable String name = person.getFullName();
        return name == null || name.isBlank() ? person.getSubject() : name;
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, String code)
            throws IOException {
        response.sendRedirect(request.getContextPath() + "/console.html?refused=" + code);
    }
}
