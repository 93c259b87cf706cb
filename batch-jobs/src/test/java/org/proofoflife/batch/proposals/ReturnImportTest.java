package org.proofoflife.batch.proposals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
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
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatchTest
class ReturnImportTest {

    @LocalServerPort
    int port;

    @Autowired
    ObjectStore objects;

    @Autowired
    ReturnImport returns;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void fourInstructionsWereSent() throws IOException {
        objects.ensureBuckets(EnumSet.allOf(Bucket.class));
        try (var all = objects.list(Bucket.INBOX, "")) {
            objects.remove(Bucket.INBOX, all.map(ObjectInfo::key).toList());
        }
        jdbc.sql("truncate pensioner, finding, import_run, instruction_file cascade")
                .update();
        UUID file = UUID.randomUUID();
        jdbc.sql("""
                        insert into instruction_file (id, number, pay_month, object_key, sha256, signature, key_id, rows,
                            amount_fen, state, exported_at)
                        values (:id, 1, '2026-03-01', 'instructions/00000001.csv', '', '', 'k', 4, 0, 'EXPORTED', now())""").param("id", file).update();
        for (int line = 1; line <= 4; line++) {
            UUID proposal = UUID.randomUUID();
            jdbc.sql("""
                            insert into proposal (id, kind, pensioner_id, pay_month, amount_fen, state, proposed_by, proposed_at)
                            values (:id, 'SUSPEND', :person, '2026-04-01', 0, 'PROPOSED', 'job:proposeMonth', now())""")
                    .param("id", proposal)
                    .param("person", people.registered())
                    .update();
            for (String person : List.of("user:wang", "user:li")) {
                jdbc.sql("insert into approval (proposal_id, person, verdict, at) values (:id, :who, 'APPROVE', now())")
                        .param("id", proposal)
                        .param("who", person)
                        .update();
            }
            jdbc.sql(
                            "update proposal set state = 'EXPORTED', instruction_file_id = :file, line_no = :line where id = :id")
                    .param("file", file)
                    .param("line", line)
                    .param("id", proposal)
                    .update();
        }
    }

    @Test
    void eachRowIsAcknowledgedByItselfAndBadOnesAreCoded() throws IOException {
        put("RETURN_1a.csv", "R,1,6\n1,00\n2,E17\n2,00\n7,00\n3,?\nx\n");

        assertThat(take("RETURN_1a.csv")).isEqualTo("APPLIED 2 4");

        assertThat(proposals()).containsExactly("1 DONE 00", "2 FAILED E17", "3 EXPORTED -", "4 EXPORTED -");
        assertThat(rejects())
                .containsExactly(
                        "4 line DUPLICATE_KEY", "5 line UNKNOWN_LINE", "6 code UNKNOWN_CODE", "7 * WRONG_COLUMN_COUNT");
        assertThat(fileState()).isEqualTo("EXPORTED");
        String key = jdbc.sql("select reject_key from import_run")
                .query(String.class)
                .single();
        try (var in = objects.get(Bucket.REPORTS, key)) {
            assertThat(new String(in.readAllBytes(), UTF_8)).startsWith("line,field,reason\n4,line,DUPLICATE_KEY\n");
        }

        // The rest follows, with a row that is known and one that contradicts; then the file is answered.
        put("RETURN_1b.csv", "R,1,4\n1,00\n2,00\n3,00\n4,00\n");
        assertThat(take("RETURN_1b.csv")).isEqualTo("APPLIED 3 1");
        assertThat(proposals()).containsExactly("1 DONE 00", "2 FAILED E17", "3 DONE 00", "4 DONE 00");
        assertThat(rejects()).containsExactly("3 code ANSWERED_OTHERWISE");
        assertThat(fileState()).isEqualTo("ACKNOWLEDGED");
        assertThat(jdbc.sql("select count(*) from benefit_suspension")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void whosePaymentIsHaltedOrGoesOnIsToldOnce() throws IOException {
        jdbc.sql("update proposal set kind = 'RESUME' where line_no = 2").update();
        put("RETURN_1a.csv", "R,1,3\n1,00\n2,00\n3,E17\n");
        assertThat(take("RETURN_1a.csv")).isEqualTo("APPLIED 3 0");
        put("RETURN_1b.csv", "R,1,2\n1,00\n4,00\n");
        assertThat(take("RETURN_1b.csv")).isEqualTo("APPLIED 2 0");

        assertThat(jdbc.sql("""
                                select n.kind || ' ' || n.day || ' ' || o.line_no from notice n
                                join proposal o on o.id = n.event_id and o.pensioner_id = n.pensioner_id order by 1""").query(String.class).list())
                .containsExactly("RESUMED 2026-04-01 2", "SUSPENDED 2026-04-01 1", "SUSPENDED 2026-04-01 4");
    }

    @Test
    void whosePaymentIsHaltedAlreadyIsNotToldSoAgain() throws IOException {
        jdbc.sql("""
                        insert into benefit_suspension (pensioner_id, bucket, from_month)
                        select o.pensioner_id, p.bucket, '2026-03-01' from proposal o
                        join pensioner p on p.id = o.pensioner_id where o.line_no = 1""").update();
        put("RETURN_1c.csv", "R,1,2\n1,00\n2,00\n");
        assertThat(take("RETURN_1c.csv")).isEqualTo("APPLIED 2 0");

        assertThat(jdbc.sql("select o.line_no from notice n join proposal o on o.id = n.event_id")
                        .query(Integer.class)
                        .list())
                .containsExactly(2);
    }

    @Test
    void theSameBytesAreTakenOnceAndTheSameAnswerChangesNothing() throws IOException {
        put("RETURN_1.csv", "R,1,1\n1,00\n");
        assertThat(take("RETURN_1.csv")).isEqualTo("APPLIED 1 0");
        List<String> before = proposals();

        put("RETURN_1_again.csv", "R,1,1\n1,00\n");
        assertThat(take("RETURN_1_again.csv")).isEqualTo("REFUSED FILE_ALREADY_IMPORTED");
        put("RETURN_1_spaced.csv", "R,1,1\n1,00\n\n");
        assertThat(take("RETURN_1_spaced.csv")).isEqualTo("APPLIED 1 0");

        assertThat(proposals()).isEqualTo(before);
        assertThat(jdbc.sql("select count(*) from benefit_suspension")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aFileThatIsNoAnswerIsRefusedWhole() throws IOException {
        put("RETURN_none.csv", "");
        put("RETURN_head.csv", "1,00\n");
        put("RETURN_torn.csv", "R,1,4\n1,00\n2,00\n");
        put("RETURN_other.csv", "R,9,1\n1,00\n");

        assertThat(take("RETURN_none.csv")).isEqualTo("REFUSED EMPTY_FILE");
        assertThat(FileOutcome.of(jdbc, "RETURN_head.csv")).isEqualTo("REFUSED HEADER_MISMATCH");
        assertThat(FileOutcome.of(jdbc, "RETURN_torn.csv")).isEqualTo("REFUSED TOTALS_DISAGREE");
        assertThat(FileOutcome.of(jdbc, "RETURN_other.csv")).isEqualTo("REFUSED UNKNOWN_INSTRUCTION_FILE");
        assertThat(proposals()).allMatch(line -> line.endsWith("EXPORTED -"));
    }

    @Test
    void comesByFolderToo() throws IOException {
        Path file = BatchTestServices.INBOX_FOLDER.resolve("RETURN_folder.csv");
        Files.writeString(file, "R,1,2\n1,00\n9,00\n");
        Path rejects = file.resolveSibling("RETURN_folder.csv.rejects.csv");
        try {
            assertThat(take("RETURN_folder.csv")).isEqualTo("APPLIED 1 1");
            assertThat(rejects).hasContent("line,field,reason\n3,line,UNKNOWN_LINE\n");
        } finally {
            Files.delete(file);
            Files.deleteIfExists(rejects);
        }
    }

    @Test
    void anAnswerWhoseRejectsCannotBeWrittenChangesNothing() throws IOException {
        Path file = BatchTestServices.INBOX_FOLDER.resolve("RETURN_full.csv");
        Files.writeString(file, "R,1,2\n1,00\n9,00\n");
        Path inTheWay = Files.createDirectory(file.resolveSibling("RETURN_full.csv.rejects.csv"));
        try {
            assertThatThrownBy(() -> returns.take(file.toString())).isInstanceOf(IOException.class);
            assertThat(proposals()).allMatch(line -> line.endsWith("EXPORTED -"));
            Files.delete(inTheWay);
            assertThat(returns.take(file.toString())).isEqualTo(1);
        } finally {
            Files.delete(file);
            Files.deleteIfExists(inTheWay);
        }
    }

    private void put(String key, String content) throws IOException {
        objects.put(Bucket.INBOX, key, content.getBytes(UTF_8), "text/csv");
    }

    private String take(String file) {
        new Api(port, "operator").post("/jobs/importInbox/runs", "{\"given\":\"" + UUID.randomUUID() + "\"}");
        return FileOutcome.of(jdbc, file);
    }

    private List<String> proposals() {
        return jdbc.sql(
                        "select line_no || ' ' || state || ' ' || coalesce(return_code, '-') from proposal order by line_no")
                .query(String.class)
                .list();
    }

    private List<String> rejects() {
        return jdbc.sql("select line_no || ' ' || field || ' ' || reason from import_reject"
                        + " where import_run_id = (select max(id) from import_run) order by line_no")
                .query(String.class)
                .list();
    }

    private String fileState() {
        return jdbc.sql("select state from instruction_file")
                .query(String.class)
                .single();
    }
}
