package org.proofoflife.ingest.dispatch;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.ingest.status.ExpireOverdue;
import org.proofoflife.ingest.upload.StoredClip;
import org.proofoflife.ingest.upload.UploadProperties;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.IllegalMoveException;
import org.proofoflife.storage.certification.Submission;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Takes the clip of an open certification and hands it to the workers. The same submission twice is one submission. */
@Component
public class SubmitClip {

    private static final double LAST_SECOND = 600;

    private final Certifications certifications;
    private final CertificationMoves moves;
    private final ExpireOverdue expiry;
    private final StoredClip stored;
    private final UploadProperties uploads;
    private final WorkQueue queue;
    private final TransactionOperations transactions;

    SubmitClip(
            Certifications certifications,
            CertificationMoves moves,
            ExpireOverdue expiry,
            StoredClip stored,
            UploadProperties uploads,
            WorkQueue queue,
            TransactionOperations transactions) {
        this.certifications = certifications;
        this.moves = moves;
        this.expiry = expiry;
        this.stored = stored;
        this.uploads = uploads;
        this.queue = queue;
        this.transactions = transactions;
    }

    /** @throws ApiProblem why the clip is not taken; unless its time is up, it may be sent again */
    public void submit(Certification certification, SubmissionRequest request) {
        byte[] sha256 = HexFormat.of().parseHex(request.sha256());
        if (expiry.expired(certification)) {
            throw new ApiProblem(ProblemCode.CERTIFICATION_EXPIRED);
        }
        if (certification.state() != CertificationState.OPEN) {
            requireSame(certification.id(), sha256);
            return;
        }
        String type = request.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!uploads.contentTypes().contains(type)) {
            throw new ApiProblem(ProblemCode.CLIP_TYPE_NOT_ACCEPTED).with("accepted", uploads.contentTypes());
        }
        requireValid(
                request.promptOffsets(), certification.challenge().prompts().size());
        stored.check(certification.objectKey(), request.sizeBytes(), sha256);
        Submission submission = new Submission(
                certification.id(), sha256, request.sizeBytes(), type, request.mirrored(), request.promptOffsets());
        take(certification, submission);
    }

    private void take(Certification certification, Submission submission) {
        try {
            transactions.executeWithoutResult(transaction -> {
                CertificationState reached = moves.submit(submission, "channel:" + certification.channelId());
                if (reached == CertificationState.SUBMITTED) {
                    queue.verify(certification.id(), certification.objectKey());
                }
            });
        } catch (IllegalMoveException raced) {
            requireSame(certification.id(), submission.sha256());
        }
    }

    private void requireSame(UUID id, byte[] sha256) {
        boolean same = certifications
                .submission(id)
                .filter(taken -> Arrays.equals(taken.sha256(), sha256))
                .isPresent();
        if (!same) {
            throw new ApiProblem(ProblemCode.CERTIFICATION_NOT_OPEN);
        }
    }

    private static void requireValid(@Nullable List<Double> offsets, int prompts) {
        if (offsets == null) {
            return;
        }
        double reached = 0;
        boolean valid = offsets.size() == prompts;
        for (double offset : offsets) {
            valid &= offset >= reached && offset <= LAST_SECOND;
            reached = offset;
        }
        if (!valid) {
            throw new ApiProblem(ProblemCode.PROMPT_OFFSETS_INVALID).with("prompts", prompts);
        }
    }
}
