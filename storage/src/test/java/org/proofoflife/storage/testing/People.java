package org.proofoflife.storage.testing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.Opening;
import org.proofoflife.storage.channel.Channels;
import org.proofoflife.storage.channel.Scope;
import org.proofoflife.storage.enrolment.Consents;
import org.proofoflife.storage.roster.BenefitStatus;
import org.proofoflife.storage.roster.IdentityNumber;
import org.proofoflife.storage.roster.LifeStatus;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;

/** Made-up people and their certifications, for tests. */
public class People {

    public static final String CHANNEL = "test-channel";

    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    private final Pensioners pensioners;
    private final Channels channels;
    private final Consents consents;
    private final CertificationMoves moves;
    private final Clock clock;

    public People(Pensioners pensioners, Channels channels, Consents consents, CertificationMoves moves, Clock clock) {
        this.pensioners = pensioners;
        this.channels = channels;
        this.consents = consents;
        this.moves = moves;
        this.clock = clock;
    }

    /** A registration with a valid number that no other of this JVM has. */
    public static Registration someone() {
        int n = SEQUENCE.incrementAndGet();
        String digits = String.format("440106%04d0515%03d", 1940 + n / 900 % 20, n % 900 + 1);
        return new Registration(
                "P" + n,
                digits + IdentityNumber.checkCharacter(digits),
                "测试人" + n,
                null,
                "ENTERPRISE",
                "440106",
                LocalDate.of(1940, 5, 15),
                BenefitStatus.NORMAL,
                LifeStatus.ALIVE,
                350_000L,
                LocalDate.of(2000, 6, 1));
    }

    public UUID registered() {
        return pensioners.register(someone());
    }

    /** An open certification of a new person through {@link #CHANNEL}, which expires in ten minutes. */
    public UUID openCertification() {
        channel(null);
        return openCertification(registered());
    }

    public UUID openCertification(UUID pensionerId) {
        UUID id = UUID.randomUUID();
        moves.open(new Opening(
                id,
                pensionerId,
                CHANNEL,
                Challenge.parse("TURN_LEFT@3-7,BLINK@8-12"),
                "clips/" + id,
                consents.give(pensionerId, "2026-01", CHANNEL),
                id.toString(),
                new byte[32],
                clock.instant().plusSeconds(600)));
        return id;
    }

    public void channel(String webhookUrl) {
        channels.issue(CHANNEL, "Test", EnumSet.allOf(Scope.class), webhookUrl, "job:test");
    }
}
