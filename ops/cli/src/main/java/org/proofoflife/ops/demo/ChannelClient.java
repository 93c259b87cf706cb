package org.proofoflife.ops.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A channel's view of the product: nothing but the public HTTP API. */
public final class ChannelClient {

    public static final String CONSENT = "2026-01";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String base;
    private final String apiKey;

    public ChannelClient(String base, String apiKey) {
        this.base = base;
        this.apiKey = apiKey;
    }

    public void register(String ref, String number, String name, long benefitFen) {
        register(
                ref,
                Map.of(
                        "number", number,
                        "name", name,
                        "scheme", "ENTERPRISE",
                        "region", "440106",
                        "benefitStatus", "NORMAL",
                        "lifeStatus", "ALIVE",
                        "benefitFen", benefitFen));
    }

    /** @param registration as the API takes it */
    public void register(String ref, Map<String, ?> registration) {
        call(request("/api/v1/pensioners/" + ref).PUT(json(registration)), 200);
    }

    /** @throws ChannelException if the photo is refused or not judged in time */
    public void enrol(String ref, byte[] photo) {
        String path = "/api/v1/pensioners/" + ref + "/enrolment";
        JsonNode answer = call(
                HttpRequest.newBuilder(URI.create(base + path + "?consentVersion=" + CONSENT))
                        .header("X-API-Key", apiKey)
                        .header("Content-Type", "image/jpeg")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(photo)),
                200,
                202);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (answer.path("state").asString("").equals("PENDING")) {
            if (System.nanoTime() > end) {
                throw new ChannelException("The enrolment of " + ref + " is not judged");
            }
            pause();
            answer = call(request(path).GET(), 200);
        }
        String state = answer.path("state").asString("");
        if (!state.equals("ACTIVE") && !state.equals("REPLACED")) {
            throw new ChannelException("The photo of " + ref + " was refused: " + answer.path("reasons"));
        }
    }

    /** The opened certification with its challenge and upload forms. */
    public JsonNode open(String name, String number) {
        return call(
                request("/api/v1/certifications")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(json(Map.of("name", name, "number", number, "consentVersion", CONSENT))),
                201);
    }

    /** Uploads the clip with the form for its type and submits it. */
    public void submit(JsonNode opened, byte[] clip, String contentType, boolean mirrored) {
        upload(opened, clip, contentType);
        call(
                request("/api/v1/certifications/" + opened.path("id").asString() + "/submission")
                        .POST(json(Map.of(
                                "sha256",
                                DigestUtils.sha256Hex(clip),
                                "sizeBytes",
                                clip.length,
                                "contentType",
                                contentType,
                                "mirrored",
                                mirrored))),
                202);
    }

    private void upload(JsonNode opened, byte[] clip, String contentType) {
        for (JsonNode form : opened.path("uploads")) {
            if (form.path("contentType").asString("").equals(contentType)) {
                String boundary = "form-" + UUID.randomUUID();
                HttpRequest post = HttpRequest.newBuilder(
                                URI.create(form.path("url").asString()))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(form.path("fields"), clip, boundary)))
                        .build();
                HttpResponse<String> answer = send(post);
                if (answer.statusCode() / 100 != 2) {
                    throw new ChannelException("The upload was answered with " + answer.statusCode());
                }
                return;
            }
        }
        throw new ChannelException("No upload form for " + contentType);
    }

    private static byte[] multipart(JsonNode fields, byte[] file, String boundary) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.properties()
                .forEach(field -> body.writeBytes(
                        ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                                        + field.getValue().asString() + "\r\n")
                                .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"clip\"\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** Waits for the outcome. @throws ChannelException if none comes in time */
    public JsonNode outcome(String id, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            JsonNode view =
                    call(request("/api/v1/certifications/" + id + "?wait=10").GET(), 200);
            if (view.hasNonNull("outcome")) {
                return view;
            }
            if (System.nanoTime() > end) {
                throw new ChannelException("Certification " + id + " is still "
                        + view.path("state").asString("?") + " after " + atMost.toSeconds() + " s");
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("X-API-Key", apiKey)
                .header("Accept-Language", "en")
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
        return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private JsonNode call(HttpRequest.Builder builder, int... expected) {
        HttpRequest request = builder.timeout(PATIENCE).build();
        HttpResponse<String> answer = send(request);
        for (int status : expected) {
            if (answer.statusCode() == status) {
                return JSON.readTree(answer.body());
            }
        }
        throw new ChannelException(request.method() + " " + request.uri().getPath() + " was answered with "
                + answer.statusCode() + ": " + answer.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelException("Interrupted");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelException("Interrupted");
        }
    }

    /** The product did not answer as it should. */
    public static final class ChannelException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ChannelException(String message) {
            super(message);
        }
    }
}
