package org.proofoflife.batch.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.batch.testing.BatchTest;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;

@BatchTest
class BacklogTest {

    @Autowired
    Backlog backlog;

    @Autowired
    People people;

    @Autowired
    CertificationMoves moves;

    @Autowired
    SettableClock clock;

    @BeforeEach
    void now() {
        // Finer times are rounded by the database.
        clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void showsHowManyClipsWaitAndHowLongTheOldestDoes() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        BacklogMeters shown = new BacklogMeters(backlog, meters, clock);
        shown.look();
        double before = gauge(meters, "pol.waiting", "clip");
        UUID id = people.openCertification();
        byte[] clip = DigestUtils.sha256(id.toString());
        moves.submit(new Submission(id, clip, 1_000, "video/mp4", false, null), "channel:test");
        clock.advance(Duration.ofMinutes(20));

        shown.look();

        assertThat(gauge(meters, "pol.waiting", "clip")).isEqualTo(before + 1);
        assertThat(gauge(meters, "pol.waiting.age", "clip")).isGreaterThanOrEqualTo(1_200);
        assertThat(meters.get("pol.waiting").gauges())
                .extracting(gauge -> gauge.getId().getTag("what"))
                .containsExactlyInAnyOrder("clip", "enrolment", "message", "webhook", "case", "failed-job");
    }

    private static double gauge(SimpleMeterRegistry meters, String name, String what) {
        return meters.get(name).tag("what", what).gauge().value();
    }
}
