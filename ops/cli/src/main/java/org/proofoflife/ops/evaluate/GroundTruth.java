package org.proofoflife.ops.evaluate;

import java.util.List;
import org.proofoflife.ops.fixtures.curve.ActionSpan;
import org.proofoflife.ops.fixtures.curve.CurveFile;
import org.proofoflife.storage.certification.Action;

/** What was done in a clip, as a perfect judge would see it. */
record GroundTruth(CurveFile curve) {

    /** A head that moves less than this, or a mouth that opens less, sways or speaks; degrees, share of wide open. */
    private static final double LEAST_ANGLE = 5;

    private static final double LEAST_OPENING = 0.25;

    List<ActionSpan> actions(boolean toldMirrored) {
        return curve.actions().stream()
                .filter(this::isMeant)
                .map(span -> toldMirrored == curve.mirrored() ? span : otherSide(span))
                .toList();
    }

    private boolean isMeant(ActionSpan span) {
        return switch (span.action()) {
            case TURN_LEFT, TURN_RIGHT, SHAKE -> range("yaw", span) >= LEAST_ANGLE;
            case LOOK_UP, LOOK_DOWN, NOD -> range("pitch", span) >= LEAST_ANGLE;
            case OPEN_MOUTH -> range("mouth", span) >= LEAST_OPENING;
            case BLINK -> true;
        };
    }

    /** Infinite where the curve has no samples: then the list of actions is believed. */
    private double range(String column, ActionSpan span) {
        int time = curve.columns().indexOf("time");
        int value = curve.columns().indexOf(column);
        if (time < 0 || value < 0) {
            return Double.POSITIVE_INFINITY;
        }
        double[] values = curve.samples().stream()
                .filter(sample -> sample.get(time) >= span.start() && sample.get(time) <= span.end())
                .mapToDouble(sample -> sample.get(value))
                .sorted()
                .toArray();
        return values.length == 0 ? Double.POSITIVE_INFINITY : values[values.length - 1] - values[0];
    }

    private static ActionSpan otherSide(ActionSpan span) {
        Action seen =
                switch (span.action()) {
                    case TURN_LEFT -> Action.TURN_RIGHT;
                    case TURN_RIGHT -> Action.TURN_LEFT;
                    default -> span.action();
                };
        return new ActionSpan(seen, span.start(), span.onset(), span.peak(), span.end(), span.prompted());
    }
}
