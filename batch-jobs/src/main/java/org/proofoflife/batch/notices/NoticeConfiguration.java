package org.proofoflife.batch.notices;

import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.proofoflife.batch.schedule.Tasks;
import org.proofoflife.storage.Mailbox;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.objects.ObjectStore;
import org.springframework.batch.core.job.Job;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    @Bean
    Job dueNotices(
            Tasks tasks,
            JdbcClient jdbc,
            PersonalDataCipher cipher,
            ObjectProvider<NoticeSender> gateway,
            ObjectStore objects,
            NoticeProperties properties,
            PlatformTransactionManager transactions,
            Clock clock) {
        @Nullable NoticeSender sender = gateway.getIfAvailable();
        if (sender == null) {
            sender = mailbox(properties.mailbox());
        }
        DueNotices due = new DueNotices(jdbc, objects, clock);
        NoticeRound round = new NoticeRound(jdbc, cipher, sender, properties, transactions, clock);
        return tasks.job(
                "dueNotices",
                parameters -> round.outside(() -> {
                    due.record();
                    long sent = round.send();
                    due.list();
                    return sent;
                }));
    }

    private static @Nullable NoticeSender mailbox(@Nullable Path folder) {
        if (folder == null || folder.toString().isEmpty()) {
            return null;
        }
        Mailbox mailbox = new Mailbox(folder);
        return (notice, phone) -> mailbox.put(notice.id().toString(), phone, notice.text());
    }
}
