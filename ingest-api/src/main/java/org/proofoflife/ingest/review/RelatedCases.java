package org.proofoflife.ingest.review;

import java.util.List;
import java.util.UUID;
import org.proofoflife.storage.certification.CaseFaces;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.roster.Pensioner;
import org.proofoflife.storage.roster.Pensioners;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What ties a case to others: the same clip, or the same face for somebody else. */
@Component
class RelatedCases {

    private static final int MOST = 20;

    private final Certifications certifications;
    private final CaseFaces faces;
    private final Pensioners pensioners;
    private final Verdicts verdicts;
    private final JdbcClient jdbc;

    RelatedCases(
            Certifications certifications, CaseFaces faces, Pensioners pensioners, Verdicts verdicts, JdbcClient jdbc) {
        this.certifications = certifications;
        this.faces = faces;
        this.pensioners = pensioners;
        this.verdicts = verdicts;
        this.jdbc = jdbc;
    }

    /** Whether a person has ever been asked about it or is now. */
    boolean readable(Certification it) {
        return it.state() == CertificationState.UNDER_REVIEW
                || !verdicts.of(it.id()).isEmpty();
    }

    CaseFile.Earlier earlier(Certification other) {
        return new CaseFile.Earlier(other.id(), other.state(), other.outcome(), other.openedAt(), readable(other));
    }

    List<CaseFile.Earlier> sameClip(UUID id) {
        return jdbc.sql("""
                        select other.certification_id from submission mine
                        join submission other on other.sha256 = mine.sha256 and other.certification_id <> mine.certification_id
                        where mine.certification_id = :id""").param("id", id).query((row, n) -> Columns.uuid(row, "certification_id")).list().stream()
                .flatMap(other -> certifications.find(other).stream())
                .map(this::earlier)
                .toList();
    }

    List<CaseFile.SameFace> sameFace(UUID id) {
        return faces.alike(id, MOST).stream().map(this::sameFace).toList();
    }

    private CaseFile.SameFace sameFace(CaseFaces.Alike alike) {
        Certification other = certifications.find(alike.certificationId()).orElseThrow();
        String ref = pensioners.find(other.pensionerId()).map(Pensioner::ref).orElseThrow();
        return new CaseFile.SameFace(earlier(other), ref, 1 / (1 + Math.exp(-alike.score())));
    }
}
