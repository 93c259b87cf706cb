-- The review console: who works there, who holds which case, and what they said.

create table console_account (
    id              uuid primary key,
    login           text   not null unique,
    display_name    text   not null,
    password_hash   text   not null,
    totp_secret_enc bytea  not null,
    -- The last time step whose code was accepted: a code is good once.
    totp_step       bigint not null default 0,
    roles           text[] not null,
    created_at      timestamptz not null,
    disabled_at     timestamptz
);

create table review_claim (
    certification_id uuid primary key references certification,
    account_id       uuid not null references console_account,
    claimed_at       timestamptz not null
);
create index on review_claim (account_id);

create table review_verdict (
    id               uuid primary key,
    certification_id uuid not null references certification,
    reviewer_id      uuid not null references console_account,
    outcome          text not null,
    reason_codes     text[] not null,
    -- Notes may name people.
    note_enc         bytea,
    state            text not null check (state in ('PROPOSED', 'EFFECTIVE', 'REFUSED')),
    given_at         timestamptz not null,
    second_id        uuid references console_account,
    second_note_enc  bytea,
    second_at        timestamptz,
    -- Four eyes are those of two people.
    check (second_id is null or second_id <> reviewer_id)
);
create unique index review_verdict_pending on review_verdict (certification_id) where state = 'PROPOSED';
create index on review_verdict (certification_id, given_at);
