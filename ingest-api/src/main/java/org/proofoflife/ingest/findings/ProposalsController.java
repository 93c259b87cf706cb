package org.proofoflife.ingest.findings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.review.ConsoleAccount;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.review.ConsoleUsers;
import org.proofoflife.ingest.review.Regions;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.findings.Proposal;
import org.proofoflife.storage.findings.ProposalFilter;
import org.proofoflife.storage.findings.ProposalKind;
import org.proofoflife.storage.findings.ProposalState;
import org.proofoflife.storage.findings.Proposals;
import org.proofoflife.storage.findings.Votes;
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

/** What is proposed to be done about people's money, and the votes on it. */
@RestController
@RequestMapping("/web/console/proposals")
class ProposalsController extends PageController {

    private static final int MOST_VOTES = 500;

    private final ConsoleUsers users;
    private final Regions regions;
    private final Proposals proposals;
    private final Votes votes;
    private final MaskedPeople masked;

    ProposalsController(ConsoleUsers users, Regions regions, Proposals proposals, Votes votes, MaskedPeople masked) {
        this.users = users;
        this.regions = regions;
        this.proposals = proposals;
        this.votes = votes;
        this.masked = masked;
    }

    /** @param canVote whether the reader's vote would still count */
    record Line(Proposal proposal, MaskedPeople.@Nullable Masked person, boolean canVote) {}

    /** @param total of all pages */
    record ProposalPage(List<Line> lines, long total) {}

    record NewProposal(
            @NotNull ProposalKind kind,
            @NotBlank @Size(max = 60) String ref,
            @NotNull YearMonth month,
            @PositiveOrZero long amountFen) {}

    record Ballot(
            @NotEmpty @Size(max = MOST_VOTES) List<UUID> ids,
            boolean approve,
            @Nullable @Size(max = 500) String note) {}

    /** @param state after the vote; @param refusal why the vote did not count; one of the two */
    record Counted(
            UUID id,
            @Nullable ProposalState state,
            @Nullable String refusal) {}

    @GetMapping
    ProposalPage list(
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable ProposalKind kind,
            @RequestParam(required = false) @Nullable ProposalState state,
            @RequestParam(required = false) @Nullable @Size(max = 40) String scheme,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9A-Za-z]{1,12}") String region,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size,
            @AuthenticationPrincipal WebSession session) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("month", String.valueOf(month));
        asked.put("kind", String.valueOf(kind));
        asked.put("state", String.valueOf(state));
        asked.put("page", page);
        ConsoleAccount reader = users.listsPeople(session, "LIST_PROPOSALS", "proposal", asked);
        ProposalFilter filter = new ProposalFilter(
                month, kind, state, scheme, regions.narrowed(reader, region), mine ? reader.actor() : null);
        return new ProposalPage(
                proposals.list(filter, page * size, size).stream()
                        .map(it -> line(it, reader, masked.of(it.pensionerId())))
                        .toList(),
                proposals.count(filter));
    }

    /** A proposal of a reviewer's own, on which others then vote. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Line propose(@Valid @RequestBody NewProposal wish, @AuthenticationPrincipal WebSession session) {
        ConsoleAccount account = users.requireFor(
                session, Regions.Item.PENSIONER, wish.ref(), ConsoleRole.REVIEWER, ConsoleRole.APPROVER);
        UUID id = proposals.propose(wish.kind(), wish.ref(), wish.month(), wish.amountFen(), account.actor());
        return line(proposals.get(id), account, null);
    }

    /** Votes on many at once; each counts or is refused for itself. */
    @PostMapping("/votes")
    List<Counted> vote(@Valid @RequestBody Ballot ballot, @AuthenticationPrincipal WebSession session) {
        ConsoleAccount approver = users.requireConfined(session, ConsoleRole.APPROVER);
        String note = Objects.requireNonNullElse(ballot.note(), "").strip();
        List<Counted> counted = new ArrayList<>();
        for (UUID id : ballot.ids()) {
            if (!regions.covers(approver, Regions.Item.PROPOSAL, id)) {
                counted.add(new Counted(id, null, "UNKNOWN_PROPOSAL"));
                continue;
            }
            try {
                counted.add(new Counted(id, votes.vote(id, approver.actor(), ballot.approve(), note), null));
            } catch (Refusal refusal) {
                counted.add(new Counted(id, null, refusal.code()));
            }
        }
        return counted;
    }

    /** An approved reminder or visit was carried out. */
    @PostMapping("/{id}/done")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void done(@PathVariable UUID id, @AuthenticationPrincipal WebSession session) {
        votes.done(
                id,
                users.requireFor(session, Regions.Item.PROPOSAL, id, ConsoleRole.REVIEWER, ConsoleRole.APPROVER)
                        .actor());
    }

    static Line line(Proposal it, ConsoleAccount reader, MaskedPeople.@Nullable Masked person) {
        boolean voted = it.votes().stream().anyMatch(vote -> vote.person().equals(reader.actor()));
        return new Line(
                it,
                person,
                it.state() == ProposalState.PROPOSED
                        && !voted
                        && !it.proposedBy().equals(reader.actor())
                        && reader.hasAny(ConsoleRole.APPROVER));
    }
}
