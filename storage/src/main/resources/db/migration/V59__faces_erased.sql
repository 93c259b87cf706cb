-- What is kept of a face by a consent that was withdrawn goes; until it is gone, it is tried again.
alter table consent add column erased_at timestamptz;
create index consent_to_erase on consent (withdrawn_at) where withdrawn_at is not null and erased_at is null;
create index certification_consent on certification (consent_id);
