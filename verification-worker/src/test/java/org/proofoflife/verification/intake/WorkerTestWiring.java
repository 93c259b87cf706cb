package org.proofoflife.verification.intake;

import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
class WorkerTestWiring {

    @Bean
    ScriptedVerifier scriptedVerifier() {
        return new ScriptedVerifier();
    }

    @Bean
    WorkerConfiguration.ModelIdentities modelIdentities() {
        return new WorkerConfiguration.ModelIdentities(Map.of("detector", "d@1"));
    }
}
