package org.proofoflife.ops.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeClips() throws IOException {
        write("live.mp4", "turn=2.5");
        write("idle.mp4", "pad=0.95");
        write("print.mp4", "pad=0.05");
        write("stranger.mp4", "turn=2.5\ncosine=0.05");
        write("face.jpg", "face=1");
        write("wall.jpg", "nothing");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** Takes no room on the disk, but all memory there is when it is read. */
    private void film(String name) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.setLength(3L << 30);
        }
    }

    private int run(String... arguments) {
        return new CommandLine(new EvaluateCommand(ScriptedVerifier::new))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private JsonNode json(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(file));
    }

    @Test
    void measuresAManifest() throws IOException {
        write("manifest.csv", """
                clip,reference,challenge,mirrored,expected,species
                live.mp4,face.jpg,TURN_LEFT@2-5,false,CERTIFIED,
                idle.mp4,face.jpg,TURN_LEFT@2-5,false,ACTION_NOT_FOLLOWED,
                stranger.mp4,face.jpg,"TURN_LEFT@2-5",false,FACE_MISMATCH,
                live.mp4,,-,false,LIVE,
                print.mp4,,-,false,ATTACK,print
                live.mp4,,-,false,ATTACK,mask
                """);
        Path results = folder.resolve("out");

        int exit = run(folder.resolve("manifest.csv").toString(), "--out", results.toString(), "--jobs", "2");

        JsonNode summary = json(results.resolve("summary.json"));
        assertThat(exit).isEqualTo(1);
        assertThat(summary.get("rows").asInt()).isEqualTo(6);
        assertThat(summary.get("right").asInt()).isEqualTo(5);
        assertThat(summary.get("maxApcer").asDouble()).isEqualTo(1);
        JsonNode print = summary.get("attacks").get(1);
        assertThat(print.get("species").asString()).isEqualTo("print");
        assertThat(print.get("apcer").asDouble()).isZero();
        assertThat(print.get("livenessFailed").asInt()).isEqualTo(1);
        assertThat(summary.get("bonaFide").get("bpcer").asDouble()).isZero();
        assertThat(summary.get("matching").get("nonMated").asInt()).isEqualTo(1);
        assertThat(summary.get("matching").get("fmr").asDouble()).isZero();
        assertThat(summary.get("throughput").get("videoSeconds").asDouble()).isCloseTo(48, within(0.01));
        assertThat(results.resolve("summary.html")).content().contains("IAPAR", "APCER", "mask", "DET");
        try (var rows = Files.list(results.resolve("rows"))) {
            assertThat(rows).hasSize(6);
        }
    }

    @Test
    void countsABadRowAndGoesOn() throws IOException {
        write("manifest.csv", """
                clip,reference,challenge,mirrored,expected,species
                gone.mp4,,-,false,LIVE,
                live.mp4,gone.jpg,-,false,LIVE,
                live.mp4,wall.jpg,-,false,LIVE,
                live.mp4,,DANCE@1-2,false,LIVE,
                live.mp4,,-,maybe,LIVE,
                live.mp4,,-,false,WONDERFUL,
                live.mp4
                live.mp4,,TURN_LEFT@2-5,LOOK_UP@6-7,false,LIVE,
                killed.mp4,,-,false,LIVE,
                exhausting.mp4,,-,false,LIVE,
                live.mp4,film.jpg,-,false,LIVE,
                #live.mp4,,-,false,LIVE,
                live.mp4,,-,false,LIVE,
                """);
        write("killed.mp4", "killed=1");
        write("exhausting.mp4", "exhausting=1");
        film("film.jpg");
        Path results = folder.resolve("out");

        assertThat(run(folder.resolve("manifest.csv").toString(), "--out", results.toString()))
                .isEqualTo(1);

        JsonNode summary = json(results.resolve("summary.json"));
        assertThat(summary.get("errors").asInt()).isEqualTo(12);
        assertThat(summary.get("rows").asInt()).isEqualTo(13);
        assertThat(summary.get("right").asInt()).isEqualTo(1);
        assertThat(summary.get("failed").get(0).get("got").asString()).isEqualTo("No such clip");
    }

    @Test
    void readsWhateverSpreadsheetsWrite() throws IOException {
        write("manifest.csv", """
                \uFEFF# made by hand
                # comments stand before the columns
                Split,Species,Clip,Challenge,Expected,Reference,Mirrored,Note\r
                tune,,"live.mp4","-",LIVE,,,\r
                \r
                held-out,"a ""quoted"" print",print.mp4,-,attack,,FALSE,x\r
                tune,,"live.mp4,-,LIVE,,,\r
                tune,,live.mp4,-,LIVE,,false,"extra",,\r
                tune,,live\0.mp4,-,LIVE,,,\r
                """);
        String manifest = folder.resolve("manifest.csv").toString();
        Path all = folder.resolve("all");
        Path part = folder.resolve("part");

        assertThat(run(manifest, "--out", all.toString())).isEqualTo(1);
        assertThat(run(manifest, "--split", "held-out", "--out", part.toString()))
                .isZero();

        JsonNode summary = json(all.resolve("summary.json"));
        assertThat(summary.get("rows").asInt()).isEqualTo(5);
        assertThat(summary.get("right").asInt()).isEqualTo(3);
        assertThat(summary.get("errors").asInt()).isEqualTo(2);
        assertThat(json(part.resolve("summary.json")).get("rows").asInt()).isEqualTo(1);
        assertThat(run(folder.resolve("manifest.csv").toString(), "--split", "nothing", "--out", part.toString()))
                .isEqualTo(2);
    }

    /** Read by its columns a challenge without its quotes is a shorter one, which is followed more easily. */
    @Test
    void takesNoPartOfAChallengeForAllOfIt() throws IOException {
        write("manifest.csv", """
                clip,expected,challenge
                live.mp4,CERTIFIED,"TURN_LEFT@2-5"
                live.mp4,CERTIFIED,TURN_LEFT@2-5,LOOK_UP@6-7
                """);
        Path results = folder.resolve("out");

        assertThat(run(folder.resolve("manifest.csv").toString(), "--out", results.toString()))
                .isEqualTo(1);

        JsonNode summary = json(results.resolve("summary.json"));
        assertThat(summary.get("right").asInt()).isEqualTo(1);
        assertThat(summary.get("failed").get(0).get("got").asString()).contains("quotes");
    }

    @Test
    void readsWhatSpreadsheetsWriteInChina() throws IOException {
        write("张三.mp4", "turn=2.5");
        Files.write(
                folder.resolve("manifest.csv"),
                "clip,challenge,expected,species\r\n张三.mp4,-,LIVE,真人\r\n".getBytes(Charset.forName("GB18030")));
        Files.writeString(folder.resolve("manifest.csv"), "张三.mp4,-,LIVE,也是\r\n", StandardOpenOption.APPEND);
        Path results = folder.resolve("out");

        assertThat(run(folder.resolve("manifest.csv").toString(), "--out", results.toString()))
                .isZero();

        assertThat(json(results.resolve("summary.json")).get("instructions").propertyNames())
                .containsExactlyInAnyOrder("真人", "也是");
    }

    /** Of a clip that is refused unseen another policy has nothing to judge. */
    @Test
    void keepsWhyAClipWasRefusedUnseenAlsoByAnotherPolicy() throws IOException {
        write("long.mp4", "refused=VIDEO_TOO_LONG");
        write("manifest.csv", "clip,challenge,expected\nlong.mp4,-,VIDEO_TOO_LONG\n");
        write("other.yml", standardPolicy().replaceFirst("version: \"[^\"]*\"", "version: \"other\""));
        Path results = folder.resolve("out");

        assertThat(run(
                        folder.resolve("manifest.csv").toString(),
                        "--policy",
                        folder.resolve("other.yml").toString(),
                        "--out",
                        results.toString()))
                .isZero();

        assertThat(json(results.resolve("summary.json"))
                        .get("policyVersions")
                        .get(0)
                        .asString())
                .isEqualTo("other");
    }

    @Test
    void saysWhichTruthIsNone() throws IOException {
        write("live.curve.json", """
                {"version":1,"subject":"x","mirrored":false,"frameRate":2,"columns":["time","yaw"],"samples":[[3]],
                 "actions":[{"action":"TURN_LEFT","start":2.4,"onset":2.6,"peak":3.5,"end":4.5,"prompted":true}]}
                """);
        write("manifest.csv", "clip,challenge,expected\nlive.mp4,TURN_LEFT@2-5,CERTIFIED\nidle.mp4,-,LIVE\n");
        Path results = folder.resolve("out");

        assertThat(run(folder.resolve("manifest.csv").toString(), "--out", results.toString()))
                .isEqualTo(1);

        JsonNode summary = json(results.resolve("summary.json"));
        assertThat(summary.get("right").asInt()).isEqualTo(1);
        assertThat(summary.get("failed").get(0).get("got").asString()).contains("live.curve.json is no ground truth");
    }

    /** A rate of nothing among a few says little; and what is not enrolled or not acquired is an error of its own. */
    @Test
    void saysHowSureItsRatesAre() throws IOException {
        write("dim.jpg", "face=1\nfault=TOO_DARK");
        write("both.jpg", "face=1\nfault=MULTIPLE_FACES");
        write("dark.mp4", "refused=TOO_DARK");
        write("manifest.csv", """
                clip,reference,challenge,mirrored,expected,species
                live.mp4,face.jpg,TURN_LEFT@2-5,false,CERTIFIED,
                live.mp4,dim.jpg,TURN_LEFT@2-5,false,CERTIFIED,
                stranger.mp4,face.jpg,TURN_LEFT@2-5,false,FACE_MISMATCH,
                live.mp4,wall.jpg,TURN_LEFT@2-5,false,CERTIFIED,
                live.mp4,both.jpg,TURN_LEFT@2-5,false,CERTIFIED,
                dark.mp4,face.jpg,TURN_LEFT@2-5,false,CERTIFIED,
                dark.mp4,face.jpg,TURN_LEFT@2-5,false,TOO_DARK,dark
                dark.mp4,face.jpg,TURN_LEFT@2-5,false,ATTACK,print
                print.mp4,,-,false,ATTACK,print
                """);
        Path results = folder.resolve("out");

        run(folder.resolve("manifest.csv").toString(), "--out", results.toString());

        JsonNode summary = json(results.resolve("summary.json"));
        assertThat(rate(summary, "FTA")).isEqualTo("1 of 4");
        assertThat(rate(summary, "FTE")).isEqualTo("3 of 4");
        assertThat(rate(summary, "FMR")).isEqualTo("0 of 1");
        assertThat(rate(summary, "FNMR")).isEqualTo("0 of 2");
        assertThat(rate(summary, "APCER of the system (IAPAR), worst species: print"))
                .isEqualTo("0 of 2");
        assertThat(summary.get("enrolment").get("unusable").asInt()).isEqualTo(2);
        assertThat(summary.get("acquisitionFailures").get("TOO_DARK").asInt()).isEqualTo(1);
        assertThat(summary.get("matching").get("frr").asDouble()).isEqualTo(0.25);
        assertThat(summary.get("matching").get("far").asDouble()).isZero();
        assertThat(results.resolve("summary.html")).content().contains("FTE", "intervals of 95 %", "FRR 0.2500");
    }

    private static String rate(JsonNode summary, String name) {
        for (JsonNode rate : summary.get("rates")) {
            if (rate.get("name").asString().equals(name)) {
                return rate.get("errors").asInt() + " of " + rate.get("of").asInt();
            }
        }
        return "none";
    }

    @Test
    void holdsTheTruthAgainstWhatTheJudgeWasTold() throws IOException {
        write("live.curve.json", """
                {"version":1,"subject":"x","mirrored":false,"frameRate":2,
                 "columns":["time","yaw","pitch","roll","blinkLeft","blinkRight","mouth"],
                 "samples":[[2,0,0,0,0,0,0],[3.5,20,2,0,0,0,0],[4.5,0,0,0,0,0,0]],
                 "actions":[{"action":"TURN_LEFT","start":2.4,"onset":2.6,"peak":3.5,"end":4.5,"prompted":true},
                            {"action":"LOOK_DOWN","start":2.4,"onset":2.6,"peak":3.5,"end":4.5,"prompted":true}]}
                """);
        write("manifest.csv", """
                clip,reference,challenge,mirrored,expected,species
                live.mp4,,TURN_LEFT@2-5,true,ACTION_NOT_FOLLOWED,mirror-lie
                live.mp4,,LOOK_DOWN@2-5,false,ACTION_NOT_FOLLOWED,too-small
                """);
        Path results = folder.resolve("out");

        assertThat(run(folder.resolve("manifest.csv").toString(), "--out", results.toString()))
                .isZero();

        JsonNode all = json(results.resolve("summary.json")).get("allActions");
        assertThat(all.get("prompts").asInt()).isEqualTo(2);
        assertThat(all.get("falseNegatives").asInt()).isZero();
        assertThat(all.get("falsePositives").asInt()).isZero();
    }

    @Test
    void scoresActionsWhereTheTruthIsKnown() throws IOException {
        write("live.curve.json", """
                {"version":1,"subject":"x","mirrored":false,"frameRate":15,"columns":[],"samples":[],
                 "actions":[{"action":"TURN_LEFT","start":2.4,"onset":2.6,"peak":3.5,"end":4.5,"prompted":true}]}
                """);
        write("manifest.csv", """
                clip,reference,challenge,mirrored,expected,species
                live.mp4,,TURN_LEFT@2-5,false,CERTIFIED,
                live.mp4,,TURN_RIGHT@2-5,false,ACTION_NOT_FOLLOWED,
                """);
        Path results = folder.resolve("out");

        assertThat(run(folder.resolve("manifest.csv").toString(), "--out", results.toString()))
                .isZero();

        JsonNode all = json(results.resolve("summary.json")).get("allActions");
        assertThat(all.get("f1").asDouble()).isEqualTo(1);
        assertThat(all.get("onsetErrorMedian").asDouble()).isLessThan(0.3);
    }

    @Test
    void judgesStoredObservationsByAnotherPolicy() throws IOException {
        write("manifest.csv", "clip,reference,challenge,mirrored,expected,species\nidle.mp4,,-,false,LIVE,\n");
        Path first = folder.resolve("first");
        run(folder.resolve("manifest.csv").toString(), "--out", first.toString());
        Files.delete(folder.resolve("idle.mp4"));
        Path strict = folder.resolve("strict.yml");
        Files.writeString(
                strict,
                standardPolicy()
                        .replaceFirst("version: \"[^\"]*\"", "version: \"strict\"")
                        .replaceFirst("pad-attack: [0-9.]+", "pad-attack: 0.99"));

        int exit = run(
                "--replay",
                first.toString(),
                "--policy",
                strict.toString(),
                "--out",
                folder.resolve("second").toString());

        JsonNode summary = json(folder.resolve("second/summary.json"));
        assertThat(exit).isEqualTo(1);
        assertThat(summary.get("policyVersions").get(0).asString()).isEqualTo("strict");
        assertThat(summary.get("bonaFide").get("bpcer").asDouble()).isEqualTo(1);
    }

    @Test
    void refusesAPolicyThatMakesNoSenseInOneSentence() throws IOException {
        Path absurd = folder.resolve("absurd.yml");
        Files.writeString(absurd, standardPolicy().replace("pad-live: 0.5", "pad-live: 50"));

        int exit = run("--replay", folder.toString(), "--policy", absurd.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .contains("Not a policy: liveness.pad-live is 50.0; legal is 0.0 to 1.0")
                .doesNotContain("\tat ");
    }

    private static String standardPolicy() throws IOException {
        try (var in = org.proofoflife.verification.judge.policy.PolicyFile.class.getResourceAsStream("policy.yml")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** Of the whole system, and of the detection of attacks by itself: here the actions catch what liveness takes for live. */
    @Test
    void tellsWhatTheSystemCatchesFromWhatLivenessDoes() throws IOException {
        write("manifest.csv", """
                clip,reference,challenge,mirrored,expected,species
                live.mp4,,TURN_RIGHT@2-5,false,ATTACK,replay
                print.mp4,,TURN_RIGHT@2-5,false,ATTACK,replay
                idle.mp4,,-,false,LIVE,
                print.mp4,,-,false,LIVE,
                """);
        Path results = folder.resolve("out");

        run(folder.resolve("manifest.csv").toString(), "--out", results.toString());

        JsonNode summary = json(results.resolve("summary.json"));
        JsonNode replay = summary.get("attacks").get(0);
        assertThat(replay.get("apcer").asDouble()).isZero();
        assertThat(replay.get("responses").asInt()).isEqualTo(2);
        assertThat(replay.get("padApcerStrict").asDouble()).isEqualTo(0.5);
        assertThat(replay.get("padApcerLenient").asDouble()).isEqualTo(0.5);
        assertThat(replay.get("apnrr").asDouble()).isZero();
        assertThat(summary.get("maxPadApcerStrict").asDouble()).isEqualTo(0.5);
        assertThat(summary.get("bonaFide").get("bpcer").asDouble()).isEqualTo(0.5);
        assertThat(summary.get("bonaFide").get("bpcerStrict").asDouble())
                .as("who never turns the head is doubted")
                .isEqualTo(1);
        assertThat(summary.get("bonaFide").get("bpnrr").asDouble()).isZero();
        assertThat(out.toString()).contains("Worst APCER 0.0000", "worst APCER 0.5000 / 0.5000");
    }

    @Test
    void replaysTheOtherRowsWhereAnObservationIsGoneOrDamaged() throws IOException {
        write("manifest.csv", "clip,challenge,expected\nlive.mp4,-,LIVE\nidle.mp4,-,LIVE\nlive.mp4,-,LIVE\n");
        Path first = folder.resolve("first");
        run(folder.resolve("manifest.csv").toString(), "--out", first.toString());
        Files.delete(first.resolve("observations/00001-live.mp4.json.gz"));
        Files.writeString(first.resolve("observations/00002-idle.mp4.json.gz"), "damaged");

        assertThat(run(
                        "--replay",
                        first.toString(),
                        "--out",
                        folder.resolve("second").toString()))
                .isEqualTo(1);

        JsonNode summary = json(folder.resolve("second/summary.json"));
        assertThat(summary.get("rows").asInt()).isEqualTo(3);
        assertThat(summary.get("errors").asInt()).isEqualTo(2);
        assertThat(summary.get("right").asInt()).isEqualTo(1);
    }

    @Test
    void replaysWhatIsLeftOfADamagedFolderAndLeavesNoRowsOfAnEarlierRun() throws IOException {
        write("manifest.csv", "clip,challenge,expected\nlive.mp4,-,LIVE\nidle.mp4,-,LIVE\nlive.mp4,-,LIVE\n");
        write("brief.csv", "clip,challenge,expected\nlive.mp4,-,LIVE\n");
        String first = folder.resolve("first").toString();
        String second = folder.resolve("second").toString();
        run(folder.resolve("manifest.csv").toString(), "--out", second);
        run(folder.resolve("brief.csv").toString(), "--out", first);
        Files.writeString(folder.resolve("first/rows/.DS_Store"), "x");
        Files.writeString(folder.resolve("first/rows/00002-idle.mp4.json"), "{\"number\":2");
        Files.writeString(folder.resolve("first/rows/00003-pair.json"), "{\"number\":3}");
        run("--replay", first, "--out", first);

        assertThat(run("--replay", first, "--out", second)).isEqualTo(1);

        JsonNode summary = json(folder.resolve("second/summary.json"));
        assertThat(summary.get("rows").asInt()).isEqualTo(3);
        assertThat(summary.get("right").asInt()).isEqualTo(1);
        assertThat(summary.get("failed").get(0).get("got").asString()).contains("damaged");
        String third = folder.resolve("third").toString();
        run("--replay", second, "--out", third);
        assertThat(json(folder.resolve("third/summary.json")).get("right").asInt())
                .as("judged again once more")
                .isEqualTo(1);
        assertThat(summary.get("enrolment").isNull()).isTrue();
    }

    @Test
    void comparesPairs() throws IOException {
        write("same.jpg", "face=1.1");
        write("other.jpg", "face=2");
        write(
                "pairs.csv",
                "a,b,same\nface.jpg,same.jpg,1\nface.jpg,other.jpg,0\nface.jpg,wall.jpg,1\nface.jpg,gone.jpg,1\n"
                        + "face.jpg,same.jpg,perhaps\nface.jpg\nface.jpg,film.jpg,1\n");
        film("film.jpg");
        Path results = folder.resolve("out");

        assertThat(run("--pairs", folder.resolve("pairs.csv").toString(), "--out", results.toString()))
                .isEqualTo(1);

        JsonNode summary = json(results.resolve("summary.json"));
        assertThat(summary.get("pairs").asInt()).isEqualTo(7);
        assertThat(summary.get("errors").asInt()).isEqualTo(5);
        assertThat(json(results.resolve("rows/00005-pair.json")).get("error").asString())
                .contains("perhaps");
        assertThat(summary.get("failuresToEnrol").asInt()).isEqualTo(1);
        assertThat(summary.get("photos").asInt()).isEqualTo(4);
        assertThat(summary.get("atAccept").get("fmr").asDouble()).isZero();
        assertThat(summary.get("atAccept").get("fnmr").asDouble()).isZero();
        assertThat(out.toString()).contains("FMR: 0.0000 (0 of 1; 0.0000 to 0.7935)");
        assertThat(summary.get("det").get("arcface").get("equalErrorRate").asDouble())
                .isZero();
    }

    /** Only one of the two kinds is there: what needs the other is null, not a word. */
    @Test
    void leavesOutWhatFewPairsCannotTell() throws IOException {
        write("pairs.csv", "a,b,same\nface.jpg,face.jpg,1\n");
        Path results = folder.resolve("out");

        assertThat(run("--pairs", folder.resolve("pairs.csv").toString(), "--out", results.toString()))
                .isZero();

        JsonNode summary = json(results.resolve("summary.json"));
        assertThat(summary.get("atAccept").get("fmr").isNull()).isTrue();
        assertThat(summary.get("det").get("fused").get("equalErrorRate").isNull())
                .isTrue();
        assertThat(results.resolve("summary.json")).content().doesNotContain("NaN");
        assertThat(out.toString()).contains("FMR: -").doesNotContain("NaN");
    }

    @Test
    void leavesNoRowsOfAnEarlierRunAmongItsOwn() throws IOException {
        write("long.csv", "clip,challenge,expected\nlive.mp4,-,LIVE\nidle.mp4,-,LIVE\n");
        write("brief.csv", "clip,challenge,expected\nlive.mp4,-,LIVE\n");
        String results = folder.resolve("out").toString();

        run(folder.resolve("long.csv").toString(), "--out", results);
        run(folder.resolve("brief.csv").toString(), "--out", results);
        run("--replay", results, "--out", results);

        assertThat(json(folder.resolve("out/summary.json")).get("rows").asInt()).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithItsUse() throws IOException {
        write("short.csv", "clip,expected\n");
        write("empty.csv", "clip,challenge,expected\n\n");
        write("pairs.csv", "a,b,same\nface.jpg,face.jpg,1\n");
        String results = folder.resolve("o").toString();

        assertThat(run("nowhere.csv")).isEqualTo(2);
        assertThat(run(
                        folder.resolve("short.csv").toString(),
                        "--out",
                        folder.resolve("o").toString()))
                .isEqualTo(2);
        assertThat(run(folder.resolve("empty.csv").toString(), "--out", results))
                .isEqualTo(2);
        assertThat(run("--replay", folder.toString(), "--out", results)).isEqualTo(2);
        assertThat(run("--pairs", folder.resolve("pairs.csv").toString(), "--split", "tune", "--out", results))
                .isEqualTo(2);
        assertThat(run(
                        "--pairs",
                        folder.resolve("pairs.csv").toString(),
                        "--out",
                        folder.resolve("face.jpg").toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "No such file",
                        "challenge",
                        "empty.csv has no rows",
                        "Not the results of an evaluation",
                        "--split",
                        "Results cannot be kept in")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("o")).doesNotExist();
    }
}
