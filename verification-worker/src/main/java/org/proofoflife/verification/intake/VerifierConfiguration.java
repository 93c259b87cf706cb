package org.proofoflife.verification.intake;

import org.proofoflife.verification.ClipVerifier;
import org.proofoflife.verification.decode.DecodeLimits;
import org.proofoflife.verification.judge.PolicyJudge;
import org.proofoflife.verification.judge.policy.Policy;
import org.proofoflife.verification.model.Models;
import org.proofoflife.verification.observe.StandardClipVerifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The real verifier. A model that is missing or altered ends the start of the application here. */
@Configuration(proxyBeanMethods = false)
class VerifierConfiguration {

    @Bean(destroyMethod = "close")
    Models models() {
        return Models.open();
    }

    /** Does not close the models: they are a bean of their own. */
    @Bean(destroyMethod = "")
    ClipVerifier clipVerifier(Models models, Policy policy) {
        return StandardClipVerifier.open(models, new PolicyJudge(policy), DecodeLimits.standard());
    }

    @Bean
    WorkerConfiguration.ModelIdentities modelIdentities(Models models) {
        return new WorkerConfiguration.ModelIdentities(models.identities());
    }
}
