package org.proofoflife.ingest.review;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.Prompt;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads timelines out of {@code evidence.json}, which the worker wrote with the decision. */
@Component
class Timelines {

    private final Certifications certifications;
    private final ObjectStore objects;
    private final JsonMapper json;

    Timelines(Certifications certifications, ObjectStore objects, JsonMapper json) {
        this.certifications = certifications;
        this.objects = objects;
        this.json = json;
    }

    /** @throws WebProblem NOT_FOUND if retention has removed the evidence */
    Timeline of(UUID certificationId, String evidenceKey) throws IOException {
        Certification certification = certifications.find(certificationId).orElseThrow(WebProblem::notFound);
        JsonNode evidence = read(evidenceKey);
        List<Timeline.Found> found = new ArrayList<>();
        for (JsonNode action : evidence.at("/judgement/actions")) {
            if (action.path("found").asBoolean(false)) {
                found.add(new Timeline.Found(
                        action.path("prompt").asInt(-1),
                        action.path("action").asString(""),
                        action.path("start").asDouble(0),
                        action.path("peak").asDouble(0),
                        action.path("end").asDouble(0)));
            }
        }
        return new Timeline(
                asked(certification),
                found,
                evidence.path("timeline")
                        .valueStream()
                        .map(point -> new Timeline.Sample(
                                point.path("time").asDouble(0),
                                number(point, "yaw"),
                                number(point, "pitch"),
                                mean(number(point, "eyeImageLeft"), number(point, "eyeImageRight")),
                                number(point, "mouth"),
                                number(point, "pad")))
                        .toList());
    }

    /** Windows as challenged, moved to where the client says that each prompt was really shown. */
    private List<Timeline.Asked> asked(Certification certification) {
        List<Double> shown = certifications
                .submission(certification.id())
                .map(Submission::promptOffsets)
                .orElse(null);
        List<Prompt> prompts = certification.challenge().prompts();
        List<Timeline.Asked> asked = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            Prompt.Window window = prompts.get(i).window();
            if (window == null) {
                asked.add(new Timeline.Asked(prompts.get(i).action().name(), null, null));
                continue;
            }
            double start = shown != null && i < shown.size() ? shown.get(i) : window.start();
            asked.add(new Timeline.Asked(prompts.get(i).action().name(), start, start + window.end() - window.start()));
        }
        return asked;
    }

    private JsonNode read(String key) throws IOException {
        try (InputStream content = objects.get(Bucket.EVIDENCE, key)) {
            return json.readTree(content);
        } catch (FileNotFoundException gone) {
            throw WebProblem.notFound();
        }
    }

    private static @Nullable Double number(JsonNode point, String name) {
        JsonNode value = point.path(name);
        return value.isNumber() ? value.asDouble() : null;
    }

    private static @Nullable Double mean(@Nullable Double left, @Nullable Double right) {
        return left == null || right == null ? null : (left + right) / 2;
    }
}
