package org.proofoflife.ingest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.codec.digest.DigestUtils;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.objects.ObjectStore;
import org.springframework.stereotype.Component;

/** Whether the store holds the clip that the channel announces. */
@Component
public class StoredClip {

    private final ObjectStore store;
    private final UploadProperties properties;

    StoredClip(ObjectStore store, UploadProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    /** @throws ApiProblem CLIP_MISSING, CLIP_SIZE_MISMATCH or CLIP_HASH_MISMATCH; the clip may then be uploaded again */
    public void check(String objectKey, long announcedBytes, byte[] announcedSha256) {
        try {
            ObjectStore.ObjectInfo stored = store.stat(ObjectStore.Bucket.CLIPS, objectKey)
                    .orElseThrow(() -> new ApiProblem(ProblemCode.CLIP_MISSING));
            // The form already bounds the size; an object that came in another way must not be hashed without end.
            if (stored.size() != announcedBytes
                    || stored.size() > properties.maxSize().toBytes()) {
                throw new ApiProblem(ProblemCode.CLIP_SIZE_MISMATCH);
            }
            if (!Arrays.equals(sha256(objectKey), announcedSha256)) {
                throw new ApiProblem(ProblemCode.CLIP_HASH_MISMATCH);
            }
        } catch (IOException e) {
            throw new ApiProblem(ProblemCode.TEMPORARILY_UNAVAILABLE, e);
        }
    }

    private byte[] sha256(String objectKey) throws IOException {
        try (InputStream bytes = store.get(ObjectStore.Bucket.CLIPS, objectKey)) {
            return DigestUtils.sha256(bytes);
        }
    }
}
