package org.proofoflife.ingest.selfservice;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.dispatch.OpenCertification;
import org.proofoflife.ingest.dispatch.OpenRequest;
import org.proofoflife.ingest.login.LoginProperties;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.certification.Certificate;
import org.proofoflife.storage.certification.Certificates;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.PersonalData;
import org.springframework.stereotype.Component;

/**
 * Certifying oneself in the browser: a channel like any other, except that a login opens it instead of a key. All that
 * is decided is decided by the services that the channel API uses.
 */
@Component
class SelfService {

    /** Its row comes with the migrations; it has neither key nor scope. */
    static final String CHANNEL = "self-service";

    private final OpenCertification openings;
    private final LoginProperties limits;
    private final Pensioners pensioners;
    private final Certifications certifications;
    private final Certificates certificates;
    private final Enrolments enrolments;
    private final Clock clock;

    SelfService(
            OpenCertification openings,
            LoginProperties limits,
            Pensioners pensioners,
            Certifications certifications,
            Certificates certificates,
            Enrolments enrolments,
            Clock clock) {
        this.openings = openings;
        this.limits = limits;
        this.pensioners = pensioners;
        this.certifications = certifications;
        this.certificates = certificates;
        this.enrolments = enrolments;
        this.clock = clock;
    }

    /** @param key of the page, the same for every repetition of one wish */
    Certification open(UUID pensionerId, String consentVersion, String key) {
        PersonalData person = pensioners.personalData(pensionerId);
        // A key that another person's page has chosen too must not meet this one.
        return openings.openFor(
                pensionerId,
                new OpenRequest(person.name(), person.number(), consentVersion),
                CHANNEL,
                pensionerId + ":" + key);
    }

    /** @throws WebProblem NOT_FOUND if it is not this person's own, opened here */
    Certification own(UUID pensionerId, UUID certificationId) {
        return certifications
                .find(certificationId)
                .filter(found -> found.pensionerId().equals(pensionerId)
                        && found.channelId().equals(CHANNEL))
                .orElseThrow(WebProblem::notFound);
    }

    /** Whether there is a photo on file to compare a clip with. */
    boolean isEnrolled(UUID pensionerId) {
        return enrolments.active(pensionerId).isPresent();
    }

    /** What the person has sent here within a day and has no outcome yet, so that a lost page finds its way back to it. */
    Optional<Certification> pending(UUID pensionerId) {
        return certifications.latestJudged(pensionerId, CHANNEL, clock.instant().minus(Duration.ofDays(1)));
    }

    int attemptsLeft(UUID pensionerId) {
        int opened = certifications.openedSince(pensionerId, clock.instant().minus(Duration.ofDays(1)));
        return Math.max(0, limits.attemptsPerDay() - opened);
    }

    String consentVersion() {
        return limits.consentVersions().get(0);
    }

    /** Last day up to which the person is certified, null if not certified today. */
    @Nullable
    LocalDate certifiedUntil(UUID pensionerId) {
        LocalDate today = LocalDate.now(clock);
        return certificates.ofPensioner(pensionerId).stream()
                .filter(certificate -> certificate.revokedAt() == null)
                .map(Certificate::validUntil)
                .filter(until -> !until.isBefore(today))
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    String maskedName(UUID pensionerId) {
        return MaskedName.of(pensioners.personalData(pensionerId).name());
    }
}
