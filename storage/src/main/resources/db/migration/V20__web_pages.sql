-- What the web pages need: their channel, sessions, limits and uploads in parts.

-- The pages' own channel. It has no key and no scope: nobody can act as it from outside.
insert into channel (id, name, scopes) values ('self-service', '网页自助认证', '{}');

create table web_session (
    -- SHA-256 of the random token in the cookie.
    token_hash   bytea primary key,
    kind         text not null check (kind in ('SELF_SERVICE', 'CENTRE', 'CONSOLE')),
    -- pensioner, centre_account or console_account, by kind.
    subject      uuid not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    -- Whatever is done in it, a session ends then.
    expires_at   timestamptz not null,
    ended_at     timestamptz
);
create index on web_session (kind, subject) where ended_at is null;
create index on web_session (expires_at);

create table web_rate (
    -- Keyed index of what is limited, e.g. an address or a number.
    key          bytea       not null,
    window_start timestamptz not null,
    hits         integer     not null,
    primary key (key, window_start)
);
create index on web_rate (window_start);

create table clip_part (
    certification_id uuid   not null references certification,
    start_byte       bigint not null,
    size_bytes       integer not null check (size_bytes > 0),
    primary key (certification_id, start_byte)
);
