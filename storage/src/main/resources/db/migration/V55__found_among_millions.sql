-- What is looked for among millions of rows, each of which had to be read for it: the cases under review, at every look at
-- the work list;
create index certification_review on certification (decided_at) where state = 'UNDER_REVIEW';
-- enrolments whose message was lost, by every sweep, and photos that are still needed, by every batch of retention;
create index enrolment_pending on enrolment (created_at) where state = 'PENDING';
create index enrolment_photo on enrolment (photo_key);
-- what belongs to one case;
create index submission_sha256 on submission (sha256);
create index webhook_delivery_certification on webhook_delivery (certification_id);
-- what was decided lately;
create index decision_time on decision (decided_at);
-- the parts of a job's run, of which Spring Batch asks by their whole;
create index batch_job_execution_instance on batch_job_execution (job_instance_id);
create index batch_job_execution_params_execution on batch_job_execution_params (job_execution_id);
create index batch_step_execution_execution on batch_step_execution (job_execution_id);
-- and the audit log of one thing or of one person, the newest first. Nobody asks for a kind of things alone.
create index audit_log_actor on audit_log (actor, id);
create index audit_log_entity_id on audit_log (entity_id, id);
drop index audit_log_entity_entity_id_idx;
