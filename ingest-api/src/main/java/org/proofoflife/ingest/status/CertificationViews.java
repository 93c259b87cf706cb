package org.proofoflife.ingest.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.proofoflife.ingest.status.CertificationView.NextStepView;
import org.proofoflife.ingest.status.CertificationView.ReasonView;
import org.proofoflife.storage.certification.Certificates;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.OutcomeText;
import org.proofoflife.storage.certification.OutcomeTexts;
import org.springframework.stereotype.Component;

/** Puts a certification into the words of the person it is about. */
@Component
public class CertificationViews {

    private final Certificates certificates;
    private final AppealRefusal appeals;
    private final OutcomeWords words;

    CertificationViews(Certificates certificates, AppealRefusal appeals, OutcomeWords words) {
        this.certificates = certificates;
        this.appeals = appeals;
        this.words = words;
    }

    public CertificationView of(Certification certification, Locale locale) {
        StatusTexts texts = new StatusTexts(locale);
        OutcomeCode outcome = certification.outcome();
        String title;
        String hint;
        if (outcome == null) {
            title = texts.of(certification.state() + ".title");
            hint = texts.of(certification.state() + ".hint");
        } else if (isAppealed(certification, outcome)) {
            title = texts.of("APPEALED.title");
            hint = texts.of("APPEALED.hint");
        } else {
            OutcomeText text = words.of(certification.id(), outcome, locale);
            title = text.title();
            hint = text.hint();
        }
        return new CertificationView(
                certification.id(),
                certification.state(),
                outcome,
                title,
                hint,
                certification.reasonCodes().stream()
                        .map(code -> new ReasonView(
                                code, OutcomeTexts.of(code, locale).hint()))
                        .toList(),
                nextSteps(certification, locale, texts),
                certification.openedAt(),
                certification.expiresAt(),
                certification.submittedAt(),
                certification.decidedAt(),
                certification.state() == CertificationState.CERTIFIED
                        ? certificates
                                .ofCertification(certification.id())
                                .map(CertificateView::of)
                                .orElse(null)
                        : null);
    }

    private static boolean isAppealed(Certification certification, OutcomeCode outcome) {
        return certification.state() == CertificationState.UNDER_REVIEW
                && outcome.state() != CertificationState.UNDER_REVIEW;
    }

    private List<NextStepView> nextSteps(Certification certification, Locale locale, StatusTexts texts) {
        List<NextStepView> steps = new ArrayList<>();
        OutcomeCode outcome = certification.outcome();
        for (NextStep step : stepsOf(certification)) {
            String text = texts.of(step.name());
            // What to do about this outcome in particular says more than the general words.
            if (steps.isEmpty() && outcome != null && step != NextStep.APPEAL && !isAppealed(certification, outcome)) {
                text = OutcomeTexts.of(outcome, locale).nextStep();
            }
            steps.add(new NextStepView(step, text));
        }
        return steps;
    }

    private List<NextStep> stepsOf(Certification certification) {
        return switch (certification.state()) {
            case OPEN -> List.of(NextStep.RECORD_AND_UPLOAD, NextStep.OTHER_CHANNELS);
            case SUBMITTED, VERIFYING -> List.of(NextStep.WAIT);
            case UNDER_REVIEW -> List.of(NextStep.WAIT, NextStep.OTHER_CHANNELS);
            case CERTIFIED -> List.of(NextStep.KEEP_RECEIPT);
            case EXPIRED -> List.of(NextStep.TRY_AGAIN, NextStep.OTHER_CHANNELS);
            case REJECTED ->
                appeals.isPossible(certification)
                        ? List.of(NextStep.APPEAL, NextStep.OTHER_CHANNELS, NextStep.TRY_AGAIN)
                        : List.of(NextStep.TRY_AGAIN, NextStep.OTHER_CHANNELS);
        };
    }
}
