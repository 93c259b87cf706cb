-- An account is opened, begun anew or given a wider region when a second administrator agrees.

create table account_proposal (
    id             uuid primary key,
    kind           text not null check (kind in ('OPEN', 'RESET', 'WIDEN')),
    -- Null of an account that is to be opened.
    account_id     uuid references console_account,
    login          text not null,
    -- Of an account that is to be opened; otherwise they stand there.
    display_name   text,
    roles          text[],
    -- Of an account that is to be opened or widened; null = all divisions.
    region         text,
    -- Half of the start password: the proposer was shown it, whoever approves is shown the other. Until it is decided.
    first_half_enc bytea,
    state          text not null check (state in ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    proposed_by    uuid not null references console_account,
    proposed_at    timestamptz not null,
    decided_by     uuid references console_account,
    decided_at     timestamptz,
    note           text not null default '',
    check ((kind = 'OPEN') = (account_id is null)),
    check (kind <> 'OPEN' or (display_name is not null and roles is not null)),
    check (state <> 'APPROVED' or decided_by is not null),
    -- Four eyes are those of two people, neither of whom gains by it.
    check (state <> 'APPROVED' or decided_by <> proposed_by),
    check (state <> 'APPROVED' or decided_by is distinct from account_id),
    check (account_id is distinct from proposed_by),
    check (state = 'PROPOSED' or first_half_enc is null)
);
create unique index account_proposal_waiting on account_proposal (login, kind) where state = 'PROPOSED';
