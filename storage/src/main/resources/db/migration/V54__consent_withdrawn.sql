-- Whoever takes back the consent to face recognition has no template kept any more.
alter table enrolment drop constraint enrolment_state_check;
alter table enrolment add constraint enrolment_state_check
    check (state in ('PENDING', 'ACTIVE', 'REFUSED', 'REPLACED', 'FAILED', 'WITHDRAWN'));
