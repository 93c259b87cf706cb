package org.proofoflife.batch.retention;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.CaseFaces;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.objects.ObjectStore.ObjectInfo;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes objects that are older than their kind is kept, except those that a running case holds, and with the evidence
 * the faces of cases. Evidence is removed up to {@value #EVIDENCE_SLICES} days later, since each run looks at one part of
 * it. The rows that name objects stay: they say what was decided, not what was seen.
 */
public class Retention {

    private static final int BATCH = 500;
    /** The keys of evidence begin with a random certification id, in hexadecimal digits. */
    private static final int EVIDENCE_SLICES = 16;

    private final ObjectStore objects;
    private final CaseFaces faces;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final RetentionProperties properties;
    private final Clock clock;

    Retention(
            ObjectStore objects,
            CaseFaces faces,
            JdbcClient jdbc,
            AuditLog audit,
            RetentionProperties properties,
            Clock clock) {
        this.objects = objects;
        this.faces = faces;
        this.jdbc = jdbc;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    /** @return objects, faces and messages removed */
    long removeExpired() throws IOException {
        return sweep(Bucket.CLIPS, properties.clips(), """
                        select object_key from certification where object_key in (:keys)
                           and state in ('SUBMITTED', 'VERIFYING', 'UNDER_REVIEW')""")
                + sweep(Bucket.PHOTOS, properties.photos(), """
                        select photo_key from enrolment where photo_key in (:keys) and state in ('PENDING', 'ACTIVE')""")
                + sweep(Bucket.EVIDENCE, evidenceSlice(), properties.evidence(), """
                        select k from unnest(array[:keys]) k join certification c
                          on c.id = case when k ~ '^[0-9a-f-]{36}/' then left(k, 36)::uuid end
                          where c.state = 'UNDER_REVIEW'""")
                + removeFaces()
                + removeMessages()
                + sweep(Bucket.INBOX, properties.inbox(), NOTHING_HELD)
                + sweep(Bucket.REPORTS, properties.reports(), NOTHING_HELD);
    }

    /**
     * Uploads without a submission: the challenge ran out, or the client never came back. Parts of a clip that never
     * became whole go with the rows that count them.
     */
    long removeOrphans() throws IOException {
        jdbc.sql("""
                        delete from clip_part p using certification c where c.id = p.certification_id
                          and c.state <> 'OPEN' and c.opened_at < :before""")
                .param("before", Columns.time(clock.instant().minus(properties.orphans())))
                .update();
        return sweep(Bucket.CLIPS, properties.orphans(), """
                select c.object_key from certification c where c.object_key in (:keys)
                   and (c.state = 'OPEN' or exists (select from submission s where s.certification_id = c.id))
                union all
                select k from unnest(array[:keys]) k join clip_part p on starts_with(k, 'parts/' || p.certification_id || '/')
                """);
    }

    private static final String NOTHING_HELD = "select k from unnest(array[:keys]) k where false";

    /** Evidence is the only kind that grows for years: to list it all would take hours every night. */
    private String evidenceSlice() {
        return Integer.toHexString(Math.floorMod((int) LocalDate.now(clock).toEpochDay(), EVIDENCE_SLICES));
    }

    private long sweep(Bucket bucket, Duration kept, String held) throws IOException {
        return sweep(bucket, "", kept, held);
    }

    private long sweep(Bucket bucket, String prefix, Duration kept, String held) throws IOException {
        Instant before = clock.instant().minus(kept);
        List<String> batch = new ArrayList<>();
        long removed = 0;
        try (Stream<ObjectInfo> all = objects.list(bucket, prefix)) {
            var keys = all.filter(object -> object.lastModified().isBefore(before))
                    .map(ObjectInfo::key)
                    .iterator();
            while (keys.hasNext()) {
                batch.add(keys.next());
                if (batch.size() == BATCH || !keys.hasNext()) {
                    removed += remove(bucket, batch, held);
                    batch.clear();
                }
            }
        } finally {
            if (removed > 0) {
                audited("bucket", bucket, Map.of("objects", removed, "before", before.toString()));
            }
        }
        return removed;
    }

    /** They could be made again from the key frames for as long as these are kept, so that both go together. */
    private long removeFaces() {
        Instant before = clock.instant().minus(properties.evidence());
        int removed = faces.removeBefore(before);
        if (removed > 0) {
            audited("case_face", "faces", Map.of("rows", removed, "before", before.toString()));
        }
        return removed;
    }

    /** What the broker took is in the database as what became of it; the copy only makes the outbox grow. */
    private long removeMessages() {
        return jdbc.sql("delete from outbox where published_at < :before")
                .param("before", Columns.time(clock.instant().minus(properties.messages())))
                .update();
    }

    private void audited(String entity, Object id, Map<String, Object> detail) {
        audit.append(AuditLog.Entry.act("job:retention", "REMOVE", entity, id, detail));
    }

    private long remove(Bucket bucket, List<String> keys, String held) throws IOException {
        Set<String> kept = new HashSet<>(
                jdbc.sql(held).param("keys", keys).query(String.class).list());
        List<String> gone = keys.stream().filter(key -> !kept.contains(key)).toList();
        objects.remove(bucket, gone);
        return gone.size();
    }
}
