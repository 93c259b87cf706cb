-- Personal data stands only in *_enc columns (Tink AEAD, associated data = table.column:row id) and is found again by
-- *_index columns (HMAC-SHA256 under a key of its own). Codes are text with a check, times are timestamptz in UTC.

create table scheme (
    code         text primary key,
    name_zh      text    not null,
    name_en      text    not null,
    -- Which schemes certify through self-service; others are told their own channel (source document, 一(四)).
    self_service boolean not null,
    other_channel_zh text,
    other_channel_en text
);
insert into scheme values
    ('ENTERPRISE', '企业职工基本养老保险', 'Enterprise employees'' basic pension', true, null, null),
    ('INSTITUTION', '机关事业单位养老保险', 'Government and institution pension', false, '请通过原单位或社保经办窗口认证', 'Certify through your former employer or a social-insurance counter'),
    ('RESIDENT', '城乡居民基本养老保险', 'Urban and rural residents'' pension', false, '请通过村（社区）便民服务点认证', 'Certify at your village or community service point');

create table channel (
    id                 text primary key,
    name               text not null,
    -- SHA-256 of the issued API key; null where the channel authenticates by OAuth2 client credentials alone.
    api_key_hash       bytea unique,
    scopes             text[] not null,
    webhook_url        text,
    webhook_secret_enc bytea,
    created_at         timestamptz not null default now(),
    disabled_at        timestamptz
);

create table pensioner (
    id             uuid primary key,
    -- Opaque reference that channels and operators use instead of the number.
    ref            text  not null unique,
    number_index   bytea not null unique,
    number_enc     bytea not null,
    name_index     bytea not null,
    name_enc       bytea not null,
    phone_enc      bytea,
    scheme         text  not null references scheme,
    region         text  not null,
    birth_date     date,
    benefit_status text  not null check (benefit_status in ('NORMAL', 'SUSPENDED', 'STOPPED')),
    life_status    text  not null check (life_status in ('ALIVE', 'SUSPECTED_DEAD', 'DEAD', 'MISSING')),
    -- Monthly benefit due, in fen.
    benefit_fen    bigint check (benefit_fen >= 0),
    retired_on     date,
    -- Hash bucket of the person, 0..255: the unit by which reconciliation is partitioned.
    bucket         smallint not null check (bucket between 0 and 255),
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now()
);

-- Wrong entries of name and number, counted for the lock and forgotten after its window.
create table login_failure (
    id           bigint generated always as identity primary key,
    channel_id   text  not null,
    number_index bytea not null,
    at           timestamptz not null
);
create index on login_failure (number_index, at);
create index on login_failure (channel_id, at);

create table consent (
    id           uuid primary key,
    pensioner_id uuid not null references pensioner,
    text_version text not null,
    channel_id   text not null references channel,
    given_at     timestamptz not null,
    withdrawn_at timestamptz
);
create index on consent (pensioner_id);

create table enrolment (
    id            uuid primary key,
    pensioner_id  uuid not null references pensioner,
    channel_id    text not null references channel,
    state         text not null check (state in ('PENDING', 'ACTIVE', 'REFUSED', 'REPLACED', 'FAILED')),
    reason_codes  text[] not null default '{}',
    photo_key     text not null,
    photo_sha256  bytea not null,
    template_enc  bytea,
    models        jsonb,
    attempts      integer not null default 0,
    claim_token   uuid,
    claimed_until timestamptz,
    created_at    timestamptz not null,
    judged_at     timestamptz,
    check ((state in ('ACTIVE', 'REPLACED')) = (template_enc is not null))
);
create index on enrolment (pensioner_id, created_at desc);
create unique index enrolment_active on enrolment (pensioner_id) where state = 'ACTIVE';

create table certification (
    id              uuid primary key,
    pensioner_id    uuid not null references pensioner,
    channel_id      text not null references channel,
    state           text not null check (state in ('OPEN', 'SUBMITTED', 'VERIFYING', 'CERTIFIED', 'REJECTED', 'UNDER_REVIEW', 'EXPIRED')),
    outcome         text,
    reason_codes    text[] not null default '{}',
    challenge       text not null,
    object_key      text not null unique,
    consent_id      uuid not null references consent,
    idempotency_key text not null,
    -- SHA-256 of the request body: the same key with another body is a conflict.
    request_hash    bytea not null,
    opened_at       timestamptz not null,
    expires_at      timestamptz not null,
    submitted_at    timestamptz,
    decided_at      timestamptz,
    attempts        integer not null default 0,
    claim_token     uuid,
    claimed_by      text,
    claimed_until   timestamptz,
    parked_at       timestamptz,
    unique (channel_id, idempotency_key),
    check ((state in ('CERTIFIED', 'REJECTED', 'UNDER_REVIEW', 'EXPIRED')) = (outcome is not null))
);
create index on certification (pensioner_id, opened_at desc);
create index certification_open on certification (expires_at) where state = 'OPEN';
create index certification_busy on certification (claimed_until) where state in ('SUBMITTED', 'VERIFYING');

create table submission (
    certification_id uuid primary key references certification,
    sha256           bytea not null,
    size_bytes       bigint not null,
    content_type     text not null,
    mirrored         boolean not null,
    -- Seconds into the clip at which each prompt was really shown, in order; null where the client did not say.
    prompt_offsets   double precision[],
    received_at      timestamptz not null
);
-- First submission of these bytes by anyone; a second one is a replay.
create table clip_fingerprint (
    sha256           bytea primary key,
    certification_id uuid not null references certification,
    first_seen_at    timestamptz not null
);

create table decision (
    certification_id uuid primary key references certification,
    outcome          text not null,
    reason_codes     text[] not null,
    policy_version   text not null,
    models           jsonb not null,
    -- Scores and bands per axis.
    axes             jsonb not null,
    evidence_key     text,
    clip_sha256      bytea not null,
    worker           text not null,
    attempt          integer not null,
    elapsed_ms       bigint not null,
    decided_at       timestamptz not null
);

create table certificate (
    id               uuid primary key,
    pensioner_id     uuid not null references pensioner,
    -- Null where another source than this pipeline certified.
    certification_id uuid unique references certification,
    source           text not null check (source in ('SELF_SERVICE', 'COUNTER', 'HOME_VISIT', 'DATA_COMPARISON', 'REVIEW')),
    certified_on     date not null,
    -- First day of the month after the success, and last day of the period.
    valid_from       date not null,
    valid_until      date not null,
    -- Row of the import that brought it, null where issued here.
    source_ref       text unique,
    issued_at        timestamptz not null default now(),
    revoked_at       timestamptz,
    check (valid_until > valid_from)
);
create index on certificate (pensioner_id, certified_on desc);

create table outbox (
    id           bigint generated always as identity primary key,
    -- Routing key of the topology, e.g. verification.submit.
    route        text not null,
    message_id   uuid not null unique,
    payload      jsonb not null,
    created_at   timestamptz not null default now(),
    available_at timestamptz not null default now(),
    published_at timestamptz,
    attempts     integer not null default 0,
    last_error   text
);
create index outbox_due on outbox (available_at, id) where published_at is null;

create table webhook_delivery (
    id               uuid primary key,
    certification_id uuid not null references certification,
    channel_id       text not null references channel,
    event            text not null,
    payload          jsonb not null,
    created_at       timestamptz not null default now(),
    next_attempt_at  timestamptz not null default now(),
    attempts         integer not null default 0,
    last_status      integer,
    last_error       text,
    delivered_at     timestamptz,
    given_up_at      timestamptz
);
create index webhook_due on webhook_delivery (next_attempt_at) where delivered_at is null and given_up_at is null;

create table audit_log (
    id          bigint generated always as identity primary key,
    at          timestamptz not null,
    -- channel:ID, worker:ID, job:NAME, user:ID
    actor       text not null,
    action      text not null,
    entity      text not null,
    entity_id   text not null,
    from_state  text,
    to_state    text,
    detail      jsonb not null default '{}'
);
create index on audit_log (entity, entity_id);

create function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit_log is append-only';
end $$;
create trigger audit_log_append_only before update or delete on audit_log
    for each row execute function audit_log_is_append_only();
create trigger audit_log_no_truncate before truncate on audit_log
    for each statement execute function audit_log_is_append_only();

-- The digest chain over the log, written by a job in id order; a changed or missing row breaks it.
create table audit_seal (
    last_id     bigint primary key,
    first_id    bigint not null,
    digest      bytea not null,
    sealed_at   timestamptz not null
);
