-- STRONG evidence renews, so it is a certificate, as it now becomes one on its import. Those that were imported before:
insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until, source_ref, issued_at, bucket)
select overlay(md5('DATA_COMPARISON:' || e.source_ref) placing lpad(to_hex(p.bucket::integer), 2, '0') from 1 for 2)::uuid,
    p.id, 'DATA_COMPARISON', e.observed_on, (date_trunc('month', e.observed_on) + interval '1 month')::date,
    (date_trunc('month', e.observed_on) + make_interval(months => r.period_months + 1))::date - 1,
    'DATA_COMPARISON:' || e.source_ref, e.received_at, p.bucket
from life_evidence e
    join pensioner p on p.id = e.pensioner_id
    join scheme_rule_span r on r.scheme = p.scheme and e.observed_on >= r.from_month and e.observed_on < r.until_month
where e.strength = 'STRONG'
order by p.bucket, p.id
on conflict (source_ref) do nothing;
