package org.proofoflife.verification.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import org.proofoflife.storage.ScratchFolder;
import org.proofoflife.storage.StorageConfiguration;
import org.proofoflife.storage.certification.CaseFaces;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectsConfiguration;
import org.proofoflife.storage.outbox.Outbox;
import org.proofoflife.storage.outbox.OutboxConfiguration;
import org.proofoflife.verification.ClipVerifier;
import org.proofoflife.verification.judge.policy.Policy;
import org.proofoflife.verification.judge.policy.PolicyFile;
import org.proofoflife.verification.model.Models;
import org.proofoflife.verification.record.EvidencePackage;
import org.proofoflife.verification.record.SameFaces;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** From the claimed message to the recorded result. */
@Configuration(proxyBeanMethods = false)
@Import({StorageConfiguration.class, ObjectsConfiguration.class, OutboxConfiguration.class, ListenerConfiguration.class
})
public class WorkerConfiguration {

    /** @param file of an operator's own policy; blank = the one that ships with the product */
    @Bean
    Policy policy(@Value("${verification.policy:}") String file) throws IOException {
        return PolicyFile.read(file.isBlank() ? null : Path.of(file), Models.matcherIds());
    }

    @Bean
    SubmissionVerification submissionVerification(
            ObjectStore objects,
            ScratchFolder scratch,
            Enrolments enrolments,
            ClipVerifier verifier,
            CertificationMoves moves,
            CaseFaces caseFaces,
            Policy policy,
            TransactionTemplate transactions,
            Clock clock) {
        return new SubmissionVerification(
                new ClipFetcher(objects, scratch),
                enrolments,
                verifier,
                new EvidencePackage(objects),
                moves,
                new SameFaces(caseFaces, verifier, policy.match()),
                transactions,
                clock);
    }

    @Bean
    SubmissionHandler submissionHandler(
            CertificationMoves moves,
            SubmissionVerification verification,
            Outbox outbox,
            TransactionTemplate transactions,
            MeterRegistry meters,
            WorkerProperties properties,
            Clock clock) {
        return new SubmissionHandler(
                moves, verification, outbox, transactions, new WorkMeters(meters), properties, clock);
    }

    @Bean
    EnrolmentHandler enrolmentHandler(
            Enrolments enrolments,
            ObjectStore objects,
            ClipVerifier verifier,
            ModelIdentities models,
            Outbox outbox,
            TransactionTemplate transactions,
            WorkerProperties properties,
            Clock clock) {
        return new EnrolmentHandler(
                enrolments, objects, verifier, models.byRole(), outbox, transactions, properties, clock);
    }

    /** Role to id@sha256 of the models that judge. */
    public record ModelIdentities(Map<String, String> byRole) {}

    /** Before the first message is taken. */
    @Bean
    SmartInitializingSingleton buckets(ObjectStore objects) {
        return () -> objects.ensureBuckets(
                EnumSet.of(ObjectStore.Bucket.CLIPS, ObjectStore.Bucket.PHOTOS, ObjectStore.Bucket.EVIDENCE));
    }

    @Bean
    Sweeper sweeper(
            Certifications certifications,
            Enrolments enrolments,
            Outbox outbox,
            Sweeper.QueueDepth depth,
            org.springframework.jdbc.core.simple.JdbcClient jdbc,
            TransactionTemplate transactions,
            WorkerProperties properties) {
        return new Sweeper(certifications, enrolments, outbox, depth, jdbc, transactions, properties.lostAfter());
    }

    @Bean
    SweepSchedule sweepSchedule(Sweeper sweeper) {
        return new SweepSchedule(sweeper);
    }
}
