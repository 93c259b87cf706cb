package org.proofoflife.ingest.status;

import java.util.UUID;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.Certifications;
import org.springframework.stereotype.Component;

/** A channel sees what it opened and nothing else; the rest does not exist for it. */
@Component
public class OwnCertifications {

    private final Certifications certifications;

    OwnCertifications(Certifications certifications) {
        this.certifications = certifications;
    }

    /** @throws ApiProblem NOT_FOUND */
    public Certification require(UUID id, String channelId) {
        return certifications
                .find(id)
                .filter(found -> found.channelId().equals(channelId))
                .orElseThrow(() -> new ApiProblem(ProblemCode.NOT_FOUND));
    }
}
