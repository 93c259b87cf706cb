package org.proofoflife.ops.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;

/** Kills a batch process at random points of its work, starts it again each time, and lets the last one finish. */
final class Killer {

    /** Share of all work that is loading; the rest is the partitions of the reconciliation. */
    private static final double LOADING = 0.8;

    private final Connection connection;
    private final long rows;
    private final Random random;

    /** @param rows of all files together */
    Killer(Connection connection, long rows, long seed) {
        this.connection = connection;
        this.rows = rows;
        this.random = new Random(seed);
    }

    /** @return how many were killed at work, and not already at the end */
    int kill(int times, Callable<ChildProcess> starter) throws Exception {
        double[] points = random.doubles(times).sorted().toArray();
        // One of them falls into the reconciliation whatever the dice say.
        points[times - 1] = Math.max(points[times - 1], 0.87);
        int killed = 0;
        for (double point : Arrays.stream(points).toArray()) {
            try (ChildProcess process = starter.call()) {
                while (process.isAlive() && progress() < point) {
                    pause();
                }
                if (process.isAlive()) {
                    killed++;
                }
            }
        }
        try (ChildProcess process = starter.call()) {
            process.awaitSuccess(60);
        }
        return killed;
    }

    private static void pause() throws InterruptedException {
        synchronized (Killer.class) {
            Killer.class.wait(20);
        }
    }

    private double progress() throws SQLException {
        return LOADING * number("select coalesce(sum(rows_read), 0) from import_run") / rows
                + (1 - LOADING) * number("""
                                select coalesce(count(*) filter (where status = 'COMPLETED')::float8 / nullif(count(*), 0), 0)
                                from batch_step_execution where step_name like 'reconcileBuckets:%'""");
    }

    /** Work that was committed more than once: loaded slabs beyond those of the files, partitions completed twice. */
    long redone(int rowsPerSlab) throws SQLException, IOException {
        return (long) number("""
                        select coalesce(sum(greatest(done - needed, 0)), 0) from (
                            select (select sum(s.write_count) from batch_step_execution s
                                        join batch_job_execution e using (job_execution_id)
                                        join batch_job_execution_params p using (job_execution_id)
                                    where s.step_name = 'load' and p.parameter_name = 'file'
                                        and p.parameter_value like '%%/' || r.file_name) as done,
                                ceil((r.lines_read + 1)::float8 / %d) as needed
                            from import_run r) x""".formatted(rowsPerSlab)) + (long) number("""
                                select coalesce(sum(n - 1), 0) from (
                                    select count(*) as n from batch_step_execution
                                    where step_name like 'reconcileBuckets:%' and status = 'COMPLETED'
                                    group by step_name) x""");
    }

    private double number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getDouble(1);
        }
    }
}
