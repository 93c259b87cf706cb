package org.proofoflife.ingest.findings;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.proofoflife.ingest.review.ConsoleUsers;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.findings.ExportedFiles;
import org.proofoflife.storage.findings.InstructionFile;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The signed files in which approved proposals went to the payment system, and whether it answered. */
@RestController
@RequestMapping("/web/console/instruction-files")
class InstructionFilesController extends PageController {

    private static final int SHOWN = 100;
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final ConsoleUsers users;
    private final ExportedFiles exported;
    private final ObjectStore objects;

    InstructionFilesController(ConsoleUsers users, ExportedFiles exported, ObjectStore objects) {
        this.users = users;
        this.exported = exported;
        this.objects = objects;
    }

    @GetMapping
    List<InstructionFile> list(@AuthenticationPrincipal WebSession session) {
        users.reads(session, "LIST_INSTRUCTION_FILES", "instruction_file", "-", Map.of());
        return exported.list(SHOWN);
    }

    /** The file as it was signed. */
    @GetMapping("/{number}/content")
    ResponseEntity<Resource> content(@PathVariable long number, @AuthenticationPrincipal WebSession session)
            throws IOException {
        users.readsOfPeople(session, "VIEW_INSTRUCTION_FILE", "instruction_file", number, Map.of());
        InstructionFile file = exported.find(number).orElseThrow(WebProblem::notFound);
        try (InputStream content = objects.get(Bucket.REPORTS, file.objectKey())) {
            return ResponseEntity.ok()
                    .contentType(CSV)
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"instructions-" + number + ".csv\"")
                    .cacheControl(CacheControl.noStore())
                    .body(new ByteArrayResource(content.readAllBytes()));
        } catch (FileNotFoundException gone) {
            throw WebProblem.notFound();
        }
    }
}
