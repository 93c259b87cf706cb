-- When the last reconciliation of the month began: what was imported later it did not see, or not for everybody.
alter table pay_period add column begun_at timestamptz;

-- Arrears that were approved are held against the arrears that are paid, by ranges of buckets like everything else.
alter table proposal add column bucket smallint;
create trigger proposal_bucket before insert on proposal
    for each row when (new.bucket is null) execute function certificate_takes_its_bucket();
update proposal o set bucket = p.bucket from pensioner p where p.id = o.pensioner_id;
create index proposal_arrears on proposal (bucket) where kind = 'PAY_ARREARS' and state in ('APPROVED', 'EXPORTED', 'DONE');
create index payment_arrears on payment_record (bucket) where kind = 'ARREARS';

-- With the benefits of V65 and these approvals.
create or replace function facts_follow_their_person() returns trigger language plpgsql as $$
begin
    update certificate set bucket = new.bucket where pensioner_id = new.id;
    update life_evidence set bucket = new.bucket where pensioner_id = new.id;
    update benefit_suspension set bucket = new.bucket where pensioner_id = new.id;
    update finding set bucket = new.bucket where pensioner_id = new.id;
    update pensioner_benefit set bucket = new.bucket where pensioner_id = new.id;
    update proposal set bucket = new.bucket where pensioner_id = new.id;
    return null;
end $$;

alter table finding drop constraint finding_kind_check;
alter table finding add constraint finding_kind_check
    check (kind in ('PAID_UNCERTIFIED', 'CERTIFIED_UNPAID', 'PAID_AFTER_DEATH', 'PAID_WHILE_SUSPENDED',
                    'CERTIFIED_AFTER_DEATH', 'DUPLICATE_PAYMENT', 'AMOUNT_MISMATCH', 'UNKNOWN_PAYEE',
                    'ARREARS_DUE', 'ARREARS_MISMATCH', 'DUE_SOON', 'OVERDUE', 'RESUMPTION_DUE')) not valid;
alter table finding validate constraint finding_kind_check;
