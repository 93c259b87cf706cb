-- Numbers people had before theirs was corrected: payments made under them stay theirs.
create table pensioner_former_number (
    number_index bytea    primary key,
    -- The bucket of the former number, in which its payments lie.
    bucket       smallint not null,
    pensioner_id uuid     not null references pensioner on delete cascade,
    replaced_at  timestamptz not null
);
create index on pensioner_former_number (pensioner_id);

create function former_number_is_kept() returns trigger language plpgsql as $$
begin
    delete from pensioner_former_number where number_index = new.number_index;
    insert into pensioner_former_number values (old.number_index, old.bucket, new.id, new.updated_at)
    on conflict (number_index) do update set pensioner_id = excluded.pensioner_id, replaced_at = excluded.replaced_at;
    return null;
end $$;
create trigger pensioner_number_changes after update of number_index on pensioner
    for each row when (old.number_index <> new.number_index) execute function former_number_is_kept();

alter table finding drop constraint finding_kind_check;
alter table finding add constraint finding_kind_check
    check (kind in ('PAID_UNCERTIFIED', 'CERTIFIED_UNPAID', 'PAID_AFTER_DEATH', 'PAID_WHILE_SUSPENDED',
                    'CERTIFIED_AFTER_DEATH', 'DUPLICATE_PAYMENT', 'AMOUNT_MISMATCH', 'UNKNOWN_PAYEE',
                    'ARREARS_DUE', 'DUE_SOON', 'OVERDUE', 'RESUMPTION_DUE')) not valid;
alter table finding validate constraint finding_kind_check;

-- Arrears of three months and a payment that was left out are two amounts: one must not stand in the other's way.
drop index proposal_once;
create unique index proposal_once
    on proposal (kind, pensioner_id, pay_month, (case when kind in ('RECOVER', 'PAY_ARREARS') then coalesce(finding_id, 0) else 0 end))
    where state not in ('REJECTED', 'WITHDRAWN', 'FAILED');
