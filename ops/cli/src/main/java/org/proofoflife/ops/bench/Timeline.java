package org.proofoflife.ops.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What an undisturbed run spent its time on: the steps of its jobs in their order, as the job repository has them. */
record Timeline(List<Stretch> stretches) {

    static final String RECONCILE = "reconcile";

    /**
     * @param file that was imported; empty for the reconciliation
     * @param units slabs or partitions that were committed one by one; 1 for a step of one transaction
     */
    record Stretch(String file, String step, double seconds, long units) {
        String name() {
            String kind = file.substring(file.lastIndexOf('/') + 1);
            return (kind.isEmpty() ? "" : kind.substring(0, kind.indexOf('_')) + " ") + step;
        }

        double secondsPerUnit() {
            return seconds / Math.max(1, units);
        }
    }

    /** A moment within a stretch. @param share of its time that has passed, 0..1 */
    record Moment(Stretch stretch, double share) {
        /** As it is reported: {@code PAY load 37%}. */
        String text() {
            return String.format(Locale.ROOT, "%s %.0f%%", stretch.name(), 100 * share);
        }
    }

    static Timeline of(Connection connection) throws SQLException {
        List<Stretch> stretches = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select coalesce(p.parameter_value, '') as file, s.step_name,
                               extract(epoch from s.end_time - s.start_time)::float8 as seconds,
                               case s.step_name when 'load' then s.write_count
                                   when 'reconcile' then (select count(*) from batch_step_execution w
                                       where w.step_name like 'reconcileBuckets:%') else 1 end as units
                        from batch_step_execution s left join batch_job_execution_params p
                            on p.job_execution_id = s.job_execution_id and p.parameter_name = 'file'
                        where s.step_name not like 'reconcileBuckets:%' order by s.step_execution_id""")) {
            while (rows.next()) {
                stretches.add(new Stretch(
                        rows.getString("file"),
                        rows.getString("step_name"),
                        rows.getDouble("seconds"),
                        rows.getLong("units")));
            }
        }
        return new Timeline(List.copyOf(stretches));
    }

    /** Seconds by step, for steps that took any. */
    Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Stretch stretch : stretches) {
            if (stretch.seconds() >= 0.05) {
                seconds.put(stretch.name(), Math.round(stretch.seconds() * 100) / 100.0);
            }
        }
        return seconds;
    }

    /** Moments drawn evenly from the whole time, in their order; one at least falls into the reconciliation. */
    List<Moment> draw(int moments, Random random) {
        double total = stretches.stream().mapToDouble(Stretch::seconds).sum();
        double reconciliation = stretches.stream()
                .takeWhile(stretch -> !stretch.step().equals(RECONCILE))
                .mapToDouble(Stretch::seconds)
                .sum();
        double[] times = random.doubles(moments, 0, total).sorted().toArray();
        if (times[moments - 1] < reconciliation) {
            times[moments - 1] = reconciliation + random.nextDouble() * 0.9 * (total - reconciliation);
        }
        List<Moment> drawn = new ArrayList<>();
        for (double time : times) {
            drawn.add(at(time));
        }
        return drawn;
    }

    private Moment at(double time) {
        double left = time;
        for (Stretch stretch : stretches) {
            if (left < stretch.seconds()) {
                return new Moment(stretch, left / stretch.seconds());
            }
            left -= stretch.seconds();
        }
        return new Moment(stretches.get(stretches.size() - 1), 1);
    }
}
