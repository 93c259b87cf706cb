package org.proofoflife.storage.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.testing.Doubts;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.StorageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@StorageTest
class VotesTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 3);

    @Autowired
    Votes votes;

    @Autowired
    Proposals proposals;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Test
    void whatTakesMoneyAwayNeedsTwoPeople() {
        for (ProposalKind kind : new ProposalKind[] {ProposalKind.SUSPEND, ProposalKind.RECOVER}) {
            UUID proposal = proposed(kind);

            assertThat(votes.vote(proposal, "user:wang", true, "")).isEqualTo(ProposalState.PROPOSED);
            assertRefused("ALREADY_VOTED", () -> votes.vote(proposal, "user:wang", true, ""));
            assertThat(votes.vote(proposal, "user:li", true, "")).isEqualTo(ProposalState.APPROVED);
            assertRefused("NOT_OPEN", () -> votes.vote(proposal, "user:zhao", true, ""));
            assertThat(proposals.get(proposal).votes())
                    .extracting(Proposal.Vote::person)
                    .containsExactlyInAnyOrder("user:wang", "user:li");
        }
    }

    @Test
    void twoPeopleRevokeTheCertificatesThatReachIntoTheMonth() {
        UUID proposal = proposed(ProposalKind.REVOKE);
        UUID person = proposals.get(proposal).pensionerId();
        certificate(person, "2024-02-10", "2025-02-28");
        certificate(person, "2025-12-10", "2026-12-31");
        certificate(person, "2026-03-10", "2027-03-31");
        UUID other = people.registered();
        certificate(other, "2026-03-10", "2027-03-31");

        assertThat(votes.vote(proposal, "user:wang", true, "")).isEqualTo(ProposalState.PROPOSED);
        assertThat(revoked(person)).isZero();
        assertThat(votes.vote(proposal, "user:li", true, "")).isEqualTo(ProposalState.DONE);

        assertThat(revoked(person)).isEqualTo(2);
        assertThat(revoked(other)).isZero();
        assertThat(jdbc.sql(
                                "select detail ->> 'certificates' from audit_log where action = 'REVOKE' and entity_id = :id")
                        .param("id", person.toString())
                        .query(String.class)
                        .single())
                .isEqualTo("2");
    }

    private void certificate(UUID person, String on, String until) {
        jdbc.sql("""
                        insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until, issued_at)
                        values (gen_random_uuid(), :id, 'COUNTER', :on::date, date_trunc('month', :on::date) + interval '1 month',
                            :until::date, :on::date)""").param("id", person).param("on", on).param("until", until).update();
    }

    private int revoked(UUID person) {
        return jdbc.sql("select count(*) from certificate where pensioner_id = :id and revoked_at is not null")
                .param("id", person)
                .query(Integer.class)
                .single();
    }

    @Test
    void needsAreTheSameInCodeAndDatabase() {
        for (ProposalKind kind : ProposalKind.values()) {
            assertThat(proposals.get(proposed(kind)).needs()).as(kind.name()).isEqualTo(kind.needs());
        }
    }

    @Test
    void oneRefusalRejectsAndSaysWhy() {
        UUID proposal = proposed(ProposalKind.RECOVER);
        votes.vote(proposal, "user:wang", true, "");

        assertRefused("NOTE_MISSING", () -> votes.vote(proposal, "user:li", false, " "));
        assertThat(votes.vote(proposal, "user:li", false, "已退回")).isEqualTo(ProposalState.REJECTED);
    }

    @Test
    void nobodyVotesOnTheirOwnProposal() {
        String ref = proposals.get(proposed(ProposalKind.NOTIFY)).ref();
        UUID own = proposals.propose(ProposalKind.SUSPEND, ref, MONTH, 0, "user:wang");

        assertRefused("OWN_PROPOSAL", () -> votes.vote(own, "user:wang", true, ""));
        assertThat(votes.vote(own, "user:li", true, "")).isEqualTo(ProposalState.PROPOSED);
        assertRefused("ALREADY_PROPOSED", () -> proposals.propose(ProposalKind.SUSPEND, ref, MONTH, 0, "user:zhao"));
        assertRefused(
                "UNKNOWN_PENSIONER", () -> proposals.propose(ProposalKind.SUSPEND, "nobody", MONTH, 0, "user:zhao"));
    }

    @Test
    void anApprovedVisitIsDoneOnce() {
        UUID visit = proposed(ProposalKind.HOME_VISIT);
        assertRefused("NOT_APPROVED", () -> votes.done(visit, "user:wang"));
        votes.vote(visit, "user:wang", true, "");
        votes.done(visit, "user:wang");

        assertThat(proposals.get(visit).state()).isEqualTo(ProposalState.DONE);
        assertRefused("NOT_APPROVED", () -> votes.done(visit, "user:wang"));
    }

    @Test
    void theDatabaseHoldsFourEyesByItself() {
        UUID proposal = proposed(ProposalKind.RECOVER);
        votes.vote(proposal, "user:wang", true, "");

        assertThatThrownBy(() -> jdbc.sql("update proposal set state = 'APPROVED' where id = :id")
                        .param("id", proposal)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("not enough different people");
        assertThatThrownBy(() -> approve(proposal, "job:robot")).hasMessageContaining("only a person");
        assertThatThrownBy(() -> approve(proposal, "user:wang")).isInstanceOf(DataAccessException.class);
        jdbc.sql("update proposal set proposed_by = 'user:zhao' where id = :id")
                .param("id", proposal)
                .update();
        assertThatThrownBy(() -> approve(proposal, "user:zhao")).hasMessageContaining("nobody approves");
    }

    @Test
    void aListForAVoterHoldsWhatTheyCanStillVoteOn() {
        UUID mine = proposed(ProposalKind.RECOVER);
        UUID voted = proposed(ProposalKind.RECOVER);
        votes.vote(voted, "user:reader", true, "");
        ProposalFilter forMe = new ProposalFilter(MONTH, ProposalKind.RECOVER, null, null, null, "user:reader");

        assertThat(proposals.list(forMe, 0, 100))
                .extracting(Proposal::id)
                .contains(mine)
                .doesNotContain(voted);
        assertThat(proposals.count(forMe))
                .isEqualTo(proposals.list(forMe, 0, 100).size());
    }

    private UUID proposed(ProposalKind kind) {
        Doubts doubts = new Doubts(jdbc);
        return doubts.proposed(
                kind,
                doubts.found(FindingKind.DUPLICATE_PAYMENT, MONTH, people.registered(), 350_000),
                "job:proposeMonth");
    }

    private void approve(UUID proposal, String person) {
        jdbc.sql("insert into approval (proposal_id, person, verdict, at) values (:id, :person, 'APPROVE', now())")
                .param("id", proposal)
                .param("person", person)
                .update();
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }
}
