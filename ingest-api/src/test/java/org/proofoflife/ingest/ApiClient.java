package org.proofoflife.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.channel.Channels;
import org.proofoflife.storage.channel.Scope;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API as a channel would. */
@Lazy
class ApiClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Environment environment;
    private final String key;

    ApiClient(Environment environment, Channels channels) {
        this.environment = environment;
        this.key = channels.issue(People.CHANNEL, "Test", java.util.EnumSet.allOf(Scope.class), null, "job:test")
                .apiKey();
    }

    record Answer(int status, HttpResponse<String> response) {
        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String text(String member) {
            return json().path(member).asString();
        }

        @Nullable
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    String key() {
        return key;
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer post(String path, Object body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer put(String path, String contentType, byte[] body, String... headers) {
        return send(request(path, headers).header("Content-Type", contentType).PUT(BodyPublishers.ofByteArray(body)));
    }

    Answer put(String path, Object body, String... headers) {
        return put(path, "application/json", JSON.writeValueAsBytes(body), headers);
    }

    Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    Answer open(Registration person, String idempotencyKey, String... headers) {
        return open(person.name(), person.number(), idempotencyKey, headers);
    }

    Answer open(String name, String number, String idempotencyKey, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Idempotency-Key";
        all[headers.length + 1] = idempotencyKey;
        return post("/api/v1/certifications", Map.of("name", name, "number", number, "consentVersion", "2026-01"), all);
    }

    /** Uploads the clip with the first form of the answer; returns the store's status. */
    int upload(JsonNode opened, byte[] clip) {
        JsonNode form = opened.path("uploads").get(0);
        String boundary = "----" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        form.path("fields")
                .properties()
                .forEach(field -> write(
                        body,
                        "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                                + field.getValue().asString() + "\r\n"));
        write(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"clip\"\r\n"
                        + "Content-Type: " + form.path("contentType").asString() + "\r\n\r\n");
        body.writeBytes(clip);
        write(body, "\r\n--" + boundary + "--\r\n");
        return send(HttpRequest.newBuilder(URI.create(form.path("url").asString()))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())))
                .status();
    }

    Answer submit(String id, byte[] clip) {
        return submit(id, submission(clip));
    }

    Answer submit(String id, Map<String, Object> submission) {
        return post("/api/v1/certifications/" + id + "/submission", submission);
    }

    static Map<String, Object> submission(byte[] clip) {
        Map<String, Object> submission = new LinkedHashMap<>();
        submission.put("sha256", sha256(clip));
        submission.put("sizeBytes", clip.length);
        submission.put("contentType", "video/mp4");
        submission.put("mirrored", false);
        return submission;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param headers name, value, ...; the channel's key is sent unless they say otherwise */
    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://localhost:" + environment.getProperty("local.server.port") + path));
        Map<String, String> all = new LinkedHashMap<>(Map.of("X-API-Key", key));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        all.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.header(name, value);
            }
        });
        return request;
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
