package org.proofoflife.ops.batch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The batch application's API as the command line uses it. */
final class BatchApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final String token;

    BatchApi(String url, String token) {
        this.base = url.replaceAll("/+$", "") + "/api/v1/batch";
        this.token = token;
    }

    /** The application did not do what was asked; the message is for the person at the terminal. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    JsonNode get(String path) throws IOException {
        return send(request(path).GET());
    }

    JsonNode put(String path, Map<String, Object> body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    JsonNode delete(String path) throws IOException {
        return send(request(path).DELETE());
    }

    JsonNode post(String path, Map<String, String> body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException {
        HttpResponse<String> response;
        try {
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted");
        } catch (IOException e) {
            throw new RefusedException("no batch application answers at " + base);
        }
        if (response.statusCode() / 100 != 2) {
            throw new RefusedException(reason(response));
        }
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    private static String reason(HttpResponse<String> response) {
        if (response.statusCode() == 401) {
            return "the token is not known there";
        }
        if (response.statusCode() == 403) {
            return "the account may not do that";
        }
        try {
            JsonNode problem = JSON.readTree(response.body());
            return problem.path("code").asString("") + ": "
                    + problem.path("detail").asString("");
        } catch (JacksonException e) {
            return "the answer was HTTP " + response.statusCode();
        }
    }
}
