package org.proofoflife.batch.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.rules.RuleChange;
import org.proofoflife.storage.rules.RuleChanges;
import org.proofoflife.storage.rules.RuleVersion;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/batch/rules")
class RulesController {

    private final RuleChanges rules;

    RulesController(RuleChanges rules) {
        this.rules = rules;
    }

    record NewChange(
            @JsonProperty(required = true) RuleVersion rule,
            @Nullable String reason) {}

    record Ballot(boolean approve, @Nullable String note) {}

    @GetMapping
    List<RuleVersion> rules() {
        return rules.rules();
    }

    @GetMapping("/changes")
    List<RuleChange> changes() {
        return rules.changes();
    }

    @PostMapping("/changes")
    @ResponseStatus(HttpStatus.CREATED)
    RuleChange propose(@RequestBody NewChange asked, Principal who) {
        return rules.get(rules.propose(asked.rule(), asked.reason() == null ? "" : asked.reason(), who.getName()));
    }

    @PostMapping("/changes/{id}/votes")
    RuleChange vote(@PathVariable UUID id, @RequestBody Ballot ballot, Principal who) {
        return rules.vote(id, who.getName(), ballot.approve(), ballot.note() == null ? "" : ballot.note());
    }
}
