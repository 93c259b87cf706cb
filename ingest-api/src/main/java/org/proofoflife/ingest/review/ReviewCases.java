package org.proofoflife.ingest.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The work list: every certification under review is a case, held by one reviewer at a time. */
@Component
public class ReviewCases {

    /** Attacks and appeals come first, oldest first within. */
    private static final String PRIORITY = """
            case c.outcome when 'PRESENTATION_ATTACK_SUSPECTED' then 2 when 'PROCESSING_FAILED' then 1 when 'MATCH_UNCERTAIN' then 1
                when 'JUDGEMENT_UNCERTAIN' then 1 else 3 end""";

    private final JdbcClient jdbc;
    private final ConsoleProperties properties;
    private final AuditLog audit;
    private final Clock clock;

    public ReviewCases(JdbcClient jdbc, ConsoleProperties properties, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A line of the work list, without personal data.
     *
     * @param outcome of the machine; one that refuses = an appeal
     * @param priority 1 ordinary, 2 suspected attack, 3 appeal
     * @param claimedBy display name, null if free
     * @param pendingVerdict whether it waits for a second person
     */
    public record Line(
            UUID id,
            String ref,
            String scheme,
            String region,
            OutcomeCode outcome,
            int priority,
            Instant openedAt,
            Instant decidedAt,
            @Nullable String claimedBy,
            boolean claimedByMe,
            boolean pendingVerdict) {}

    /** @param total of all pages */
    public record Page(List<Line> lines, int total) {}

    /** Cases of the reader's region. @param outcome null = all; @param holder ALL, FREE, MINE or SECOND */
    public Page list(ConsoleAccount account, @Nullable OutcomeCode outcome, Holder holder, int page, int size) {
        String where = """
                 from certification c join pensioner p on p.id = c.pensioner_id
                 left join review_claim r on r.certification_id = c.id and r.claimed_at > :stale
                 left join console_account a on a.id = r.account_id
                 left join review_verdict v on v.certification_id = c.id and v.state = 'PROPOSED'
                where c.state = 'UNDER_REVIEW' and (:outcome::text is null or c.outcome = :outcome)
                  and (:region::text is null or starts_with(p.region, :region)) and\s""" + holder.condition;
        Map<String, Object> reader = Map.of("me", account.id(), "stale", Columns.time(stale()));
        String code = outcome == null ? null : outcome.name();
        int total = jdbc.sql("select count(*)" + where)
                .params(reader)
                .param("outcome", code)
                .param("region", account.region())
                .query(Integer.class)
                .single();
        List<Line> lines = jdbc.sql("select c.id, p.ref, p.scheme, p.region, c.outcome, " + PRIORITY
                        + " as priority, c.opened_at, c.decided_at, a.display_name, r.account_id = :me as mine,"
                        + " v.id is not null as pending" + where
                        + " order by priority desc, c.decided_at, c.id limit :limit offset :offset")
                .params(reader)
                .param("outcome", code)
                .param("region", account.region())
                .param("limit", size)
                .param("offset", page * size)
                .query(ReviewCases::line)
                .list();
        return new Page(lines, total);
    }

    /** Which cases a list shows. */
    public enum Holder {
        ALL("(true or :me::uuid is null)"),
        FREE("r.account_id is null and v.id is null and :me::uuid is not null"),
        MINE("r.account_id = :me"),
        /** Waiting for a second person other than me. */
        SECOND("v.id is not null and v.reviewer_id <> :me");

        private final String condition;

        Holder(String condition) {
            this.condition = condition;
        }
    }

    /**
     * Takes a case; taking it again prolongs the hold.
     *
     * @throws WebProblem CASE_TAKEN if another holds it, NOT_FOUND if it is no case (any more)
     */
    @Transactional
    public void claim(UUID certificationId, ConsoleAccount account) {
        requireCase(certificationId);
        int taken = jdbc.sql("""
                        insert into review_claim (certification_id, account_id, claimed_at) values (:id, :me, :now)
                        on conflict (certification_id) do update set account_id = :me, claimed_at = :now
                        where review_claim.account_id = :me or review_claim.claimed_at <= :stale""")
                .param("id", certificationId)
                .param("me", account.id())
                .param("now", Columns.time(clock.instant()))
                .param("stale", Columns.time(stale()))
                .update();
        if (taken == 0) {
            throw new WebProblem(HttpStatus.CONFLICT, "CASE_TAKEN", "Another reviewer holds this case");
        }
        audit.append(AuditLog.Entry.act(account.actor(), "CLAIM_CASE", "certification", certificationId, Map.of()));
    }

    @Transactional
    public void release(UUID certificationId, ConsoleAccount account) {
        int released = jdbc.sql("delete from review_claim where certification_id = :id and account_id = :me")
                .param("id", certificationId)
                .param("me", account.id())
                .update();
        if (released == 1) {
            audit.append(
                    AuditLog.Entry.act(account.actor(), "RELEASE_CASE", "certification", certificationId, Map.of()));
        }
    }

    /** Who holds the case now. */
    public Optional<UUID> holder(UUID certificationId) {
        return jdbc.sql("select account_id from review_claim where certification_id = :id and claimed_at > :stale")
                .param("id", certificationId)
                .param("stale", Columns.time(stale()))
                .query(UUID.class)
                .optional();
    }

    private void requireCase(UUID certificationId) {
        if (jdbc.sql("select id from certification where id = :id and state = 'UNDER_REVIEW' for update")
                .param("id", certificationId)
                .query(UUID.class)
                .optional()
                .isEmpty()) {
            throw WebProblem.notFound();
        }
    }

    private Instant stale() {
        return clock.instant().minus(properties.claimLifetime());
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        return new Line(
                Columns.uuid(row, "id"),
                row.getString("ref"),
                row.getString("scheme"),
                row.getString("region"),
                OutcomeCode.valueOf(row.getString("outcome")),
                row.getInt("priority"),
                Columns.instant(row, "opened_at"),
                Columns.instant(row, "decided_at"),
                row.getString("display_name"),
                row.getBoolean("mine"),
                row.getBoolean("pending"));
    }
}
