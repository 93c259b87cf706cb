package org.proofoflife.ops.batch;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code ops/batch}: exit code 0 when done as asked, 1 when a run failed or was refused, 2 for bad usage. */
@Command(
        name = "batch",
        description = "Lists, runs, watches, restarts and stops the jobs of a running batch application.",
        subcommands = HolidaysCommand.class,
        mixinStandardHelpOptions = true)
public final class BatchCommand implements Runnable {

    private static final int FAILED = 1;
    private static final long POLL_MILLIS = 500;

    @Option(
            names = "--url",
            defaultValue = "${env:POL_BATCH_URL:-http://127.0.0.1:8082}",
            scope = CommandLine.ScopeType.INHERIT,
            description = "where the batch application listens (POL_BATCH_URL; default ${DEFAULT-VALUE})")
    private String url = "";

    @Option(
            names = "--token",
            defaultValue = "${env:POL_BATCH_TOKEN:-}",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            scope = CommandLine.ScopeType.INHERIT,
            description = "token of your account; better set in POL_BATCH_TOKEN")
    private String token = "";

    @Option(names = "--json", scope = CommandLine.ScopeType.INHERIT, description = "print the API's answer")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(line(), "Say what to do: list, run, status, restart, stop or holidays");
    }

    @Command(name = "list", description = "Jobs and their last run.")
    int list() {
        return answered(api -> {
            JsonNode jobs = api.get("/jobs");
            if (json) {
                out().println(jobs);
                return 0;
            }
            RunPrinter.heading(out());
            for (JsonNode job : jobs) {
                if (job.hasNonNull("lastRun")) {
                    RunPrinter.line(out(), job.path("lastRun"));
                } else {
                    out().printf("%8s  %s%n", "-", job.path("name").asString());
                }
            }
            return 0;
        });
    }

    @Command(name = "run", description = "Starts a job; goes on with an unfinished run of the same parameters.")
    int start(
            @Parameters(paramLabel = "JOB") String job,
            @Option(names = "-p", paramLabel = "NAME=VALUE", description = "parameters of the job") @Nullable
                    Map<String, String> parameters,
            @Option(names = "--wait", description = "wait for the end; exit code 1 unless it completed") boolean wait) {
        return answered(api ->
                shown(api, api.post("/jobs/" + job + "/runs", parameters == null ? Map.of() : parameters), wait));
    }

    @Command(name = "status", description = "Recent runs, or one run with its steps.")
    int status(
            @Parameters(paramLabel = "RUN", arity = "0..1") @Nullable Long run,
            @Option(names = "--wait", description = "wait for the end of the run") boolean wait) {
        return answered(api -> {
            if (run != null) {
                return shown(api, api.get("/runs/" + run), wait);
            }
            JsonNode runs = api.get("/runs");
            if (json) {
                out().println(runs);
                return 0;
            }
            RunPrinter.heading(out());
            runs.forEach(each -> RunPrinter.line(out(), each));
            return 0;
        });
    }

    @Command(name = "restart", description = "Goes on where a stopped, failed or killed run was.")
    int restart(
            @Parameters(paramLabel = "RUN") long run,
            @Option(names = "--wait", description = "wait for the end") boolean wait) {
        return answered(api -> shown(api, api.post("/runs/" + run + "/restart", Map.of()), wait));
    }

    @Command(name = "stop", description = "Stops a run at its next commit.")
    int stop(@Parameters(paramLabel = "RUN") long run) {
        return answered(api -> shown(api, api.post("/runs/" + run + "/stop", Map.of()), false));
    }

    private int shown(BatchApi api, JsonNode first, boolean wait) throws IOException {
        JsonNode run = first;
        while (wait && !run.hasNonNull("endedAt")) {
            pause();
            run = api.get("/runs/" + run.path("id").asLong());
        }
        if (json) {
            out().println(run);
        } else {
            RunPrinter.whole(out(), run);
        }
        return !wait || run.path("status").asString().equals("COMPLETED") ? 0 : FAILED;
    }

    interface Question {
        int ask(BatchApi api) throws IOException;
    }

    int answered(Question question) {
        if (token.isBlank()) {
            throw new ParameterException(line(), "Set POL_BATCH_TOKEN to the token of your account, or give --token");
        }
        try {
            int code = question.ask(new BatchApi(url, token));
            out().flush();
            return code;
        } catch (IOException e) {
            line().getErr().println("batch: " + e.getMessage());
            line().getErr().flush();
            return FAILED;
        }
    }

    boolean json() {
        return json;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    PrintWriter out() {
        return line().getOut();
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("picocli gives the command its model before it runs");
        }
        return spec.commandLine();
    }
}
