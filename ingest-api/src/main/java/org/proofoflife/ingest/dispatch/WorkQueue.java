package org.proofoflife.ingest.dispatch;

import java.util.UUID;
import org.proofoflife.storage.messages.JudgeEnrolment;
import org.proofoflife.storage.messages.Route;
import org.proofoflife.storage.messages.VerifySubmission;
import org.proofoflife.storage.outbox.Outbox;
import org.springframework.stereotype.Component;

/** Work for the verification workers, sent if the caller's transaction commits. */
@Component
public class WorkQueue {

    private final Outbox outbox;

    WorkQueue(Outbox outbox) {
        this.outbox = outbox;
    }

    public void verify(UUID certificationId, String clipKey) {
        outbox.append(
                Route.VERIFICATION_SUBMIT,
                new VerifySubmission(VerifySubmission.VERSION, UUID.randomUUID(), certificationId, clipKey));
    }

    public void judge(UUID enrolmentId, String photoKey) {
        outbox.append(
                Route.ENROLMENT_JUDGE,
                new JudgeEnrolment(JudgeEnrolment.VERSION, UUID.randomUUID(), enrolmentId, photoKey));
    }
}
