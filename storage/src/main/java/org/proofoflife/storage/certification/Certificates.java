package org.proofoflife.storage.certification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.roster.Schemes;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Certificates; several a period are allowed, the latest counts. */
public class Certificates {

    private final JdbcClient jdbc;
    private final Schemes schemes;
    private final Clock clock;

    public Certificates(JdbcClient jdbc, Schemes schemes, Clock clock) {
        this.jdbc = jdbc;
        this.schemes = schemes;
        this.clock = clock;
    }

    public Optional<Certificate> ofCertification(UUID certificationId) {
        return jdbc.sql("select * from certificate where certification_id = :id and revoked_at is null")
                .param("id", certificationId)
                .query(Certificates::certificate)
                .optional();
    }

    /** The person's certificates, the latest first. */
    public List<Certificate> ofPensioner(UUID pensionerId) {
        return jdbc.sql("select * from certificate where pensioner_id = :id order by certified_on desc, issued_at desc")
                .param("id", pensionerId)
                .query(Certificates::certificate)
                .list();
    }

    /**
     * Issues the certificate of a successful certification. It is of the day on which the clip came in, for which the clip
     * speaks, and valid as the person's scheme says on that day: whoever was in time loses no month to those who judge.
     */
    Certificate issue(UUID pensionerId, UUID certificationId, CertificateSource source) {
        LocalDate received = LocalDate.ofInstant(receivedAt(certificationId), clock.getZone());
        String scheme = jdbc.sql("select scheme from pensioner where id = :id")
                .param("id", pensionerId)
                .query(String.class)
                .single();
        ValidityPeriod period = ValidityPeriod.after(received, schemes.periodMonths(scheme, received));
        return jdbc.sql("""
                        insert into certificate (id, pensioner_id, certification_id, source, certified_on, valid_from,
                            valid_until, issued_at)
                        values (:id, :pensioner, :certification, :source, :on, :from, :until, :now)
                        returning *""")
                .param("id", UUID.randomUUID())
                .param("pensioner", pensionerId)
                .param("certification", certificationId)
                .param("source", source.name())
                .param("on", received)
                .param("from", period.from())
                .param("until", period.until())
                .param("now", Columns.time(clock.instant()))
                .query(Certificates::certificate)
                .single();
    }

    private Instant receivedAt(UUID certificationId) {
        return jdbc.sql("select received_at from submission where certification_id = :id")
                .param("id", certificationId)
                .query((row, n) -> Columns.instant(row, "received_at"))
                .single();
    }

    private static Certificate certificate(ResultSet row, int n) throws SQLException {
        return new Certificate(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "pensioner_id"),
                row.getObject("certification_id", UUID.class),
                CertificateSource.valueOf(row.getString("source")),
                row.getObject("certified_on", LocalDate.class),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                Columns.instant(row, "issued_at"),
                Columns.instantOrNull(row, "revoked_at"));
    }
}
