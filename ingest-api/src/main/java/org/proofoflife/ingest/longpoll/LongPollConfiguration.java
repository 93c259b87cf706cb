package org.proofoflife.ingest.longpoll;

import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.enrolment.Enrolments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

@Configuration
class LongPollConfiguration {

    private static final String INTERVAL = "${ingest.long-poll-interval:250ms}";

    private final SettledWatch certifications;
    private final SettledWatch enrolments;

    LongPollConfiguration(Certifications certifications, Enrolments enrolments) {
        this.certifications = new SettledWatch(certifications::concludedAmong);
        this.enrolments = new SettledWatch(enrolments::judgedAmong);
    }

    @Bean
    SettledWatch certificationWatch() {
        return certifications;
    }

    @Bean
    SettledWatch enrolmentWatch() {
        return enrolments;
    }

    @Scheduled(fixedDelayString = INTERVAL)
    void pollCertifications() {
        certifications.poll();
    }

    @Scheduled(fixedDelayString = INTERVAL)
    void pollEnrolments() {
        enrolments.poll();
    }
}
