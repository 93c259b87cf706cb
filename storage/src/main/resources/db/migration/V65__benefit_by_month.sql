-- Who gets how much from which month on. No row: always the present amount, pensioner.benefit_fen, which is that of the
-- latest month. Else the first row, of 1900-01, is what it was before all changes.
create table pensioner_benefit (
    pensioner_id   uuid     not null references pensioner on delete cascade,
    bucket         smallint not null,
    effective_from date     not null check (extract(day from effective_from) = 1),
    -- Month in which the bureau learnt of it: what was paid before followed what was known then.
    known_in       date     not null check (extract(day from known_in) = 1),
    benefit_fen    bigint   not null check (benefit_fen >= 0),
    primary key (pensioner_id, effective_from, known_in)
);
create index on pensioner_benefit (bucket, known_in, effective_from);

-- The benefit of a month, by all that is known today.
create function benefit_of(person uuid, present_fen bigint, month date) returns bigint language sql stable parallel safe
    return coalesce((select v.benefit_fen from pensioner_benefit v
                     where v.pensioner_id = person and v.effective_from <= month
                     order by v.effective_from desc, v.known_in desc limit 1), present_fen);
