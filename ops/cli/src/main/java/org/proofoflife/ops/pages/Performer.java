package org.proofoflife.ops.pages;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.proofoflife.ops.fixtures.animate.Animator;
import org.proofoflife.ops.fixtures.animate.Framing;
import org.proofoflife.ops.fixtures.attack.Attacks;
import org.proofoflife.ops.fixtures.curve.Improvisation;
import org.proofoflife.ops.fixtures.curve.Manner;
import org.proofoflife.ops.fixtures.film.FrameSource;
import org.proofoflife.ops.fixtures.film.LiveCamera;
import org.proofoflife.ops.fixtures.portrait.Portrait;
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
            case USUAL -> animator.subject(person, FRAMING, head::at);
            case FAR -> animator.subject(person, FRAMING.withFace(0.42 * FRAMING.faceWidth()), head::at);
            case REPLAY -> new Attacks(animator).replay(person, FRAMING, head::at, seed);
            case NOBODY -> Scenes.empty(FRAMING, seed);
        };
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
