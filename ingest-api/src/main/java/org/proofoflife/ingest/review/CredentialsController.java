package org.proofoflife.ingest.review;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.proofoflife.ingest.review.ConsoleSessionController.SessionView;
import org.proofoflife.ingest.webpages.FitsBcrypt;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.RateLimits;
import org.proofoflife.ingest.webpages.SessionCookies;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.ingest.webpages.WebSessions;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The first sign-on, and an own password later. After either every session has ended, and this browser has a new one. */
@RestController
@RequestMapping("/web/console")
class CredentialsController extends PageController {

    private static final int ATTEMPTS = 10;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final String ISSUER = "Proof%20of%20Life";

    private final Credentials credentials;
    private final ConsoleAccounts accounts;
    private final WebSessions sessions;
    private final RateLimits limits;

    CredentialsController(Credentials credentials, ConsoleAccounts accounts, WebSessions sessions, RateLimits limits) {
        this.credentials = credentials;
        this.accounts = accounts;
        this.sessions = sessions;
        this.limits = limits;
    }

    /**
     * @param secret base 32, to be typed into an authenticator
     * @param uri the same as authenticators read it from a QR code
     */
    record OfferedSecret(String secret, String uri) {

        @Override
        public String toString() {
            return "OfferedSecret[redacted]";
        }
    }

    record FirstSignOn(
            @NotNull @Size(min = PasswordRules.LEAST, max = PasswordRules.MOST) @FitsBcrypt
            String password,

            @NotNull @Pattern(regexp = "[0-9]{6}") String code) {

        @Override
        public String toString() {
            return "FirstSignOn[redacted]";
        }
    }

    record NewPassword(
            @NotBlank @Size(max = PasswordRules.MOST) String present,
            @NotNull @Pattern(regexp = "[0-9]{6}") String code,

            @NotNull @Size(min = PasswordRules.LEAST, max = PasswordRules.MOST) @FitsBcrypt
            String password) {

        @Override
        public String toString() {
            return "NewPassword[redacted]";
        }
    }

    @PostMapping("/first-sign-on/secret")
    OfferedSecret secret(@AuthenticationPrincipal WebSession session) {
        String secret = credentials.offerSecret(session.subject());
        String login = account(session).login();
        return new OfferedSecret(
                secret, "otpauth://totp/" + ISSUER + ":" + login + "?secret=" + secret + "&issuer=" + ISSUER);
    }

    @PostMapping("/first-sign-on")
    SessionView finish(
            @Valid @RequestBody FirstSignOn own,
            @AuthenticationPrincipal WebSession session,
            HttpServletRequest request,
            HttpServletResponse response) {
        credentials.finish(session.subject(), own.password(), own.code());
        return renewed(session, request, response);
    }

    @PostMapping("/password")
    SessionView change(
            @Valid @RequestBody NewPassword change,
            @AuthenticationPrincipal WebSession session,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.count("console-password", session.subject().toString(), ATTEMPTS, WINDOW);
        credentials.change(session.subject(), change.present(), change.code(), change.password());
        return renewed(session, request, response);
    }

    private SessionView renewed(WebSession session, HttpServletRequest request, HttpServletResponse response) {
        WebSessions.Started started = sessions.start(SessionKind.CONSOLE, session.subject());
        SessionCookies.set(request, response, SessionKind.CONSOLE, started.token());
        return SessionView.of(started.session(), account(session));
    }

    private ConsoleAccount account(WebSession session) {
        return accounts.find(session.subject()).orElseThrow(WebProblem::notFound);
    }
}
