package org.proofoflife.ingest.admin;

import io.swagger.v3.oas.annotations.media.Schema;
import org.proofoflife.storage.roster.BenefitStatus;
import org.proofoflife.storage.roster.IdentityNumber;
import org.proofoflife.storage.roster.LifeStatus;

@Schema(name = "Pensioner", description = "A person on the roster, without what identifies them")
public record PensionerView(
        String ref,
        String scheme,
        String region,
        BenefitStatus benefitStatus,
        LifeStatus lifeStatus,

        @Schema(description = "What the number's format shows; OLDER is a warning")
        IdentityNumber.Kind numberKind) {}
