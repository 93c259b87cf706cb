-- Months that are reconciled again because of a certificate that came, was corrected or was revoked after they began. A row
-- for each such statement, never updated: one that is not committed yet cannot be taken for seen.
create table late_certificate (
    id        bigint generated always as identity primary key,
    pay_month date not null references pay_period on delete cascade
);
create index on late_certificate (pay_month);

-- Whoever writes a certificate. A sign of life counts from the month after it was known, and so does its absence; a run of
-- suspended months that it cuts is felt until that run ends, so all months after it are looked at, for three years. The day
-- of issue in the bureau's zone may be the one before.
create function months_feel_certificates(earliest date) returns void language sql as $$
    insert into late_certificate (pay_month)
    select pay_month from pay_period
    where pay_month > earliest and state <> 'CLOSED'
      and pay_month > (select max(pay_month) from pay_period) - interval '3 years'
$$;

create function certificate_known_on(source text, certified_on date, issued_at timestamptz) returns date language sql as $$
    select case when source in ('SELF_SERVICE', 'REVIEW') then certified_on
                else greatest(certified_on, issued_at::date - 1) end
$$;

create function months_feel_new_certificates() returns trigger language plpgsql as $$
begin
    perform months_feel_certificates((
        select min(certificate_known_on(source, certified_on, issued_at)) from written));
    return null;
end $$;
create trigger certificates_written after insert on certificate
    referencing new table as written for each statement execute function months_feel_new_certificates();

create function months_feel_changed_certificates() returns trigger language plpgsql as $$
begin
    perform months_feel_certificates((
        select min(least(certificate_known_on(o.source, o.certified_on, o.issued_at),
                         certificate_known_on(n.source, n.certified_on, n.issued_at)))
        from before o join written n on n.id = o.id
        where (o.pensioner_id, o.source, o.certified_on, o.issued_at, o.revoked_at) is distinct from
              (n.pensioner_id, n.source, n.certified_on, n.issued_at, n.revoked_at)));
    return null;
end $$;
create trigger certificates_changed after update on certificate
    referencing old table as before new table as written for each statement execute function months_feel_changed_certificates();
