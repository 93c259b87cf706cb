package org.proofoflife.ingest.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.webpages.FitsBcrypt;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.RateLimits;
import org.proofoflife.ingest.webpages.SameOrigin;
import org.proofoflife.ingest.webpages.SessionCookies;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.roster.IdentityNumber;
import org.proofoflife.storage.roster.Pensioner;
import org.proofoflife.storage.roster.Pensioners;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The way into the user centre (四 of the source document): puzzle, one-time code, password, log in. */
@RestController
@RequestMapping("/web/open/centre")
class EntranceController extends PageController {

    private static final int PER_PERSON = 8;
    private static final int PER_ADDRESS = 40;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Captcha captcha;
    private final Passwords passwords;
    private final OneTimeCodes codes;
    private final Pensioners pensioners;
    private final WebSessions sessions;
    private final RateLimits limits;
    private final AuditLog audit;

    EntranceController(
            Captcha captcha,
            Passwords passwords,
            OneTimeCodes codes,
            Pensioners pensioners,
            WebSessions sessions,
            RateLimits limits,
            AuditLog audit) {
        this.captcha = captcha;
        this.passwords = passwords;
        this.codes = codes;
        this.pensioners = pensioners;
        this.sessions = sessions;
        this.limits = limits;
        this.audit = audit;
    }

    record CodeRequest(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 40) String number,
            @NotBlank @Size(max = 30) String phone,
            @Valid Captcha.@NotNull Solution captcha) {

        @Override
        public String toString() {
            return "CodeRequest[redacted]";
        }
    }

    record PasswordRequest(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 40) String number,
            @NotBlank @Pattern(regexp = "[0-9]{6}") String code,
            @NotBlank @Size(min = 8, max = 72) @FitsBcrypt String password) {

        @Override
        public String toString() {
            return "PasswordRequest[redacted]";
        }
    }

    record Login(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 40) String number,
            @NotBlank @Size(max = 72) String password,
            @Valid Captcha.@NotNull Solution captcha) {

        @Override
        public String toString() {
            return "Login[redacted]";
        }
    }

    record Entered(String csrf) {

        @Override
        public String toString() {
            return "Entered[redacted]";
        }
    }

    @GetMapping("/captcha")
    Captcha.Challenge captcha() {
        return captcha.issue();
    }

    /** Answers the same whether or not anybody is registered so; a code goes to the registered phone alone. */
    @PostMapping("/code")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void code(@Valid @RequestBody CodeRequest asked, HttpServletRequest request) {
        codes.requireSender();
        limit("centre-code", asked.number(), request);
        captcha.require(asked.captcha());
        codes.request(asked.name(), asked.number(), asked.phone());
    }

    /** Registers or recovers; every session that the account had is ended. */
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void password(@Valid @RequestBody PasswordRequest asked, HttpServletRequest request) {
        limit("centre-password", asked.number(), request);
        UUID person = person(asked.number(), asked.name());
        if (!passwords.set(person, asked.code(), asked.password()) || person == null) {
            throw new WebProblem(HttpStatus.FORBIDDEN, "CODE_WRONG", "The code is wrong or over");
        }
        sessions.endAll(SessionKind.CENTRE, person);
        audit.append(AuditLog.Entry.act("channel:centre", "SET_PASSWORD", "pensioner", person, Map.of()));
    }

    @PostMapping("/session")
    Entered login(@Valid @RequestBody Login login, HttpServletRequest request, HttpServletResponse response) {
        limit("centre-login", login.number(), request);
        captcha.require(login.captcha());
        UUID person = person(login.number(), login.name());
        if (!passwords.matches(person, login.password()) || person == null) {
            throw new WebProblem(HttpStatus.FORBIDDEN, "LOGIN_NOT_MATCHED", "Name, number or password is not right");
        }
        WebSessions.Started started = sessions.start(SessionKind.CENTRE, person);
        audit.append(AuditLog.Entry.act("channel:centre", "LOGIN", "pensioner", person, Map.of()));
        SessionCookies.set(request, response, SessionKind.CENTRE, started.token());
        return new Entered(started.session().csrf());
    }

    private void limit(String what, String number, HttpServletRequest request) {
        SameOrigin.require(request);
        limits.count(what, IdentityNumber.canonical(number), PER_PERSON, WINDOW);
        limits.count(what + "-from", request.getRemoteAddr(), PER_ADDRESS, WINDOW);
    }

    private @Nullable UUID person(String number, String name) {
        return pensioners.findByLogin(number, name).map(Pensioner::id).orElse(null);
    }
}
