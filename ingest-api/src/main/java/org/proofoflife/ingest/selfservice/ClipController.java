package org.proofoflife.ingest.selfservice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.proofoflife.ingest.dispatch.SubmissionRequest;
import org.proofoflife.ingest.dispatch.SubmitClip;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.ingest.upload.UploadProperties;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationState;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes a clip in parts, then the word that it is complete. */
@RestController
@RequestMapping("/web/self-service/certifications/{id}")
class ClipController extends PageController {

    private final SelfService service;
    private final ClipParts parts;
    private final SubmitClip submissions;
    private final StatusViews statuses;
    private final UploadProperties uploads;

    ClipController(
            SelfService service,
            ClipParts parts,
            SubmitClip submissions,
            StatusViews statuses,
            UploadProperties uploads) {
        this.service = service;
        this.parts = parts;
        this.submissions = submissions;
        this.statuses = statuses;
        this.uploads = uploads;
    }

    /** @param received bytes that have arrived without a gap */
    record Progress(long received) {}

    @GetMapping("/clip")
    Progress progress(@PathVariable UUID id, @AuthenticationPrincipal WebSession session) {
        return new Progress(parts.received(service.own(session.subject(), id).id()));
    }

    @PutMapping(path = "/clip", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    Progress part(
            @PathVariable UUID id,
            @RequestParam long offset,
            HttpServletRequest request,
            @AuthenticationPrincipal WebSession session)
            throws IOException {
        Certification certification = service.own(session.subject(), id);
        if (certification.state() != CertificationState.OPEN) {
            throw new ApiProblem(
                    certification.state() == CertificationState.EXPIRED
                            ? ProblemCode.CERTIFICATION_EXPIRED
                            : ProblemCode.CERTIFICATION_NOT_OPEN);
        }
        byte[] part = request.getInputStream().readNBytes(ClipParts.MAX_PART_BYTES + 1);
        return new Progress(parts.append(id, offset, part, uploads.maxSize().toBytes()));
    }

    @PostMapping("/submission")
    StatusView submit(
            @PathVariable UUID id,
            @Valid @RequestBody SubmissionRequest request,
            @AuthenticationPrincipal WebSession session,
            Locale locale)
            throws IOException {
        Certification certification = service.own(session.subject(), id);
        if (certification.state() == CertificationState.OPEN && parts.received(id) > 0) {
            parts.assemble(id, certification.objectKey(), request.contentType());
        }
        try {
            submissions.submit(certification, request);
        } catch (ApiProblem refused) {
            if (refused.code() == ProblemCode.CLIP_HASH_MISMATCH || refused.code() == ProblemCode.CLIP_SIZE_MISMATCH) {
                // What arrived is not what was filmed: the page sends it from the beginning.
                parts.discard(id);
            }
            throw refused;
        }
        parts.discard(id);
        return statuses.of(service.own(session.subject(), id), locale);
    }
}
