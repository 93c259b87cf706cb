package org.proofoflife.ingest.dispatch;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.challenge.ChallengeProperties;
import org.proofoflife.ingest.challenge.ChallengeView;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.ingest.status.CertificationView;
import org.proofoflife.ingest.status.CertificationViews;
import org.proofoflife.ingest.status.OwnCertifications;
import org.proofoflife.ingest.upload.UploadForms;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationState;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/certifications", produces = "application/json")
@Tag(name = "Certifications", description = "Open, submit, ask, appeal")
class CertificationController {

    private final OpenCertification openings;
    private final SubmitClip submissions;
    private final OwnCertifications own;
    private final UploadForms uploads;
    private final ChallengeProperties challenges;
    private final CertificationViews views;

    CertificationController(
            OpenCertification openings,
            SubmitClip submissions,
            OwnCertifications own,
            UploadForms uploads,
            ChallengeProperties challenges,
            CertificationViews views) {
        this.openings = openings;
        this.submissions = submissions;
        this.own = own;
        this.uploads = uploads;
        this.challenges = challenges;
        this.views = views;
    }

    @PostMapping(consumes = "application/json")
    @Operation(
            summary = "Open a certification",
            description = "Checks that the person may certify here and issues a challenge and upload forms. The same"
                    + " Idempotency-Key with the same body returns the same certification.")
    @ApiResponse(responseCode = "201", description = "Opened")
    ResponseEntity<OpenedCertification> open(
            @Valid @RequestBody OpenRequest request,
            @Parameter(description = "Unique per certification, 8 to 100 characters", required = true)
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String idempotencyKey,
            Authentication channel,
            Locale locale) {
        if (idempotencyKey == null || !idempotencyKey.matches("[\\x21-\\x7e]{8,100}")) {
            throw new ApiProblem(ProblemCode.IDEMPOTENCY_KEY_REQUIRED);
        }
        Certification opened = openings.open(request, channel.getName(), idempotencyKey);
        return ResponseEntity.created(URI.create("/api/v1/certifications/" + opened.id()))
                .body(new OpenedCertification(
                        opened.id(),
                        opened.state(),
                        ChallengeView.of(opened.challenge(), challenges, locale),
                        opened.state() == CertificationState.OPEN
                                ? uploads.forClip(opened.objectKey(), opened.expiresAt())
                                : List.of(),
                        opened.expiresAt()));
    }

    @PostMapping(path = "/{id}/submission", consumes = "application/json")
    @Operation(
            summary = "Submit the uploaded clip",
            description = "The stored object must have the announced size and hash. A clip whose bytes were submitted"
                    + " before, by anyone, is refused at once as REPLAYED_VIDEO.")
    @ApiResponse(responseCode = "202", description = "Taken")
    ResponseEntity<CertificationView> submit(
            @PathVariable UUID id,
            @Valid @RequestBody SubmissionRequest request,
            Authentication channel,
            Locale locale) {
        submissions.submit(own.require(id, channel.getName()), request);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/certifications/" + id))
                .body(views.of(own.require(id, channel.getName()), locale));
    }
}
