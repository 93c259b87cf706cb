-- Who works for a county or a city sees its people alone.

alter table console_account
    -- First digits of a division's code (GB/T 2260), as in pensioner.region; null = all divisions.
    add column region text,
    add constraint console_account_region check (region ~ '^([0-9]{2}){1,3}$');
