package org.proofoflife.ingest.findings;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.review.ConsoleAccount;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.review.ConsoleUsers;
import org.proofoflife.ingest.review.Regions;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.findings.Finding;
import org.proofoflife.storage.findings.FindingFilter;
import org.proofoflife.storage.findings.FindingKind;
import org.proofoflife.storage.findings.FindingState;
import org.proofoflife.storage.findings.Findings;
import org.proofoflife.storage.findings.Proposals;
import org.proofoflife.storage.roster.Scheme;
import org.proofoflife.storage.roster.Schemes;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The findings of a month: list, one of them with its person, confirmation, export. */
@RestController
@RequestMapping("/web/console/findings")
class FindingsController extends PageController {

    private static final String FINDING = "finding";

    private final ConsoleUsers users;
    private final Regions regions;
    private final Findings findings;
    private final Proposals proposals;
    private final MaskedPeople masked;
    private final PersonFiles people;
    private final Schemes schemes;

    FindingsController(
            ConsoleUsers users,
            Regions regions,
            Findings findings,
            Proposals proposals,
            MaskedPeople masked,
            PersonFiles people,
            Schemes schemes) {
        this.users = users;
        this.regions = regions;
        this.findings = findings;
        this.proposals = proposals;
        this.masked = masked;
        this.people = people;
        this.schemes = schemes;
    }

    /** @param months that have findings, the latest first */
    record Choices(List<YearMonth> months, List<Scheme> schemes) {}

    /** @param person null for a payee the roster does not know */
    record Line(Finding finding, MaskedPeople.@Nullable Masked person) {}

    /** @param totals of all pages, by kind */
    record FindingPage(List<Line> lines, List<Finding.Total> totals) {}

    /** @param proposals made because of it */
    record FindingFile(
            Finding finding,
            List<Finding.Event> history,
            List<ProposalsController.Line> proposals,
            @Nullable PersonFile person) {}

    record Confirmation(@Nullable @Size(max = 500) String note) {}

    /** What may be asked for, as it stands in the address; see {@link FindingFilter}. */
    record Wanted(
            @NotNull YearMonth month,
            @Nullable FindingKind kind,
            @Nullable FindingState state,
            @Nullable @Size(max = 40) String scheme,
            @Nullable @Pattern(regexp = "[0-9A-Za-z]{1,12}") String region,
            @Nullable @PositiveOrZero Long leastFen,
            @Nullable @PositiveOrZero Long mostFen) {

        FindingFilter filter(@Nullable String region) {
            return new FindingFilter(month, kind, state, scheme, region, leastFen, mostFen);
        }

        Map<String, Object> asWritten() {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("month", month.toString());
            note(written, "kind", kind);
            note(written, "state", state);
            note(written, "scheme", scheme);
            note(written, "region", region);
            note(written, "leastFen", leastFen);
            note(written, "mostFen", mostFen);
            return written;
        }

        private static void note(Map<String, Object> written, String name, @Nullable Object value) {
            if (value != null) {
                written.put(name, value);
            }
        }
    }

    /** What the filters offer. */
    @GetMapping("/choices")
    Choices choices(@AuthenticationPrincipal WebSession session) {
        users.requireConfined(session);
        return new Choices(findings.months(), schemes.all());
    }

    @GetMapping
    FindingPage list(
            @ParameterObject @Valid Wanted wanted,
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size,
            @AuthenticationPrincipal WebSession session) {
        FindingFilter filter = asked("LIST_FINDINGS", wanted, session);
        List<Line> lines = findings.list(filter, after, size).stream()
                .map(found -> new Line(found, masked.of(found.pensionerId())))
                .toList();
        return new FindingPage(lines, findings.totals(filter));
    }

    @GetMapping("/export")
    void export(
            @ParameterObject @Valid Wanted wanted,
            @AuthenticationPrincipal WebSession session,
            HttpServletResponse response)
            throws IOException {
        FindingFilter filter = asked("EXPORT_FINDINGS", wanted, session);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"findings-" + wanted.month() + ".csv\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        FindingsCsv csv = new FindingsCsv(response.getWriter());
        findings.each(filter, csv::write);
    }

    private FindingFilter asked(String action, Wanted wanted, WebSession session) {
        ConsoleAccount reader = users.listsPeople(session, action, FINDING, wanted.asWritten());
        return wanted.filter(regions.narrowed(reader, wanted.region()));
    }

    @GetMapping("/{id}")
    FindingFile file(@PathVariable long id, @AuthenticationPrincipal WebSession session) {
        ConsoleAccount reader = users.readsOfPerson(session, "VIEW_FINDING", Regions.Item.FINDING, id);
        Finding finding = findings.find(id).orElseThrow(WebProblem::notFound);
        return new FindingFile(
                finding,
                findings.history(id),
                proposals.ofFinding(id).stream()
                        .map(proposal -> ProposalsController.line(proposal, reader, null))
                        .toList(),
                finding.pensionerId() == null ? null : people.of(finding.pensionerId()));
    }

    @PostMapping("/{id}/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(
            @PathVariable long id,
            @Valid @RequestBody Confirmation confirmation,
            @AuthenticationPrincipal WebSession session) {
        ConsoleAccount approver = users.requireFor(session, Regions.Item.FINDING, id, ConsoleRole.APPROVER);
        findings.confirm(id, approver.actor(), Objects.requireNonNullElse(confirmation.note(), ""));
    }
}
