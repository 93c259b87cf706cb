package org.proofoflife.ingest.review;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    List<CaseFile.Earlier> sameClip(UUID id, ConsoleAccount reader) {
        return jdbc.sql("""
                        select other.certification_id from submission mine
                        join submission other on other.sha256 = mine.sha256 and other.certification_id <> mine.certification_id
                        where mine.certification_id = :id""").param("id", id).query((row, n) -> Columns.uuid(row, "certification_id")).list().stream()
                .flatMap(other -> certifications.find(other).stream())
                .map(other -> earlier(other, visible(other, reader)))
                .toList();
    }

    List<CaseFile.SameFace> sameFace(UUID id, ConsoleAccount reader) {
        return faces.alike(id, MOST).stream()
                .map(alike -> sameFace(alike, reader))
                .toList();
    }

    private CaseFile.SameFace sameFace(CaseFaces.Alike alike, ConsoleAccount reader) {
        Certification other = certifications.find(alike.certificationId()).orElseThrow();
        Pensioner visible = visible(other, reader);
        return new CaseFile.SameFace(
                earlier(other, visible), visible == null ? null : visible.ref(), 1 / (1 + Math.exp(-alike.score())));
    }

    /** The person, if the reader's region covers them. */
    private @Nullable Pensioner visible(Certification it, ConsoleAccount reader) {
        return pensioners
                .find(it.pensionerId())
                .filter(person -> reader.covers(person.region()))
                .orElse(null);
    }

    /** Of somebody else the reader may not see: that it is there, and nothing that leads to it. */
    private CaseFile.Earlier earlier(Certification other, @Nullable Pensioner visible) {
        return visible == null
                ? new CaseFile.Earlier(null, other.state(), other.outcome(), other.openedAt(), false)
                : earlier(other);
    }
}
