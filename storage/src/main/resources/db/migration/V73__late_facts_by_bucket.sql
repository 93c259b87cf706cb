-- What the reconciliation of a month has not seen yet: a row for each bucket that a payment or certificate written since, or
-- a finding of an earlier month, reaches. Whatever transaction reconciles the bucket takes it away. Never updated: a row that is not
-- committed yet cannot be taken for seen.
create table late_fact (
    pay_month date     not null references pay_period on delete cascade,
    bucket    smallint not null
);
create index on late_fact (bucket, pay_month);

-- The months that are reconciled again for what comes late.
create view month_open_to_late_facts as
    select pay_month from pay_period
    where state <> 'CLOSED' and pay_month > (select max(pay_month) from pay_period) - interval '3 years';

-- What waited by month.
insert into late_fact (pay_month, bucket)
select waiting.pay_month, bucket
from (select pay_month from late_certificate
      union
      select r.pay_month
      from import_run r join pay_period p on p.pay_month = r.pay_month left join month_figures f on f.pay_month = r.pay_month
      where r.kind = 'PAYMENTS' and r.state = 'APPLIED' and p.state = 'RECONCILED'
        and r.finished_at > least(coalesce(p.begun_at, p.reconciled_at), f.reported_at)) waiting
    cross join generate_series(0, 255) bucket;

drop table late_certificate;
drop function months_feel_certificates(date);
alter table pay_period drop column begun_at;

create or replace function months_feel_new_certificates() returns trigger language plpgsql as $$
begin
    insert into late_fact (pay_month, bucket)
    select m.pay_month, w.bucket
    from (select bucket, min(certificate_known_on(source, certified_on, issued_at)) as known_on
          from written group by bucket) w
        join month_open_to_late_facts m on m.pay_month > w.known_on;
    return null;
end $$;

-- Before and after are put in one heap and counted, not joined: the plan is made once a session, perhaps for a statement of one
-- row, and a join of one row with one takes the square of two hundred thousand.
create or replace function months_feel_changed_certificates() returns trigger language plpgsql as $$
begin
    insert into late_fact (pay_month, bucket)
    select m.pay_month, w.bucket
    from (select bucket, min(certificate_known_on(source, certified_on, issued_at)) as known_on
          from (select min(bucket) as bucket, source, certified_on, issued_at
                from (select * from before union all select * from written) side
                group by id, pensioner_id, source, certified_on, issued_at, revoked_at
                having count(*) = 1) changed
          group by bucket) w
        join month_open_to_late_facts m on m.pay_month > w.known_on;
    return null;
end $$;

-- With what waits for the bucket that the person leaves.
create or replace function facts_follow_their_person() returns trigger language plpgsql as $$
begin
    update certificate set bucket = new.bucket where pensioner_id = new.id;
    update life_evidence set bucket = new.bucket where pensioner_id = new.id;
    update benefit_suspension set bucket = new.bucket where pensioner_id = new.id;
    update finding set bucket = new.bucket where pensioner_id = new.id;
    update pensioner_benefit set bucket = new.bucket where pensioner_id = new.id;
    update proposal set bucket = new.bucket where pensioner_id = new.id;
    insert into late_fact (pay_month, bucket)
    select pay_month, new.bucket from late_fact where bucket = old.bucket
    except select pay_month, bucket from late_fact where bucket = new.bucket;
    return null;
end $$;
