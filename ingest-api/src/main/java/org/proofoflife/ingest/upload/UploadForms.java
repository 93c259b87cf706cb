package org.proofoflife.ingest.upload;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.objects.ObjectStore;
import org.springframework.stereotype.Component;

/** Upload forms for one key until one moment. The store itself enforces key, type and size. */
@Component
public class UploadForms {

    private final ObjectStore store;
    private final UploadProperties properties;
    private final Clock clock;

    UploadForms(ObjectStore store, UploadProperties properties, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    /** One form for each accepted content type; none when the time is up. */
    public List<UploadFormView> forClip(String objectKey, Instant expiresAt) {
        Duration lifetime = Duration.between(clock.instant(), expiresAt);
        if (lifetime.toSeconds() < 1) {
            return List.of();
        }
        long min = properties.minSize().toBytes();
        long max = properties.maxSize().toBytes();
        List<UploadFormView> forms = new ArrayList<>();
        for (String type : properties.contentTypes()) {
            try {
                ObjectStore.UploadForm form =
                        store.uploadForm(ObjectStore.Bucket.CLIPS, objectKey, type, min, max, lifetime);
                forms.add(new UploadFormView(type, form.url(), form.fields(), min, max));
            } catch (IOException e) {
                throw new ApiProblem(ProblemCode.TEMPORARILY_UNAVAILABLE, e);
            }
        }
        return forms;
    }
}
