-- What was paid after a death is looked for in months gone by too, and proposed from there.
create index finding_after_death on finding (pay_month) where kind = 'PAID_AFTER_DEATH' and state <> 'CLOSED';
