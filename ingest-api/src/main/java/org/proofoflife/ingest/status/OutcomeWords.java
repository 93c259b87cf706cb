package org.proofoflife.ingest.status;

import java.util.Locale;
import java.util.UUID;
import org.proofoflife.storage.certification.Decisions;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.OutcomeText;
import org.proofoflife.storage.certification.OutcomeTexts;
import org.springframework.stereotype.Component;

/** What a person is told about the outcome of a certification. */
@Component
public class OutcomeWords {

    private final Decisions decisions;

    OutcomeWords(Decisions decisions) {
        this.decisions = decisions;
    }

    /**
     * That the face is theirs is said to nobody of whom the machine does not know it, whoever decided: an impostor would
     * learn that their face will do.
     */
    public OutcomeText of(UUID certificationId, OutcomeCode outcome, Locale locale) {
        boolean faceMatched = outcome == OutcomeCode.ACTION_NOT_FOLLOWED && decisions.isFaceMatched(certificationId);
        return OutcomeTexts.of(outcome, faceMatched, locale);
    }
}
