package org.proofoflife.ops.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import org.proofoflife.ops.fixtures.animate.Animator;
import org.proofoflife.ops.fixtures.animate.Framing;
import org.proofoflife.ops.fixtures.curve.Curve;
import org.proofoflife.ops.fixtures.curve.Manner;
import org.proofoflife.ops.fixtures.film.Camera;
import org.proofoflife.ops.fixtures.film.Codec;
import org.proofoflife.ops.fixtures.film.Film;
import org.proofoflife.ops.fixtures.portrait.Portrait;
import org.proofoflife.ops.fixtures.portrait.Portraits;
import org.proofoflife.storage.certification.Challenge;

/** One animated person following a challenge for 16 s at 640x480 and 30 frames a second. */
record BenchClip(Codec codec, Path file, byte[] photo, Challenge challenge) {

    static final double SECONDS = 16;
    private static final long SEED = 1;

    static BenchClip make(Codec codec, Challenge challenge, Path folder) {
        Portrait person = Portraits.fit().get(0);
        Path file =
                folder.resolve("bench-" + codec.name().toLowerCase(java.util.Locale.ROOT) + "." + codec.extension());
        if (!Files.exists(file)) {
            Framing framing = Framing.of(640, 480);
            Curve curve = Curve.following(challenge, Manner.USUAL, SEED);
            try (Animator animator = Animator.open()) {
                new Film(animator.subject(person, framing, curve::at), framing.width(), framing.height(), SECONDS, SEED)
                        .record(Camera.USUAL.withFrameRate(30).with(codec), file);
            }
        }
        return new BenchClip(codec, file, person.jpeg(), challenge);
    }
}
