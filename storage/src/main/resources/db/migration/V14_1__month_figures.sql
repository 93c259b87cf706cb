-- The figures of a month as last reported; the trend reads the months before.
create table month_figures (
    pay_month   date primary key check (extract(day from pay_month) = 1),
    figures     jsonb not null,
    reported_at timestamptz not null
);
