package org.proofoflife.ops.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.proofoflife.ops.fixtures.animate.Accessory;
import org.proofoflife.ops.fixtures.animate.Animator;
import org.proofoflife.ops.fixtures.animate.Framing;
import org.proofoflife.ops.fixtures.attack.Attacks;
import org.proofoflife.ops.fixtures.attack.Species;
import org.proofoflife.ops.fixtures.curve.Curve;
import org.proofoflife.ops.fixtures.curve.Manner;
import org.proofoflife.ops.fixtures.film.Camera;
import org.proofoflife.ops.fixtures.film.Codec;
import org.proofoflife.ops.fixtures.film.Film;
import org.proofoflife.ops.fixtures.film.FrameSource;
import org.proofoflife.ops.fixtures.portrait.Portrait;
import org.proofoflife.ops.fixtures.scene.Scenes;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.Prompt;

/** Films the cases of the demo: every clip is made for the challenge that was just issued. */
final class DemoStudio implements AutoCloseable {

    private static final Framing FRAMING = Framing.VGA;

    private final Animator animator = Animator.open();

    /** @param contentType as uploaded; @param mirrored as submitted */
    record Clip(byte[] bytes, String contentType, boolean mirrored) {}

    byte[] photo(Portrait portrait) {
        return animator.passportPhoto(portrait);
    }

    /**
     * @param person who is to be certified
     * @param other somebody else
     * @param seconds length of the recording
     */
    Clip film(DemoCase scene, Portrait person, Portrait other, Challenge challenge, double seconds, long seed) {
        Curve asked = Curve.following(challenge, Manner.USUAL, seed);
        return switch (scene) {
            case GENUINE_1, SAME_CLIP -> record(genuine(person, asked), Camera.USUAL, seconds, seed);
            case GENUINE_2 -> record(genuine(person, asked), Camera.USUAL.mirroring(true), seconds, seed);
            case GENUINE_3 -> record(genuine(person, asked), Camera.USUAL.with(Codec.VP9), seconds, seed);
            case GENUINE_4 -> record(genuine(person, asked), Camera.USUAL.with(Codec.VP8), seconds, seed);
            case WRONG_ORDER -> record(genuine(person, curve(reversed(challenge), seed)), Camera.USUAL, seconds, seed);
            case LEFT_OUT -> record(genuine(person, curve(shortened(challenge), seed)), Camera.USUAL, seconds, seed);
            case ANOTHER_PERSON -> record(genuine(other, asked), Camera.USUAL, seconds, seed);
            case FLAT_PHOTO ->
                record(attack(Species.PHOTO_TILTED, person, other, asked, seed), Camera.USUAL, seconds, seed);
            case REPLAY ->
                record(attack(Species.SCREEN_REPLAY, person, other, asked, seed), Camera.USUAL, seconds, seed);
            case TWO_PEOPLE -> record(beside(person, other, asked, seconds, seed), Camera.USUAL, seconds, seed);
            case SUNGLASSES ->
                record(
                        animator.subject(person, FRAMING, asked::at, Set.of(Accessory.SUNGLASSES)),
                        Camera.USUAL,
                        seconds,
                        seed);
            case TRUNCATED -> cut(record(genuine(person, asked), Camera.USUAL, seconds, seed));
        };
    }

    private FrameSource genuine(Portrait person, Curve curve) {
        return animator.subject(person, FRAMING, curve::at);
    }

    private FrameSource attack(Species species, Portrait person, Portrait other, Curve curve, long seed) {
        return Attacks.of(species, animator.likeness(person), animator.likeness(other), curve, FRAMING, seed);
    }

    private FrameSource beside(Portrait person, Portrait other, Curve curve, double seconds, long seed) {
        Curve still = Curve.still(seconds, Manner.USUAL, seed + 1);
        Framing close = FRAMING.withFace(0.8 * FRAMING.faceWidth());
        return Scenes.beside(
                animator.subject(person, close.at(0.3, 0.48), curve::at),
                animator.subject(other, close.at(0.72, 0.48), still::at),
                FRAMING.width() / 2);
    }

    private static Curve curve(Challenge challenge, long seed) {
        return Curve.following(challenge, Manner.USUAL, seed);
    }

    /** The same windows with the actions from back to front. */
    private static Challenge reversed(Challenge challenge) {
        List<Prompt> prompts = challenge.prompts();
        List<Prompt> swapped = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            swapped.add(new Prompt(
                    prompts.get(prompts.size() - 1 - i).action(), prompts.get(i).window()));
        }
        return new Challenge(swapped);
    }

    private static Challenge shortened(Challenge challenge) {
        return new Challenge(challenge.prompts().subList(0, challenge.prompts().size() - 1));
    }

    private static Clip cut(Clip whole) {
        return new Clip(
                Arrays.copyOf(whole.bytes(), whole.bytes().length * 2 / 5), whole.contentType(), whole.mirrored());
    }

    private static Clip record(FrameSource source, Camera camera, double seconds, long seed) {
        try {
            Path folder = Files.createTempDirectory("demo-clip-");
            Path file = folder.resolve("clip." + camera.codec().extension());
            try {
                new Film(source, FRAMING.width(), FRAMING.height(), seconds, seed).record(camera, file);
                return new Clip(Files.readAllBytes(file), camera.codec().contentType(), camera.mirrored());
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        animator.close();
    }
}
