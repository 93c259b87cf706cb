package org.proofoflife.ingest.findings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.proofoflife.ingest.review.ConsoleAccount;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.review.ConsoleUsers;
import org.proofoflife.ingest.webpages.Ballot;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.roster.Scheme;
import org.proofoflife.storage.roster.Schemes;
import org.proofoflife.storage.rules.RuleChange;
import org.proofoflife.storage.rules.RuleChanges;
import org.proofoflife.storage.rules.RuleVersion;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the schemes, and their changes by two people. */
@RestController
@RequestMapping("/web/console/rules")
class RulesController extends PageController {

    private final ConsoleUsers users;
    private final Schemes schemes;
    private final RuleChanges rules;

    RulesController(ConsoleUsers users, Schemes schemes, RuleChanges rules) {
        this.users = users;
        this.schemes = schemes;
        this.rules = rules;
    }

    /** @param canVote whether the reader's vote would still count */
    record Line(RuleChange change, boolean canVote) {}

    /** @param rules every version, the latest of a scheme first */
    record Page(List<Scheme> schemes, List<RuleVersion> rules, List<Line> changes) {}

    record NewChange(
            @NotNull RuleVersion rule,
            @NotBlank @Size(max = 500) String reason) {}

    @GetMapping
    Page page(@AuthenticationPrincipal WebSession session) {
        ConsoleAccount reader = users.reads(
                session,
                "LIST_RULES",
                "scheme_rule_change",
                "-",
                Map.of(),
                ConsoleRole.APPROVER,
                ConsoleRole.AUDITOR,
                ConsoleRole.ADMINISTRATOR);
        return new Page(
                schemes.all(),
                rules.rules(),
                rules.changes().stream().map(it -> line(it, reader)).toList());
    }

    @PostMapping("/changes")
    @ResponseStatus(HttpStatus.CREATED)
    Line propose(@Valid @RequestBody NewChange wish, @AuthenticationPrincipal WebSession session) {
        ConsoleAccount account = users.require(session, ConsoleRole.APPROVER, ConsoleRole.ADMINISTRATOR);
        return line(rules.get(rules.propose(wish.rule(), wish.reason(), account.actor())), account);
    }

    @PostMapping("/changes/{id}/votes")
    Line vote(@PathVariable UUID id, @Valid @RequestBody Ballot ballot, @AuthenticationPrincipal WebSession session) {
        ConsoleAccount approver = users.require(session, ConsoleRole.APPROVER);
        return line(rules.vote(id, approver.actor(), ballot.approve(), ballot.reason()), approver);
    }

    private static Line line(RuleChange it, ConsoleAccount reader) {
        return new Line(
                it,
                it.state() == RuleChange.State.PROPOSED
                        && !it.proposedBy().equals(reader.actor())
                        && reader.hasAny(ConsoleRole.APPROVER));
    }
}
