-- Roles of the console's own accounts are taken by one administrator and given by two.

alter table console_account
    -- When the role of administrator was taken; for a while they still count as the second, lest the taker becomes the only one.
    add column administrator_until timestamptz;

alter table account_proposal
    drop constraint account_proposal_kind_check,
    add constraint account_proposal_kind_check check (kind in ('OPEN', 'RESET', 'WIDEN', 'GRANT')),
    -- Those that are to be given; the others stand in the account.
    add constraint account_proposal_granted check (kind <> 'GRANT' or cardinality(roles) > 0);
