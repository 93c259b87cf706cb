-- Channels change their keys without a gap: the key before the last stays valid until a moment that is stated.

alter table channel
    -- Counts changes of credentials: who changes them names what they saw, so that a repeated wish changes nothing.
    add column credentials_version bigint not null default 0,
    add column key_issued_at       timestamptz,
    -- Last use of the present key, noted at most every few minutes.
    add column key_used_at         timestamptz,
    add column previous_key_hash   bytea unique,
    add column previous_key_until  timestamptz,
    add constraint channel_previous_key check ((previous_key_hash is null) = (previous_key_until is null));

update channel set key_issued_at = created_at where api_key_hash is not null;
