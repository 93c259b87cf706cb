package org.proofoflife.ingest.review;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.Decisions;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Clip, pictures and timeline of a case. They pass through here, so that who saw what stands in the audit log. */
@RestController
@RequestMapping("/web/console/cases/{id}")
class EvidenceController extends PageController {

    private final ConsoleUsers users;
    private final CaseFiles files;
    private final Certifications certifications;
    private final Decisions decisions;
    private final Enrolments enrolments;
    private final Timelines timelines;
    private final ObjectStore objects;
    private final AuditLog audit;

    EvidenceController(
            ConsoleUsers users,
            CaseFiles files,
            Certifications certifications,
            Decisions decisions,
            Enrolments enrolments,
            Timelines timelines,
            ObjectStore objects,
            AuditLog audit) {
        this.users = users;
        this.files = files;
        this.certifications = certifications;
        this.decisions = decisions;
        this.enrolments = enrolments;
        this.timelines = timelines;
        this.objects = objects;
        this.audit = audit;
    }

    @GetMapping("/clip")
    ResponseEntity<Resource> clip(@PathVariable UUID id, @AuthenticationPrincipal WebSession session)
            throws IOException {
        Certification certification = seen(id, session, "VIEW_CLIP");
        String type = certifications.submission(id).map(Submission::contentType).orElse("video/mp4");
        return resource(Bucket.CLIPS, certification.objectKey(), MediaType.parseMediaType(type));
    }

    @GetMapping("/photo")
    ResponseEntity<Resource> photo(@PathVariable UUID id, @AuthenticationPrincipal WebSession session)
            throws IOException {
        Certification certification = seen(id, session, "VIEW_PHOTO");
        String key = enrolments
                .active(certification.pensionerId())
                .orElseThrow(WebProblem::notFound)
                .photoKey();
        return resource(Bucket.PHOTOS, key, MediaType.IMAGE_JPEG);
    }

    @GetMapping("/frames/{name}")
    ResponseEntity<Resource> frame(
            @PathVariable UUID id, @PathVariable String name, @AuthenticationPrincipal WebSession session)
            throws IOException {
        seen(id, session, "VIEW_FRAME");
        if (!name.matches("[A-Za-z0-9_.-]+\\.jpe?g")) {
            throw WebProblem.notFound();
        }
        return resource(Bucket.EVIDENCE, CaseFiles.folder(evidenceKey(id)) + name, MediaType.IMAGE_JPEG);
    }

    @GetMapping("/timeline")
    Timeline timeline(@PathVariable UUID id, @AuthenticationPrincipal WebSession session) throws IOException {
        seen(id, session, "VIEW_TIMELINE");
        return timelines.of(id, evidenceKey(id));
    }

    private String evidenceKey(UUID id) {
        String key =
                decisions.find(id).orElseThrow(WebProblem::notFound).decision().evidenceKey();
        if (key == null) {
            throw WebProblem.notFound();
        }
        return key;
    }

    private Certification seen(UUID id, WebSession session, String action) {
        ConsoleAccount reader = users.requireReaderFor(session, Regions.Item.CERTIFICATION, id);
        Certification certification = files.require(id);
        audit.append(AuditLog.Entry.act(reader.actor(), action, "certification", id, Map.of()));
        return certification;
    }

    private ResponseEntity<Resource> resource(Bucket bucket, String key, MediaType type) throws IOException {
        try (InputStream content = objects.get(bucket, key)) {
            return ResponseEntity.ok()
                    .contentType(type)
                    .cacheControl(CacheControl.noStore())
                    .body(new ByteArrayResource(content.readAllBytes()));
        } catch (FileNotFoundException gone) {
            // Retention may have removed it since.
            throw WebProblem.notFound();
        }
    }
}
