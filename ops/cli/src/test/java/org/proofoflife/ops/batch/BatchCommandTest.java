package org.proofoflife.ops.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Against a server that answers as the API does and notes what it was asked. */
class BatchCommandTest {

    private static final String RUNNING = """
            {"id":7,"job":"reconcileMonth","status":"STARTED","rows":500,"rowsPerSecond":250.0,"secondsLeft":3661,
             "endedAt":null,"steps":[{"name":"reconcile:partition3","status":"STARTED","read":500,"written":12,
             "skipped":0,"commits":1,"rollbacks":0}],"failure":null}""";

    private final List<String> asked = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answers.remove().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void showsARunWithRowsRateAndTimeLeft() {
        answers.add(RUNNING);

        assertThat(batch("status", "7")).isZero();

        assertThat(asked).containsExactly("GET /api/v1/batch/runs/7 Bearer secret ");
        assertThat(out.toString())
                .contains("reconcileMonth", "STARTED", "500", "250", "1:01:01", "read 500, written 12");
    }

    @Test
    void runsWithParametersAndWaitsForTheEnd() {
        answers.add(RUNNING);
        answers.add(RUNNING.replace("\"endedAt\":null", "\"endedAt\":\"2026-03-01T00:00:00Z\"")
                .replace("\"STARTED\",\"rows\"", "\"FAILED\",\"rows\"")
                .replace("\"failure\":null", "\"failure\":\"ROWS_MISMATCH\""));

        assertThat(batch("run", "reconcileMonth", "-p", "month=2026-03", "--wait"))
                .isEqualTo(1);

        assertThat(asked.get(0))
                .isEqualTo("POST /api/v1/batch/jobs/reconcileMonth/runs Bearer secret {\"month\":\"2026-03\"}");
        assertThat(out.toString()).contains("FAILED", "ROWS_MISMATCH");
    }

    @Test
    void listsJobsThatRanAndThatDidNot() {
        answers.add("[{\"name\":\"openMonth\",\"lastRun\":null},{\"name\":\"reconcileMonth\",\"lastRun\":" + RUNNING
                + "}]");

        assertThat(batch("list")).isZero();

        assertThat(out.toString()).contains("-  openMonth", "7  reconcileMonth");
    }

    @Test
    void printsTheAnswerItselfForPrograms() {
        answers.add("[]");

        assertThat(batch("status", "--json")).isZero();

        assertThat(out.toString()).isEqualToIgnoringNewLines("[]");
    }

    @Test
    void saysWhyItWasRefused() {
        status = 409;
        answers.add("{\"code\":\"ALREADY_RUNNING\",\"detail\":\"Run 7 is alive\"}");

        assertThat(batch("restart", "7")).isEqualTo(1);

        assertThat(err.toString()).contains("ALREADY_RUNNING: Run 7 is alive");
    }

    @Test
    void keepsTheCalendar() {
        answers.add("[{\"day\":\"2027-01-01\",\"nameZh\":\"元旦\",\"nameEn\":\"New Year\",\"worked\":false}]");
        answers.add("");
        answers.add("");

        assertThat(batch("holidays", "list", "2027")).isZero();
        assertThat(batch("holidays", "set", "2027-01-02", "调休", "day in lieu", "--worked"))
                .isZero();
        assertThat(batch("holidays", "remove", "2027-01-02")).isZero();

        assertThat(out.toString()).contains("2027-01-01  off     元旦  New Year");
        assertThat(asked.get(0)).startsWith("GET /api/v1/batch/holidays?year=2027 ");
        assertThat(asked.get(1))
                .startsWith("PUT /api/v1/batch/holidays/2027-01-02 ")
                .contains("\"nameZh\":\"调休\"", "\"worked\":true");
        assertThat(asked.get(2)).startsWith("DELETE /api/v1/batch/holidays/2027-01-02 ");
        assertThat(batch("holidays", "set", "tomorrow", "a", "b")).isEqualTo(2);
    }

    @Test
    void badUsageIsTwo() {
        assertThat(batch("restart", "seven")).isEqualTo(2);
        assertThat(batch()).isEqualTo(2);
        assertThat(new CommandLine(new BatchCommand())
                        .setErr(new PrintWriter(err))
                        .execute("list", "--token", ""))
                .isEqualTo(2);
    }

    private int batch(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort(), "--token", "secret"));
        return new CommandLine(new BatchCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
