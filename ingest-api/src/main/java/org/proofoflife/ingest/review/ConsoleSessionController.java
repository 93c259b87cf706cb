package org.proofoflife.ingest.review;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.RateLimits;
import org.proofoflife.ingest.webpages.SameOrigin;
import org.proofoflife.ingest.webpages.SessionCookies;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.storage.audit.AuditLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Logging in to the console with password and one-time code, and out. */
@RestController
class ConsoleSessionController extends PageController {

    private static final int ATTEMPTS = 10;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final ConsoleAccounts accounts;
    private final Credentials credentials;
    private final WebSessions sessions;
    private final RateLimits limits;
    private final AuditLog audit;
    private final ObjectProvider<ProviderLogout> provider;

    ConsoleSessionController(
            ConsoleAccounts accounts,
            Credentials credentials,
            WebSessions sessions,
            RateLimits limits,
            AuditLog audit,
            ObjectProvider<ProviderLogout> provider) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.sessions = sessions;
        this.limits = limits;
        this.audit = audit;
        this.provider = provider;
    }

    /** @param code null where a start password needs none */
    record Login(
            @NotBlank @Size(max = 60) String login,
            @NotBlank @Size(max = 72) String password,
            @Nullable @Pattern(regexp = "[0-9]{6}") String code) {

        @Override
        public String toString() {
            return "Login[redacted]";
        }
    }

    /** @param state STARTED = nothing is answered but what makes the account the person's own */
    record SessionView(
            String csrf,
            String login,
            String displayName,
            Set<ConsoleRole> roles,
            @Nullable String region,
            ConsoleAccount.State state) {

        static SessionView of(WebSession session, ConsoleAccount account) {
            return new SessionView(
                    session.csrf(),
                    account.login(),
                    account.displayName(),
                    account.roles(),
                    account.region(),
                    account.state());
        }

        @Override
        public String toString() {
            return "SessionView[" + login + "]";
        }
    }

    /** @param next where the browser has to go to be logged out there as well; null = nowhere */
    record LoggedOut(@Nullable String next) {

        @Override
        public String toString() {
            return "LoggedOut[redacted]";
        }
    }

    @PostMapping("/web/open/console/session")
    SessionView login(@Valid @RequestBody Login login, HttpServletRequest request, HttpServletResponse response) {
        SameOrigin.require(request);
        limits.count("console-login", login.login(), ATTEMPTS, WINDOW);
        limits.count("console-login-from", request.getRemoteAddr(), 3 * ATTEMPTS, WINDOW);
        ConsoleAccount account = credentials
                .authenticate(login.login(), login.password(), login.code())
                .orElseThrow(() -> new WebProblem(
                        HttpStatus.FORBIDDEN, "LOGIN_NOT_MATCHED", "Login, password or code is not right"));
        if (!account.finished()) {
            // Of two who know a start password one is shut out, and notices.
            sessions.endAll(SessionKind.CONSOLE, account.id());
        }
        WebSessions.Started started = sessions.start(SessionKind.CONSOLE, account.id());
        audit.append(AuditLog.Entry.act(account.actor(), "LOGIN", "console_account", account.id(), Map.of()));
        SessionCookies.set(request, response, SessionKind.CONSOLE, started.token());
        return SessionView.of(started.session(), account);
    }

    @GetMapping("/web/console/session")
    SessionView current(@AuthenticationPrincipal WebSession session) {
        return accounts.find(session.subject())
                .map(account -> SessionView.of(session, account))
                .orElseThrow(WebProblem::notFound);
    }

    @DeleteMapping("/web/console/session")
    LoggedOut logout(
            @AuthenticationPrincipal WebSession session, HttpServletRequest request, HttpServletResponse response) {
        accounts.find(session.subject())
                .ifPresent(account -> audit.append(
                        AuditLog.Entry.act(account.actor(), "LOGOUT", "console_account", account.id(), Map.of())));
        String next = SessionCookies.read(request, SessionKind.CONSOLE)
                .map(token -> end(token, request, response))
                .orElse(null);
        SessionCookies.clear(request, response, SessionKind.CONSOLE);
        return new LoggedOut(next);
    }

    private @Nullable String end(String token, HttpServletRequest request, HttpServletResponse response) {
        ProviderLogout elsewhere = provider.getIfAvailable();
        String next = elsewhere == null ? null : elsewhere.address(request, response, token);
        sessions.end(token);
        return next;
    }
}
