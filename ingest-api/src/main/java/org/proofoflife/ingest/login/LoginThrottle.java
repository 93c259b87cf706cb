package org.proofoflife.ingest.login;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.roster.IdentityNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts wrong entries in the database, so that every instance sees them. Numbers are kept only as blind indexes. */
@Component
class LoginThrottle {

    private final JdbcClient jdbc;
    private final BlindIndex index;
    private final LoginProperties limits;
    private final Clock clock;

    LoginThrottle(JdbcClient jdbc, BlindIndex index, LoginProperties limits, Clock clock) {
        this.jdbc = jdbc;
        this.index = index;
        this.limits = limits;
        this.clock = clock;
    }

    /** @throws ApiProblem LOGIN_LOCKED, with the time to wait */
    void checkNumber(String number) {
        int forNumber = jdbc.sql("select count(*) from login_failure where number_index = :number and at > :since")
                .param("number", indexOf(number))
                .param("since", since())
                .query(Integer.class)
                .single();
        lockAt(limits.failures(), forNumber);
    }

    /** @throws ApiProblem LOGIN_LOCKED, with the time to wait */
    void checkChannel(String channelId) {
        int byChannel = jdbc.sql("select count(*) from login_failure where channel_id = :channel and at > :since")
                .param("channel", channelId)
                .param("since", since())
                .query(Integer.class)
                .single();
        lockAt(limits.channelFailures(), byChannel);
    }

    private void lockAt(int most, int failures) {
        if (failures >= most) {
            throw new ApiProblem(ProblemCode.LOGIN_LOCKED).retryAfter(limits.window());
        }
    }

    void failed(String channelId, String number) {
        jdbc.sql("insert into login_failure (channel_id, number_index, at) values (:channel, :number, :now)")
                .param("channel", channelId)
                .param("number", indexOf(number))
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    /** Forgets what no window counts any more. */
    @Scheduled(fixedDelayString = "${ingest.login.forget-interval:10m}")
    void forget() {
        jdbc.sql("delete from login_failure where at <= :since")
                .param("since", since())
                .update();
    }

    private byte[] indexOf(String number) {
        return index.number(IdentityNumber.canonical(number));
    }

    private OffsetDateTime since() {
        return Columns.time(clock.instant().minus(limits.window()));
    }
}
