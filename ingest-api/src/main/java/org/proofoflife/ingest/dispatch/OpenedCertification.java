package org.proofoflife.ingest.dispatch;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.proofoflife.ingest.challenge.ChallengeView;
import org.proofoflife.ingest.upload.UploadFormView;
import org.proofoflife.storage.certification.CertificationState;

@Schema(name = "OpenedCertification")
public record OpenedCertification(
        UUID id,
        CertificationState state,
        ChallengeView challenge,

        @Schema(description = "One form for each accepted content type; empty once a clip was taken or the time is up")
        List<UploadFormView> uploads,

        @Schema(description = "Until when a clip is taken") Instant expiresAt) {}
