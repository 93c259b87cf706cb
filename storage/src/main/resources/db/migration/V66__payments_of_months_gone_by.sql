-- When the last reconciliation of the month began: what was imported later it did not see, or not for everybody.
alter table pay_period add column begun_at timestamptz;
