package org.proofoflife.batch.notices;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.objects.ObjectStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is to be told something today: that the shortest term is reached, once a person, period and term, and what was
 * decided since the last round. The list goes to REPORTS as {@code notices/DATE.csv}, for other ways than the phone; it
 * names people by ref only.
 */
class DueNotices {

    /** An outcome that waited longer for a sender is no news. */
    private static final Duration NEWS = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final ObjectStore objects;
    private final Clock clock;

    DueNotices(JdbcClient jdbc, ObjectStore objects, Clock clock) {
        this.jdbc = jdbc;
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * Records who became due, takes up what was decided, and drops what is no longer to be said: a later step is due, the
     * person certified, payment goes on again, it is no news, or nobody is to be told any more. Retirement is the first
     * success: who never certified is in the period that it began.
     */
    void record() {
        LocalDate today = LocalDate.now(clock);
        jdbc.sql("""
                        insert into notice (pensioner_id, day, days_before, noticed_at)
                        select p.id, last.valid_until, term.days, :now
                        from pensioner p
                        left join pensioner_scheme_span x on x.pensioner_id = p.id
                            and month_no(p.retired_on) >= x.from_no and month_no(p.retired_on) < x.until_no
                        left join scheme_rule_span first on first.scheme = coalesce(x.scheme, p.scheme)
                            and p.retired_on >= first.from_month and p.retired_on < first.until_month
                        join lateral (select greatest(max(c.valid_until),
                                          month_end(month_no(p.retired_on) + first.period_months)) valid_until
                                      from certificate c
                                      where c.pensioner_id = p.id and c.revoked_at is null) last on true
                        join lateral (select r.notice_days from scheme_rule r
                                      where r.scheme = p.scheme and r.effective_from <= :today
                                      order by r.effective_from desc limit 1) rule on true
                        join lateral (select min(d) days from unnest(rule.notice_days) d
                                      where last.valid_until - :today <= d) term on term.days is not null
                        where last.valid_until >= :today and p.benefit_status <> 'STOPPED' and p.life_status = 'ALIVE'
                        on conflict do nothing""")
                .param("today", today)
                .param("now", Columns.time(clock.instant()))
                .update();
        jdbc.sql("update notice set noticed_at = :now where state = 'DUE' and noticed_at is null")
                .param("now", Columns.time(clock.instant()))
                .update();
        jdbc.sql("""
                        update notice n set state = 'SUPERSEDED'
                        where state in ('DUE', 'NO_SENDER') and (
                            n.kind = 'DUE' and (n.day < :today
                                or exists (select from notice later where later.pensioner_id = n.pensioner_id
                                    and later.day = n.day and later.days_before < n.days_before)
                                or exists (select from certificate c where c.pensioner_id = n.pensioner_id
                                    and c.revoked_at is null and c.valid_until > n.day))
                            or n.kind <> 'DUE' and n.noticed_at < :news
                            or n.kind = 'SUSPENDED' and exists (select from notice later
                                where later.pensioner_id = n.pensioner_id and later.kind = 'RESUMED' and later.day >= n.day)
                            or exists (select from pensioner p where p.id = n.pensioner_id
                                and (p.benefit_status = 'STOPPED' or p.life_status <> 'ALIVE')))""")
                .param("today", today)
                .param("news", Columns.time(clock.instant().minus(NEWS)))
                .update();
    }

    void list() throws IOException {
        LocalDate today = LocalDate.now(clock);
        List<String> lines = jdbc.sql("""
                        select concat_ws(',', p.ref, n.day, coalesce(n.days_before::text, ''), n.state, n.kind)
                        from notice n join pensioner p on p.id = n.pensioner_id
                        where n.noticed_at >= :from and n.noticed_at < :to order by p.ref""")
                .param("from", today.atStartOfDay(clock.getZone()).toOffsetDateTime())
                .param("to", today.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime())
                .query(String.class)
                .list();
        String csv = "ref,day,days_before,state,kind\n" + String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
        objects.put(
                ObjectStore.Bucket.REPORTS,
                "notices/" + today + ".csv",
                csv.getBytes(StandardCharsets.UTF_8),
                "text/csv");
    }
}
