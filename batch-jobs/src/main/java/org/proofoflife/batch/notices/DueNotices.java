package org.proofoflife.batch.notices;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.objects.ObjectStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is to be reminded today: the shortest term reached, once a person, period and term. The list goes to REPORTS as
 * {@code notices/DATE.csv}, for other ways than the phone; it names people by ref only.
 */
class DueNotices {

    private final JdbcClient jdbc;
    private final ObjectStore objects;
    private final Clock clock;

    DueNotices(JdbcClient jdbc, ObjectStore objects, Clock clock) {
        this.jdbc = jdbc;
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * Records who became due, and what is no longer to be said: a later step is due, the person certified, or nobody is
     * to be reminded any more. Retirement is the first success: who never certified is in the period that it began.
     */
    void record() {
        LocalDate today = LocalDate.now(clock);
        jdbc.sql("""
                        insert into due_notice (pensioner_id, valid_until, days_before, noticed_at)
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
        jdbc.sql("""
                        update due_notice n set state = 'SUPERSEDED'
                        where state in ('DUE', 'NO_SENDER') and (n.valid_until < :today
                            or exists (select from due_notice later where later.pensioner_id = n.pensioner_id
                                and later.valid_until = n.valid_until and later.days_before < n.days_before)
                            or exists (select from certificate c where c.pensioner_id = n.pensioner_id
                                and c.revoked_at is null and c.valid_until > n.valid_until)
                            or exists (select from pensioner p where p.id = n.pensioner_id
                                and (p.benefit_status = 'STOPPED' or p.life_status <> 'ALIVE')))""").param("today", today).update();
    }

    void list() throws IOException {
        LocalDate today = LocalDate.now(clock);
        List<String> lines = jdbc.sql("""
                        select p.ref || ',' || n.valid_until || ',' || n.days_before || ',' || n.state
                        from due_notice n join pensioner p on p.id = n.pensioner_id
                        where n.noticed_at >= :from and n.noticed_at < :to order by p.ref""")
                .param("from", today.atStartOfDay(clock.getZone()).toOffsetDateTime())
                .param("to", today.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime())
                .query(String.class)
                .list();
        String csv = "ref,valid_until,days_before,state\n" + String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
        objects.put(
                ObjectStore.Bucket.REPORTS,
                "notices/" + today + ".csv",
                csv.getBytes(StandardCharsets.UTF_8),
                "text/csv");
    }
}
