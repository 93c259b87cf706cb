package org.proofoflife.verification.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.proofoflife.verification.facts.FaceFacts.Pose;
import org.proofoflife.verification.model.Mesh;

/** Signs and scales of the pose, on a mesh of which only the measured points are set. */
class GeometryTest {

    private static final int[] POINTS = {10, 152, 33, 263, 1, 234, 454};
    private static final double[][] LEVEL = {
        {0, -60, 0}, {0, 60, 0}, {-45, -20, 0}, {45, -20, 0}, {0, 5, -45}, {-65, 0, 40}, {65, 0, 40}
    };

    @Property(tries = 100, seed = "20261124")
    void yawIsPositiveTowardsThePicturesRight(@ForAll @DoubleRange(min = -60, max = 60) double yaw) {
        double angle = Math.toRadians(yaw);
        Pose pose = Geometry.pose(turned((x, y, z) -> new double[] {x * Math.cos(angle), y, x * Math.sin(angle)}));
        assertThat(pose.yaw()).isCloseTo(yaw, within(0.01));
        assertThat(pose.roll()).isCloseTo(0, within(0.01));
    }

    @Property(tries = 100, seed = "20261124")
    void pitchIsPositiveWithTheChinDown(@ForAll @DoubleRange(min = -60, max = 60) double pitch) {
        double angle = Math.toRadians(pitch);
        Pose pose = Geometry.pose(turned((x, y, z) -> new double[] {x, y * Math.cos(angle), y * Math.sin(angle)}));
        assertThat(pose.pitch()).isCloseTo(pitch, within(0.01));
    }

    @Property(tries = 100, seed = "20261124")
    void rollIsPositiveClockwise(@ForAll @DoubleRange(min = -80, max = 80) double roll) {
        double angle = Math.toRadians(roll);
        Pose pose = Geometry.pose(turned((x, y, z) ->
                new double[] {x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle), z
                }));
        assertThat(pose.roll()).isCloseTo(roll, within(0.01));
        assertThat(Geometry.interOcular(turned((x, y, z) -> new double[] {x, y, z})))
                .isCloseTo(90, within(1e-3));
    }

    @Property(tries = 100, seed = "20261124")
    void distanceIsThatOfAUsualLensWhereverTheFaceTurns(@ForAll @DoubleRange(min = -60, max = 60) double yaw) {
        double angle = Math.toRadians(yaw);
        Mesh mesh = turned((x, y, z) -> new double[] {x * Math.cos(angle), y, x * Math.sin(angle)});
        assertThat(Geometry.distance(mesh, 640)).isCloseTo(0.554, within(0.001));
    }

    @Property(tries = 100, seed = "20261124")
    void asymmetryGrowsWithTheTurnAndNotWithTheRoll(
            @ForAll @DoubleRange(min = -45, max = 45) double yaw,
            @ForAll @DoubleRange(min = -40, max = 40) double roll) {
        double turn = Math.toRadians(yaw);
        double tilt = Math.toRadians(roll);
        Mesh mesh = turned((x, y, z) -> {
            double across = x * Math.cos(turn) - z * Math.sin(turn);
            return new double[] {
                across * Math.cos(tilt) - y * Math.sin(tilt),
                across * Math.sin(tilt) + y * Math.cos(tilt),
                x * Math.sin(turn) + z * Math.cos(turn)
            };
        });
        assertThat(Geometry.asymmetry(mesh)).isCloseTo(85 * Math.tan(turn) / 65, within(0.001));
    }

    private interface Turn {
        double[] apply(double x, double y, double z);
    }

    private static Mesh turned(Turn turn) {
        float[] landmarks = new float[3 * Mesh.POINTS];
        for (int i = 0; i < POINTS.length; i++) {
            double[] at = turn.apply(LEVEL[i][0], LEVEL[i][1], LEVEL[i][2]);
            for (int axis = 0; axis < 3; axis++) {
                landmarks[3 * POINTS[i] + axis] = (float) at[axis];
            }
        }
        return new Mesh(landmarks, 1);
    }
}
