-- When a refusal was brought before a person, which the outcome does not say once that person has decided.
alter table certification add column appealed_at timestamptz;
update certification c set appealed_at = a.at from audit_log a
where a.entity = 'certification' and a.action = 'APPEAL' and c.id = a.entity_id::uuid;

-- Beside reminders, people are told what was decided about them and what happens to their payment.
alter table due_notice rename to notice;
-- Last day of the period (DUE, CERTIFIED), day of the decision (REFUSED), or first month (SUSPENDED, RESUMED).
alter table notice rename column valid_until to day;
alter table notice
    drop constraint due_notice_pkey,
    add column id uuid primary key default gen_random_uuid(),
    add column kind text not null default 'DUE' check (kind in ('DUE', 'CERTIFIED', 'REFUSED', 'SUSPENDED', 'RESUMED')),
    -- The certification that a person decided, or the proposal that the payment system carried out: told once.
    add column event_id uuid unique,
    alter column days_before drop not null,
    -- Of an event: when the round took it up, in whose list it then stands.
    alter column noticed_at drop not null,
    add check ((kind = 'DUE') = (event_id is null)),
    add check ((kind = 'DUE') = (days_before is not null));
alter table notice rename constraint due_notice_state_check to notice_state_check;
create unique index notice_due_once on notice (pensioner_id, day, days_before);
drop index due_notice_open;
create index notice_open on notice (id) where state in ('DUE', 'NO_SENDER');
