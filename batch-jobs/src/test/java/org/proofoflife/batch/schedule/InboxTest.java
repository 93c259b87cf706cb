package org.proofoflife.batch.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.batch.testing.Api;
import org.proofoflife.batch.testing.BatchTest;
import org.proofoflife.batch.testing.BatchTestServices;
import org.proofoflife.batch.testing.FileOutcome;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.objects.ObjectStore.ObjectInfo;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files that lie in the bucket of a real S3 server, and in a folder. */
@BatchTest
class InboxTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    @LocalServerPort
    int port;

    @Autowired
    Pensioners pensioners;

    @Autowired
    ObjectStore objects;

    @Autowired
    JdbcClient jdbc;

    private Registration known;

    @BeforeEach
    void oneKnownPerson() throws IOException {
        objects.ensureBuckets(EnumSet.allOf(Bucket.class));
        try (var all = objects.list(Bucket.INBOX, "")) {
            objects.remove(Bucket.INBOX, all.map(ObjectInfo::key).toList());
        }
        jdbc.sql("truncate pensioner, finding, import_run, month_figures cascade")
                .update();
        known = People.someone();
        pensioners.register(known);
    }

    @Test
    void fixedWidthInGb18030IsAppliedAndItsBadRowIsCodedInTheBucketForReports() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            text.append(evidence(i, known.number(), "住院    "));
        }
        text.append(evidence(30, "440101199901019999", "火化    "));
        put("2026/EVIDENCE_20260601.txt", (text + "TRAILER000000000031\n").getBytes(GB18030));

        assertThat(importInbox()).isEqualTo(1);

        assertThat(FileOutcome.of(jdbc, "EVIDENCE_20260601.txt")).isEqualTo("APPLIED 30 1");
        assertThat(jdbc.sql(
                                "select kind || ' ' || strength || ' ' || count(*) from life_evidence group by kind, strength")
                        .query(String.class)
                        .list())
                .containsExactly("HOSPITAL STRONG 30");
        String rejects = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> jdbc.sql("select coalesce(reject_key, '') from import_run")
                                .query(String.class)
                                .single(),
                        key -> !key.isEmpty());
        try (var in = objects.get(Bucket.REPORTS, rejects)) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("line,field,reason\n31,number,UNKNOWN_PERSON\n");
        }
    }

    @Test
    void aFileWaitsForItsControlFileAndIsTriedAgainWhenItIsReplaced() throws IOException {
        String counter = "record_no,number,source,certified_on\nR1," + known.number() + ",C,20260510\n";
        put("COUNTER_20260601.csv", counter.getBytes(UTF_8));
        assertThat(importInbox()).isZero();

        put("COUNTER_20260601.csv.ctl", "rows=2\n".getBytes(UTF_8));
        assertThat(importInbox()).isEqualTo(1);
        assertThat(FileOutcome.of(jdbc, "COUNTER_20260601.csv")).isEqualTo("REFUSED TOTALS_DISAGREE");
        assertThat(importInbox()).isZero();

        put("COUNTER_20260601.csv.ctl", "rows=1\n".getBytes(UTF_8));
        // A second later: S3 keeps whole seconds, and the file must be seen to be another.
        awaitReplaced("COUNTER_20260601.csv", counter.getBytes(UTF_8));
        assertThat(importInbox()).isEqualTo(1);
        assertThat(FileOutcome.of(jdbc, "COUNTER_20260601.csv")).isEqualTo("APPLIED 1 0");
        assertThat(jdbc.sql("select source from certificate")
                        .query(String.class)
                        .list())
                .containsExactly("COUNTER");
    }

    @Test
    void aFolderIsLookedThroughLikeTheBucket() throws IOException {
        Path file = BatchTestServices.INBOX_FOLDER.resolve("PAY_202606.csv");
        Files.writeString(
                file,
                "payment_no,number,month,amount,paid_on,status\nA1," + known.number()
                        + ",202606,3500.00,20260610,1\n#END,1,3500.00,202606\n");
        try {
            assertThat(importInbox()).isEqualTo(1);
            assertThat(FileOutcome.of(jdbc, "PAY_202606.csv")).isEqualTo("APPLIED 1 0");
            assertThat(importInbox()).isZero();
        } finally {
            Files.delete(file);
        }
    }

    private static String evidence(int record, String number, String kind) {
        return "E%-19d%-20s%s12026051020260520\n".formatted(record, number, kind);
    }

    private void put(String key, byte[] content) throws IOException {
        objects.put(Bucket.INBOX, key, content, "text/plain");
    }

    private void awaitReplaced(String key, byte[] content) throws IOException {
        var before = objects.stat(Bucket.INBOX, key).orElseThrow().lastModified();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            put(key, content);
            return objects.stat(Bucket.INBOX, key).orElseThrow().lastModified().isAfter(before);
        });
    }

    private long importInbox() {
        Api operator = new Api(port, "operator");
        long id = operator.post("/jobs/importInbox/runs", "{\"given\":\"" + UUID.randomUUID() + "\"}")
                .body()
                .path("id")
                .asLong();
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> operator.get("/runs/" + id).body(),
                        run -> run.path("status").asString().equals("COMPLETED"))
                .path("rows")
                .asLong();
    }
}
