-- The receipts that were made: whoever is shown one looks it up by its code. The code itself is kept nowhere.
create table receipt (
    code_index     bytea primary key,
    certificate_id uuid  not null references certificate on delete cascade
);
