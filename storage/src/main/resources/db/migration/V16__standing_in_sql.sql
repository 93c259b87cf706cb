-- The period engine's rules for set-based work. The engine (org.proofoflife.batch.period) is the reference; a property
-- test compares the two on random people.

-- Months as numbers, so that periods are added and compared as integers.
create function month_no(day date) returns integer language sql immutable parallel safe
    return case when day = '-infinity' then -1000000 when day = 'infinity' then 1000000
                else extract(year from day)::integer * 12 + extract(month from day)::integer - 1 end;

create function month_end(month integer) returns date language sql immutable parallel safe
    return make_date((month + 1) / 12, (month + 1) % 12 + 1, 1) - 1;

-- The scheme of a person in a month, for those who changed it; the earliest also applies before.
create view pensioner_scheme_span as
    select pensioner_id, scheme,
           case when row_number() over changes = 1 then -1000000 else month_no(effective_from) end as from_no,
           coalesce(month_no(lead(effective_from) over changes), 1000000) as until_no
    from pensioner_scheme
    window changes as (partition by pensioner_id order by effective_from);

create function high_risk_months(person uuid, present_scheme text, month integer) returns integer
language sql stable parallel safe
    return (select r.high_risk_months
            from scheme_rule_span r
            where r.scheme = coalesce((select s.scheme from pensioner_scheme_span s
                                       where s.pensioner_id = person and month >= s.from_no and month < s.until_no),
                                      present_scheme)
              and month >= month_no(r.from_month) and month < month_no(r.until_month));

-- Whether a month is paid, by the covers known to the bureau: cover i pays the months known[i] < m <= grace[i].
-- -1: not paid; 0: paid; n > 0: paid for the first time after n suspended months, which are its arrears.
-- Jumps from event to event; only a suspension of high risk that something other than a counter covers is walked
-- month by month, because a change of rules may lift it.
create function standing_code(person uuid, present_scheme text, first_month integer, month integer,
                              known integer[], grace integer[], counter boolean[]) returns integer
language plpgsql stable parallel safe as $$
declare
    m integer := first_month;
    since integer;
    reach integer;
    start integer;
    candidate integer;
    lifted boolean;
    covers constant integer := cardinality(known);
begin
    if month < first_month then
        return -1;
    end if;
    loop
        if since is null then
            reach := m - 1;
            for i in 1 .. covers loop
                if known[i] < m and grace[i] > reach then
                    reach := grace[i];
                end if;
            end loop;
            if reach >= month then
                return 0;
            end if;
            if reach >= m then
                m := reach + 1;
            else
                since := m;
                if m = month then
                    return -1;
                end if;
                m := m + 1;
            end if;
        else
            start := null;
            for i in 1 .. covers loop
                candidate := greatest(known[i] + 1, m);
                if candidate <= grace[i] and (start is null or candidate < start) then
                    start := candidate;
                end if;
            end loop;
            if start is null or start > month then
                return -1;
            end if;
            lifted := start - since <= high_risk_months(person, present_scheme, start);
            if not lifted then
                for i in 1 .. covers loop
                    lifted := lifted or (counter[i] and known[i] >= since and known[i] < start and grace[i] >= start);
                end loop;
            end if;
            if start = month then
                return case when lifted then month - since else -1 end;
            end if;
            if lifted then
                since := null;
            end if;
            m := start + case when lifted then 0 else 1 end;
        end if;
    end loop;
end $$;

-- A corrected number moves a person to another bucket, and everything about them goes along.
create function facts_follow_their_person() returns trigger language plpgsql as $$
begin
    update certificate set bucket = new.bucket where pensioner_id = new.id;
    update life_evidence set bucket = new.bucket where pensioner_id = new.id;
    update benefit_suspension set bucket = new.bucket where pensioner_id = new.id;
    update finding set bucket = new.bucket where pensioner_id = new.id;
    return null;
end $$;
create trigger pensioner_moves_bucket after update of bucket on pensioner
    for each row when (old.bucket <> new.bucket) execute function facts_follow_their_person();
