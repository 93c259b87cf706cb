package org.proofoflife.ingest.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.enrolment.WithdrawConsent;
import org.proofoflife.ingest.selfservice.MaskedName;
import org.proofoflife.ingest.selfservice.Receipts;
import org.proofoflife.ingest.status.AppealRefusal;
import org.proofoflife.ingest.status.CertificationView;
import org.proofoflife.ingest.status.CertificationView.NextStepView;
import org.proofoflife.ingest.status.CertificationViews;
import org.proofoflife.ingest.status.NextStep;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.SessionCookies;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.storage.certification.Certificate;
import org.proofoflife.storage.certification.CertificateSource;
import org.proofoflife.storage.certification.Certificates;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.roster.Pensioner;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.PersonalData;
import org.proofoflife.storage.roster.Scheme;
import org.proofoflife.storage.roster.Schemes;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The user centre (用户中心): one's own data, results and receipts, and nobody else's. */
@RestController
@RequestMapping("/web/centre")
class CentreController extends PageController {

    private static final int RESULTS = 20;

    private final Pensioners pensioners;
    private final Schemes schemes;
    private final Certifications certifications;
    private final CertificationViews views;
    private final AppealRefusal appeals;
    private final Certificates certificates;
    private final Receipts receipts;
    private final WebSessions sessions;
    private final Enrolments enrolments;
    private final WithdrawConsent withdrawals;

    CentreController(
            Pensioners pensioners,
            Schemes schemes,
            Certifications certifications,
            CertificationViews views,
            AppealRefusal appeals,
            Certificates certificates,
            Receipts receipts,
            WebSessions sessions,
            Enrolments enrolments,
            WithdrawConsent withdrawals) {
        this.pensioners = pensioners;
        this.schemes = schemes;
        this.certifications = certifications;
        this.views = views;
        this.appeals = appeals;
        this.certificates = certificates;
        this.receipts = receipts;
        this.sessions = sessions;
        this.enrolments = enrolments;
        this.withdrawals = withdrawals;
    }

    /**
     * @param number with all but the ends masked
     * @param phone with its last four digits alone
     * @param faceEnrolled whether a face is kept to certify by
     */
    record Person(
            String csrf,
            String name,
            String number,
            @Nullable String phone,
            String scheme,
            boolean faceEnrolled) {

        @Override
        public String toString() {
            return "Person[redacted]";
        }
    }

    record CertificateLine(
            UUID id, CertificateSource source, LocalDate certifiedOn, LocalDate validUntil, boolean revoked) {}

    /**
     * @param text what came out or that a person looks at it, null while neither is so
     * @param next what to do now, with the latest that has an outcome
     * @param appealedAt when a person was asked to look at a refusal
     * @param decidedAt of the outcome
     */
    record AttemptLine(
            UUID id,
            CertificationState state,
            @Nullable String text,
            @Nullable String next,
            Instant openedAt,
            @Nullable Instant appealedAt,
            @Nullable Instant decidedAt,
            boolean canAppeal) {}

    record Results(List<CertificateLine> certificates, List<AttemptLine> attempts) {}

    @GetMapping("/session")
    Person me(@AuthenticationPrincipal WebSession session, Locale locale) {
        PersonalData data = pensioners.personalData(session.subject());
        Pensioner person = pensioners.find(session.subject()).orElseThrow(WebProblem::notFound);
        Scheme scheme = schemes.find(person.scheme()).orElseThrow(WebProblem::notFound);
        String phone = data.phone();
        return new Person(
                session.csrf(),
                MaskedName.of(data.name()),
                masked(data.number()),
                phone == null ? null : "*" + phone.substring(Math.max(0, phone.length() - 4)),
                scheme.name(locale),
                enrolments.active(session.subject()).isPresent());
    }

    @GetMapping("/results")
    Results results(@AuthenticationPrincipal WebSession session, Locale locale) {
        return new Results(
                certificates.ofPensioner(session.subject()).stream()
                        .map(it -> new CertificateLine(
                                it.id(), it.source(), it.certifiedOn(), it.validUntil(), it.revokedAt() != null))
                        .toList(),
                attempts(session.subject(), locale));
    }

    /** @throws org.proofoflife.ingest.problem.ApiProblem as {@link AppealRefusal#appeal} */
    @PostMapping("/certifications/{id}/appeal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void appealRefusal(@PathVariable UUID id, @AuthenticationPrincipal WebSession session) {
        Certification refused = certifications
                .find(id)
                .filter(it -> it.pensionerId().equals(session.subject()))
                .orElseThrow(WebProblem::notFound);
        appeals.appeal(refused, "pensioner:" + session.subject());
    }

    @GetMapping("/receipts/{id}.pdf")
    ResponseEntity<byte[]> receipt(
            @PathVariable UUID id,
            @RequestParam(name = "lang", defaultValue = "zh-CN") String language,
            @AuthenticationPrincipal WebSession session) {
        Certificate certificate = certificates.ofPensioner(session.subject()).stream()
                .filter(it -> it.id().equals(id) && it.revokedAt() == null)
                .findFirst()
                .orElseThrow(WebProblem::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"receipt.pdf\"")
                .body(receipts.of(certificate, Locale.forLanguageTag(language)));
    }

    @DeleteMapping("/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(HttpServletRequest request, HttpServletResponse response) {
        SessionCookies.read(request, SessionKind.CENTRE).ifPresent(sessions::end);
        SessionCookies.clear(request, response, SessionKind.CENTRE);
    }

    /** Log out everywhere. */
    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logoutEverywhere(
            HttpServletRequest request, HttpServletResponse response, @AuthenticationPrincipal WebSession session) {
        sessions.endAll(SessionKind.CENTRE, session.subject());
        sessions.endAll(SessionKind.SELF_SERVICE, session.subject());
        SessionCookies.clear(request, response, SessionKind.CENTRE);
    }

    /** @throws org.proofoflife.ingest.problem.ApiProblem CERTIFICATION_UNDER_WAY */
    @DeleteMapping("/consent")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawConsent(@AuthenticationPrincipal WebSession session) {
        withdrawals.withdraw(session.subject(), "pensioner:" + session.subject());
    }

    private List<AttemptLine> attempts(UUID person, Locale locale) {
        List<Certification> all = certifications.ofPensioner(person, RESULTS);
        UUID latest = all.stream()
                .filter(it -> it.outcome() != null)
                .findFirst()
                .map(Certification::id)
                .orElse(null);
        return all.stream()
                .map(it -> attempt(it, it.id().equals(latest), locale))
                .toList();
    }

    private AttemptLine attempt(Certification it, boolean latest, Locale locale) {
        CertificationView view = views.of(it, locale);
        String next = view.nextSteps().stream()
                .filter(step -> latest && step.code() != NextStep.APPEAL)
                .findFirst()
                .map(NextStepView::text)
                .orElse(null);
        return new AttemptLine(
                it.id(),
                it.state(),
                it.outcome() == null ? null : view.title(),
                next,
                it.openedAt(),
                it.appealedAt(),
                it.decidedAt(),
                view.nextSteps().stream().anyMatch(step -> step.code() == NextStep.APPEAL));
    }

    private static String masked(String number) {
        return number.length() < 8
                ? "****"
                : number.substring(0, 3) + "*".repeat(number.length() - 5) + number.substring(number.length() - 2);
    }
}
