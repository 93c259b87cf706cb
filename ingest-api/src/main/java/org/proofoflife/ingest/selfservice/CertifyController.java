package org.proofoflife.ingest.selfservice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.proofoflife.ingest.challenge.ChallengeProperties;
import org.proofoflife.ingest.challenge.ChallengeView;
import org.proofoflife.ingest.status.AppealRefusal;
import org.proofoflife.ingest.upload.UploadProperties;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.certification.Certification;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Opening one's certification, asking for its outcome, appealing, and the receipt. */
@RestController
@RequestMapping("/web/self-service/certifications")
class CertifyController extends PageController {

    private final SelfService service;
    private final StatusViews statuses;
    private final AppealRefusal appeals;
    private final Receipts receipts;
    private final ChallengeProperties challenges;
    private final UploadProperties uploads;

    CertifyController(
            SelfService service,
            StatusViews statuses,
            AppealRefusal appeals,
            Receipts receipts,
            ChallengeProperties challenges,
            UploadProperties uploads) {
        this.service = service;
        this.statuses = statuses;
        this.appeals = appeals;
        this.receipts = receipts;
        this.challenges = challenges;
        this.uploads = uploads;
    }

    record Consent(@NotBlank @Size(max = 40) String consentVersion) {}

    record OpenedView(
            UUID id,
            List<ChallengeView.PromptView> prompts,
            double recordingSeconds,
            Instant expiresAt,
            List<String> contentTypes,
            long maxBytes) {}

    @PostMapping
    OpenedView open(
            @Valid @RequestBody Consent consent,
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9-]{8,60}") String key,
            @AuthenticationPrincipal WebSession session,
            Locale locale) {
        Certification opened = service.open(session.subject(), consent.consentVersion(), key);
        ChallengeView challenge = ChallengeView.of(opened.challenge(), challenges, locale);
        return new OpenedView(
                opened.id(),
                challenge.prompts(),
                challenge.recordingSeconds(),
                opened.expiresAt(),
                uploads.contentTypes(),
                uploads.maxSize().toBytes());
    }

    @GetMapping("/{id}")
    StatusView status(@PathVariable UUID id, @AuthenticationPrincipal WebSession session, Locale locale) {
        return statuses.of(service.own(session.subject(), id), locale);
    }

    @PostMapping("/{id}/appeal")
    StatusView appeal(@PathVariable UUID id, @AuthenticationPrincipal WebSession session, Locale locale) {
        appeals.appeal(service.own(session.subject(), id), "channel:" + SelfService.CHANNEL);
        return statuses.of(service.own(session.subject(), id), locale);
    }

    @GetMapping(path = "/{id}/receipt.pdf")
    ResponseEntity<byte[]> receipt(
            @PathVariable UUID id,
            @RequestParam(name = "lang", defaultValue = "zh-CN") String language,
            @AuthenticationPrincipal WebSession session) {
        byte[] pdf = receipts.of(service.own(session.subject(), id), Locale.forLanguageTag(language));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("receipt.pdf")
                                .build()
                                .toString())
                .body(pdf);
    }
}
