-- Notices are claimed channel by channel, so that one that hangs does not hold up the others.
create index webhook_due_by_channel on webhook_delivery (channel_id, next_attempt_at)
    where delivered_at is null and given_up_at is null;
drop index webhook_due;
