package org.proofoflife.batch.report;

import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofoflife.batch.report.MonthFigures.FindingGroup;
import org.proofoflife.batch.report.MonthFigures.Group;
import org.proofoflife.batch.report.MonthFigures.Total;
import org.proofoflife.batch.report.MonthFigures.TrendPoint;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Computes the figures of a month and keeps them, so that report, API and later trends say the same. */
@Component
public class Figures {

    private static final int TREND_MONTHS = 12;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Figures(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** As last reported. */
    public Optional<MonthFigures> reported(YearMonth month) {
        return jdbc.sql("select figures from month_figures where pay_month = :month")
                .param("month", month.atDay(1))
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, MonthFigures.class));
    }

    /** Computes them anew and keeps them. One pass over the roster, one over the month's payments. */
    public MonthFigures compute(YearMonth month) {
        jdbc.sql("drop table if exists report_person").update();
        jdbc.sql(PERSONS)
                .param("first", month.atDay(1))
                .param("last", month.atEndOfMonth())
                .update();
        List<FindingGroup> findings = jdbc.sql(FINDINGS)
                .param("first", month.atDay(1))
                .query(FindingGroup.class)
                .list();
        Total total = total(findings);
        MonthFigures figures = new MonthFigures(
                month.toString(),
                total,
                groups("scheme", "(select name_zh from scheme where code = g.scheme)"),
                groups("region", "null::text"),
                findings,
                jdbc.sql(AGE_BANDS).query(MonthFigures.Share.class).list(),
                jdbc.sql(CHANNELS)
                        .param("first", month.atDay(1))
                        .param("last", month.atEndOfMonth())
                        .query(MonthFigures.ChannelGroup.class)
                        .list(),
                trend(month, total, findings));
        jdbc.sql("drop table report_person").update();
        jdbc.sql("""
                        insert into month_figures (pay_month, figures, reported_at) values (:month, :figures::jsonb, :now)
                        on conflict (pay_month) do update set figures = excluded.figures, reported_at = excluded.reported_at""")
                .param("month", month.atDay(1))
                .param("figures", json.writeValueAsString(figures))
                .param("now", Columns.time(clock.instant()))
                .update();
        return figures;
    }

    private Total total(List<FindingGroup> findings) {
        long open = findings.stream().mapToLong(f -> f.open() + f.confirmed()).sum();
        return jdbc.sql("select " + SUMS + ", :open as open_findings from report_person")
                .param("open", open)
                .query(Total.class)
                .single();
    }

    private List<Group> groups(String column, String name) {
        return jdbc.sql("select g." + column + " as code, " + name + " as name, " + SUMS
                        + " from report_person g group by g." + column + " order by 1")
                .query(Group.class)
                .list();
    }

    private List<TrendPoint> trend(YearMonth month, Total total, List<FindingGroup> findings) {
        List<TrendPoint> trend = new ArrayList<>();
        for (YearMonth at = month.minusMonths(TREND_MONTHS - 1); at.isBefore(month); at = at.plusMonths(1)) {
            reported(at).ifPresent(past -> trend.add(point(past.month(), past.total(), past.findings())));
        }
        trend.add(point(month.toString(), total, findings));
        return trend;
    }

    private static TrendPoint point(String month, Total total, List<FindingGroup> findings) {
        return new TrendPoint(
                month,
                total.people(),
                total.certified(),
                total.paid(),
                total.paidFen(),
                total.openFindings(),
                findings.stream().mapToLong(FindingGroup::amountFen).sum());
    }

    private static final String SUMS = """
            count(*) filter (where entitled) as people, count(*) filter (where entitled and certified) as certified,
            count(*) filter (where suspended) as suspended, count(*) filter (where paid_fen is not null) as paid,
            coalesce(sum(paid_fen), 0)::bigint as paid_fen""";

    private static final String PERSONS = """
            create temp table report_person on commit drop as
            select p.scheme, p.region, extract(year from age(cast(:last as date), p.birth_date))::integer as age,
                   p.benefit_status <> 'STOPPED' and p.life_status <> 'DEAD' as entitled,
                   c.pensioner_id is not null as certified, s.pensioner_id is not null as suspended, r.paid_fen
            from pensioner p
            left join (
                select distinct pensioner_id from certificate
                where revoked_at is null and certified_on <= cast(:last as date) and valid_until >= cast(:first as date)
            ) c on c.pensioner_id = p.id
            left join (select distinct pensioner_id from benefit_suspension
                       where from_month <= cast(:first as date)
                         and (until_month is null or until_month > cast(:first as date))) s
              on s.pensioner_id = p.id
            left join (select payee_index, sum(amount_fen)::bigint as paid_fen from payment_record
                       where pay_month = cast(:first as date) group by payee_index) r on r.payee_index = p.number_index""";

    private static final String FINDINGS = """
            select kind, count(*) filter (where state = 'OPEN') as open,
                   count(*) filter (where state = 'CONFIRMED') as confirmed, count(*) filter (where state = 'CLOSED') as closed,
                   coalesce(sum(amount_fen) filter (where state <> 'CLOSED'), 0)::bigint as amount_fen
            from finding where pay_month = :first group by kind order by kind""";

    private static final String AGE_BANDS = """
            select case when age is null then '-' when age < 60 then '<60' when age < 70 then '60-69'
                        when age < 80 then '70-79' when age < 90 then '80-89' else '90+' end as band,
                   count(*) as people, count(*) filter (where certified) as certified
            from report_person where entitled group by 1
            order by min(coalesce(age, 1000))""";

    private static final String CHANNELS = """
            select source, count(*) as certifications from certificate
            where revoked_at is null and certified_on between :first and :last group by source order by source""";
}
