-- Days off and made-up working days of 2026 (国务院办公厅 国办发明电〔2025〕7号); later years are entered by an administrator.
insert into holiday (day, name_zh, name_en)
select day::date, name_zh, name_en
from (values ('2026-01-01'::date, '2026-01-03'::date, '元旦', 'New Year'),
             ('2026-02-15', '2026-02-23', '春节', 'Spring Festival'),
             ('2026-04-04', '2026-04-06', '清明节', 'Qingming'),
             ('2026-05-01', '2026-05-05', '劳动节', 'Labour Day'),
             ('2026-06-19', '2026-06-21', '端午节', 'Dragon Boat Festival'),
             ('2026-09-25', '2026-09-27', '中秋节', 'Mid-Autumn Festival'),
             ('2026-10-01', '2026-10-07', '国庆节', 'National Day')) as span (first, last, name_zh, name_en),
     generate_series(first, last, interval '1 day') as day;
insert into holiday (day, name_zh, name_en, worked)
select day::date, '调休上班', 'Made-up working day', true
from unnest(array ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']) as day;
