package org.proofoflife.ingest.findings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.certification.Certificate;
import org.proofoflife.storage.certification.Certificates;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.findings.Findings;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.roster.Pensioner;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.PersonalData;
import org.proofoflife.storage.roster.Schemes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gathers a person's file from all that is kept. */
@Component
class PersonFiles {

    private static final int ATTEMPTS = 20;
    // Payments are found by the person's bucket, not by an index of their own: a look into each month's part.
    private static final int PAYMENT_MONTHS = 24;

    private final Pensioners pensioners;
    private final Schemes schemes;
    private final Certifications certifications;
    private final Certificates certificates;
    private final Findings findings;
    private final JdbcClient jdbc;
    private final Clock clock;

    PersonFiles(
            Pensioners pensioners,
            Schemes schemes,
            Certifications certifications,
            Certificates certificates,
            Findings findings,
            JdbcClient jdbc,
            Clock clock) {
        this.pensioners = pensioners;
        this.schemes = schemes;
        this.certifications = certifications;
        this.certificates = certificates;
        this.findings = findings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws WebProblem NOT_FOUND */
    PersonFile of(UUID id) {
        Pensioner person = pensioners.find(id).orElseThrow(WebProblem::notFound);
        PersonalData data = pensioners.personalData(id);
        List<Certificate> held = certificates.ofPensioner(id);
        List<PersonFile.Suspension> suspensions = suspensions(id);
        return new PersonFile(
                person.ref(),
                data.name(),
                data.number(),
                schemes.find(person.scheme()).orElseThrow(),
                person.region(),
                person.birthDate(),
                standing(person, held, suspensions),
                certifications.ofPensioner(id, ATTEMPTS).stream()
                        .map(it -> new PersonFile.Attempt(
                                it.id(), it.channelId(), it.state(), it.outcome(), it.openedAt()))
                        .toList(),
                held.stream()
                        .map(it -> new PersonFile.Certified(
                                it.source(), it.certifiedOn(), it.validUntil(), it.revokedAt() != null))
                        .toList(),
                lifeEvidence(id),
                payments(id),
                suspensions,
                findings.ofPensioner(id));
    }

    private PersonFile.Standing standing(
            Pensioner person, List<Certificate> held, List<PersonFile.Suspension> suspensions) {
        record Ends(@Nullable LocalDate diedOn, @Nullable String benefitEnds) {}
        Ends ends = jdbc.sql("select died_on, benefit_ends from pensioner where id = :id")
                .param("id", person.id())
                .query((row, n) -> new Ends(Columns.dateOrNull(row, "died_on"), month(row, "benefit_ends")))
                .single();
        return new PersonFile.Standing(
                person.benefitStatus(),
                person.lifeStatus(),
                person.benefitFen(),
                person.retiredOn(),
                held.stream()
                        .filter(it -> it.revokedAt() == null)
                        .map(Certificate::validUntil)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                suspensions.stream()
                        .filter(it -> it.untilMonth() == null)
                        .map(PersonFile.Suspension::fromMonth)
                        .findFirst()
                        .orElse(null),
                ends.diedOn(),
                ends.benefitEnds());
    }

    private List<PersonFile.LifeSign> lifeEvidence(UUID id) {
        return jdbc.sql("select * from life_evidence where pensioner_id = :id order by observed_on desc, id desc")
                .param("id", id)
                .query((row, n) -> new PersonFile.LifeSign(
                        row.getString("kind"),
                        row.getString("strength"),
                        row.getObject("observed_on", LocalDate.class),
                        Columns.instant(row, "received_at")))
                .list();
    }

    private List<PersonFile.Payment> payments(UUID id) {
        return jdbc.sql("""
                        select r.pay_month, r.kind, r.amount_fen, r.payment_no from payment_record r
                        where r.pay_month >= :since and r.bucket = (select bucket from pensioner where id = :id)
                          and r.payee_index = (select number_index from pensioner where id = :id)
                        order by r.pay_month desc, r.line_no""")
                .param("since", YearMonth.now(clock).minusMonths(PAYMENT_MONTHS).atDay(1))
                .param("id", id)
                .query((row, n) -> new PersonFile.Payment(
                        String.valueOf(month(row, "pay_month")),
                        row.getString("kind"),
                        row.getLong("amount_fen"),
                        row.getString("payment_no")))
                .list();
    }

    private List<PersonFile.Suspension> suspensions(UUID id) {
        return jdbc.sql("select from_month, until_month from benefit_suspension where pensioner_id = :id"
                        + " order by from_month desc")
                .param("id", id)
                .query((row, n) ->
                        new PersonFile.Suspension(String.valueOf(month(row, "from_month")), month(row, "until_month")))
                .list();
    }

    private static @Nullable String month(ResultSet row, String column) throws SQLException {
        LocalDate day = Columns.dateOrNull(row, column);
        return day == null ? null : YearMonth.from(day).toString();
    }
}
