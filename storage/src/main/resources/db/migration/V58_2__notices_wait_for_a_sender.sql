-- Where no sender is set up, a notice waits for one instead of counting as sent.
alter table due_notice drop constraint due_notice_state_check;
alter table due_notice add constraint due_notice_state_check
    check (state in ('DUE', 'NO_SENDER', 'SENT', 'NO_PHONE', 'SUPERSEDED', 'FAILED'));

drop index due_notice_open;
create index due_notice_open on due_notice (pensioner_id) where state in ('DUE', 'NO_SENDER');
