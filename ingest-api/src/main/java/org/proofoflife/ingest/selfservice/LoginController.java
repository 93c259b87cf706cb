package org.proofoflife.ingest.selfservice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.login.LoginGate;
import org.proofoflife.ingest.login.LoginProperties;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.RateLimits;
import org.proofoflife.ingest.webpages.SameOrigin;
import org.proofoflife.ingest.webpages.SessionCookies;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.roster.Pensioner;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Logging in by registered name and number (二 of the source document), and out. */
@RestController
@RequestMapping("/web/self-service/session")
class LoginController extends PageController {

    private static final String COUNTED = "self-service-login";

    private final LoginGate gate;
    private final SelfService service;
    private final WebSessions sessions;
    private final RateLimits rates;
    private final LoginProperties limits;
    private final AuditLog audit;

    LoginController(
            LoginGate gate,
            SelfService service,
            WebSessions sessions,
            RateLimits rates,
            LoginProperties limits,
            AuditLog audit) {
        this.gate = gate;
        this.service = service;
        this.sessions = sessions;
        this.rates = rates;
        this.limits = limits;
        this.audit = audit;
    }

    record Login(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 40) String number) {

        @Override
        public String toString() {
            return "Login[redacted]";
        }
    }

    /** A certification whose clip has come and whose outcome is open. */
    record Pending(UUID id, CertificationState state) {
        static Pending of(Certification certification) {
            return new Pending(certification.id(), certification.state());
        }
    }

    /**
     * @param certifiedUntil null if the person is not certified today
     * @param pending the latest of the last 24 hours, null if there is none
     */
    record SessionView(
            String csrf,
            String name,
            int attemptsLeft,
            String consentVersion,
            @Nullable LocalDate certifiedUntil,
            @Nullable Pending pending) {

        @Override
        public String toString() {
            return "SessionView[redacted]";
        }
    }

    @PostMapping
    SessionView login(@Valid @RequestBody Login login, HttpServletRequest request, HttpServletResponse response) {
        SameOrigin.require(request);
        Pensioner person = admit(login, request.getRemoteAddr());
        WebSessions.Started started = sessions.start(SessionKind.SELF_SERVICE, person.id());
        audit.append(AuditLog.Entry.act("channel:" + SelfService.CHANNEL, "LOGIN", "pensioner", person.id(), Map.of()));
        SessionCookies.set(request, response, SessionKind.SELF_SERVICE, started.token());
        return view(started.session());
    }

    @GetMapping
    SessionView current(@AuthenticationPrincipal WebSession session) {
        return view(session);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(HttpServletRequest request, HttpServletResponse response) {
        SessionCookies.read(request, SessionKind.SELF_SERVICE).ifPresent(sessions::end);
        SessionCookies.clear(request, response, SessionKind.SELF_SERVICE);
    }

    /** Whoever merely knows a name and a number does not learn which status it is that is not as usual. */
    private Pensioner admit(Login login, String address) {
        try {
            Pensioner person = matched(login, address);
            // Said at the door, not after the whole way to the camera.
            if (!service.isEnrolled(person.id())) {
                throw new ApiProblem(ProblemCode.NOT_ENROLLED);
            }
            return person;
        } catch (ApiProblem closed) {
            if (closed.code() == ProblemCode.BENEFIT_STATUS_ABNORMAL
                    || closed.code() == ProblemCode.LIFE_STATUS_ABNORMAL) {
                throw new WebProblem(
                        HttpStatus.FORBIDDEN, "STATUS_ABNORMAL", "Certifying online is not possible at present");
            }
            throw closed;
        }
    }

    /**
     * Only wrong entries count against an address. Each counts before it is looked up and is taken back if it was right,
     * so that many at once do not slip through.
     */
    private Pensioner matched(Login login, String address) {
        rates.count(COUNTED, address, limits.addressFailures(), limits.window());
        boolean wrong = false;
        try {
            return gate.admitVisitor(login.name(), login.number(), SelfService.CHANNEL);
        } catch (ApiProblem refused) {
            wrong = refused.code() == ProblemCode.LOGIN_NOT_MATCHED;
            throw refused;
        } finally {
            if (!wrong) {
                rates.takeBack(COUNTED, address, limits.window());
            }
        }
    }

    private SessionView view(WebSession session) {
        return new SessionView(
                session.csrf(),
                service.maskedName(session.subject()),
                service.attemptsLeft(session.subject()),
                service.consentVersion(),
                service.certifiedUntil(session.subject()),
                service.pending(session.subject()).map(Pending::of).orElse(null));
    }
}
