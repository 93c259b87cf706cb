package org.proofoflife.batch.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.batch.testing.BatchTest;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.CaseFaces;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Claim;
import org.proofoflife.storage.certification.Decision;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@BatchTest
class HousekeepingTest {

    @Autowired
    Retention retention;

    @Autowired
    AuditSeals seals;

    @Autowired
    AuditLog audit;

    @Autowired
    ObjectStore objects;

    @Autowired
    People people;

    @Autowired
    CertificationMoves moves;

    @Autowired
    CaseFaces faces;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void buckets() throws IOException {
        clock.set(Instant.now());
        objects.ensureBuckets(EnumSet.allOf(Bucket.class));
    }

    @Test
    void removesClipsWhenTheirTimeIsOverButNotThoseOfOpenCases() throws IOException {
        UUID waiting = submitted();
        UUID expired = people.openCertification();
        put(Bucket.CLIPS, "clips/" + waiting);
        put(Bucket.CLIPS, "clips/" + expired);
        clock.advance(Duration.ofDays(29));
        retention.removeExpired();
        assertThat(exists(Bucket.CLIPS, "clips/" + expired)).isTrue();

        clock.advance(Duration.ofDays(2));
        retention.removeExpired();

        assertThat(exists(Bucket.CLIPS, "clips/" + waiting)).isTrue();
        assertThat(exists(Bucket.CLIPS, "clips/" + expired)).isFalse();
        assertThat(jdbc.sql(
                                "select detail ->> 'objects' from audit_log where actor = 'job:retention' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("1");
    }

    @Test
    void everyBucketHasItsOwnTime() throws IOException {
        for (Bucket bucket : Bucket.values()) {
            put(bucket, "old/" + bucket);
        }
        clock.advance(Duration.ofDays(91));

        retention.removeExpired();

        assertThat(exists(Bucket.INBOX, "old/INBOX")).isFalse();
        assertThat(exists(Bucket.PHOTOS, "old/PHOTOS")).isFalse();
        assertThat(exists(Bucket.EVIDENCE, "old/EVIDENCE")).isTrue();
        assertThat(exists(Bucket.REPORTS, "old/REPORTS")).isTrue();
    }

    @Test
    void messagesGoAWeekAfterTheBrokerTookThemAndNeverBefore() throws IOException {
        UUID taken = message(clock.instant());
        UUID waiting = message(null);
        clock.advance(Duration.ofDays(6));
        retention.removeExpired();
        assertThat(messages(taken, waiting)).containsExactlyInAnyOrder(taken, waiting);

        clock.advance(Duration.ofDays(2));
        retention.removeExpired();
        assertThat(messages(taken, waiting)).containsExactly(waiting);
        jdbc.sql("delete from outbox where message_id = :id")
                .param("id", waiting)
                .update();
    }

    private UUID message(@Nullable Instant published) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "insert into outbox (route, message_id, payload, published_at) values ('test', :id, '{}', :published::timestamptz)")
                .param("id", id)
                .param("published", published == null ? null : Columns.time(published))
                .update();
        return id;
    }

    private List<UUID> messages(UUID... ids) {
        return jdbc.sql("select message_id from outbox where message_id in (:ids)")
                .param("ids", List.of(ids))
                .query(UUID.class)
                .list();
    }

    @Test
    void theFacesOfCasesGoWithTheirEvidenceUnlessAPersonStillLooks() throws IOException {
        UUID refused = faced(OutcomeCode.FACE_MISMATCH, List.of());
        UUID doubted = faced(OutcomeCode.MATCH_UNCERTAIN, List.of(new CaseFaces.Alike(refused, 3)));
        clock.advance(Duration.ofDays(729));
        retention.removeExpired();
        assertThat(faces.alike(doubted, 9)).hasSize(1);

        clock.advance(Duration.ofDays(2));
        retention.removeExpired();

        assertThat(jdbc.sql("select certification_id from case_face where certification_id in (:both)")
                        .param("both", List.of(refused, doubted))
                        .query(UUID.class)
                        .list())
                .containsExactly(doubted);
        assertThat(faces.alike(doubted, 9)).as("went with the face").isEmpty();
        for (int day = 1; day < 16; day++) {
            clock.advance(Duration.ofDays(1));
            retention.removeExpired();
        }
        assertThat(exists(Bucket.EVIDENCE, refused + "/1/frame-00-NEUTRAL.jpg")).isFalse();
        assertThat(exists(Bucket.EVIDENCE, doubted + "/1/frame-00-NEUTRAL.jpg")).isTrue();
        assertThat(jdbc.sql("select count(*) from audit_log where entity = 'case_face' and action = 'REMOVE'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    private UUID faced(OutcomeCode outcome, List<CaseFaces.Alike> alike) throws IOException {
        UUID id = submitted();
        String evidence = id + "/1/evidence.json";
        put(Bucket.EVIDENCE, evidence);
        put(Bucket.EVIDENCE, id + "/1/frame-00-NEUTRAL.jpg");
        Claim claim = moves.claim(id, "test", Duration.ofMinutes(1), false).orElseThrow();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            moves.settle(claim, new Decision(outcome, List.of(), "test", Map.of(), "[]", evidence, new byte[32], 1));
            faces.keep(claim, new byte[] {1, 0}, alike);
        });
        return id;
    }

    @Test
    void removesUploadsThatNoSubmissionNamed() throws IOException {
        UUID submitted = submitted();
        UUID open = people.openCertification();
        put(Bucket.CLIPS, "clips/" + submitted);
        put(Bucket.CLIPS, "clips/" + open);
        put(Bucket.CLIPS, "clips/of-nobody");
        clock.advance(Duration.ofHours(25));

        retention.removeOrphans();

        assertThat(exists(Bucket.CLIPS, "clips/" + submitted)).isTrue();
        assertThat(exists(Bucket.CLIPS, "clips/" + open)).isTrue();
        assertThat(exists(Bucket.CLIPS, "clips/of-nobody")).isFalse();
    }

    @Test
    void removesThePartsOfClipsThatNeverBecameWholeWithTheirRows() throws IOException {
        UUID abandoned = people.openCertification();
        part(abandoned);
        clock.advance(Duration.ofMinutes(11));
        new Challenges(jdbc, moves, clock).expire();
        clock.advance(Duration.ofHours(25));
        UUID uploading = people.openCertification();
        part(uploading);

        retention.removeOrphans();

        assertThat(exists(Bucket.CLIPS, "parts/" + abandoned + "/000000000000")).isFalse();
        assertThat(exists(Bucket.CLIPS, "parts/" + uploading + "/000000000000")).isTrue();
        assertThat(jdbc.sql("select certification_id from clip_part where certification_id in (:both)")
                        .param("both", List.of(abandoned, uploading))
                        .query(UUID.class)
                        .list())
                .containsExactly(uploading);
        objects.remove(Bucket.CLIPS, List.of("parts/" + uploading + "/000000000000"));
    }

    private void part(UUID certification) throws IOException {
        put(Bucket.CLIPS, "parts/" + certification + "/000000000000");
        jdbc.sql("insert into clip_part (certification_id, start_byte, size_bytes) values (:id, 0, 1)")
                .param("id", certification)
                .update();
    }

    @Test
    void closesCertificationsWhoseChallengeRanOut() {
        UUID id = people.openCertification();
        Challenges challenges = new Challenges(jdbc, moves, clock);
        challenges.expire();
        assertThat(state(id)).isEqualTo("OPEN");

        clock.advance(Duration.ofMinutes(11));

        assertThat(challenges.expire()).isPositive();
        assertThat(state(id)).isEqualTo("EXPIRED");
        assertThat(challenges.expire()).isZero();
    }

    @Test
    void aSealedLogVerifiesUntilItIsAltered() {
        audit.append(AuditLog.Entry.act("job:test", "TEST", "test", "1", Map.of("a", 1)));
        audit.append(AuditLog.Entry.act("job:test", "TEST", "test", "2", Map.of()));
        assertThat(seal()).isGreaterThanOrEqualTo(2);
        assertThat(seal()).isZero();
        long verified = seals.verify();
        assertThat(verified).isGreaterThanOrEqualTo(2);
        audit.append(AuditLog.Entry.act("job:test", "TEST", "test", "3", Map.of()));
        seal();
        assertThat(seals.verify()).isGreaterThan(verified);

        behindTheLogsBack("update audit_log set actor = 'user:other' where entity = 'test' and entity_id = '2'");

        assertThatThrownBy(() -> seals.verify())
                .isInstanceOf(AuditSeals.BrokenSealException.class)
                .hasMessageContaining("altered");
        behindTheLogsBack("update audit_log set actor = 'job:test' where entity = 'test' and entity_id = '2'");
        assertThat(seals.verify()).isPositive();
        behindTheLogsBack("delete from audit_log where entity = 'test' and entity_id = '1'");
        assertThatThrownBy(() -> seals.verify()).isInstanceOf(AuditSeals.BrokenSealException.class);
        // What was tampered with cannot be mended; the other tests' database is their own log's.
        jdbc.sql("delete from audit_seal").update();
    }

    @Test
    void sealingWaitsForNobodyAndNobodyForIt() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            audit.append(AuditLog.Entry.act("job:test", "TEST", "test", "slow", Map.of()));
            long sealed = CompletableFuture.supplyAsync(this::seal).join();
            assertThat(sealed).as("while somebody writes").isZero();
        });
        assertThat(seal()).as("when they have ended").isPositive();

        audit.append(AuditLog.Entry.act("job:test", "TEST", "test", "first", Map.of()));
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            assertThat(seals.seal()).isPositive();
            CompletableFuture.runAsync(
                            () -> audit.append(AuditLog.Entry.act("job:test", "TEST", "test", "meanwhile", Map.of())))
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();
        });
        assertThat(seal()).isPositive();
        assertThat(seals.verify()).isPositive();
    }

    private long seal() {
        Long rows = new TransactionTemplate(transactions).execute(status -> seals.seal());
        return rows == null ? -1 : rows;
    }

    private void behindTheLogsBack(String sql) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.sql("alter table audit_log disable trigger user").update();
            jdbc.sql(sql).update();
            jdbc.sql("alter table audit_log enable trigger user").update();
        });
    }

    private UUID submitted() {
        UUID id = people.openCertification();
        byte[] hash = new byte[32];
        java.nio.ByteBuffer.wrap(hash).putLong(id.getMostSignificantBits());
        moves.submit(new Submission(id, hash, 10, "video/mp4", false, List.of()), "channel:test");
        return id;
    }

    private String state(UUID id) {
        return jdbc.sql("select state from certification where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private void put(Bucket bucket, String key) throws IOException {
        objects.put(bucket, key, "x".getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    private boolean exists(Bucket bucket, String key) throws IOException {
        return objects.stat(bucket, key).isPresent();
    }
}
