package org.proofoflife.batch.proposals;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.proofoflife.batch.schedule.Months;
import org.proofoflife.storage.findings.ExportedFiles;
import org.proofoflife.storage.findings.InstructionFile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/batch/instruction-files")
class InstructionsController {

    private final InstructionFiles files;
    private final ExportedFiles exported;
    private final ReturnFiles returns;
    private final InstructionSigner signer;

    InstructionsController(
            InstructionFiles files, ExportedFiles exported, ReturnFiles returns, InstructionSigner signer) {
        this.files = files;
        this.exported = exported;
        this.returns = returns;
        this.signer = signer;
    }

    @GetMapping
    List<InstructionFile> list() {
        return exported.list(100);
    }

    @GetMapping("/key")
    Map<String, String> key() {
        return Map.of("keyId", signer.keyId(), "algorithm", "Ed25519", "publicKey", signer.publicKey());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    InstructionFile export(@RequestParam String month, Principal who) {
        return files.export(Months.parse(month), who.getName());
    }

    @GetMapping("/{number}")
    InstructionFile file(@PathVariable long number) {
        return files.get(number);
    }

    @PostMapping(
            path = "/{number}/return",
            consumes = {"text/csv", "text/plain"})
    InstructionFile acknowledge(@PathVariable long number, @RequestBody String content, Principal who) {
        returns.acknowledge(number, content, who.getName());
        return files.get(number);
    }
}
