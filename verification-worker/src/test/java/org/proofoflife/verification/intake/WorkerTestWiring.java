package org.proofoflife.verification.intake;

import java.util.Map;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.testing.People;
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
    SubmittedClips submittedClips(People people, Enrolments enrolments, CertificationMoves moves, ObjectStore objects) {
        return new SubmittedClips(people, enrolments, moves, objects);
    }

    @Bean
    WorkerConfiguration.ModelIdentities modelIdentities() {
        return new WorkerConfiguration.ModelIdentities(Map.of("detector", "d@1"));
    }
}
