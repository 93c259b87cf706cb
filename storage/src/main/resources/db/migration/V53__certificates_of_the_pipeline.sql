-- Most certificates come by file from counters and home visits and are of no certification of this pipeline: they need
-- no entry in the index that keeps a certification from being certified twice.
alter table certificate drop constraint certificate_certification_id_key;
create unique index certificate_certification_id_key on certificate (certification_id) where certification_id is not null;
