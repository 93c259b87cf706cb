package org.proofoflife.storage;

import java.time.Clock;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.CaseFaces;
import org.proofoflife.storage.certification.Certificates;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.Decisions;
import org.proofoflife.storage.channel.ChannelDesk;
import org.proofoflife.storage.channel.Channels;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.crypto.Keys;
import org.proofoflife.storage.crypto.KeysetException;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.enrolment.Consents;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.findings.ExportedFiles;
import org.proofoflife.storage.findings.Findings;
import org.proofoflife.storage.findings.Proposals;
import org.proofoflife.storage.findings.Votes;
import org.proofoflife.storage.roster.Endings;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Schemes;
import org.proofoflife.storage.rules.RuleChanges;
import org.proofoflife.storage.webhook.WebhookDeliveries;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.RollbackOn;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every application imports: clock, keys and repositories. The data source, Flyway (which finds the migrations in
 * this jar), JdbcClient, transaction manager and JSON come from Boot's own auto-configuration. Whatever exception leaves a
 * transaction rolls it back: Spring by itself would commit what was done before an object store failed.
 */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement(rollbackOn = RollbackOn.ALL_EXCEPTIONS)
@EnableConfigurationProperties(StorageProperties.class)
@Import(ScheduleConfiguration.class)
public class StorageConfiguration {

    /** The bureau's clock: its zone decides in which day and month something happens. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock(StorageProperties properties) {
        return Clock.system(properties.zone());
    }

    @Bean
    ScratchFolder scratchFolder() {
        return ScratchFolder.open();
    }

    @Bean
    Keys keys(StorageProperties properties) {
        if (properties.keyset() != null && !properties.keyset().isBlank()) {
            return Keys.parse(properties.keyset());
        }
        if (properties.keysetFile() == null
                || properties.keysetFile().toString().isBlank()) {
            throw new KeysetException("No keys: set POL_KEYSET_FILE or POL_KEYSET", null);
        }
        return properties.generateKeyset()
                ? Keys.readOrGenerate(properties.keysetFile())
                : Keys.read(properties.keysetFile());
    }

    @Bean
    PersonalDataCipher personalDataCipher(Keys keys) {
        return keys.cipher();
    }

    @Bean
    BlindIndex blindIndex(Keys keys) {
        return keys.blindIndex();
    }

    @Bean
    AuditLog auditLog(JdbcClient jdbc, JsonMapper json, Clock clock) {
        return new AuditLog(jdbc, json, clock);
    }

    @Bean
    Channels channels(JdbcClient jdbc, PersonalDataCipher cipher, AuditLog audit, Clock clock) {
        return new Channels(jdbc, cipher, audit, clock);
    }

    @Bean
    ChannelDesk channelDesk(
            JdbcClient jdbc, Channels channels, PersonalDataCipher cipher, AuditLog audit, Clock clock) {
        return new ChannelDesk(jdbc, channels, cipher, audit, clock);
    }

    @Bean
    Schemes schemes(JdbcClient jdbc) {
        return new Schemes(jdbc);
    }

    @Bean
    Pensioners pensioners(JdbcClient jdbc, PersonalDataCipher cipher, BlindIndex index, Clock clock) {
        return new Pensioners(jdbc, cipher, index, clock);
    }

    @Bean
    Endings endings(JdbcClient jdbc, Clock clock) {
        return new Endings(jdbc, clock);
    }

    @Bean
    Consents consents(JdbcClient jdbc, Clock clock) {
        return new Consents(jdbc, clock);
    }

    @Bean
    Enrolments enrolments(JdbcClient jdbc, PersonalDataCipher cipher, AuditLog audit, JsonMapper json, Clock clock) {
        return new Enrolments(jdbc, cipher, audit, json, clock);
    }

    @Bean
    Certifications certifications(JdbcClient jdbc, Clock clock) {
        return new Certifications(jdbc, clock);
    }

    @Bean
    Decisions decisions(JdbcClient jdbc, JsonMapper json, Clock clock) {
        return new Decisions(jdbc, json, clock);
    }

    @Bean
    CaseFaces caseFaces(JdbcClient jdbc, PersonalDataCipher cipher, AuditLog audit, Clock clock) {
        return new CaseFaces(jdbc, cipher, audit, clock);
    }

    @Bean
    Certificates certificates(JdbcClient jdbc, Schemes schemes, Clock clock) {
        return new Certificates(jdbc, schemes, clock);
    }

    @Bean
    WebhookDeliveries webhookDeliveries(JdbcClient jdbc, Clock clock) {
        return new WebhookDeliveries(jdbc, clock);
    }

    @Bean
    Findings findings(JdbcClient jdbc, AuditLog audit, Clock clock) {
        return new Findings(jdbc, audit, clock);
    }

    @Bean
    Proposals proposals(JdbcClient jdbc, AuditLog audit, Clock clock) {
        return new Proposals(jdbc, audit, clock);
    }

    @Bean
    ExportedFiles exportedFiles(JdbcClient jdbc) {
        return new ExportedFiles(jdbc);
    }

    @Bean
    Votes votes(JdbcClient jdbc, AuditLog audit, Clock clock) {
        return new Votes(jdbc, audit, clock);
    }

    @Bean
    RuleChanges ruleChanges(JdbcClient jdbc, AuditLog audit, Clock clock) {
        return new RuleChanges(jdbc, audit, clock);
    }

    @Bean
    CertificationMoves certificationMoves(
            JdbcClient jdbc,
            Certifications certifications,
            Decisions decisions,
            Certificates certificates,
            Endings endings,
            WebhookDeliveries webhooks,
            AuditLog audit,
            Clock clock) {
        return new CertificationMoves(jdbc, certifications, decisions, certificates, endings, webhooks, audit, clock);
    }
}
