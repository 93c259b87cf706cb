-- A death or an end of the benefit that the roster took back was kept on record all the same. Without the digest of their
-- row these people are taken from the next roster file as it says.
update pensioner set roster_digest = null
where (life_status = 'ALIVE' and died_on is not null) or (benefit_status = 'NORMAL' and benefit_ends is not null);
