package org.proofoflife.ops.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.judge.Judgement;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.AxisResult;
import org.proofoflife.verification.judge.Judgement.Band;
import org.proofoflife.verification.judge.Judgement.Signal;

class SummariserTest {

    private static final double ACCEPT = 4;

    @Test
    void measuresTheDetectionOfAttacksAtBothPointsAndOverWhatItAnswered() {
        Summary summary = Summariser.of(
                List.of(
                        row("ATTACK", OutcomeCode.PRESENTATION_ATTACK_SUSPECTED, Band.FAIL, Band.PASS),
                        row("ATTACK", OutcomeCode.JUDGEMENT_UNCERTAIN, Band.REVIEW, Band.PASS),
                        row("ATTACK", OutcomeCode.ACTION_NOT_FOLLOWED, Band.PASS, Band.PASS),
                        row("ATTACK", OutcomeCode.JUDGEMENT_UNCERTAIN, Band.PASS, Band.REVIEW),
                        row("ATTACK", OutcomeCode.TOO_DARK, null, null),
                        row("LIVE", OutcomeCode.CERTIFIED, Band.PASS, Band.PASS),
                        row("LIVE", OutcomeCode.JUDGEMENT_UNCERTAIN, Band.REVIEW, Band.PASS),
                        row("LIVE", OutcomeCode.TOO_DARK, null, null),
                        row("TOO_DARK", OutcomeCode.TOO_DARK, null, null)),
                null,
                null);

        Summary.AttackSpecies attacks = summary.attacks().get(0);
        assertThat(attacks.presentations()).isEqualTo(5);
        assertThat(attacks.apcer()).isZero();
        assertThat(attacks.apnrr()).isCloseTo(0.2, within(1e-9));
        assertThat(attacks.padApcerStrict()).isEqualTo(0.25);
        assertThat(attacks.padApcerLenient()).isEqualTo(0.75);
        assertThat(summary.maxPadApcerLenient()).isEqualTo(0.75);
        assertThat(summary.bonaFide().bpcerStrict()).isEqualTo(0.5);
        assertThat(summary.bonaFide().bpcer()).isZero();
        assertThat(summary.bonaFide().bpnrr()).isCloseTo(1 / 3.0, within(1e-9));
    }

    @Test
    void measuresBothErrorsOfTheMatchAtTheSameThreshold() {
        Summary.Matching matching = Summariser.of(
                        List.of(
                                matched("CERTIFIED", 9, Band.PASS),
                                matched("CERTIFIED", 2, Band.REVIEW),
                                matched("CERTIFIED", 1, Band.REVIEW),
                                matched("CERTIFIED", -9, Band.FAIL),
                                matched("FACE_MISMATCH", 5, Band.PASS),
                                matched("FACE_MISMATCH", 3, Band.REVIEW)),
                        null,
                        null)
                .matching();

        assertThat(matching.fmr()).isEqualTo(0.5);
        assertThat(matching.fnmr()).isEqualTo(0.75);
        assertThat(matching.fnmrAtReject()).isEqualTo(0.25);
        assertThat(matching.det().points())
                .anyMatch(point ->
                        Objects.equals(point.fmr(), matching.fmr()) && Objects.equals(point.fnmr(), matching.fnmr()));
    }

    private static RowResult row(
            String expected, OutcomeCode outcome, @Nullable Band liveness, @Nullable Band continuity) {
        return liveness == null || continuity == null
                ? row(expected, outcome, List.of())
                : row(expected, outcome, List.of(axis(Axis.LIVENESS, liveness), axis(Axis.CONTINUITY, continuity)));
    }

    private static RowResult matched(String expected, double logOdds, Band band) {
        return row(
                expected,
                OutcomeCode.CERTIFIED,
                List.of(new AxisResult(
                        Axis.MATCH,
                        0.5,
                        band,
                        List.of(),
                        List.of(new Signal("matchLogOdds", logOdds, ACCEPT)),
                        List.of())));
    }

    private static AxisResult axis(Axis axis, Band band) {
        return new AxisResult(axis, 0.5, band, List.of(), List.of(), List.of());
    }

    private static RowResult row(String expected, OutcomeCode outcome, List<AxisResult> axes) {
        return new RowResult(
                1,
                "clip.mp4",
                "/clip.mp4",
                false,
                "TURN_LEFT@2-5",
                false,
                expected,
                "",
                true,
                null,
                null,
                new Judgement(outcome, List.of(outcome), axes, List.of(), "test"),
                List.of());
    }
}
