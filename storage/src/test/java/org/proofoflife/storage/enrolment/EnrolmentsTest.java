package org.proofoflife.storage.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.certification.ClaimLostException;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.proofoflife.storage.testing.StorageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@StorageTest
class EnrolmentsTest {

    private static final Duration LEASE = Duration.ofMinutes(1);

    @Autowired
    Enrolments enrolments;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    UUID person;

    @BeforeEach
    void register() {
        people.channel(null);
        person = people.registered();
    }

    @Test
    void aFitPhotoBecomesTheEnrolledFaceAndReplacesTheFormer() {
        UUID first = requested();
        enrolments.accept(claimed(first), new byte[] {1}, Map.of("matcher", "m@1"));
        UUID second = requested();
        enrolments.accept(claimed(second), new byte[] {2}, Map.of("matcher", "m@1"));

        assertThat(enrolments.find(first).orElseThrow().state()).isEqualTo(EnrolmentState.REPLACED);
        assertThat(enrolments.active(person).orElseThrow().id()).isEqualTo(second);
        assertThat(enrolments.activeTemplate(person)).hasValue(new byte[] {2});
        assertThat(jdbc.sql("select template_enc from enrolment where id = :id")
                        .param("id", second)
                        .query(byte[].class)
                        .single())
                .hasSizeGreaterThan(20);
    }

    @Test
    void anUnfitPhotoLeavesTheFormerInPlace() {
        UUID first = requested();
        enrolments.accept(claimed(first), new byte[] {1}, Map.of());
        UUID second = requested();
        enrolments.refuse(claimed(second), List.of(OutcomeCode.TOO_DARK, OutcomeCode.BLURRED));

        Enrolment refused = enrolments.find(second).orElseThrow();
        assertThat(refused.reasonCodes()).containsExactly(OutcomeCode.TOO_DARK, OutcomeCode.BLURRED);
        assertThat(enrolments.active(person).orElseThrow().id()).isEqualTo(first);
        assertThat(enrolments.latest(person).orElseThrow().id()).isEqualTo(second);
    }

    @Test
    void onlyTheCurrentClaimWrites() {
        UUID id = requested();
        EnrolmentClaim lost = claimed(id);
        assertThat(enrolments.claim(id, "w2", LEASE, false)).isEmpty();
        EnrolmentClaim taken = enrolments.claim(id, "w2", LEASE, true).orElseThrow();

        assertThatThrownBy(() -> enrolments.accept(lost, new byte[] {1}, Map.of()))
                .isInstanceOf(ClaimLostException.class);
        assertThat(enrolments.active(person)).isEmpty();
        enrolments.release(taken);
        EnrolmentClaim third = enrolments.claim(id, "w1", LEASE, false).orElseThrow();
        assertThat(third.attempt()).isEqualTo(3);
        enrolments.fail(third);
        assertThat(enrolments.find(id).orElseThrow().state()).isEqualTo(EnrolmentState.FAILED);
        assertThat(enrolments.judgedAmong(List.of(id, UUID.randomUUID()))).containsExactly(id);
    }

    @Test
    void everyMoveIsAudited() {
        UUID id = requested();
        enrolments.accept(claimed(id), new byte[] {1}, Map.of());
        assertThat(jdbc.sql("select action from audit_log where entity = 'enrolment' and entity_id = :id order by id")
                        .param("id", id.toString())
                        .query(String.class)
                        .list())
                .containsExactly("REQUEST", "JUDGE");
    }

    private UUID requested() {
        clock.advance(Duration.ofSeconds(1));
        UUID id = UUID.randomUUID();
        enrolments.request(id, person, People.CHANNEL, "photos/" + id, new byte[32]);
        return id;
    }

    private EnrolmentClaim claimed(UUID id) {
        return enrolments.claim(id, "w1", LEASE, false).orElseThrow();
    }
}
