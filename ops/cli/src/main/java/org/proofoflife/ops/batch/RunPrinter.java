package org.proofoflife.ops.batch;

import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Runs as lines of text. */
final class RunPrinter {

    private RunPrinter() {}

    static void heading(PrintWriter out) {
        out.printf(Locale.ROOT, "%8s  %-22s %-10s %12s %10s %9s%n", "run", "job", "status", "rows", "rows/s", "left");
    }

    static void line(PrintWriter out, JsonNode run) {
        out.printf(
                Locale.ROOT,
                "%8d  %-22s %-10s %12d %10.0f %9s%n",
                run.path("id").asLong(),
                run.path("job").asString(),
                run.path("status").asString(),
                run.path("rows").asLong(),
                run.path("rowsPerSecond").asDouble(),
                left(run));
    }

    static void whole(PrintWriter out, JsonNode run) {
        heading(out);
        line(out, run);
        for (JsonNode step : run.path("steps")) {
            out.printf(
                    Locale.ROOT,
                    "          %-22s %-10s read %d, written %d, skipped %d, commits %d, rollbacks %d%n",
                    step.path("name").asString(),
                    step.path("status").asString(),
                    step.path("read").asLong(),
                    step.path("written").asLong(),
                    step.path("skipped").asLong(),
                    step.path("commits").asLong(),
                    step.path("rollbacks").asLong());
        }
        if (run.hasNonNull("failure")) {
            out.println("          " + run.path("failure").asString());
        }
    }

    private static String left(JsonNode run) {
        if (!run.hasNonNull("secondsLeft")) {
            return "-";
        }
        long seconds = run.path("secondsLeft").asLong();
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
