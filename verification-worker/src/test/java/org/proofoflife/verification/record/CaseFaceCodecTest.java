package org.proofoflife.verification.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.proofoflife.verification.FaceTemplate;

class CaseFaceCodecTest {

    @Property(tries = 100, seed = "20261124")
    void aFaceComesBackWithinHalfAStep(
            @ForAll @Size(max = 64) List<@FloatRange(min = -3, max = 3) Float> first,
            @ForAll @Size(max = 8) List<@FloatRange(min = -1, max = 1) Float> second) {
        byte[] bytes = CaseFaceCodec.encode(new FaceTemplate(Map.of("dlib", values(first), "arcface", values(second))));
        Map<String, float[]> back = CaseFaceCodec.decode(bytes).embeddings();
        assertThat(back).containsOnlyKeys("dlib", "arcface");
        assertThat(bytes).hasSizeLessThan(40 + first.size() + second.size());
        assertWithinHalfAStep(values(first), back.get("dlib"));
        assertWithinHalfAStep(values(second), back.get("arcface"));
    }

    @Property(tries = 100, seed = "20261124")
    void aFaceThatWasCutShortIsRefused(
            @ForAll @Size(min = 1, max = 64) List<@FloatRange(min = -1, max = 1) Float> face, @ForAll int cut) {
        byte[] bytes = CaseFaceCodec.encode(new FaceTemplate(Map.of("dlib", values(face))));
        byte[] part = Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length));
        assertThatThrownBy(() -> CaseFaceCodec.decode(part)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertWithinHalfAStep(float[] values, float[] back) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(back).hasSameSizeAs(values);
        for (int i = 0; i < values.length; i++) {
            // The smallest normal float: below it a step cannot be told.
            assertThat(Math.abs(back[i] - values[i])).isLessThanOrEqualTo(largest / 127 * 0.501f + Float.MIN_NORMAL);
        }
    }

    private static float[] values(List<Float> list) {
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
        }
        return values;
    }
}
