-- Console accounts that log in at the bureau's own identity provider (OpenID Connect) instead of by password and code.

alter table console_account
    alter column password_hash drop not null,
    alter column totp_secret_enc drop not null,
    -- Who vouches for the person, and the name it knows them by; both null for an account of our own.
    add column issuer  text,
    add column subject text,
    add constraint console_account_subject unique (issuer, subject),
    add constraint console_account_way check (
        (issuer is null and subject is null and password_hash is not null and totp_secret_enc is not null)
        or (issuer is not null and subject is not null and password_hash is null and totp_secret_enc is null));
