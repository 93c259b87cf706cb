package org.proofoflife.verification.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.proofoflife.verification.facts.FaceFacts.Relief;
import org.proofoflife.verification.observe.ReliefFit.Corner;

/** Corners of heads and of sheets that turn, as a camera far away sees them. */
class ReliefFitTest {

    private static final int CORNERS = 60;

    /** The mesh's nose: it stands out of a bent sheet by a third of the inter-ocular distance. */
    private static double nose(double x, double y) {
        return -0.33 * Math.exp(-(x * x + y * y) / 0.08);
    }

    /**
     * @param bend of the surface, half its curvature across
     * @param nose of the thing seen, as a share of that of its mesh
     */
    private static Relief seen(double yaw, double pitch, double bend, double nose, double noise, double zoom) {
        Random random = new Random(20261130);
        double a = Math.toRadians(yaw);
        double b = Math.toRadians(pitch);
        Corner[] corners = IntStream.range(0, CORNERS)
                .mapToObj(i -> {
                    double x = 1.4 * random.nextDouble() - 0.7;
                    double y = 1.8 * random.nextDouble() - 0.9;
                    double sheet = bend * x * x;
                    double z = sheet + nose * nose(x, y);
                    double toX = x * Math.cos(a) - z * Math.sin(a);
                    double toY = y * Math.cos(b) - z * Math.sin(b);
                    return new Corner(
                            x,
                            y,
                            sheet + nose(x, y),
                            0.1 + zoom * toX + noise * random.nextGaussian(),
                            zoom * toY - 0.2 + noise * random.nextGaussian());
                })
                .toArray(Corner[]::new);
        return Objects.requireNonNull(ReliefFit.of(corners, yaw, pitch));
    }

    @Property(tries = 100, seed = "20261130")
    void aHeadStandsOutAsItsMeshDoes(
            @ForAll @DoubleRange(min = 7, max = 20) double yaw,
            @ForAll @DoubleRange(min = -20, max = 20) double pitch,
            @ForAll @DoubleRange(min = 0, max = 0.8) double bend,
            @ForAll @DoubleRange(min = 0.9, max = 1.1) double zoom) {
        assertThat(seen(yaw, pitch, bend, 1, 0, zoom).share()).isCloseTo(zoom, within(0.01));
    }

    @Property(tries = 100, seed = "20261130")
    void aSheetDoesNotHoweverItIsBent(
            @ForAll @DoubleRange(min = -20, max = -7) double yaw,
            @ForAll @DoubleRange(min = -20, max = 20) double pitch,
            @ForAll @DoubleRange(min = -0.8, max = 0.8) double bend) {
        assertThat(seen(yaw, pitch, bend, 0, 0, 1).share()).isCloseTo(0, within(0.01));
    }

    @Example
    void cornersInOneLineTellNothing() {
        Corner[] corners = IntStream.range(0, CORNERS)
                .mapToObj(i -> new Corner(0.01 * i, 0.01 * i, 0, 0.01 * i, 0.01 * i))
                .toArray(Corner[]::new);

        assertThat(ReliefFit.of(corners, 12, 0)).isNull();
    }

    @Property(tries = 100, seed = "20261130")
    void knowsItsError(@ForAll @DoubleRange(min = 7, max = 20) double yaw) {
        Relief head = seen(yaw, 0, 0.4, 1, 0.006, 1);

        assertThat(head.share()).isCloseTo(1, within(3 * head.error()));
        assertThat(seen(yaw, 0, 0.4, 1, 0.012, 1).error()).isGreaterThan(head.error());
    }

    @Property(tries = 20, seed = "20261130")
    void believesAFarTurnLessThanANearOne(@ForAll @DoubleRange(min = 20, max = 40) double yaw) {
        assertThat(seen(yaw, 0, 0.4, 1, 0.006, 1).error())
                .isGreaterThan(seen(12, 0, 0.4, 1, 0.006, 1).error());
    }

    @Property(tries = 50, seed = "20261130")
    void isNotMovedByAFewStrayCorners(@ForAll @DoubleRange(min = 8, max = 16) double yaw) {
        double a = Math.toRadians(yaw);
        Random random = new Random(20261130);
        Corner[] corners = IntStream.range(0, CORNERS)
                .mapToObj(i -> {
                    double x = 1.4 * random.nextDouble() - 0.7;
                    double y = 1.8 * random.nextDouble() - 0.9;
                    double z = nose(x, y);
                    double stray = i % 15 == 0 ? 0.15 : 0;
                    double slip = 0.003 * random.nextGaussian();
                    return new Corner(x, y, z, x * Math.cos(a) - z * Math.sin(a) + stray + slip, y - stray + slip);
                })
                .toArray(Corner[]::new);

        assertThat(Objects.requireNonNull(ReliefFit.of(corners, yaw, 0)).share())
                .isCloseTo(1, within(0.25));
    }
}
