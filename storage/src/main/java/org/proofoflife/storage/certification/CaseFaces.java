package org.proofoflife.storage.certification;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.jdbc.AdvisoryLock;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The faces of cases and which of them were found alike, though the cases are different people's. */
public class CaseFaces {

    public static final String TEMPLATE = "case_face.template_enc";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final AuditLog audit;
    private final Clock clock;

    public CaseFaces(JdbcClient jdbc, PersonalDataCipher cipher, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param seq its place in the order of commits; @param template serialised, decrypted */
    public record Kept(UUID certificationId, long seq, byte[] template) {
        @Override
        public String toString() {
            return "Kept[" + certificationId + "]";
        }
    }

    /** @param score log-odds that both are one person */
    public record Alike(UUID certificationId, double score) {}

    /** Faces of cases of all others than this person, after a place in the order of commits, in that order. */
    public List<Kept> ofOthers(UUID pensionerId, long after, int limit) {
        return jdbc.sql("""
                        select certification_id, seq, template_enc from case_face
                        where seq > :after and pensioner_id <> :pensioner order by seq limit :limit""")
                .param("after", after)
                .param("pensioner", pensionerId)
                .param("limit", limit)
                .query((row, n) -> {
                    UUID id = Columns.uuid(row, "certification_id");
                    return new Kept(id, row.getLong("seq"), cipher.decrypt(TEMPLATE, id, row.getBytes("template_enc")));
                })
                .list();
    }

    /** Until the caller's transaction ends nobody else keeps a face, so that no two that are alike miss each other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void exclusively() {
        AdvisoryLock.take(jdbc, "case_face");
    }

    /** Keeps the face of a case with the earlier ones that it is like. Once per certification: again changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(Claim claim, byte[] template, List<Alike> alike) {
        UUID id = claim.certificationId();
        int kept = jdbc.sql("""
                        insert into case_face (certification_id, pensioner_id, template_enc, created_at)
                        values (:id, :pensioner, :template, :now) on conflict do nothing""")
                .param("id", id)
                .param("pensioner", claim.pensionerId())
                .param("template", cipher.encrypt(TEMPLATE, id, template))
                .param("now", Columns.time(clock.instant()))
                .update();
        if (kept == 0) {
            return;
        }
        alike.forEach(other -> jdbc.sql("""
                        insert into case_same_face (certification_id, other_id, score)
                        select :id, certification_id, :score from case_face where certification_id = :other""")
                .param("id", id)
                .param("other", other.certificationId())
                .param("score", other.score())
                .update());
        audit.append(AuditLog.Entry.act(
                "worker:" + claim.worker(), "KEEP_FACE", "certification", id, Map.of("alike", alike.size())));
    }

    /** Cases of other people with the same face, earlier and later ones, the most alike first. */
    public List<Alike> alike(UUID certificationId, int limit) {
        return jdbc.sql("""
                        select other_id as id, score from case_same_face where certification_id = :id
                        union all
                        select certification_id, score from case_same_face where other_id = :id
                        order by score desc, id limit :limit""")
                .param("id", certificationId)
                .param("limit", limit)
                .query((row, n) -> new Alike(Columns.uuid(row, "id"), row.getDouble("score")))
                .list();
    }

    /** Removes the faces of these cases, with what they were found alike with. */
    public int remove(Collection<UUID> certificationIds) {
        return jdbc.sql("delete from case_face where certification_id = any(:ids)")
                .param("ids", certificationIds.toArray(UUID[]::new))
                .update();
    }

    /** Removes faces kept before then, with what they were found alike with, except of cases still under review. */
    public int removeBefore(Instant before) {
        return jdbc.sql("""
                        delete from case_face f using certification c
                        where c.id = f.certification_id and c.state <> 'UNDER_REVIEW' and f.created_at < :before""").param("before", Columns.time(before)).update();
    }
}
