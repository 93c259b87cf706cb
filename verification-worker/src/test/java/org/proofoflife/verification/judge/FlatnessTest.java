package org.proofoflife.verification.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.function.DoublePredicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FaceQuality;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.SceneFacts;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.AxisResult;
import org.proofoflife.verification.judge.Judgement.Band;

/** Pictures of a head that are held, tilted, carried about or stand still, and people who resemble them. */
class FlatnessTest {

    private final PolicyJudge judge = PolicyJudge.standard();

    private AxisResult liveness(SyntheticClip clip) {
        return liveness(clip, null);
    }

    private AxisResult liveness(SyntheticClip clip, @Nullable Challenge challenge) {
        return judge.judge(clip.observe(), new JudgeRequest(challenge, false, null, false)).axes().stream()
                .filter(result -> result.axis() == Axis.LIVENESS)
                .findFirst()
                .orElseThrow();
    }

    private static SyntheticClip measured(SyntheticClip clip, double residual, double deformation) {
        return clip.face(
                face -> Records.with(Records.with(face, "planarResidual", residual), "deformation", deformation));
    }

    private static SyntheticClip scene(SyntheticClip clip, double background, double border, double moire) {
        return clip.scene(frame -> new SceneFacts(0.8, background, Math.max(background, 0.01), border, moire, null));
    }

    private static SyntheticClip carried(SyntheticClip clip) {
        return scene(clip, 0.05, 0, 0).each(frame -> {
            FaceFacts face = Objects.requireNonNull(frame.face());
            FaceFacts.Box box = face.box();
            FaceFacts.Box moved =
                    new FaceFacts.Box(box.x() + 40 * Math.sin(frame.time()), box.y(), box.width(), box.height());
            return Records.with(frame, "face", Records.with(face, "box", moved));
        });
    }

    @Example
    void whatIsNoPlaneIsNoHeadYetBecauseCornersSlipOnPhotosThatAreTiltedFar() {
        SyntheticClip turned = new SyntheticClip().lifeless().turnLeft(4);

        assertThat(liveness(turned).band()).isEqualTo(Band.PASS);
        assertThat(liveness(turned.face(face -> Records.with(face, "relief", null)))
                        .band())
                .isEqualTo(Band.REVIEW);
    }

    @Example
    void aPhotoTiltedSoLittleThatNoTurnIsReadIsSuspected() {
        assertThat(liveness(measured(new SyntheticClip().lifeless(), 0.003, 0.03))
                        .band())
                .isEqualTo(Band.FAIL);
    }

    @Example
    void eyesAndMouthBehindATiltedPhotoDoNotExcuseIt() {
        assertThat(liveness(measured(new SyntheticClip().blink(4).openMouth(6), 0.003, 0.03))
                        .band())
                .isEqualTo(Band.FAIL);
    }

    @Example
    void aPictureCarriedAboutWithItsBackgroundIsSuspected() {
        assertThat(liveness(carried(measured(new SyntheticClip().lifeless(), 0.001, 0.001)))
                        .band())
                .isEqualTo(Band.FAIL);
    }

    @Example
    void aHeadCarriedAboutWithItsCameraIsNot() {
        assertThat(liveness(carried(measured(new SyntheticClip().turnLeft(4), 0.03, 0.05)))
                        .band())
                .isNotEqualTo(Band.FAIL);
    }

    @Example
    void somebodyWhoHardlyStirsIsDoubtedOnly() {
        assertThat(liveness(measured(new SyntheticClip().lifeless(), 0.002, 0.003))
                        .band())
                .isEqualTo(Band.REVIEW);
    }

    @Example
    void somebodyWhoBlinksAndSmilesWithoutTurningPasses() {
        assertThat(liveness(measured(new SyntheticClip().blink(4).openMouth(6), 0.002, 0.003))
                        .band())
                .isEqualTo(Band.PASS);
    }

    @Property(tries = 25, seed = "20261124")
    void moreShapeNeverMakesAFaceFlatter(
            @ForAll @Scale(4) @DoubleRange(min = 0.0005, max = 0.06) double one,
            @ForAll @Scale(4) @DoubleRange(min = 0.0005, max = 0.06) double other) {
        double flatter = liveness(carried(measured(new SyntheticClip(), Math.min(one, other), 0.06)))
                .score();
        double deeper = liveness(carried(measured(new SyntheticClip(), Math.max(one, other), 0.06)))
                .score();

        assertThat(deeper).isGreaterThanOrEqualTo(flatter);
    }

    @Example
    void aBorderAloneIsDoubtAndWithALatticeSuspicion() {
        SyntheticClip border = scene(new SyntheticClip().turnLeft(3), 0.002, 0.6, 0);
        SyntheticClip both = scene(new SyntheticClip().turnLeft(3), 0.002, 0.6, 0.03);

        assertThat(liveness(border).band()).isEqualTo(Band.REVIEW);
        assertThat(liveness(both).band()).isEqualTo(Band.FAIL);
    }

    @Example
    void aLatticeThatComesAndGoesIsNotPassed() {
        assertThat(liveness(lattice(new SyntheticClip().turnLeft(3), time -> time % 2 < 1, 0.045))
                        .band())
                .isNotEqualTo(Band.PASS);
    }

    @Example
    void oneLookAtALatticeIsNoEvidenceInAShortClip() {
        SyntheticClip brief = new SyntheticClip().turnLeft(1).seconds(3.1);
        SyntheticClip steady = new SyntheticClip().turnLeft(1).seconds(3.1);

        assertThat(liveness(lattice(brief, time -> time >= 1.9, 0.07)).band()).isEqualTo(Band.PASS);
        assertThat(liveness(lattice(steady, time -> time >= 0.9, 0.07)).band()).isEqualTo(Band.FAIL);
    }

    @Example
    void aStrongLatticeOnTwoLooksIsDoubtedOnOneIsNot() {
        SyntheticClip two = new SyntheticClip().turnLeft(3);
        SyntheticClip one = new SyntheticClip().turnLeft(3);

        assertThat(liveness(lattice(two, time -> time < 2.3, 0.07)).band()).isEqualTo(Band.REVIEW);
        assertThat(liveness(lattice(one, time -> time < 1.2, 0.07)).band()).isEqualTo(Band.PASS);
    }

    private static SyntheticClip lattice(SyntheticClip clip, DoublePredicate seen, double strength) {
        return clip.scene(frame -> new SceneFacts(0.8, 0.002, 0.01, 0, seen.test(frame.time()) ? strength : 0, null));
    }

    @Example
    void aPictureThatStandsStillUnderNoiseIsDoubted() {
        FrameFacts stood = new SyntheticClip().observe().frames().get(40);
        SyntheticClip clip = new SyntheticClip()
                .turnLeft(1.5)
                .each(frame -> frame.time() > 4
                        ? Records.with(Records.with(stood, "time", frame.time()), "difference", 1.1)
                        : frame);

        assertThat(liveness(clip).band()).isEqualTo(Band.REVIEW);
    }

    @Example
    void aFaceWhoseBrightnessGoesUpAndDownInOnePoseIsDoubtedOnly() {
        SyntheticClip steady = new SyntheticClip().turnLeft(3).quality(q -> lit(q, 0));
        int[] frames = new int[1];
        SyntheticClip flickering = new SyntheticClip().turnLeft(3).quality(q -> lit(q, frames[0]++ % 2 == 0 ? 6 : 0));

        assertThat(liveness(steady).band()).isEqualTo(Band.PASS);
        assertThat(liveness(flickering).band()).isEqualTo(Band.REVIEW);
    }

    @Example
    void bandsThatWanderAreDoubtedUnlessTheyComeAndGo() {
        SyntheticClip wandering = new SyntheticClip().turnLeft(3).scene(frame -> banded(0.02));
        SyntheticClip passing = new SyntheticClip().turnLeft(3).scene(frame -> banded(frame.time() < 8 ? 0.02 : 0.003));

        assertThat(liveness(wandering).band()).isEqualTo(Band.REVIEW);
        assertThat(liveness(passing).band()).isEqualTo(Band.PASS);
    }

    private static SceneFacts banded(double bands) {
        return new SceneFacts(0.8, 0.002, 0.01, 0, 0, bands);
    }

    @Example
    void skinThatIsBluerThanRedIsNamedAndAloneNoReason() {
        SyntheticClip blue = new SyntheticClip().turnLeft(3).quality(q -> Records.with(q, "cast", 8.0));

        assertThat(liveness(blue).band()).isEqualTo(Band.PASS);
        assertThat(liveness(blue).signals()).anySatisfy(signal -> assertThat(signal)
                .hasToString("Signal[name=colourCast, value=8.0, threshold=4.0]"));
    }

    @Example
    void whatCannotBeMeasuredIsNotTakenForNone() {
        assertThat(liveness(new SyntheticClip()).signals()).anySatisfy(signal -> assertThat(signal)
                .hasToString("Signal[name=relief, value=null, threshold=0.25]"));
    }

    private static FaceQuality lit(FaceQuality q, double more) {
        return Records.with(q, "exposure", q.exposure() + more);
    }

    @Example
    void doubtsEyesAndMouthThatComeAgainExactlyInAHeadThatKeepsStill() {
        SyntheticClip looped = new SyntheticClip()
                .blink(3.4)
                .move("mouth", 2, 0.4, 0.5, 0.35)
                .blink(8.4)
                .move("mouth", 7, 0.4, 0.5, 0.35);

        assertThat(liveness(looped).band()).isEqualTo(Band.REVIEW);
    }

    @Example
    void aLittleReliefTakesABlinkOrAMouthAsWell() {
        assertThat(liveness(new SyntheticClip().lifeless().turnLeft(3).relief(0.35))
                        .band())
                .isEqualTo(Band.REVIEW);
        assertThat(liveness(new SyntheticClip()
                                .lifeless()
                                .turnLeft(3)
                                .relief(0.35)
                                .blink(8))
                        .band())
                .isEqualTo(Band.PASS);
        assertThat(liveness(new SyntheticClip().lifeless().turnLeft(3).relief(0.6))
                        .band())
                .isEqualTo(Band.PASS);
    }

    @Example
    void findsARecordingRunToAndFroWhereNothingWasAskedFor() {
        List<FrameFacts> taken = new SyntheticClip().turnLeft(1.5).observe().frames();
        SyntheticClip toAndFro = new SyntheticClip().each(frame -> {
            double time = 6 - Math.abs(6 - frame.time());
            return Records.with(taken.get((int) Math.round(15 * time)), "time", frame.time());
        });

        assertThat(looped(liveness(toAndFro))).isEqualTo(4);
        assertThat(looped(liveness(toAndFro, Challenge.parse("TURN_LEFT@1.5-5"))))
                .isZero();
    }

    @Example
    void aMovementThatBeginsLikeAnotherIsNoLoop() {
        SyntheticClip shakenThenTurned =
                new SyntheticClip().move("yaw", 3, 0.4, 0, 20).move("yaw", 8, 0.4, 2, 20);

        assertThat(looped(liveness(shakenThenTurned))).isZero();
    }

    @Example
    void findsAWholeMovementThatComesAgainUnderOtherNoise() {
        SyntheticClip taken = new SyntheticClip().move("yaw", 3, 0.4, 0.4, 20);
        List<FrameFacts> again = taken.seed(8).observe().frames();
        SyntheticClip looped = taken.seed(7)
                .each(frame -> frame.time() < 6
                        ? frame
                        : Records.with(again.get((int) Math.round(15 * (frame.time() - 6))), "time", frame.time()));

        assertThat(looped(liveness(looped))).isEqualTo(2);
    }

    private static @Nullable Double looped(AxisResult liveness) {
        return liveness.signals().stream()
                .filter(signal -> signal.name().equals("loopedSeconds"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Example
    void believesAMouthThatOpensTwiceAsPeopleDo() {
        SyntheticClip twice = new SyntheticClip()
                .blink(3.4)
                .move("mouth", 2, 0.4, 0.5, 0.35)
                .blink(8.9)
                .move("mouth", 7, 0.5, 0.7, 0.3);

        assertThat(liveness(twice).band()).isEqualTo(Band.PASS);
    }
}
