-- Whoever works in the console has a password and a second factor that no administrator has ever known.

alter table console_account
    -- Until when the account waits to be made its owner's by a start password that was handed over; null = it is.
    add column start_until      timestamptz,
    -- Shown to the owner for their authenticator; becomes totp_secret_enc when they answer with a code of it.
    add column totp_offered_enc bytea,
    drop constraint console_account_way;

-- Who was given password and secret by an administrator logs in with both once more and then sets their own.
update console_account set start_until = 'infinity' where issuer is null;

alter table console_account
    add constraint console_account_way check (
        (issuer is null and subject is null and password_hash is not null
            and (totp_secret_enc is not null or start_until is not null))
        or (issuer is not null and subject is not null and password_hash is null and totp_secret_enc is null
            and start_until is null and totp_offered_enc is null));
