-- Resumptions that are still to come, of whatever month: the present month says whether they are.
create index finding_resumption_due on finding (bucket) where kind = 'RESUMPTION_DUE' and state <> 'CLOSED';
