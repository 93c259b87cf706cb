package org.proofoflife.ops.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Prompt;
import tools.jackson.databind.JsonNode;

/** Enrols the people and plays every case; a clip is filmed while the one before it is being judged. */
final class DemoRun {

    static final int PEOPLE = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ChannelClient channel;
    private final DemoStudio studio;
    private final long run;
    private final Consumer<String> progress;
    private final List<DemoPerson> people;

    DemoRun(ChannelClient channel, DemoStudio studio, long run, Consumer<String> progress) {
        this.channel = channel;
        this.studio = studio;
        this.run = run;
        this.progress = progress;
        this.people = DemoPerson.several(PEOPLE, run);
    }

    /** @param seconds from submission to outcome */
    record Row(DemoCase scene, String person, OutcomeCode outcome, double seconds, boolean asExpected) {}

    private record Submitted(DemoCase scene, DemoPerson person, String id) {}

    List<DemoPerson> people() {
        return people;
    }

    List<Row> play() {
        for (DemoPerson person : people) {
            channel.register(person.ref(), person.number(), person.name(), 368_000);
            channel.enrol(person.ref(), studio.photo(person.portrait()));
            progress.accept(
                    "enrolled " + person.ref() + " (" + person.portrait().name() + ")");
        }
        List<Submitted> submitted = new ArrayList<>();
        DemoStudio.Clip first = null;
        for (DemoCase scene : DemoCase.values()) {
            DemoPerson person = people.get(scene.person());
            DemoPerson other = people.get((scene.person() + 1) % people.size());
            JsonNode opened = channel.open(person.name(), person.number());
            DemoStudio.Clip clip = scene == DemoCase.SAME_CLIP && first != null
                    ? first
                    : studio.film(
                            scene,
                            person.portrait(),
                            other.portrait(),
                            challenge(opened),
                            opened.path("challenge").path("recordingSeconds").asDouble(),
                            run + scene.ordinal());
            first = first == null ? clip : first;
            channel.submit(opened, clip.bytes(), clip.contentType(), clip.mirrored());
            progress.accept("submitted: " + scene.title());
            submitted.add(new Submitted(scene, person, opened.path("id").asString()));
        }
        return submitted.stream().map(this::row).toList();
    }

    private Row row(Submitted one) {
        JsonNode view = channel.outcome(one.id(), PATIENCE);
        OutcomeCode outcome = OutcomeCode.valueOf(view.path("outcome").asString());
        Duration taken = Duration.between(
                Instant.parse(view.path("submittedAt").asString()),
                Instant.parse(view.path("decidedAt").asString()));
        return new Row(
                one.scene(),
                one.person().portrait().name(),
                outcome,
                taken.toMillis() / 1000.0,
                one.scene().isExpected(outcome));
    }

    private static Challenge challenge(JsonNode opened) {
        List<Prompt> prompts = new ArrayList<>();
        for (JsonNode prompt : opened.path("challenge").path("prompts")) {
            prompts.add(new Prompt(
                    Action.valueOf(prompt.path("action").asString()),
                    new Prompt.Window(
                            prompt.path("start").asDouble(), prompt.path("end").asDouble())));
        }
        return new Challenge(prompts);
    }
}
