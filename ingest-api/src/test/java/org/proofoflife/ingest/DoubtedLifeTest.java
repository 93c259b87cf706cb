package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.testing.Doubts;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody whose death is reported while the clip is judged. */
@ApiTest
class DoubtedLifeTest {

    @Autowired
    Staff staff;

    @Autowired
    Worker worker;

    @Autowired
    People people;

    @Autowired
    CertificationMoves moves;

    @Autowired
    Certifications certifications;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Test
    void twoPeopleCertifyWhomOtherRecordsCallDead() {
        UUID person = people.registered();
        people.channel(null);
        UUID id = people.openCertification(person);
        // Another clip than that of any other test: the same again is a replay.
        byte[] hash =
                ByteBuffer.allocate(32).putLong(id.getMostSignificantBits()).array();
        moves.submit(new Submission(id, hash, 1, "video/mp4", false, null), "channel:" + People.CHANNEL);
        new Doubts(jdbc).ending(person, "DEATH_CERTIFICATE", clock.instant());
        worker.decide(id.toString(), OutcomeCode.CERTIFIED);

        ConsoleUser reviewer = staff.with(ConsoleRole.REVIEWER);
        assertThat(reviewer.get("/cases/" + id).text("ending")).isEqualTo("DEATH");
        reviewer.post("/cases/" + id + "/claim", Map.of());
        assertThat(reviewer.post("/cases/" + id + "/verdict", Map.of("outcome", "CERTIFIED"))
                        .text("state"))
                .isEqualTo("PROPOSED");
        ConsoleUser second = staff.with(ConsoleRole.APPROVER);
        second.post("/cases/" + id + "/second", Map.of("agrees", true));
        assertThat(certifications.find(id).orElseThrow().state()).isEqualTo(CertificationState.CERTIFIED);
    }
}
