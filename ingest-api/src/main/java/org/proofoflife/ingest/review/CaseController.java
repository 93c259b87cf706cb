package org.proofoflife.ingest.review;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.OutcomeCode;
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

/** The work list and what is done with a case. */
@RestController
@RequestMapping("/web/console/cases")
class CaseController extends PageController {

    private final ConsoleUsers users;
    private final ReviewCases cases;
    private final CaseFiles files;
    private final Verdicts verdicts;
    private final AuditLog audit;

    CaseController(ConsoleUsers users, ReviewCases cases, CaseFiles files, Verdicts verdicts, AuditLog audit) {
        this.users = users;
        this.cases = cases;
        this.files = files;
        this.verdicts = verdicts;
        this.audit = audit;
    }

    record VerdictRequest(
            @NotNull OutcomeCode outcome,
            @Nullable @Size(max = 10) List<@NotNull OutcomeCode> reasons,
            @Nullable @Size(max = 2000) String note) {

        @Override
        public String toString() {
            return "VerdictRequest[" + outcome + "]";
        }
    }

    record SecondRequest(
            boolean agrees, @Nullable @Size(max = 2000) String note) {

        @Override
        public String toString() {
            return "SecondRequest[" + agrees + "]";
        }
    }

    record VerdictAnswer(Verdicts.State state) {}

    @GetMapping
    ReviewCases.Page list(
            @RequestParam(defaultValue = "ALL") ReviewCases.Holder holder,
            @RequestParam(required = false) @Nullable OutcomeCode outcome,
            @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            @AuthenticationPrincipal WebSession session) {
        ConsoleAccount reader = users.listsPeople(
                session,
                "LIST_CASES",
                "certification",
                Map.of("holder", holder, "outcome", String.valueOf(outcome), "page", page));
        return cases.list(reader, outcome, holder, page, size);
    }

    @GetMapping("/{id}")
    CaseFile file(@PathVariable UUID id, @AuthenticationPrincipal WebSession session, Locale locale)
            throws IOException {
        ConsoleAccount reader = users.requireReaderFor(session, Regions.Item.CERTIFICATION, id);
        CaseFile file = files.of(id, reader, locale);
        audit.append(AuditLog.Entry.act(reader.actor(), "VIEW_CASE", "certification", id, Map.of()));
        return file;
    }

    @PostMapping("/{id}/claim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void claim(@PathVariable UUID id, @AuthenticationPrincipal WebSession session) {
        cases.claim(id, users.requireFor(session, Regions.Item.CERTIFICATION, id, ConsoleRole.REVIEWER));
    }

    @PostMapping("/{id}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable UUID id, @AuthenticationPrincipal WebSession session) {
        cases.release(id, users.requireFor(session, Regions.Item.CERTIFICATION, id, ConsoleRole.REVIEWER));
    }

    @PostMapping("/{id}/verdict")
    VerdictAnswer verdict(
            @PathVariable UUID id,
            @Valid @RequestBody VerdictRequest request,
            @AuthenticationPrincipal WebSession session) {
        List<OutcomeCode> reasons = request.reasons() == null ? List.of() : request.reasons();
        return new VerdictAnswer(verdicts.give(
                id,
                request.outcome(),
                reasons,
                request.note(),
                users.requireFor(session, Regions.Item.CERTIFICATION, id, ConsoleRole.REVIEWER)));
    }

    @PostMapping("/{id}/second")
    VerdictAnswer second(
            @PathVariable UUID id,
            @Valid @RequestBody SecondRequest request,
            @AuthenticationPrincipal WebSession session) {
        return new VerdictAnswer(verdicts.second(
                id,
                request.agrees(),
                request.note(),
                users.requireFor(session, Regions.Item.CERTIFICATION, id, ConsoleRole.APPROVER)));
    }
}
