-- The findings of one month (:month, its first day) for the buckets :from to :to, known by the end of the month.
-- :awaited: the month is not over, and payments of it are still to come.
-- One row a finding: kind, subject, pensioner_id, bucket, amount_fen, detail.
with
now_no as (
    select month_no(:month::date) as m, (:month::date + interval '1 month')::date - 1 as last_day
),
rule as materialized (
    select scheme, period_months, grace_months, notice_days, month_no(from_month) as from_no, month_no(until_month) as until_no
    from scheme_rule_span
),
-- Signs of life that renew. Retirement was handled at a counter.
sign as (
    select p.id as pensioner_id, p.scheme, month_no(p.retired_on) as observed, month_no(p.retired_on) as known, true as counter
    from pensioner p
    where p.bucket between :from and :to and p.retired_on is not null
    union all
    -- A clip was in the bureau's hands the day it was made: how long judging took is not the person's fault.
    select c.pensioner_id, p.scheme, month_no(c.certified_on),
           month_no(case when c.source in ('SELF_SERVICE', 'REVIEW') then c.certified_on
                         else greatest(c.certified_on, (c.issued_at at time zone :zone)::date) end), c.source = 'COUNTER'
    from certificate c join pensioner p on p.id = c.pensioner_id and p.bucket between :from and :to
    where c.bucket between :from and :to and c.revoked_at is null
    union all
    select e.pensioner_id, p.scheme, month_no(e.observed_on),
           month_no(greatest(e.observed_on, (e.received_at at time zone :zone)::date)), false
    from life_evidence e join pensioner p on p.id = e.pensioner_id and p.bucket between :from and :to
    where e.bucket between :from and :to and e.strength = 'STRONG'
),
-- Covers: paid from the month after it was known through grace_no, certified through end_no.
period_of_sign as (
    select s.pensioner_id, s.scheme, s.observed, s.known, s.counter, s.observed + r.period_months as end_no
    from sign s cross join now_no
        left join pensioner_scheme_span x on x.pensioner_id = s.pensioner_id and s.observed >= x.from_no and s.observed < x.until_no
        join rule r on r.scheme = coalesce(x.scheme, s.scheme) and s.observed >= r.from_no and s.observed < r.until_no
    where s.known <= now_no.m
),
cover as (
    select c.pensioner_id, c.observed, c.known, c.counter, c.end_no, c.end_no + r.grace_months as grace_no
    from period_of_sign c
        left join pensioner_scheme_span x on x.pensioner_id = c.pensioner_id and c.end_no + 1 >= x.from_no and c.end_no + 1 < x.until_no
        join rule r on r.scheme = coalesce(x.scheme, c.scheme) and c.end_no + 1 >= r.from_no and c.end_no + 1 < r.until_no
),
covered as (
    select c.pensioner_id,
           min(c.observed) as first_observed,
           max(c.end_no) as end_no,
           bool_or(c.known < m and c.grace_no >= m) as pays,
           -- A counter lifts whatever was before, so this person was paid the month before, too.
           bool_or(c.counter and c.known < m - 1 and c.grace_no >= m) as steady,
           bool_or(c.grace_no > m) as pays_next,
           array_agg(c.known) as known, array_agg(c.grace_no) as grace, array_agg(c.counter) as counter
    from cover c cross join now_no
    group by c.pensioner_id
),
ending as (
    select e.pensioner_id,
           min(e.observed_on) filter (where e.kind in ('CREMATION', 'DEATH_CERTIFICATE')) as death_on,
           min(e.observed_on) filter (where e.kind not in ('CREMATION', 'DEATH_CERTIFICATE')) as end_on
    from life_evidence e cross join now_no
    where e.bucket between :from and :to and e.strength = 'ENDS' and e.observed_on <= now_no.last_day
    group by e.pensioner_id
),
halt as (
    select s.pensioner_id, bool_or(s.from_month <= :month::date and (s.until_month is null or s.until_month > :month::date)) as now,
           bool_or(s.until_month is null) as open
    from benefit_suspension s
    where s.bucket between :from and :to
    group by s.pensioner_id
),
-- Numbers that were corrected, as long as nobody else has them. Payments of the year after are still their owner's.
former as materialized (
    select f.number_index, f.bucket as former_bucket, f.replaced_at + interval '1 year' as good_until,
           p.id, p.number_index as present, p.bucket
    from pensioner_former_number f join pensioner p on p.id = f.pensioner_id
    -- Payments are looked at for three years.
    where f.replaced_at >= :month::date - interval '4 years'
      and not exists (select from pensioner other where other.number_index = f.number_index)
),
paid as (
    select r.payee_index, r.bucket, r.kind, r.amount_fen
    from payment_record r
    where r.pay_month = :month::date and r.bucket between :from and :to
      and not exists (select from former f where f.number_index = r.payee_index and f.good_until >= :month::date)
    union all
    select f.present, f.bucket, r.kind, r.amount_fen
    from former f join payment_record r on r.pay_month = :month::date and r.bucket = f.former_bucket and r.payee_index = f.number_index
    where f.bucket between :from and :to and f.good_until >= :month::date
),
pay as (
    select r.payee_index, r.bucket,
           count(*) filter (where r.kind = 'REGULAR') as regular,
           coalesce(sum(r.amount_fen) filter (where r.kind = 'REGULAR'), 0)::bigint as regular_fen,
           coalesce(max(r.amount_fen) filter (where r.kind = 'REGULAR'), 0) as largest_fen,
           coalesce(sum(r.amount_fen) filter (where r.kind = 'ARREARS'), 0)::bigint as arrears_fen
    from paid r
    group by r.payee_index, r.bucket
),
-- Only of those whose benefit changes after this month, or whose change became known after it: of all others the present
-- amount is right.
benefit as (
    select v.pensioner_id,
           (array_agg(v.benefit_fen order by v.effective_from desc, v.known_in desc))[1] as benefit_fen,
           -- As it was known when the month was paid.
           (array_agg(v.benefit_fen order by v.effective_from desc, v.known_in desc) filter (where v.known_in <= :month::date))[1] as known_fen
    from pensioner_benefit v join (
        select distinct later.pensioner_id from pensioner_benefit later
        where later.bucket between :from and :to and (later.known_in > :month::date or later.effective_from > :month::date)) l
        on l.pensioner_id = v.pensioner_id
    where v.bucket between :from and :to and v.effective_from <= :month::date
    group by v.pensioner_id
),
fact as (
    select p.id, coalesce(p.bucket, pay.bucket) as bucket, p.scheme, pay.payee_index,
           coalesce(pay.regular, 0) as regular, coalesce(pay.regular_fen, 0) as regular_fen,
           coalesce(pay.largest_fen, 0) as largest_fen, coalesce(pay.arrears_fen, 0) as arrears_fen,
           coalesce(b.benefit_fen, p.benefit_fen) as benefit_fen, coalesce(b.known_fen, p.benefit_fen) as known_fen,
           p.benefit_fen as present_fen, p.benefit_status, now_no.m, now_no.last_day, c.end_no,
           coalesce(p.died_on, g.death_on) as dead_on,
           coalesce(month_no(coalesce(p.died_on, g.death_on)) < m, p.life_status = 'DEAD') as dead,
           coalesce(m >= month_no(p.benefit_ends), false) or coalesce(month_no(g.end_on) < m, false) as ended,
           coalesce(h.now, p.benefit_status <> 'NORMAL') as halted, coalesce(h.open, false) as halt_open,
           coalesce(m + 1 >= month_no(p.benefit_ends), false) or g.end_on is not null as ends,
           coalesce(c.pays_next, false) as pays_next, c.known, c.grace, c.counter,
           coalesce(month_no(p.retired_on), c.first_observed) + 1 as first_no,
           case when c.pensioner_id is null or m <= coalesce(month_no(p.retired_on), c.first_observed) then -1
                when c.steady then 0
                when not c.pays then -1
                else standing_code(p.id, p.scheme, coalesce(month_no(p.retired_on), c.first_observed) + 1, m, c.known, c.grace, c.counter)
           end as standing
    from (select * from pensioner where bucket between :from and :to) p
        full join pay on pay.payee_index = p.number_index
        cross join now_no
        left join covered c on c.pensioner_id = p.id
        left join ending g on g.pensioner_id = p.id
        left join halt h on h.pensioner_id = p.id
        left join benefit b on b.pensioner_id = p.id
),
judged as (
    select f.*, case
        when f.id is null then 'UNKNOWN_PAYEE'
        when f.dead and (f.regular > 0 or f.arrears_fen > 0) then 'PAID_AFTER_DEATH'
        when f.regular = 0 then null
        when f.ended or f.halted then 'PAID_WHILE_SUSPENDED'
        when f.standing < 0 then 'PAID_UNCERTIFIED'
        end as undue,
        f.standing >= 0 and not f.dead and not f.ended as due,
        -- What was known then was rightly paid then: the difference is found in the month in which the change became known.
        least(greatest(f.largest_fen, least(f.benefit_fen, f.known_fen)), greatest(f.benefit_fen, f.known_fen)) as fitting_fen,
        -- Whether the next month is paid by what is known now. Costly, so only of those of whom it is asked.
        case when (f.standing < 0 or f.halt_open) and f.pays_next and f.dead_on is null and not f.dead and not f.ends
             then standing_code(f.id, f.scheme, f.first_no, f.m + 1, f.known, f.grace, f.counter) >= 0
             else false end as due_next
    from fact f
),
-- Months that were made good by arrears of another finding: a certificate that came late moves what is owed to another month.
made_good as materialized (
    select f.pensioner_id as id,
           case f.kind when 'CERTIFIED_UNPAID' then f.pay_month else to_date(f.detail ->> 'fromMonth', 'YYYY-MM') end as from_month,
           case f.kind when 'CERTIFIED_UNPAID' then f.pay_month else (f.pay_month - interval '1 month')::date end as through_month
    from proposal o join finding f on f.id = o.finding_id and f.kind in ('CERTIFIED_UNPAID', 'ARREARS_DUE')
    where o.bucket between :from and :to and f.bucket between :from and :to
      and o.kind = 'PAY_ARREARS' and o.state in ('EXPORTED', 'DONE') and f.pay_month <> :month::date
),
-- Months withheld. Those that were paid although suspended have a finding of their own, and nothing is owed for them
-- unless it was taken back.
withheld as (
    select j.id, w.months, w.from_month, w.fen
    from judged j cross join lateral (
        select count(*)::integer as months, min(x.month) as from_month,
               sum(benefit_of(j.id, j.present_fen, x.month))::bigint as fen
        from (select month_end(no - 1) + 1 as month from generate_series(j.m - j.standing, j.m - 1) no) x
        where not exists (
            select from finding f
            where f.pensioner_id = j.id and f.kind in ('PAID_UNCERTIFIED', 'PAID_WHILE_SUSPENDED') and f.state <> 'CLOSED'
              and f.pay_month = x.month
              and not exists (select from proposal o
                              where o.finding_id = f.id and o.kind = 'RECOVER' and o.state in ('EXPORTED', 'DONE')))
          and not exists (select from made_good g where g.id = j.id and x.month between g.from_month and g.through_month)) w
    where j.standing > 0 and j.due
),
-- Changes of the benefit that became known this month, for months paid before.
changed as materialized (
    select p.id, p.bucket, p.number_index, min(v.effective_from) as since
    from pensioner_benefit v join pensioner p on p.id = v.pensioner_id and p.bucket between :from and :to
    where v.bucket between :from and :to and v.known_in = :month::date and v.effective_from < :month::date
    group by p.id
),
paid_before as (
    select r.id, r.pay_month, max(r.amount_fen) as paid_fen,
           (array_agg(v.benefit_fen order by v.effective_from desc, v.known_in desc) filter (where v.known_in < :month::date))[1] as before_fen,
           (array_agg(v.benefit_fen order by v.effective_from desc, v.known_in desc))[1] as after_fen
    from (select c.id, r.pay_month, r.amount_fen
          from changed c
              join payment_record r on r.bucket = c.bucket and r.payee_index = c.number_index and r.pay_month >= c.since
          where r.bucket between :from and :to and r.kind = 'REGULAR'
            and r.pay_month < :month::date and r.pay_month >= (:month::date - interval '3 years')::date
            -- So that months before are not even read.
            and r.pay_month >= (select min(since) from changed)
          union all
          select c.id, r.pay_month, r.amount_fen
          from changed c join former f on f.id = c.id
              join payment_record r on r.bucket = f.former_bucket and r.payee_index = f.number_index and r.pay_month >= c.since
          where r.kind = 'REGULAR' and r.pay_month <= f.good_until
            and r.pay_month < :month::date and r.pay_month >= (:month::date - interval '3 years')::date
            and r.pay_month >= (select min(since) from changed)) r
        join pensioner_benefit v on v.pensioner_id = r.id and v.effective_from <= r.pay_month and v.known_in <= :month::date
    where v.bucket between :from and :to
    group by r.id, r.pay_month
),
late as (
    select id, count(*)::integer as months, min(pay_month) as from_month, sum(fen)::bigint as fen
    from (select id, pay_month,
                 after_fen - least(greatest(paid_fen, least(before_fen, after_fen)), greatest(before_fen, after_fen)) as fen
          from paid_before) b
    where fen <> 0
    group by id
),
-- Arrears that people approved within a year.
approved as materialized (
    select a.*
    from now_no cross join (
        select o.pensioner_id as id, month_no((coalesce(o.decided_at, o.proposed_at) at time zone :zone)::date) as no,
               o.amount_fen as fen, f.id is not null as own
        from proposal o left join finding f on f.id = o.finding_id and f.kind = 'ARREARS_DUE'
            and f.pay_month = :month::date and f.bucket between :from and :to
        where o.bucket between :from and :to and o.kind = 'PAY_ARREARS' and o.state in ('APPROVED', 'EXPORTED', 'DONE')) a
    where a.no between m - 12 and m
),
-- What of it was approved before this month and not paid before. Arrears paid that nobody had approved leave the balance
-- where it was, at nothing.
unpaid as (
    select id, (sum(fen) - least(0, min(balance)))::bigint as fen
    from (select id, fen, sum(fen) over (partition by id order by no, fen desc rows unbounded preceding) as balance
          from (select a.id, a.no, a.fen from approved a cross join now_no where a.no < m
                union all
                select p.id, month_no(r.pay_month), -r.amount_fen
                from pensioner p join payment_record r on r.bucket = p.bucket and r.payee_index = p.number_index
                where r.bucket between :from and :to and p.bucket between :from and :to
                  and r.kind = 'ARREARS' and p.id in (select id from approved)
                  and r.pay_month >= (:month::date - interval '1 year')::date and r.pay_month < :month::date
                union all
                select f.id, month_no(r.pay_month), -r.amount_fen
                from former f join payment_record r on r.bucket = f.former_bucket and r.payee_index = f.number_index
                where f.bucket between :from and :to and f.id in (select id from approved)
                  and r.kind = 'ARREARS' and r.pay_month <= f.good_until
                  and r.pay_month >= (:month::date - interval '1 year')::date and r.pay_month < :month::date) move) b
    group by id
),
-- Approved this month: what this month itself found to be owed, and the rest.
granted as (
    select a.id, (sum(a.fen) filter (where a.own))::bigint as own_fen,
           coalesce(sum(a.fen) filter (where not a.own), 0)::bigint as other_fen
    from approved a cross join now_no
    where a.no = m
    group by a.id
),
owed as (
    select j.id, j.bucket, j.arrears_fen, coalesce(u.fen, 0) as unpaid_fen, coalesce(g.other_fen, 0) as other_fen, g.own_fen,
           -- Of the arrears paid, what is left for the months that this month owes.
           greatest(j.arrears_fen - coalesce(u.fen, 0) - coalesce(g.other_fen, 0), 0) as rest_fen,
           w.months, w.from_month, l.months as changed_months, l.from_month as changed_from, l.fen as changed_fen,
           coalesce(w.fen, 0) + coalesce(l.fen, 0) as fen
    from judged j left join withheld w on w.id = j.id left join late l on l.id = j.id
        left join unpaid u on u.id = j.id left join granted g on g.id = j.id
    where j.id is not null and not j.dead and (j.arrears_fen > 0 or w.months > 0 or l.months > 0 or u.fen > 0)
),
-- Paid without being owed by this month or approved; or else approved before, and still not paid.
settled as (
    select o.*, rest_fen - greatest(fen, own_fen) as excess_fen, unpaid_fen - arrears_fen as missing_fen
    from owed o
)
select undue as kind, coalesce(id::text, encode(payee_index, 'hex')) as subject, id as pensioner_id, bucket::smallint,
       case when id is null or dead then regular_fen + arrears_fen else regular_fen end as amount_fen,
       jsonb_build_object('payments', regular, 'benefitFen', benefit_fen)
           || case when ended then '{"ended": true}'
                   when undue <> 'PAID_UNCERTIFIED' then '{}'
                   when due_next then '{"resumes": true}'
                   when pays_next then '{"counterNeeded": true}'
                   else '{}' end::jsonb as detail
from judged
where undue is not null
union all
-- Before the month is paid, so that it is suspended in time.
select 'OVERDUE', id::text, id, bucket, 0,
       jsonb_build_object('until', month_end(end_no)) || case when pays_next then '{"counterNeeded": true}' else '{}' end::jsonb
from judged
where :awaited and regular = 0 and standing < 0 and end_no is not null and m >= first_no
  and not halted and not dead and not ended and not due_next
union all
-- Who certified on the last days of the month before is due already, and can still be paid in time.
select 'RESUMPTION_DUE', id::text, id, bucket, 0,
       jsonb_build_object('until', month_end(end_no)) || case when due and :awaited then '{"thisMonth": true}' else '{}' end::jsonb
from judged
where halt_open and due_next
union all
select 'CERTIFIED_UNPAID', id::text, id, bucket, coalesce(benefit_fen, 0), jsonb_build_object('benefitFen', benefit_fen)
from judged
where due and regular = 0 and not :awaited and benefit_status <> 'STOPPED' and benefit_fen is distinct from 0
  and not exists (select from made_good g where g.id = judged.id and :month::date between g.from_month and g.through_month)
union all
select 'DUPLICATE_PAYMENT', id::text, id, bucket, regular_fen - largest_fen, jsonb_build_object('payments', regular)
from judged
where due and undue is null and regular > 1
union all
select 'AMOUNT_MISMATCH', id::text, id, bucket, abs(largest_fen - fitting_fen),
       jsonb_build_object('paidFen', largest_fen, 'benefitFen', fitting_fen)
from judged
where due and undue is null and regular > 0 and largest_fen <> fitting_fen
union all
select 'ARREARS_DUE', id::text, id, bucket, fen - rest_fen,
       jsonb_strip_nulls(jsonb_build_object('months', months, 'fromMonth', to_char(from_month, 'YYYY-MM'),
           'changedMonths', changed_months, 'changedFrom', to_char(changed_from, 'YYYY-MM'), 'changedFen', changed_fen,
           'paidFen', arrears_fen))
from owed
where fen > rest_fen
union all
select 'ARREARS_MISMATCH', id::text, id, bucket, case when excess_fen > 0 then excess_fen else missing_fen end,
       jsonb_strip_nulls(jsonb_build_object('paidFen', arrears_fen,
           'approvedFen', unpaid_fen + other_fen + coalesce(own_fen, 0), 'owedFen', nullif(fen, 0),
           'changedMonths', changed_months, 'changedFrom', to_char(changed_from, 'YYYY-MM')))
from settled
where excess_fen > 0 or (missing_fen > 0 and not :awaited)
union all
select 'CERTIFIED_AFTER_DEATH', d.id::text, d.id, d.bucket, 0,
       jsonb_build_object('diedOn', d.dead_on, 'certifiedOn', max(c.certified_on))
from judged d join certificate c on c.pensioner_id = d.id and c.bucket = d.bucket and c.revoked_at is null
where d.dead_on is not null and c.bucket between :from and :to and c.certified_on > d.dead_on
  and c.certified_on <= d.last_day and c.valid_until >= :month::date
group by d.id, d.bucket, d.dead_on
union all
select 'DUE_SOON', j.id::text, j.id, j.bucket, 0,
       jsonb_build_object('days', term.days, 'until', month_end(j.end_no))
from judged j
    left join pensioner_scheme_span x on x.pensioner_id = j.id and j.m >= x.from_no and j.m < x.until_no
    join rule r on r.scheme = coalesce(x.scheme, j.scheme) and j.m >= r.from_no and j.m < r.until_no
    cross join lateral (
        select min(days) as days from unnest(r.notice_days) as days
        where days >= month_end(j.end_no) - j.last_day) term
where j.due and j.dead_on is null and j.end_no >= j.m and j.end_no <= j.m + 12 and term.days is not null
