package org.proofoflife.verification.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class SimilarityTest {

    @Property(tries = 200, seed = "20261124")
    void findsTheTransformThatMadeTheTargets(
            @ForAll @DoubleRange(min = -3, max = 3) double angle,
            @ForAll @DoubleRange(min = 0.2, max = 5) double scale,
            @ForAll @DoubleRange(min = -100, max = 100) double shift) {
        double a = scale * Math.cos(angle);
        double b = scale * Math.sin(angle);
        double[] from = {0, 0, 10, 1, 4, 9, -6, 3};
        double[] to = new double[from.length];
        for (int at = 0; at < from.length; at += 2) {
            to[at] = a * from[at] - b * from[at + 1] + shift;
            to[at + 1] = b * from[at] + a * from[at + 1] - shift;
        }
        Similarity found = Similarity.fit(from, to);
        assertThat(found.a()).isCloseTo(a, within(1e-9));
        assertThat(found.b()).isCloseTo(b, within(1e-9));
        assertThat(found.tx()).isCloseTo(shift, within(1e-7));
        assertThat(found.ty()).isCloseTo(-shift, within(1e-7));
    }
}
