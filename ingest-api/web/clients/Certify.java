import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Certifies one person with a clip: open, upload, submit, ask. Needs Java 17 and Jackson 3.
 *
 * <p>usage: POL_API=https://host POL_KEY=... java -cp JACKSON Certify.java NAME NUMBER CLIP.mp4
 */
public class Certify {

    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final JsonMapper JSON = JsonMapper.builder().build();

    public static void main(String[] args) throws Exception {
        byte[] clip = Files.readAllBytes(Path.of(args[2]));

        // 1. Open. Your recorder shows the prompts of the challenge; here the clip has been recorded already.
        String wish = JSON.createObjectNode()
                .put("name", args[0])
                .put("number", args[1])
                .put("consentVersion", "2026-01")
                .toString();
        JsonNode opened = call(request("/certifications")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(wish)));
        String path = "/certifications/" + opened.path("id").asString();

        // 2. Upload to the object store: the fields of the form for this type, then the file as the last one.
        for (JsonNode form : opened.path("uploads")) {
            if (form.path("contentType").asString().equals("video/mp4")) {
                upload(form, clip);
            }
        }

        // 3. Submit what was uploaded.
        String submission = JSON.createObjectNode()
                .put("sha256", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(clip)))
                .put("sizeBytes", clip.length)
                .put("contentType", "video/mp4")
                .put("mirrored", false)
                .toString();
        call(request(path + "/submission").POST(BodyPublishers.ofString(submission)));

        // 4. Ask until there is an outcome; each call waits for one up to 30 seconds.
        JsonNode answer;
        do {
            answer = call(request(path + "?wait=30").GET());
        } while (!answer.hasNonNull("outcome"));
        System.out.println(answer.path("outcome").asString() + " " + answer.path("id").asString());
    }

    static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(System.getenv("POL_API") + "/api/v1" + path))
                .header("X-API-Key", System.getenv("POL_KEY"))
                .header("Content-Type", "application/json");
    }

    /** Refusals are RFC 9457 problems; their code is stable, their words are in the language of Accept-Language. */
    static JsonNode call(HttpRequest.Builder request) throws Exception {
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(answer.path("code").asString() + ": " + answer.path("detail").asString());
        }
        return answer;
    }

    static void upload(JsonNode form, byte[] clip) throws Exception {
        String boundary = "form-" + UUID.randomUUID();
        String part = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"";
        var body = new ByteArrayOutputStream();
        form.path("fields").properties().forEach(field -> body.writeBytes(
                utf8(part + field.getKey() + "\"\r\n\r\n" + field.getValue().asString() + "\r\n")));
        body.writeBytes(utf8(part + "file\"; filename=\"clip.mp4\"\r\n\r\n"));
        body.writeBytes(clip);
        body.writeBytes(utf8("\r\n--" + boundary + "--\r\n"));
        var response = HTTP.send(
                HttpRequest.newBuilder(URI.create(form.path("url").asString()))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException("upload: " + response.statusCode());
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
