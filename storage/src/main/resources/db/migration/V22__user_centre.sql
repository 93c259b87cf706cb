-- The user centre: accounts of retirees and the one-time codes with which a password is set.

create table centre_account (
    id            uuid primary key,
    pensioner_id  uuid not null unique references pensioner,
    password_hash text not null,
    created_at    timestamptz not null,
    changed_at    timestamptz not null
);

create table one_time_code (
    pensioner_id uuid primary key references pensioner,
    code_hash    text not null,
    expires_at   timestamptz not null,
    tries        integer not null default 0
);

-- A solved puzzle is good once.
create table captcha_used (
    challenge  text primary key,
    expires_at timestamptz not null
);
