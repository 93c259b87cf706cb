package org.proofoflife.ingest.status;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.proofoflife.ingest.longpoll.SettledWatch;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.certification.Certificates;
import org.proofoflife.storage.certification.Certification;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

@RestController
@RequestMapping(path = "/api/v1/certifications/{id}", produces = "application/json")
@Tag(name = "Certifications")
class StatusController {

    private static final int LONGEST_WAIT = 30;

    private final OwnCertifications own;
    private final ExpireOverdue expiry;
    private final AppealRefusal appeals;
    private final CertificationViews views;
    private final Certificates certificates;
    private final SettledWatch watch;

    StatusController(
            OwnCertifications own,
            ExpireOverdue expiry,
            AppealRefusal appeals,
            CertificationViews views,
            Certificates certificates,
            @Qualifier("certificationWatch") SettledWatch watch) {
        this.own = own;
        this.expiry = expiry;
        this.appeals = appeals;
        this.views = views;
        this.certificates = certificates;
        this.watch = watch;
    }

    @GetMapping
    @Operation(
            summary = "Ask what became of a certification",
            description = "At once, or as soon as there is an outcome")
    DeferredResult<CertificationView> status(
            @PathVariable UUID id,
            @Parameter(description = "Seconds to wait for an outcome, up to 30") @RequestParam(defaultValue = "0")
                    int wait,
            Authentication channel,
            Locale locale) {
        String channelId = channel.getName();
        Certification certification = current(id, channelId);
        if (certification.outcome() != null || wait <= 0) {
            DeferredResult<CertificationView> now = new DeferredResult<>();
            now.setResult(views.of(certification, locale));
            return now;
        }
        return watch.answer(
                id, Duration.ofSeconds(Math.min(wait, LONGEST_WAIT)), () -> views.of(current(id, channelId), locale));
    }

    @GetMapping("/certificate")
    @Operation(summary = "The certificate of a success, with its validity")
    CertificateView certificate(@PathVariable UUID id, Authentication channel) {
        own.require(id, channel.getName());
        return certificates
                .ofCertification(id)
                .map(CertificateView::of)
                .orElseThrow(() -> new ApiProblem(ProblemCode.NO_CERTIFICATE));
    }

    @PostMapping("/appeal")
    @Operation(
            summary = "Appeal a refusal",
            description = "After three refusals in a row a person compares the photos. For the latest, within 15 days,"
                    + " unless a person has decided it before. Moves the certification to UNDER_REVIEW.")
    @ApiResponse(responseCode = "202", description = "A person will look at it")
    ResponseEntity<CertificationView> appeal(@PathVariable UUID id, Authentication channel, Locale locale) {
        appeals.appeal(own.require(id, channel.getName()), "channel:" + channel.getName());
        return ResponseEntity.accepted().body(views.of(own.require(id, channel.getName()), locale));
    }

    private Certification current(UUID id, String channelId) {
        Certification found = own.require(id, channelId);
        return found.outcome() == null && expiry.expired(found) ? own.require(id, channelId) : found;
    }
}
