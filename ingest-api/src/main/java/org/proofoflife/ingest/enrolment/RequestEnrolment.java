package org.proofoflife.ingest.enrolment;

import java.io.IOException;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.proofoflife.ingest.dispatch.WorkQueue;
import org.proofoflife.ingest.login.LoginProperties;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.enrolment.Consents;
import org.proofoflife.storage.enrolment.Enrolment;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.roster.LifeStatus;
import org.proofoflife.storage.roster.Pensioner;
import org.proofoflife.storage.roster.Pensioners;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Stores an enrolment photo and asks a worker to judge it. The same photo twice is one enrolment. */
@Component
public class RequestEnrolment {

    private final Pensioners pensioners;
    private final Enrolments enrolments;
    private final Consents consents;
    private final LoginProperties consentRules;
    private final ObjectStore store;
    private final WorkQueue queue;
    private final TransactionOperations transactions;

    RequestEnrolment(
            Pensioners pensioners,
            Enrolments enrolments,
            Consents consents,
            LoginProperties consentRules,
            ObjectStore store,
            WorkQueue queue,
            TransactionOperations transactions) {
        this.pensioners = pensioners;
        this.enrolments = enrolments;
        this.consents = consents;
        this.consentRules = consentRules;
        this.store = store;
        this.queue = queue;
        this.transactions = transactions;
    }

    /** @throws ApiProblem NOT_FOUND, LIFE_STATUS_ABNORMAL, CONSENT_OUTDATED or PHOTO_UNREADABLE */
    public Enrolment request(String ref, byte[] photo, String consentVersion, String channelId) {
        Pensioner person = pensioners.findByRef(ref).orElseThrow(() -> new ApiProblem(ProblemCode.NOT_FOUND));
        if (person.lifeStatus() != LifeStatus.ALIVE) {
            throw new ApiProblem(ProblemCode.LIFE_STATUS_ABNORMAL);
        }
        if (!consentRules.consentVersions().contains(consentVersion)) {
            throw new ApiProblem(ProblemCode.CONSENT_OUTDATED)
                    .with("currentVersion", consentRules.consentVersions().get(0));
        }
        String type = PhotoFormat.of(photo).orElseThrow(() -> new ApiProblem(ProblemCode.PHOTO_UNREADABLE));
        byte[] sha256 = DigestUtils.sha256(photo);
        return enrolments
                .standing(person.id(), sha256)
                .orElseGet(() -> store(person, photo, type, sha256, consentVersion, channelId));
    }

    private Enrolment store(
            Pensioner person, byte[] photo, String type, byte[] sha256, String consentVersion, String channelId) {
        UUID id = UUID.randomUUID();
        String key = person.id() + "/" + id;
        try {
            // Before the row: a photo without a row is swept away as an orphan, a row without a photo would be poison.
            store.put(ObjectStore.Bucket.PHOTOS, key, photo, type);
        } catch (IOException e) {
            throw new ApiProblem(ProblemCode.TEMPORARILY_UNAVAILABLE, e);
        }
        transactions.executeWithoutResult(transaction -> {
            consents.give(person.id(), consentVersion, channelId);
            enrolments.request(id, person.id(), channelId, key, sha256);
            queue.judge(id, key);
        });
        return enrolments.find(id).orElseThrow();
    }
}
