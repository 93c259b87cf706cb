-- Which batch process runs what; a process that was silent too long has died and its runs are continued by another.
create table batch_process (
    id      uuid primary key,
    seen_at timestamptz not null
);
create table batch_run_owner (
    run_id     bigint primary key,
    process_id uuid not null
);
