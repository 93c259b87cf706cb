package org.proofoflife.batch.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofoflife.batch.testing.Api;
import org.proofoflife.batch.testing.BatchTest;
import org.proofoflife.batch.testing.TestJobs;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@BatchTest
class JobsApiTest {

    @LocalServerPort
    int port;

    @Autowired
    JobRepository repository;

    @Autowired
    TakeOver takeOver;

    @Autowired
    RunHistory history;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private Api as(String account) {
        return new Api(port, account);
    }

    @Test
    void listsTheJobsToEveryAccount() {
        assertThat(as("auditor").get("/jobs").body().findValuesAsString("name"))
                .contains("openMonth", "dueNotices", "retention", "orphanedUploads", "expiredChallenges", "sealAudit");
    }

    @Test
    void refusesStrangersAndReaders() {
        assertThat(as("nobody").get("/jobs").status()).isEqualTo(401);
        assertThat(as("auditor").post("/jobs/openMonth/runs", "{}").status()).isEqualTo(403);
        assertThat(as("wang").post("/jobs/openMonth/runs", "{}").status()).isEqualTo(403);
    }

    @Test
    void runsAJobOnceForItsParameters() {
        Api.Answer started = as("operator").post("/jobs/openMonth/runs", "{\"month\":\"2031-02\"}");
        assertThat(started.status()).isEqualTo(202);

        JsonNode ended = ended(started.body().path("id").asLong());

        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("rows").asLong()).isEqualTo(1);
        assertThat(jdbc.sql("select state from pay_period where pay_month = '2031-02-01'")
                        .query(String.class)
                        .single())
                .isEqualTo("OPEN");
        Api.Answer again = as("operator").post("/jobs/openMonth/runs", "{\"month\":\"2031-02\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("ALREADY_COMPLETE");
        assertThat(jdbc.sql(
                                "select count(*) from audit_log where action = 'START' and actor = 'user:operator' and entity_id = :id")
                        .param("id", started.body().path("id").asString())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        assertThat(as("operator").post("/jobs/noSuchJob/runs", "{}").code()).isEqualTo("UNKNOWN_JOB");
        assertThat(as("operator").post("/jobs/openMonth/runs", "{}").code()).isEqualTo("INVALID_PARAMETERS");
        assertThat(as("operator").get("/runs/999999").code()).isEqualTo("UNKNOWN_RUN");
    }

    @Test
    void restartsWhatFailed() {
        TestJobs.FAILURES.set(1);
        long first = as("operator")
                .post("/jobs/failsWhileTold/runs", "{\"n\":\"" + UUID.randomUUID() + "\"}")
                .body()
                .path("id")
                .asLong();
        assertThat(ended(first).path("failure").asString()).contains("told to fail");

        Api.Answer restarted = as("operator").post("/runs/" + first + "/restart", "");

        assertThat(restarted.status()).isEqualTo(202);
        JsonNode second = ended(restarted.body().path("id").asLong());
        assertThat(second.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(second.path("rows").asLong()).isEqualTo(7);
    }

    @Test
    void goesOnAfterAProcessThatWokeAgainLeftItsRunUnknown() {
        TestJobs.FAILURES.set(2);
        long woken = start("failsWhileTold", "\"n\":\"" + UUID.randomUUID() + "\"");
        long failed = as("operator")
                .post("/runs/" + woken + "/restart", "")
                .body()
                .path("id")
                .asLong();
        ended(failed);
        jdbc.sql("update batch_job_execution set status = 'UNKNOWN' where job_execution_id = :id")
                .param("id", woken)
                .update();

        Api.Answer again = as("operator").post("/runs/" + failed + "/restart", "");

        assertThat(again.status()).isEqualTo(202);
        assertThat(ended(again.body().path("id").asLong()).path("status").asString())
                .isEqualTo("COMPLETED");
    }

    @Test
    void forgetsOldRunsOfTheScheduleButNoneOfAMonthAndNoneThatFailed() {
        String time = "\"scheduled\":\"" + UUID.randomUUID() + "\"";
        long swept = start("expiredChallenges", time);
        long month = start("openMonth", time + ",\"month\":\"2031-03\"");
        TestJobs.FAILURES.set(1);
        long failed = start("failsWhileTold", time);
        long asked = start("expiredChallenges", "\"n\":\"" + UUID.randomUUID() + "\"");
        Instant later = Instant.now().plus(Duration.ofMinutes(1));

        assertThat(history.removeBefore(Instant.now().minus(Duration.ofDays(1))))
                .isZero();
        assertThat(history.removeBefore(later)).isEqualTo(1);

        assertThat(as("operator").get("/runs/" + swept).code()).isEqualTo("UNKNOWN_RUN");
        assertThat(List.of(month, failed, asked))
                .allSatisfy(id ->
                        assertThat(as("operator").get("/runs/" + id).status()).isEqualTo(200));
        assertThat(jdbc.sql("select count(*) from batch_run_owner where run_id = :id")
                        .param("id", swept)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private long start(String job, String parameters) {
        long id = as("operator")
                .post("/jobs/" + job + "/runs", "{" + parameters + "}")
                .body()
                .path("id")
                .asLong();
        ended(id);
        return id;
    }

    @Test
    void stopsWhatRunsAndDoesNotRestartWhatLives() {
        long id = as("operator")
                .post("/jobs/neverEnds/runs", "{\"n\":\"" + UUID.randomUUID() + "\"}")
                .body()
                .path("id")
                .asLong();
        assertThat(as("operator").post("/runs/" + id + "/restart", "").code()).isEqualTo("ALREADY_RUNNING");

        assertThat(as("operator").post("/runs/" + id + "/stop", "").status()).isEqualTo(202);

        assertThat(ended(id).path("status").asString()).isEqualTo("STOPPED");
        assertThat(as("operator").post("/runs/" + id + "/stop", "").code()).isEqualTo("NOT_RUNNING");
    }

    @Test
    void goesOnWithTheRunsOfAProcessThatDied() {
        JobExecution orphan = runOfAnotherProcess(clock.instant().minusSeconds(300));

        takeOver.beat();

        JsonNode continued = await().until(
                        () -> as("auditor")
                                .get("/runs?job=failsWhileTold&limit=1")
                                .body()
                                .get(0),
                        run -> run.path("id").asLong() > orphan.getId()
                                && run.path("status").asString().equals("COMPLETED"));
        assertThat(continued.path("parameters").path("n").asString())
                .isEqualTo(orphan.getJobParameters().getString("n"));
        assertThat(ended(orphan.getId()).path("status").asString()).isEqualTo("FAILED");
    }

    @Test
    void leavesTheRunsOfALivingProcessAlone() {
        JobExecution other = runOfAnotherProcess(clock.instant().minusSeconds(20));

        takeOver.beat();

        assertThat(as("auditor")
                        .get("/runs/" + other.getId())
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("STARTED");
        assertThat(as("operator")
                        .post("/runs/" + other.getId() + "/restart", "")
                        .code())
                .isEqualTo("ALREADY_RUNNING");
    }

    private JobExecution runOfAnotherProcess(java.time.Instant seen) {
        TestJobs.FAILURES.set(0);
        JobParameters parameters = new JobParametersBuilder()
                .addString("n", UUID.randomUUID().toString())
                .toJobParameters();
        JobExecution run = repository.createJobExecution(
                repository.createJobInstance("failsWhileTold", parameters), parameters, new ExecutionContext());
        run.setStatus(BatchStatus.STARTED);
        run.setStartTime(java.time.LocalDateTime.now());
        repository.update(run);
        UUID process = UUID.randomUUID();
        jdbc.sql("insert into batch_process values (:id, :seen)")
                .param("id", process)
                .param("seen", seen.atOffset(java.time.ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into batch_run_owner values (:run, :id)")
                .param("run", run.getId())
                .param("id", process)
                .update();
        return run;
    }

    private JsonNode ended(long id) {
        return await().until(
                        () -> as("auditor").get("/runs/" + id).body(),
                        run -> !run.path("endedAt").isNull()
                                && !run.path("endedAt").isMissingNode());
    }
}
