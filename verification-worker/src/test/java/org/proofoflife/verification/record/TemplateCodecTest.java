package org.proofoflife.verification.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.proofoflife.verification.FaceTemplate;

class TemplateCodecTest {

    @Property(tries = 100, seed = "20261124")
    void aTemplateComesBackAsItWas(@ForAll @Size(max = 64) float[] first, @ForAll @Size(max = 64) float[] second) {
        byte[] bytes = TemplateCodec.encode(new FaceTemplate(Map.of("dlib", first, "arcface", second)));
        Map<String, float[]> back = TemplateCodec.decode(bytes).embeddings();
        assertThat(back).containsOnlyKeys("dlib", "arcface");
        assertThat(back.get("dlib")).isEqualTo(first);
        assertThat(back.get("arcface")).isEqualTo(second);
    }

    @Property(tries = 100, seed = "20261124")
    void aTemplateThatWasCutShortIsRefused(@ForAll @Size(min = 1, max = 64) float[] values, @ForAll int cut) {
        byte[] bytes = TemplateCodec.encode(new FaceTemplate(Map.of("dlib", values)));
        byte[] part = Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length));
        assertThatThrownBy(() -> TemplateCodec.decode(part)).isInstanceOf(IllegalArgumentException.class);
    }
}
