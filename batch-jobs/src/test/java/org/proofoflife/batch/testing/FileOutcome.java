package org.proofoflife.batch.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of a file that was given to the inbox. */
public final class FileOutcome {

    private FileOutcome() {}

    /** Of the last run over the file: APPLIED with rows accepted and rejected, or why it was refused. */
    public static String of(JdbcClient jdbc, String file) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> jdbc.sql("""
                                select case state when 'REFUSED' then 'REFUSED ' || refusal
                                    else state || ' ' || rows_accepted || ' ' || rows_rejected end
                                from import_run where file_name = :file order by id desc limit 1""")
                                .param("file", file)
                                .query(String.class)
                                .optional()
                                .orElse("RUNNING"),
                        state -> !state.startsWith("RUNNING"));
    }
}
