package org.proofoflife.ops.batch;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code ops/batch holidays}: the calendar by which the schedule tells working days. */
@Command(
        name = "holidays",
        description = "Shows and changes the days off, and the weekend days that are worked.",
        mixinStandardHelpOptions = true)
final class HolidaysCommand implements Runnable {

    @ParentCommand
    private @Nullable BatchCommand batch;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec().commandLine(), "Say what to do: list, set or remove");
    }

    @Command(name = "list", description = "The days of a year.")
    int list(@Parameters(paramLabel = "YEAR") int year) {
        return batch().answered(api -> {
            JsonNode days = api.get("/holidays?year=" + year);
            if (batch().json()) {
                batch().out().println(days);
                return 0;
            }
            for (JsonNode day : days) {
                batch().out()
                        .printf(
                                "%s  %-6s  %s  %s%n",
                                day.path("day").asString(),
                                day.path("worked").asBoolean() ? "worked" : "off",
                                day.path("nameZh").asString(),
                                day.path("nameEn").asString());
            }
            return 0;
        });
    }

    @Command(name = "set", description = "Keeps a day as a holiday, or changes what is kept.")
    int set(
            @Parameters(paramLabel = "DAY", description = "yyyy-MM-dd") LocalDate day,
            @Parameters(paramLabel = "NAME_ZH") String nameZh,
            @Parameters(paramLabel = "NAME_EN") String nameEn,
            @Option(names = "--worked", description = "it is a weekend day that is worked") boolean worked) {
        return batch().answered(api -> {
            api.put("/holidays/" + day, Map.of("nameZh", nameZh, "nameEn", nameEn, "worked", worked));
            return 0;
        });
    }

    @Command(name = "remove", description = "Makes a day an ordinary one again.")
    int remove(@Parameters(paramLabel = "DAY", description = "yyyy-MM-dd") LocalDate day) {
        return batch().answered(api -> {
            api.delete("/holidays/" + day);
            return 0;
        });
    }

    private BatchCommand batch() {
        if (batch == null) {
            throw new IllegalStateException("picocli gives the command its parent before it runs");
        }
        return batch;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli gives the command its model before it runs");
        }
        return spec;
    }
}
