package org.proofoflife.ops.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Kills a batch process at given moments of its work, starts it again each time, and lets the last one finish. */
final class Killer {

    private static final long POLL_MILLIS = 20;

    private static final String STEPS = """
            select count(*) from batch_step_execution s left join batch_job_execution_params p
                on p.job_execution_id = s.job_execution_id and p.parameter_name = 'file'
            where coalesce(p.parameter_value, '') = ? and s.step_name = ?""";

    private final Connection connection;

    Killer(Connection connection) {
        this.connection = connection;
    }

    /** @param begunAgain slabs, partitions and steps of one transaction that were under way, and so are done again */
    record Kill(String at, long begunAgain) {}

    /** @return a kill for every moment at which the process was found at work, and not already at the end */
    List<Kill> kill(List<Timeline.Moment> moments, Callable<ChildProcess> starter) throws Exception {
        List<Kill> kills = new ArrayList<>();
        for (Timeline.Moment moment : moments) {
            long earlier = number("select coalesce(max(step_execution_id), 0) from batch_step_execution");
            try (ChildProcess process = starter.call()) {
                awaitMoment(process, moment, earlier);
                if (process.isAlive()) {
                    process.kill();
                    kills.add(new Kill(moment.text(), underWay(earlier)));
                }
            }
        }
        try (ChildProcess process = starter.call()) {
            process.awaitSuccess(60);
        }
        return kills;
    }

    private void awaitMoment(ChildProcess process, Timeline.Moment moment, long earlier) throws Exception {
        Timeline.Stretch stretch = moment.stretch();
        double units = moment.share() * Math.max(1, stretch.units());
        long whole = (long) units;
        while (process.isAlive() && !(isPast(stretch, earlier) || (isIn(stretch, earlier) && done(stretch) >= whole))) {
            pause(POLL_MILLIS);
        }
        // The machine may be faster than it was in the undisturbed run: the unit's end is as late as the kill may come.
        long until = System.nanoTime() + Math.round(1e9 * (units - whole) * stretch.secondsPerUnit());
        while (process.isAlive() && System.nanoTime() < until && isIn(stretch, earlier) && done(stretch) <= whole) {
            pause(POLL_MILLIS);
        }
    }

    /** The step is complete and this process is at a later one, because an earlier kill came too late. */
    private boolean isPast(Timeline.Stretch stretch, long earlier) throws SQLException {
        return number(STEPS + " and s.status = 'COMPLETED'", stretch) > 0
                && number("select count(*) from batch_step_execution where status = 'STARTED' and step_execution_id > "
                                + earlier)
                        > 0;
    }

    private boolean isIn(Timeline.Stretch stretch, long earlier) throws SQLException {
        return number(STEPS + " and s.status = 'STARTED' and s.step_execution_id > " + earlier, stretch) > 0;
    }

    private long done(Timeline.Stretch stretch) throws SQLException {
        return switch (stretch.step()) {
            case "load" -> number(STEPS.replace("count(*)", "coalesce(sum(s.write_count), 0)"), stretch);
            case Timeline.RECONCILE ->
                number("select count(*) from batch_step_execution where step_name like 'reconcileBuckets:%'"
                        + " and status = 'COMPLETED'");
            default -> 0;
        };
    }

    /** The manager of partitions does nothing itself; a load has one slab under way. */
    private long underWay(long earlier) throws SQLException {
        return number("select count(*) from batch_step_execution where status = 'STARTED' and step_name <> 'reconcile'"
                + " and step_execution_id > " + earlier);
    }

    /** Work that was committed more than once: loaded slabs beyond those of the files, partitions completed twice. */
    long doneTwice(Timeline undisturbed) throws SQLException {
        long twice = number("""
                        select coalesce(sum(n - 1), 0) from (
                            select count(*) as n from batch_step_execution
                            where step_name like 'reconcileBuckets:%' and status = 'COMPLETED'
                            group by step_name) x""");
        for (Timeline.Stretch stretch : undisturbed.stretches()) {
            if (stretch.step().equals("load")) {
                twice += Math.max(0, done(stretch) - stretch.units());
            }
        }
        return twice;
    }

    private static void pause(long millis) throws InterruptedException {
        synchronized (Killer.class) {
            Killer.class.wait(millis);
        }
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return only(statement);
        }
    }

    private long number(String sql, Timeline.Stretch stretch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, stretch.file());
            statement.setString(2, stretch.step());
            return only(statement);
        }
    }

    private static long only(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }
}
