package org.proofoflife.ops.evaluate;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.judge.Judgement;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.Band;

/**
 * What a row should come to: an outcome code, {@code LIVE} (no attack is found) or {@code ATTACK} (neither certified
 * nor, where no challenge is judged, taken for live).
 *
 * @param code null for LIVE and ATTACK
 */
record Expectation(String text, @Nullable OutcomeCode code) {

    /** Outcomes that are no refusal of the capture itself. */
    private static final Set<OutcomeCode> DECIDED = Set.of(
            OutcomeCode.CERTIFIED,
            OutcomeCode.ACTION_NOT_FOLLOWED,
            OutcomeCode.FACE_MISMATCH,
            OutcomeCode.IDENTITY_CHANGED,
            OutcomeCode.PRESENTATION_ATTACK_SUSPECTED,
            OutcomeCode.MATCH_UNCERTAIN,
            OutcomeCode.JUDGEMENT_UNCERTAIN);

    static final String LIVE = "LIVE";
    static final String ATTACK = "ATTACK";

    /** @throws IllegalArgumentException for anything else */
    static Expectation parse(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        if (name.equals(LIVE) || name.equals(ATTACK)) {
            return new Expectation(name, null);
        }
        for (OutcomeCode code : OutcomeCode.values()) {
            if (code.name().equals(name)) {
                return new Expectation(name, code);
            }
        }
        throw new IllegalArgumentException("Unknown expected outcome '" + text + "': an outcome code, LIVE or ATTACK");
    }

    boolean isMetBy(Judgement judgement, boolean challenged) {
        return switch (text) {
            case LIVE -> !attackFound(judgement);
            case ATTACK -> judgement.outcome() != OutcomeCode.CERTIFIED && (challenged || !takenForLive(judgement));
            default -> judgement.outcome() == code;
        };
    }

    /** Whether the row shows an attack presentation. */
    boolean isAttackPresentation() {
        return text.equals(ATTACK)
                || code == OutcomeCode.PRESENTATION_ATTACK_SUSPECTED
                || code == OutcomeCode.IDENTITY_CHANGED;
    }

    /** Whether the clip was meant to be refused for its capture. */
    boolean isCaptureRefusal() {
        return code != null && !DECIDED.contains(code);
    }

    static boolean attackFound(Judgement judgement) {
        return judgement.reasons().contains(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED)
                || judgement.reasons().contains(OutcomeCode.IDENTITY_CHANGED);
    }

    /** A clip that is refused for its capture, or on which liveness was never judged, was not taken for anything. */
    static boolean takenForLive(Judgement judgement) {
        return isAcquired(judgement) && passes(judgement, Axis.LIVENESS) && passes(judgement, Axis.CONTINUITY);
    }

    static boolean isAcquired(Judgement judgement) {
        return DECIDED.contains(judgement.outcome());
    }

    /** Whether the other axes were judged on pictures fit for it: a small picture is refused, but can be looked at. */
    static boolean isJudged(Judgement judgement) {
        return isAcquired(judgement)
                || (judgement.outcome() == OutcomeCode.LOW_RESOLUTION
                        && !judgement.axes().isEmpty());
    }

    private static boolean passes(Judgement judgement, Axis axis) {
        return judgement.axes().stream().anyMatch(result -> result.axis() == axis && result.band() == Band.PASS);
    }
}
