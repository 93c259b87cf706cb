package org.proofoflife.ops.pages;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.proofoflife.ops.fixtures.animate.Accessory;
import org.proofoflife.ops.fixtures.animate.Animator;
import org.proofoflife.ops.fixtures.animate.Framing;
import org.proofoflife.ops.fixtures.attack.Attacks;
import org.proofoflife.ops.fixtures.curve.HeadPose;
import org.proofoflife.ops.fixtures.curve.Improvisation;
import org.proofoflife.ops.fixtures.curve.Manner;
import org.proofoflife.ops.fixtures.film.FrameSource;
import org.proofoflife.ops.fixtures.film.LiveCamera;
import org.proofoflife.ops.fixtures.portrait.Portrait;
import org.proofoflife.ops.fixtures.scene.Light;
import org.proofoflife.ops.fixtures.scene.Scenes;
import org.proofoflife.storage.certification.Action;

/**
 * Somebody in front of the browser's camera, who is directed by the script that operates the page: it passes on what the
 * page asks for at the moment it asks.
 */
public final class Performer implements AutoCloseable {

    private static final Framing FRAMING = Framing.VGA;
    private static final double FRAME_RATE = 30;

    private final Animator animator;
    private final List<Portrait> people;
    private final Improvisation head;
    private final LiveCamera camera;
    private final Path file;
    private final long seed;
    private final Map<String, Double> stillness = new ConcurrentHashMap<>();

    private enum Scene {
        USUAL,
        FAR,
        CLOSE,
        ASIDE,
        TURNED,
        TILTED,
        DARK,
        BRIGHT,
        BACK,
        SIDE,
        GLASSES,
        TWO,
        REPLAY,
        NOBODY
    }

    /**
     * @param file that the browser's camera is fed from
     * @param people who may sit down in front of it
     */
    public Performer(Animator animator, Path file, List<Portrait> people, long seed) {
        this.animator = animator;
        this.file = file;
        this.people = List.copyOf(people);
        this.seed = seed;
        this.head = new Improvisation(Manner.USUAL, seed);
        this.camera = LiveCamera.open(
                file, FRAMING.width(), FRAMING.height(), FRAME_RATE, scene(Scene.USUAL, people.get(0)), seed);
    }

    public Path file() {
        return file;
    }

    /**
     * @param direction {@code act TURN_LEFT}; {@code scene far 2}: how, and which of the people; or {@code begin NAME} and
     *     {@code end NAME} of a recording
     * @throws IllegalArgumentException if it is none of these
     */
    public void follow(String direction) {
        String[] words = direction.trim().split(" ");
        switch (words[0]) {
            case "act" -> head.ask(Action.valueOf(words[1]), camera.time());
            case "scene" ->
                camera.show(scene(
                        Scene.valueOf(words[1].toUpperCase(Locale.ROOT)), people.get(Integer.parseInt(words[2]))));
            case "begin" -> camera.watch();
            case "end" -> stillness.put(words[1], camera.longestWait());
            default -> throw new IllegalArgumentException("No such direction: " + direction);
        }
    }

    private FrameSource scene(Scene scene, Portrait person) {
        return switch (scene) {
            case USUAL -> usual(person);
            case FAR -> animator.subject(person, FRAMING.withFace(0.42 * FRAMING.faceWidth()), head::at);
            case CLOSE -> animator.subject(person, FRAMING.withFace(0.68 * FRAMING.width()), head::at);
            case ASIDE -> animator.subject(person, FRAMING.at(0.24, FRAMING.centreY()), head::at);
            case TURNED -> animator.subject(person, FRAMING, time -> HeadPose.of(32, 0, 0));
            case TILTED -> animator.subject(person, FRAMING, time -> HeadPose.of(0, 0, 20));
            case DARK -> Light.DARK.on(usual(person), FRAMING);
            case BRIGHT -> Light.BRIGHT.on(usual(person), FRAMING);
            case BACK -> Light.BACK.on(usual(person), FRAMING);
            case SIDE -> Light.SIDE.on(usual(person), FRAMING);
            case GLASSES -> animator.subject(person, FRAMING, head::at, Set.of(Accessory.SUNGLASSES));
            case TWO -> beside(person);
            case REPLAY -> Attacks.replay(animator.likeness(person), FRAMING, head::at, seed);
            case NOBODY -> Scenes.empty(FRAMING, seed);
        };
    }

    private FrameSource usual(Portrait person) {
        return animator.subject(person, FRAMING, head::at);
    }

    /** With somebody who looks over the shoulder. */
    private FrameSource beside(Portrait person) {
        Portrait other = people.get((people.indexOf(person) + 1) % people.size());
        Framing close = FRAMING.withFace(0.8 * FRAMING.faceWidth());
        return Scenes.beside(
                animator.subject(person, close.at(0.3, 0.48), head::at),
                animator.subject(other, close.at(0.72, 0.48), time -> HeadPose.NEUTRAL),
                FRAMING.width() / 2);
    }

    /** How long the scene stood still at most during the last recording of this name, seconds. */
    public double stillness(String recording) {
        return stillness.getOrDefault(recording, Double.POSITIVE_INFINITY);
    }

    /** Pictures a second that the machine had time for. */
    public double frameRate() {
        return camera.taken() / camera.time();
    }

    @Override
    public void close() {
        camera.close();
    }
}
