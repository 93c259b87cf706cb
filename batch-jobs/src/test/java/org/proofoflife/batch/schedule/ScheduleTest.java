package org.proofoflife.batch.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.proofoflife.batch.testing.Api;
import org.proofoflife.batch.testing.BatchTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatchTest
class ScheduleTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<org.springframework.batch.core.job.Job> jobs;

    @Test
    void everyEntryStartsAJobThatExists() {
        assertThat(jobs)
                .extracting(org.springframework.batch.core.job.Job::getName)
                .containsAll(Entry.builtIn().stream().map(Entry::job).toList());
    }

    @Test
    void showsWhenEachJobRunsNext() {
        var lines = new Api(port, "auditor").get("/schedule").body();

        assertThat(lines.findValuesAsString("job"))
                .containsExactlyInAnyOrderElementsOf(
                        Entry.builtIn().stream().map(Entry::job).toList());
        assertThat(lines.findValuesAsString("next")).allMatch(next -> next.startsWith("20"));
    }

    @Test
    void pausesAndResumesAnEntry() {
        Api operator = new Api(port, "operator");

        assertThat(operator.post("/schedule/dueNotices/pause", "").status()).isEqualTo(204);
        assertThat(state("dueNotices")).isEqualTo("PAUSED");
        assertThat(operator.post("/schedule/dueNotices/resume", "").status()).isEqualTo(204);
        assertThat(state("dueNotices")).isEqualTo("WAITING");
        assertThat(operator.post("/schedule/noSuchJob/pause", "").code()).isEqualTo("NOT_SCHEDULED");
    }

    @Test
    void theTimeIsPartOfTheParametersSoThatItRunsOnce() {
        Entry entry = new Entry("j", "", Entry.Misfire.SKIP, Entry.Days.EVERY_DAY, Entry.Month.PREVIOUS);

        assertThat(entry.parameters(ZonedDateTime.parse("2026-01-01T02:00+08:00[Asia/Shanghai]")))
                .isEqualTo(Map.of("scheduled", "2026-01-01T02:00+08:00", "month", "2025-12"));
    }

    @Test
    void anUnknownNameInTheConfigurationIsRefused() {
        assertThatThrownBy(() -> new ScheduleProperties(true, Map.of("reconcile", "-")))
                .hasMessageContaining("reconcile");
    }

    private String state(String job) {
        return jdbc.sql("select trigger_state from qrtz_triggers where trigger_name = :job")
                .param("job", job)
                .query(String.class)
                .single();
    }
}
