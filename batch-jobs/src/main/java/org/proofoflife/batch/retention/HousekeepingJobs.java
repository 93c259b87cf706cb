package org.proofoflife.batch.retention;

import java.time.Clock;
import org.proofoflife.batch.jobs.RunHistory;
import org.proofoflife.batch.schedule.Tasks;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.CaseFaces;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.objects.ObjectStore;
import org.springframework.batch.core.job.Job;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class HousekeepingJobs {

    @Bean
    Retention retentionOfObjects(
            ObjectStore objects,
            CaseFaces faces,
            JdbcClient jdbc,
            AuditLog audit,
            RetentionProperties properties,
            Clock clock) {
        return new Retention(objects, faces, jdbc, audit, properties, clock);
    }

    @Bean
    AuditSeals auditSeals(PlatformTransactionManager transactions, JdbcClient jdbc, AuditLog audit, Clock clock) {
        return new AuditSeals(transactions, jdbc, audit, clock);
    }

    @Bean
    Job retention(Tasks tasks, Retention retention, RunHistory history, RetentionProperties properties, Clock clock) {
        return tasks.lasting(
                "retention",
                parameters -> retention.removeExpired()
                        + history.removeBefore(clock.instant().minus(properties.runs())));
    }

    @Bean
    Job orphanedUploads(Tasks tasks, Retention retention) {
        return tasks.lasting("orphanedUploads", parameters -> retention.removeOrphans());
    }

    @Bean
    Job expiredChallenges(Tasks tasks, JdbcClient jdbc, CertificationMoves moves, Clock clock) {
        Challenges challenges = new Challenges(jdbc, moves, clock);
        return tasks.job("expiredChallenges", parameters -> challenges.expire());
    }

    @Bean
    Job sealAudit(Tasks tasks, AuditSeals seals) {
        return tasks.job("sealAudit", parameters -> seals.seal());
    }

    @Bean
    Job verifyAudit(Tasks tasks, AuditSeals seals) {
        return tasks.job("verifyAudit", parameters -> seals.verify());
    }
}
