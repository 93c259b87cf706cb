-- The rules of a scheme are changed by two people, for months that have not begun. What was decided stays on record.

create function notice_days_are_sound(days integer[]) returns boolean language sql immutable as $$
    select cardinality(days) between 1 and 10 and array_position(days, null) is null
       and 1 <= all (days) and 365 >= all (days)
       and days = (select array_agg(distinct d order by d desc) from unnest(days) d)
$$;
alter table scheme_rule add constraint scheme_rule_notice_days check (notice_days_are_sound(notice_days));

create table scheme_rule_change (
    id               uuid primary key,
    scheme           text    not null references scheme,
    effective_from   date    not null check (extract(day from effective_from) = 1),
    period_months    integer not null check (period_months between 1 and 60),
    grace_months     integer not null check (grace_months between 0 and 12),
    high_risk_months integer not null check (high_risk_months between 1 and 60),
    notice_days      integer[] not null check (notice_days_are_sound(notice_days)),
    -- The decree or decision it rests on.
    reason           text    not null check (length(reason) between 1 and 500),
    state            text    not null check (state in ('PROPOSED', 'APPROVED', 'REJECTED')),
    proposed_by      text    not null check (proposed_by like 'user:_%'),
    proposed_at      timestamptz not null,
    decided_by       text    check (decided_by like 'user:_%' and decided_by <> proposed_by),
    decided_at       timestamptz,
    note             text    not null default '',
    check ((state = 'PROPOSED') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
    check (state <> 'REJECTED' or note <> '')
);
create unique index scheme_rule_change_once on scheme_rule_change (scheme, effective_from) where state = 'PROPOSED';

create function decided_rules_stand() returns trigger language plpgsql as $$
begin
    if old.state <> 'PROPOSED' then
        raise exception 'what was decided about a rule stands' using errcode = 'P0405';
    end if;
    return new;
end $$;
create trigger scheme_rule_change_stands before update on scheme_rule_change
    for each row execute function decided_rules_stand();
create trigger scheme_rule_change_kept before delete on scheme_rule_change
    for each row execute function decided_rules_stand();

-- By the database's clock, whatever program writes.
create function rules_in_force_stand() returns trigger language plpgsql as $$
begin
    if old.effective_from <= current_date then
        raise exception 'a rule in force is followed by another, never changed' using errcode = 'P0406';
    end if;
    return new;
end $$;
create trigger scheme_rule_stands before update on scheme_rule
    for each row execute function rules_in_force_stand();
