package org.proofoflife.ingest.review;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.selfservice.MaskedName;
import org.proofoflife.ingest.status.OutcomeWords;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.certification.Certificate;
import org.proofoflife.storage.certification.Certificates;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.Decision;
import org.proofoflife.storage.certification.DecisionRecord;
import org.proofoflife.storage.certification.Decisions;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.roster.Endings;
import org.proofoflife.storage.roster.Pensioner;
import org.proofoflife.storage.roster.Pensioners;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Gathers a case from all that is kept about it. */
@Component
class CaseFiles {

    private static final int HISTORY = 10;

    private final Certifications certifications;
    private final Certificates certificates;
    private final Decisions decisions;
    private final Enrolments enrolments;
    private final Pensioners pensioners;
    private final Endings endings;
    private final ReviewCases cases;
    private final ConsoleAccounts accounts;
    private final Verdicts verdicts;
    private final ObjectStore objects;
    private final RelatedCases related;
    private final OutcomeWords words;
    private final JsonMapper json;

    CaseFiles(
            Certifications certifications,
            Certificates certificates,
            Decisions decisions,
            Enrolments enrolments,
            Pensioners pensioners,
            Endings endings,
            ReviewCases cases,
            ConsoleAccounts accounts,
            Verdicts verdicts,
            ObjectStore objects,
            RelatedCases related,
            OutcomeWords words,
            JsonMapper json) {
        this.certifications = certifications;
        this.certificates = certificates;
        this.decisions = decisions;
        this.enrolments = enrolments;
        this.pensioners = pensioners;
        this.endings = endings;
        this.cases = cases;
        this.accounts = accounts;
        this.verdicts = verdicts;
        this.objects = objects;
        this.related = related;
        this.words = words;
        this.json = json;
    }

    /** @throws WebProblem NOT_FOUND unless a person has ever been asked about it or is now */
    Certification require(UUID id) {
        return certifications.find(id).filter(related::readable).orElseThrow(WebProblem::notFound);
    }

    CaseFile of(UUID id, ConsoleAccount reader, Locale locale) throws IOException {
        Certification it = require(id);
        OutcomeCode outcome = Objects.requireNonNull(it.outcome());
        Pensioner person = pensioners.find(it.pensionerId()).orElseThrow(WebProblem::notFound);
        Optional<Decision> decision = decisions.find(id).map(DecisionRecord::decision);
        Optional<UUID> holder = cases.holder(id);
        List<Verdicts.Verdict> words = verdicts.of(id);
        boolean pending = words.stream().anyMatch(verdict -> verdict.state() == Verdicts.State.PROPOSED);
        boolean open = it.state() == CertificationState.UNDER_REVIEW;
        boolean mine = holder.filter(reader.id()::equals).isPresent();
        return new CaseFile(
                id,
                it.state(),
                outcome,
                reasons(id, outcome, decision.map(Decision::reasonCodes).orElse(it.reasonCodes()), locale),
                it.challenge().toString(),
                it.openedAt(),
                it.submittedAt(),
                it.decidedAt(),
                person.ref(),
                MaskedName.of(pensioners.personalData(person.id()).name()),
                person.scheme(),
                decision.map(Decision::policyVersion).orElse(null),
                axes(id, decision.map(Decision::axesJson).orElse(null), locale),
                frames(decision.map(Decision::evidenceKey).orElse(null)),
                decision.map(Decision::evidenceKey).isPresent(),
                objects.stat(Bucket.CLIPS, it.objectKey()).isPresent(),
                enrolments.active(person.id()).isPresent(),
                holder.flatMap(accounts::find).map(ConsoleAccount::displayName).orElse(null),
                mine,
                open && mine && !pending && reader.hasAny(ConsoleRole.REVIEWER),
                open && pending && reader.hasAny(ConsoleRole.APPROVER),
                words,
                certifications.ofPensioner(person.id(), HISTORY).stream()
                        .filter(other -> !other.id().equals(id))
                        .map(related::earlier)
                        .toList(),
                certificates.ofPensioner(person.id()).stream()
                        .map(Certificate::validUntil)
                        .toList(),
                endings.unanswered(person.id()).orElse(null),
                related.sameClip(id, reader),
                related.sameFace(id, reader));
    }

    private List<CaseFile.Axis> axes(UUID id, @Nullable String judged, Locale locale) {
        return judged == null
                ? List.of()
                : json.readTree(judged)
                        .valueStream()
                        .map(axis -> new CaseFile.Axis(
                                axis.path("axis").asString(""),
                                axis.path("score").asDouble(0),
                                axis.path("band").asString(""),
                                worded(
                                        id,
                                        axis.path("reasons")
                                                .valueStream()
                                                .map(code -> OutcomeCode.valueOf(code.asString())),
                                        locale)))
                        .toList();
    }

    /** Names of the pictures beside the evidence. */
    private List<String> frames(@Nullable String evidenceKey) throws IOException {
        if (evidenceKey == null) {
            return List.of();
        }
        String folder = folder(evidenceKey);
        try (Stream<ObjectStore.ObjectInfo> found = objects.list(Bucket.EVIDENCE, folder)) {
            return found.map(ObjectStore.ObjectInfo::key)
                    .filter(key -> key.endsWith(".jpg") || key.endsWith(".jpeg"))
                    .map(key -> key.substring(folder.length()))
                    .toList();
        }
    }

    /** Where the evidence lies: the key is the folder itself or a document in it. */
    static String folder(String evidenceKey) {
        return evidenceKey.endsWith("/") ? evidenceKey : evidenceKey.substring(0, evidenceKey.lastIndexOf('/') + 1);
    }

    private List<CaseFile.Reason> reasons(UUID id, OutcomeCode outcome, List<OutcomeCode> codes, Locale locale) {
        return worded(id, Stream.concat(Stream.of(outcome), codes.stream()), locale);
    }

    private List<CaseFile.Reason> worded(UUID id, Stream<OutcomeCode> codes, Locale locale) {
        return codes.distinct()
                .map(code ->
                        new CaseFile.Reason(code, words.of(id, code, locale).title()))
                .toList();
    }
}
