-- A certificate that somebody else got, or of a day after death: two people take it back.
alter table proposal drop constraint proposal_kind_check;
alter table proposal add constraint proposal_kind_check
    check (kind in ('SUSPEND', 'RESUME', 'PAY_ARREARS', 'RECOVER', 'NOTIFY', 'HOME_VISIT', 'REVOKE'));
alter table proposal drop constraint proposal_check;
alter table proposal add constraint proposal_check
    check ((state in ('EXPORTED', 'DONE', 'FAILED')) <= (instruction_file_id is not null or kind in ('NOTIFY', 'HOME_VISIT', 'REVOKE')));
alter table proposal drop column needs;
alter table proposal add column needs smallint not null
    generated always as (case when kind in ('SUSPEND', 'RECOVER', 'REVOKE') then 2 else 1 end) stored;
