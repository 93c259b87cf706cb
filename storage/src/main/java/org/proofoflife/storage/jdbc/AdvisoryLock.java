package org.proofoflife.storage.jdbc;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A lock of PostgreSQL on something that is no row: held by one transaction at a time, let go when that ends. */
public final class AdvisoryLock {

    private AdvisoryLock() {}

    /** Waits until no other transaction holds the lock of this name. */
    public static void take(JdbcClient jdbc, String name) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name)
                .query(rows -> {});
    }
}
