package org.proofoflife.ops.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.proofoflife.ops.standalone.Standalone;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ends the first month that the demo's certificates cover, through the batch jobs' API. The payment file has one fault
 * of a kind: certified people are not paid or paid too little, one who never certified is paid, and so is a stranger.
 */
final class DemoMonth {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Made up, and on nobody's roster. */
    private static final String STRANGER = "110101194503071237";

    private static final int BENEFIT_YUAN = 3680;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Standalone standalone;

    DemoMonth(Standalone standalone) {
        this.standalone = standalone;
    }

    void end(List<DemoPerson> people, PrintWriter out) throws IOException {
        YearMonth month = YearMonth.now(standalone.clock()).plusMonths(1);
        Path file = payments(people, month);
        try {
            importFile(file);
        } finally {
            Files.deleteIfExists(file);
        }
        JsonNode ended = call("/months/" + month + "/end", "");
        out.printf(Locale.ROOT, "%nReconciliation of %s%n%-20s %-20s %14s%n", month, "finding", "person", "yuan");
        for (JsonNode finding : ended.path("findings")) {
            out.printf(
                    Locale.ROOT,
                    "%-20s %-20s %14.2f%n",
                    finding.path("kind").asString(),
                    finding.path("ref").asString("-"),
                    finding.path("amountFen").asLong() / 100.0);
        }
        out.printf(
                Locale.ROOT,
                "%d proposals wait for two people each; the report lies in %s:%n",
                ended.path("proposals").asInt(),
                standalone.folder().resolve("objects/pol-reports"));
        for (JsonNode key : ended.path("reportKeys")) {
            out.println("  " + key.asString());
        }
        out.flush();
    }

    private static Path payments(List<DemoPerson> people, YearMonth month) throws IOException {
        String compact = month.toString().replace("-", "");
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            if (i != 2) {
                rows.add(row(i, people.get(i).number(), compact, i == 3 ? BENEFIT_YUAN - 1000 : BENEFIT_YUAN, month));
            }
        }
        rows.add(row(people.size(), STRANGER, compact, BENEFIT_YUAN, month));
        long total = (long) rows.size() * BENEFIT_YUAN - 1000;
        String text = "payment_no,number,month,amount,paid_on,status\n" + String.join("\n", rows) + "\n#END,"
                + rows.size() + "," + total + ".00," + compact + "\n";
        Path folder = Files.createTempDirectory("demo-payments-");
        return Files.write(folder.resolve("PAY_" + compact + ".csv"), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String row(int i, String number, String compact, int yuan, YearMonth month) {
        return "D" + compact + "-" + i + "-" + number.substring(14, 17) + "," + number + "," + compact + "," + yuan
                + ".00," + month + "-10,1";
    }

    private void importFile(Path file) throws IOException {
        JsonNode run = call(
                "/jobs/importPayments/runs",
                JSON.writeValueAsString(Map.of(
                        "file",
                        file.toString(),
                        "source",
                        "payment-system",
                        "given",
                        UUID.randomUUID().toString())));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!run.hasNonNull("endedAt")) {
            if (System.nanoTime() > end) {
                throw new ChannelClient.ChannelException("The payment file is not imported yet");
            }
            pause();
            run = call("/runs/" + run.path("id").asLong(), null);
        }
        if (!run.path("status").asString("").equals("COMPLETED")) {
            throw new ChannelClient.ChannelException(
                    "The import ended " + run.path("status").asString("") + ": "
                            + run.path("failure").asString(""));
        }
    }

    private JsonNode call(String path, @org.jspecify.annotations.Nullable String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(standalone.batchUrl() + "/api/v1/batch" + path))
                .header("Authorization", "Bearer " + standalone.operatorToken())
                .header("Content-Type", "application/json")
                .timeout(PATIENCE);
        try {
            HttpResponse<String> answer = http.send(
                    (body == null ? request.GET() : request.POST(HttpRequest.BodyPublishers.ofString(body))).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new ChannelClient.ChannelException(path + " was answered with " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelClient.ChannelException("Interrupted");
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelClient.ChannelException("Interrupted");
        }
    }
}
