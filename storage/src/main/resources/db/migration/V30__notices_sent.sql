-- What became of a notice: it is sent once, by whatever sender the installation has.
alter table due_notice
    add column state    text not null default 'DUE'
        check (state in ('DUE', 'SENT', 'NO_PHONE', 'SUPERSEDED', 'FAILED')),
    add column attempts integer not null default 0,
    add column sent_at  timestamptz;

-- Before there was a sender, a notice was done with when it stood in the list of its day.
update due_notice set state = 'SENT', sent_at = noticed_at;

create index due_notice_open on due_notice (pensioner_id) where state = 'DUE';
