package org.proofoflife.batch.proposals;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.batch.schedule.Months;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.findings.Finding;
import org.proofoflife.storage.findings.FindingFilter;
import org.proofoflife.storage.findings.FindingKind;
import org.proofoflife.storage.findings.FindingState;
import org.proofoflife.storage.findings.Findings;
import org.proofoflife.storage.findings.Proposal;
import org.proofoflife.storage.findings.ProposalFilter;
import org.proofoflife.storage.findings.ProposalKind;
import org.proofoflife.storage.findings.ProposalState;
import org.proofoflife.storage.findings.Proposals;
import org.proofoflife.storage.findings.Votes;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/batch")
class ProposalsController {

    private static final int PAGE = 500;

    private final Findings findings;
    private final Proposals proposals;
    private final Votes votes;

    ProposalsController(Findings findings, Proposals proposals, Votes votes) {
        this.findings = findings;
        this.proposals = proposals;
        this.votes = votes;
    }

    record Note(@Nullable String note) {
        String text() {
            return note == null ? "" : note;
        }
    }

    record NewProposal(ProposalKind kind, String ref, String month, long amountFen) {}

    record Ballot(List<UUID> ids, boolean approve, @Nullable String note) {}

    /** @param code null where the vote counted */
    record Counted(
            UUID id,
            @Nullable ProposalState state,
            @Nullable String code) {}

    @GetMapping("/months/{month}/findings")
    List<Finding> findings(
            @PathVariable String month,
            @RequestParam(required = false) @Nullable FindingKind kind,
            @RequestParam(required = false) @Nullable FindingState state,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        return findings.list(
                FindingFilter.of(Months.parse(month)).withKind(kind).withState(state), after, Math.min(limit, PAGE));
    }

    @GetMapping("/findings/{id}/history")
    List<Finding.Event> history(@PathVariable long id) {
        return findings.history(id);
    }

    @PostMapping("/findings/{id}/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@PathVariable long id, @RequestBody Note note, Principal who) {
        findings.confirm(id, who.getName(), note.text());
    }

    @GetMapping("/proposals")
    List<Proposal> proposals(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable ProposalKind kind,
            @RequestParam(required = false) @Nullable ProposalState state,
            @RequestParam(defaultValue = "100") int limit) {
        ProposalFilter wanted = ProposalFilter.ALL
                .withMonth(month == null ? null : Months.parse(month))
                .withKind(kind)
                .withState(state);
        return proposals.list(wanted, 0, Math.min(limit, PAGE));
    }

    @GetMapping("/proposals/{id}")
    Proposal proposal(@PathVariable UUID id) {
        return proposals.get(id);
    }

    @PostMapping("/proposals")
    @ResponseStatus(HttpStatus.CREATED)
    Proposal propose(@RequestBody NewProposal asked, Principal who) {
        if (asked.amountFen() < 0) {
            throw Refusal.invalid("INVALID_AMOUNT", "An amount is in fen and not negative");
        }
        return proposals.get(proposals.propose(
                asked.kind(), asked.ref(), Months.parse(asked.month()), asked.amountFen(), who.getName()));
    }

    @PostMapping("/proposals/{id}/votes")
    Proposal vote(@PathVariable UUID id, @RequestBody Ballot ballot, Principal who) {
        votes.vote(id, who.getName(), ballot.approve(), ballot.note() == null ? "" : ballot.note());
        return proposals.get(id);
    }

    /** Many at once; each counts or is refused for itself. */
    @PostMapping("/proposals/all/votes")
    List<Counted> voteOnMany(@RequestBody Ballot ballot, Principal who) {
        List<Counted> counted = new ArrayList<>();
        for (UUID id : ballot.ids()) {
            try {
                String note = ballot.note() == null ? "" : ballot.note();
                counted.add(new Counted(id, votes.vote(id, who.getName(), ballot.approve(), note), null));
            } catch (Refusal e) {
                counted.add(new Counted(id, null, e.code()));
            }
        }
        return counted;
    }

    @PostMapping("/proposals/{id}/done")
    Proposal done(@PathVariable UUID id, Principal who) {
        votes.done(id, who.getName());
        return proposals.get(id);
    }
}
