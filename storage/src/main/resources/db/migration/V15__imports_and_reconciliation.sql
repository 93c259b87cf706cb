-- What imports and reconciliation add to the annual cycle.

-- Where an import stands: written in the transaction that writes its rows, so that a restart goes on at the right byte.
alter table import_run
    add column bytes_total    bigint  not null default 0,
    add column bytes_read     bigint  not null default 0,
    add column lines_read     bigint  not null default 0,
    -- Rows whose amount could not be read: then the amount total proves nothing.
    add column amounts_unread bigint  not null default 0,
    -- The file ends without a line end.
    add column torn           boolean not null default false,
    add column declared_month date,
    add column file_sent_from text    not null default '';

-- A payment is known by its number within the sending system; a later file with the same number corrects it.
alter table payment_record add column payment_no text collate "C" not null default '';
-- CANCELLED is a correction on its way in: it removes its payment and itself when its file is applied.
alter table payment_record drop constraint payment_record_kind_check;
alter table payment_record add constraint payment_record_kind_check check (kind in ('REGULAR', 'ARREARS', 'CANCELLED'));

-- Payments that a later file corrected or cancelled.
create table payment_superseded (
    pay_month     date     not null,
    bucket        smallint not null,
    payee_index   bytea    not null,
    amount_fen    bigint   not null,
    kind          text     not null,
    import_run_id bigint   not null,
    line_no       bigint   not null,
    payment_no    text     not null,
    superseded_by bigint   not null references import_run,
    superseded_at timestamptz not null
);
create index on payment_superseded (superseded_by);

-- A month holds a partition per file: the file's staging table becomes its partition when it is applied, so that ten
-- million rows are written once.
create function ensure_payment_month(month date) returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext('payment_record'), extract(year from month)::int * 12 + extract(month from month)::int);
    if to_regclass('payment_record_' || to_char(month, 'YYYYMM')) is null then
        execute format('create table %I partition of payment_record for values in (%L) partition by list (import_run_id)',
                       'payment_record_' || to_char(month, 'YYYYMM'), month);
    end if;
end $$;

-- The person's bucket on every fact about them: reconciliation of a bucket reads that bucket only.
alter table certificate add column bucket smallint;
create function certificate_takes_its_bucket() returns trigger language plpgsql as $$
begin
    select p.bucket into new.bucket from pensioner p where p.id = new.pensioner_id;
    return new;
end $$;
create trigger certificate_bucket before insert on certificate
    for each row when (new.bucket is null) execute function certificate_takes_its_bucket();
update certificate c set bucket = p.bucket from pensioner p where p.id = c.pensioner_id;

create index pensioner_bucket on pensioner (bucket);
create index certificate_bucket on certificate (bucket);
create index life_evidence_bucket on life_evidence (bucket);
create index finding_bucket on finding (pay_month, bucket);

-- Keyed digest of the person's row in the last roster file: ciphertexts of equal values differ, so they cannot tell
-- whether anything changed.
alter table pensioner add column roster_digest bytea;

-- The rule of a scheme in force in a month: from_month <= month < until_month. Before its first version a scheme
-- follows that first version.
create view scheme_rule_span as
    select scheme, period_months, grace_months, high_risk_months, notice_days,
           case when row_number() over versions = 1 then date '-infinity' else effective_from end as from_month,
           coalesce(lead(effective_from) over versions, date 'infinity') as until_month
    from scheme_rule
    window versions as (partition by scheme order by effective_from);
