package org.proofoflife.batch.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.batch.testing.Api;
import org.proofoflife.batch.testing.BatchTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatchTest
class ConfinedAccountTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void nobodyIsConfined() {
        jdbc.sql("delete from console_account where login = 'li'").update();
    }

    @Test
    void whoTheConsoleConfinesToARegionReadsAndVotesOnNothing() {
        jdbc.sql("""
                        insert into console_account (id, login, display_name, roles, created_at, region, issuer, subject)
                        values (gen_random_uuid(), 'li', 'Li', '{APPROVER}', now(), '44', 'https://id.example', 'li')""").update();
        Api li = new Api(port, "li");

        assertThat(li.get("/proposals").status()).isEqualTo(403);
        assertThat(li.get("/proposals").code()).isEqualTo("REGION_CONFINED");
        assertThat(li.get("/proposals").body().path("type").asString())
                .isEqualTo("urn:proof-of-life:problem:REGION_CONFINED");
        assertThat(li.post("/proposals/all/votes", "{\"ids\":[],\"approve\":true}")
                        .code())
                .isEqualTo("REGION_CONFINED");
        assertThat(new Api(port, "wang").get("/proposals").status()).isEqualTo(200);

        jdbc.sql("update console_account set region = null where login = 'li'").update();
        assertThat(li.get("/proposals").status()).isEqualTo(200);
    }
}
