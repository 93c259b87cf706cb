package org.proofoflife.ingest.enrolment;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.CaseFaces;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.objects.ObjectStore.ObjectInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Removes what shows the face of somebody who took the consent back: photos, clips, and of the evidence all but the
 * document that says how it was decided, which holds no face. Done at once, and again until it is gone.
 */
@Component
public class EraseFaces {

    private static final Logger LOG = LoggerFactory.getLogger(EraseFaces.class);
    private static final int BATCH = 100;

    /** Whatever of a consent is still before a machine or a person is erased after its outcome. */
    private static final String DUE = """
            k.withdrawn_at is not null and k.erased_at is null and not exists (
                select from certification c where c.consent_id = k.id
                  and c.state in ('OPEN', 'SUBMITTED', 'VERIFYING', 'UNDER_REVIEW'))""";

    private final JdbcClient jdbc;
    private final CaseFaces faces;
    private final ObjectStore store;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    EraseFaces(
            JdbcClient jdbc,
            CaseFaces faces,
            ObjectStore store,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.faces = faces;
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Attempt(UUID id, String objectKey) {}

    /** Done twice, the second time changes nothing. Not in a transaction: objects cannot be rolled back. */
    void erase(UUID pensionerId, String actor) throws IOException {
        List<UUID> consents = jdbc.sql("select k.id from consent k where k.pensioner_id = :id and " + DUE)
                .param("id", pensionerId)
                .query(UUID.class)
                .list();
        if (consents.isEmpty()) {
            return;
        }
        List<String> photos = jdbc.sql(
                        "select photo_key from enrolment where pensioner_id = :id and state = 'WITHDRAWN'")
                .param("id", pensionerId)
                .query(String.class)
                .list();
        List<Attempt> attempts = jdbc.sql("select id, object_key from certification where consent_id in (:consents)")
                .param("consents", consents)
                .query(Attempt.class)
                .list();
        List<String> clips =
                new ArrayList<>(attempts.stream().map(Attempt::objectKey).toList());
        List<String> evidence = new ArrayList<>();
        for (Attempt attempt : attempts) {
            clips.addAll(keys(Bucket.CLIPS, "parts/" + attempt.id() + "/"));
            evidence.addAll(keys(Bucket.EVIDENCE, attempt.id() + "/"));
        }
        evidence.removeIf(key -> key.endsWith("/evidence.json"));
        store.remove(Bucket.PHOTOS, photos);
        store.remove(Bucket.CLIPS, clips);
        store.remove(Bucket.EVIDENCE, evidence);
        List<UUID> ids = attempts.stream().map(Attempt::id).toList();
        transactions.executeWithoutResult(transaction -> {
            int cases = faces.remove(ids);
            if (marked(consents) > 0) {
                audit.append(AuditLog.Entry.act(
                        actor,
                        "REMOVE",
                        "consent",
                        pensionerId,
                        Map.of("certifications", ids.size(), "objects", evidence.size(), "rows", cases)));
            }
        });
    }

    /** Finishes what a store that did not answer has left. */
    @Scheduled(fixedDelayString = "${ingest.erasure-interval:10m}")
    public void sweep() {
        List<UUID> people = jdbc.sql(
                        "select k.pensioner_id from consent k where " + DUE + " order by k.withdrawn_at limit :limit")
                .param("limit", BATCH)
                .query(UUID.class)
                .list();
        try {
            for (UUID person : people.stream().distinct().toList()) {
                erase(person, "job:erasure");
            }
        } catch (IOException e) {
            LOG.warn("Faces whose consent was withdrawn wait for the next try: {}", e.getMessage());
        }
    }

    private List<String> keys(Bucket bucket, String folder) throws IOException {
        try (Stream<ObjectInfo> found = store.list(bucket, folder)) {
            return found.map(ObjectInfo::key).toList();
        }
    }

    private int marked(List<UUID> consents) {
        return jdbc.sql("update consent set erased_at = :now where id in (:consents) and erased_at is null")
                .param("now", Columns.time(clock.instant()))
                .param("consents", consents)
                .update();
    }
}
