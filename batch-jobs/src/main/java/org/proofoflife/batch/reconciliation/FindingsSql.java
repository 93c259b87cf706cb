package org.proofoflife.batch.reconciliation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The one statement that computes the findings of a month; it takes :month, :zone, and :from and :to for the buckets. */
public final class FindingsSql {

    private FindingsSql() {}

    public static String text() {
        try (InputStream in = FindingsSql.class.getResourceAsStream("/reconciliation/findings.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
