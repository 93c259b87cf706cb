-- The faces of cases, so that one person who certifies for several is seen to: earlier cases by the same face.

-- Only of certifications that went to a person or were refused as somebody else's or as an attack; those who certified
-- leave nothing here. Goes with the evidence.
create table case_face (
    certification_id uuid primary key references certification,
    -- Whom the certification was for, which need not be whose face it is.
    pensioner_id     uuid   not null references pensioner,
    -- Given in the order of commits: a search that has seen up to here has missed nothing before it.
    seq              bigint generated always as identity unique,
    template_enc     bytea  not null,
    created_at       timestamptz not null
);
create index on case_face (created_at);

-- Written once, when the later of the two is decided, and read from either side.
create table case_same_face (
    certification_id uuid not null references case_face on delete cascade,
    -- The earlier case.
    other_id         uuid not null references case_face on delete cascade,
    -- Log-odds that both are one person.
    score            double precision not null,
    primary key (certification_id, other_id)
);
create index on case_same_face (other_id);
