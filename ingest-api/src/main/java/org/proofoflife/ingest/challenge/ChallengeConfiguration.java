package org.proofoflife.ingest.challenge;

import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ChallengeConfiguration {

    @Bean
    ChallengeIssuer challengeIssuer(ChallengeProperties properties) {
        return new ChallengeIssuer(new SecureRandom(), properties);
    }
}
