package org.proofoflife.storage.roster;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Evidence that a person's benefit may have ended, as other records say it. */
public class Endings {

    private final JdbcClient jdbc;
    private final Clock clock;

    public Endings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of death, or of prison, a lost nationality or a second benefit. */
    public enum Ending {
        DEATH,
        OTHER
    }

    /**
     * What is said of the person and not answered, death first. It is answered where the bureau's own staff saw the person
     * at a counter on the day it was received or later; what was known of the person before says nothing about it.
     */
    public Optional<Ending> unanswered(UUID pensionerId) {
        return jdbc.sql("""
                        select case when e.kind in ('CREMATION', 'DEATH_CERTIFICATE') then 'DEATH' else 'OTHER' end as ending
                        from life_evidence e
                        where e.pensioner_id = :id and e.strength = 'ENDS' and not exists (
                            select from certificate c where c.pensioner_id = e.pensioner_id and c.source = 'COUNTER'
                              and c.revoked_at is null and c.certified_on >= (e.received_at at time zone :zone)::date)
                        order by ending limit 1""")
                .param("id", pensionerId)
                .param("zone", clock.getZone().getId())
                .query(String.class)
                .optional()
                .map(Ending::valueOf);
    }
}
