package org.proofoflife.batch.notices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.roster.Pensioners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is due, and what waited for a sender, each notice in a transaction of its own: a killed process loses at
 * most the record of the one it was at, which is then sent again under the same id.
 */
class NoticeRound {

    private static final Logger log = LoggerFactory.getLogger(NoticeRound.class);
    private static final int PAGE = 500;
    private static final String NO_SENDER = "NO_SENDER";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final @Nullable NoticeSender sender;
    private final NoticeProperties properties;
    private final TransactionTemplate one;
    private final TransactionTemplate outside;
    private final Clock clock;

    /** @param sender null where there is none: the log says once of each notice that it waits, and not for which phone */
    NoticeRound(
            JdbcClient jdbc,
            PersonalDataCipher cipher,
            @Nullable NoticeSender sender,
            NoticeProperties properties,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.sender = sender;
        this.properties = properties;
        this.one = new TransactionTemplate(transactions);
        this.outside = new TransactionTemplate(transactions);
        this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.clock = clock;
    }

    interface Work {
        long go() throws IOException;
    }

    /** Outside the transaction of the job's step, which would hold every notice back to the end. */
    long outside(Work work) {
        return Objects.requireNonNull(outside.execute(status -> {
            try {
                return work.go();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private record Due(UUID person, Notice notice, byte @Nullable [] phone) {}

    /** @return notices sent */
    long send() {
        long sent = 0;
        UUID last = new UUID(0, 0);
        List<UUID> page;
        do {
            page = jdbc.sql("select id from notice where " + open() + " and id > :last order by id limit :page")
                    .param("last", last)
                    .param("page", PAGE)
                    .query(UUID.class)
                    .list();
            for (UUID notice : page) {
                sent += Boolean.TRUE.equals(one.execute(status -> send(notice))) ? 1 : 0;
                last = notice;
            }
        } while (!page.isEmpty());
        return sent;
    }

    /** What waits for a sender is of no interest while there is none. */
    private String open() {
        return sender == null ? "state = 'DUE'" : "state in ('DUE', 'NO_SENDER')";
    }

    private boolean send(UUID id) {
        Due due = jdbc.sql("""
                        select n.kind, p.ref, n.day, n.days_before, n.pensioner_id, p.phone_enc
                        from notice n join pensioner p on p.id = n.pensioner_id
                        where n.id = :id and %s for update of n skip locked""".formatted(open()))
                .param("id", id)
                .query((row, n) -> new Due(
                        Columns.uuid(row, "pensioner_id"),
                        new Notice(
                                id,
                                Notice.Kind.valueOf(row.getString("kind")),
                                row.getString("ref"),
                                row.getObject("day", LocalDate.class),
                                row.getObject("days_before", Integer.class)),
                        row.getBytes("phone_enc")))
                .optional()
                .orElse(null);
        if (due == null) {
            return false;
        }
        Notice notice = due.notice();
        if (due.phone() == null) {
            settle(notice, "NO_PHONE");
            return false;
        }
        if (sender == null) {
            log.info("notice {} to {} waits for a sender: {} {}", id, notice.ref(), notice.kind(), notice.day());
            settle(notice, NO_SENDER);
            return false;
        }
        try {
            sender.send(notice, cipher.decryptText(Pensioners.PHONE, due.person(), due.phone()));
        } catch (IOException e) {
            // The gateway's own words may quote the phone.
            log.warn("notice {} is not sent: {}", id, e.getClass().getSimpleName());
            jdbc.sql("""
                            update notice set attempts = attempts + 1,
                                state = case when attempts + 1 >= :most then 'FAILED' else 'DUE' end
                            where id = :id""").param("most", properties.attempts()).param("id", id).update();
            return false;
        }
        settle(notice, "SENT");
        return true;
    }

    private void settle(Notice notice, String state) {
        jdbc.sql("update notice set state = :state, attempts = attempts + :tried, sent_at = :sent where id = :id")
                .param("state", state)
                .param("tried", state.equals(NO_SENDER) ? 0 : 1)
                .param("sent", state.equals("SENT") ? Columns.time(clock.instant()) : null)
                .param("id", notice.id())
                .update();
    }
}
