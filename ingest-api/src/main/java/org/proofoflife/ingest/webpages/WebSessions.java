package org.proofoflife.ingest.webpages;

import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sessions of the pages, kept in the database so that any replica serves them and so that they can be ended from
 * elsewhere. Only a hash of the token is stored.
 */
@Component
public class WebSessions {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final StringKeyGenerator tokens =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);

    public WebSessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param token goes into the cookie and nowhere else */
    public record Started(String token, WebSession session) {

        @Override
        public String toString() {
            return "Started[" + session + "]";
        }
    }

    @Transactional
    public Started start(SessionKind kind, UUID subject) {
        String token = tokens.generateKey();
        Instant now = clock.instant();
        jdbc.sql("delete from web_session where expires_at < :now")
                .param("now", Columns.time(now))
                .update();
        jdbc.sql("""
                        insert into web_session (token_hash, kind, subject, created_at, last_seen_at, expires_at)
                        values (:hash, :kind, :subject, :now, :now, :expires)""")
                .param("hash", DigestUtils.sha256(token))
                .param("kind", kind.name())
                .param("subject", subject)
                .param("now", Columns.time(now))
                .param("expires", Columns.time(now.plus(kind.whole())))
                .update();
        return new Started(token, new WebSession(kind, subject, csrfOf(token)));
    }

    /** The session with this token if it is not over; that it was used is noted. */
    public Optional<WebSession> use(SessionKind kind, String token) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update web_session set last_seen_at = :now
                        where token_hash = :hash and kind = :kind and ended_at is null
                          and expires_at > :now and last_seen_at > :idle
                        returning subject""")
                .param("now", Columns.time(now))
                .param("hash", DigestUtils.sha256(token))
                .param("kind", kind.name())
                .param("idle", Columns.time(now.minus(kind.idle())))
                .query(UUID.class)
                .optional()
                .map(subject -> new WebSession(kind, subject, csrfOf(token)));
    }

    public void end(String token) {
        jdbc.sql("update web_session set ended_at = :now where token_hash = :hash and ended_at is null")
                .param("now", Columns.time(clock.instant()))
                .param("hash", DigestUtils.sha256(token))
                .update();
    }

    /** Ends every session of the subject; returns how many. */
    public int endAll(SessionKind kind, UUID subject) {
        return jdbc.sql("update web_session set ended_at = :now"
                        + " where kind = :kind and subject = :subject and ended_at is null")
                .param("now", Columns.time(clock.instant()))
                .param("kind", kind.name())
                .param("subject", subject)
                .update();
    }

    /** Follows from the token, which a foreign page can neither read nor guess. */
    private static String csrfOf(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(DigestUtils.sha256("csrf:" + token));
    }
}
