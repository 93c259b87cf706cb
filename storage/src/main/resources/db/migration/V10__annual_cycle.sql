-- The annual cycle: rules of the period, imported facts, payments, findings, proposals and instructions.
-- Months are dates on their first day. Money is bigint fen. Facts about a person carry the person's bucket, by which
-- reconciliation is partitioned.

-- The rules of a scheme from a month on, until a later row takes over.
create table scheme_rule (
    scheme           text    not null references scheme,
    effective_from   date    not null check (extract(day from effective_from) = 1),
    -- Months a success is valid for, counted from the month after it.
    period_months    integer not null check (period_months between 1 and 60),
    -- Months after the period in which payment still goes on.
    grace_months     integer not null check (grace_months between 0 and 12),
    -- Suspended for longer than this many months: not resumed automatically, a counter handles it.
    high_risk_months integer not null check (high_risk_months between 1 and 60),
    -- Days before the end of the period at which the person is reminded, longest first.
    notice_days      integer[] not null,
    decided_by       text    not null,
    primary key (scheme, effective_from)
);
insert into scheme_rule values
    ('ENTERPRISE', '2011-01-01', 12, 0, 12, '{60,30,7}', 'migration'),
    ('INSTITUTION', '2011-01-01', 12, 0, 12, '{60,30,7}', 'migration'),
    ('RESIDENT', '2011-01-01', 12, 0, 12, '{60,30,7}', 'migration');

-- Schemes of a person over time; pensioner.scheme is the present one. No row: always the present one.
create table pensioner_scheme (
    pensioner_id   uuid not null references pensioner on delete cascade,
    effective_from date not null check (extract(day from effective_from) = 1),
    scheme         text not null references scheme,
    primary key (pensioner_id, effective_from)
);

alter table pensioner
    add column died_on date,
    -- First month for which no benefit is due any more, whatever the reason.
    add column benefit_ends date check (extract(day from benefit_ends) = 1);

-- A month of payment and where its reconciliation stands.
create table pay_period (
    pay_month     date primary key check (extract(day from pay_month) = 1),
    state         text not null check (state in ('OPEN', 'RECONCILING', 'RECONCILED', 'CLOSED')),
    opened_at     timestamptz not null,
    reconciled_at timestamptz,
    closed_at     timestamptz
);

create table import_run (
    id                  bigint generated always as identity primary key,
    kind                text not null check (kind in ('ROSTER', 'PAYMENTS', 'LIFE_EVIDENCE', 'CERTIFICATIONS', 'INSTRUCTION_RETURN')),
    layout              text not null,
    file_name           text not null,
    file_sha256         bytea not null,
    pay_month           date check (extract(day from pay_month) = 1),
    state               text not null check (state in ('RUNNING', 'APPLIED', 'REFUSED', 'FAILED')),
    -- Why it was refused: a stable code, e.g. TOTAL_MISMATCH.
    refusal             text,
    -- The earlier file of the same month that this one corrects and replaces.
    replaces_id         bigint references import_run,
    rows_read           bigint not null default 0,
    rows_accepted       bigint not null default 0,
    rows_rejected       bigint not null default 0,
    amount_fen          bigint not null default 0,
    declared_rows       bigint,
    declared_amount_fen bigint,
    -- Object in REPORTS with the rejected rows.
    reject_key          text,
    started_at          timestamptz not null,
    finished_at         timestamptz
);
-- The same bytes are applied once.
create unique index import_run_once on import_run (kind, file_sha256) where state in ('RUNNING', 'APPLIED');

create table import_reject (
    import_run_id bigint not null references import_run on delete cascade,
    line_no       bigint not null,
    field         text   not null,
    -- A stable code; the value itself is in the reject file only.
    reason        text   not null,
    primary key (import_run_id, line_no, field)
);

create table life_evidence (
    id            bigint generated always as identity primary key,
    pensioner_id  uuid     not null references pensioner on delete cascade,
    bucket        smallint not null,
    kind          text     not null check (kind in ('HOSPITAL', 'TRAVEL', 'INTERVIEW', 'CREMATION', 'DEATH_CERTIFICATE', 'PRISON', 'NATIONALITY_LOST', 'DOUBLE_BENEFIT')),
    -- Strength as evidence of life; ENDS: the benefit may have ended (death, prison, nationality, double benefit).
    strength      text     not null check (strength in ('STRONG', 'MEDIUM', 'WEAK', 'ENDS')),
    observed_on   date     not null,
    -- Source and row of the import that brought it.
    source_ref    text     not null unique,
    import_run_id bigint   references import_run,
    received_at   timestamptz not null
);
create index on life_evidence (pensioner_id);

-- What was paid: one row a payment, a partition a month. No key of its own: import_run and line say where it is from.
create table payment_record (
    pay_month     date     not null,
    bucket        smallint not null,
    -- Blind index of the payee's number, as in pensioner.number_index; the payee may be unknown to the roster.
    payee_index   bytea    not null,
    amount_fen    bigint   not null check (amount_fen >= 0),
    kind          text     not null check (kind in ('REGULAR', 'ARREARS')),
    import_run_id bigint   not null,
    line_no       bigint   not null
) partition by list (pay_month);

-- Months in which a person is not paid for want of certification: [from_month, until_month).
create table benefit_suspension (
    id           bigint generated always as identity primary key,
    pensioner_id uuid not null references pensioner on delete cascade,
    bucket       smallint not null,
    from_month   date not null check (extract(day from from_month) = 1),
    -- First month paid again.
    until_month  date check (extract(day from until_month) = 1 and until_month > from_month),
    unique (pensioner_id, from_month)
);
create unique index benefit_suspension_open on benefit_suspension (pensioner_id) where until_month is null;

-- A doubt about a month. The key (month, kind, subject) survives every re-run.
create table finding (
    id           bigint generated always as identity primary key,
    pay_month    date not null check (extract(day from pay_month) = 1),
    kind         text not null check (kind in ('PAID_UNCERTIFIED', 'CERTIFIED_UNPAID', 'PAID_AFTER_DEATH', 'PAID_WHILE_SUSPENDED',
                                               'CERTIFIED_AFTER_DEATH', 'DUPLICATE_PAYMENT', 'AMOUNT_MISMATCH', 'UNKNOWN_PAYEE',
                                               'ARREARS_DUE', 'DUE_SOON')),
    -- The pensioner's id as text, or hex of the payee's blind index for a payee the roster does not know.
    subject      text not null,
    pensioner_id uuid,
    bucket       smallint not null,
    -- Amount in doubt: paid too much, or due and not paid; 0 where no money is at stake.
    amount_fen   bigint not null,
    state        text not null check (state in ('OPEN', 'CONFIRMED', 'CLOSED')),
    -- Facts that led to it: months, days, dates; nothing that identifies a person.
    detail       jsonb not null default '{}',
    opened_at    timestamptz not null,
    updated_at   timestamptz not null,
    unique (pay_month, kind, subject)
);
create index on finding (pensioner_id);

create table finding_history (
    id         bigint generated always as identity primary key,
    finding_id bigint not null references finding on delete cascade,
    at         timestamptz not null,
    -- user:ID or job:NAME
    actor      text not null,
    from_state text,
    to_state   text not null,
    amount_fen bigint not null,
    reason     text not null
);
create index on finding_history (finding_id);

create table instruction_file (
    id              uuid primary key,
    -- Number the payment system sees; without gaps.
    number          bigint not null unique,
    pay_month       date   not null,
    object_key      text   not null unique,
    sha256          bytea  not null,
    signature       bytea  not null,
    key_id          text   not null,
    rows            integer not null,
    amount_fen      bigint not null,
    state           text   not null check (state in ('EXPORTED', 'ACKNOWLEDGED')),
    exported_at     timestamptz not null,
    acknowledged_at timestamptz,
    return_sha256   bytea
);

create table proposal (
    id           uuid primary key,
    kind         text not null check (kind in ('SUSPEND', 'RESUME', 'PAY_ARREARS', 'RECOVER', 'NOTIFY', 'HOME_VISIT')),
    pensioner_id uuid not null references pensioner,
    finding_id   bigint references finding,
    -- Month it takes effect.
    pay_month    date not null check (extract(day from pay_month) = 1),
    amount_fen   bigint not null check (amount_fen >= 0),
    -- Distinct people who must agree: two for what takes money away.
    needs        smallint not null generated always as (case when kind in ('SUSPEND', 'RECOVER') then 2 else 1 end) stored,
    state        text not null check (state in ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'EXPORTED', 'DONE', 'FAILED')),
    detail       jsonb not null default '{}',
    -- user:ID or job:NAME
    proposed_by  text not null,
    proposed_at  timestamptz not null,
    decided_at   timestamptz,
    instruction_file_id uuid references instruction_file,
    line_no      integer,
    -- Code of the payment system's return file.
    return_code  text,
    check ((state in ('EXPORTED', 'DONE', 'FAILED')) <= (instruction_file_id is not null or kind in ('NOTIFY', 'HOME_VISIT'))),
    unique (instruction_file_id, line_no)
);
create unique index proposal_once on proposal (kind, pensioner_id, pay_month) where state not in ('REJECTED', 'WITHDRAWN', 'FAILED');
create index on proposal (finding_id);
create index proposal_open on proposal (pay_month, state) where state in ('PROPOSED', 'APPROVED');

create table approval (
    proposal_id uuid not null references proposal,
    -- user:ID; a person votes once.
    person      text not null,
    verdict     text not null check (verdict in ('APPROVE', 'REJECT')),
    note        text not null default '',
    at          timestamptz not null,
    primary key (proposal_id, person)
);

-- Four eyes hold whatever program writes: nobody approves what they proposed, and enough different people agreed.
create function approval_is_by_another_person() returns trigger language plpgsql as $$
begin
    if new.person not like 'user:_%' then
        raise exception 'only a person approves' using errcode = 'P0401';
    end if;
    if exists (select from proposal p where p.id = new.proposal_id and p.proposed_by = new.person) then
        raise exception 'nobody approves what they proposed' using errcode = 'P0402';
    end if;
    if tg_op = 'UPDATE' then
        raise exception 'a vote stands' using errcode = 'P0403';
    end if;
    return new;
end $$;
create trigger approval_by_another_person before insert or update on approval
    for each row execute function approval_is_by_another_person();

create function proposal_has_its_approvals() returns trigger language plpgsql as $$
begin
    if new.state in ('APPROVED', 'EXPORTED', 'DONE')
       and (select count(*) from approval a where a.proposal_id = new.id and a.verdict = 'APPROVE') < new.needs then
        raise exception 'not enough different people approved' using errcode = 'P0404';
    end if;
    return new;
end $$;
create trigger proposal_approved after insert or update of state, kind on proposal
    for each row execute function proposal_has_its_approvals();

-- Days off and made-up working days, for the schedule and for terms.
create table holiday (
    day     date primary key,
    name_zh text not null,
    name_en text not null,
    -- True: a weekend day that is worked.
    worked  boolean not null default false
);

create table due_notice (
    pensioner_id uuid not null references pensioner on delete cascade,
    -- Last day of the period the notice is about.
    valid_until  date not null,
    days_before  integer not null,
    noticed_at   timestamptz not null,
    primary key (pensioner_id, valid_until, days_before)
);
