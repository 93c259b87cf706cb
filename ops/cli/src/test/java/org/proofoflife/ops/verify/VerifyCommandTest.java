package org.proofoflife.ops.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.ops.evaluate.ScriptedVerifier;
import org.proofoflife.verification.judge.policy.PolicyFile;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerifyCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String clip = "";
    private String photo = "";

    @BeforeEach
    void writeFiles() throws IOException {
        clip = write("live.mp4", "turn=2.5");
        photo = write("face.jpg", "face=1");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... arguments) {
        return new CommandLine(new VerifyCommand(ScriptedVerifier::new))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void exitsWithZeroForCertified() {
        assertThat(run(clip, "--reference", photo, "--challenge", "TURN_LEFT@2-5"))
                .isZero();
        assertThat(out.toString()).contains("CERTIFIED", "LIVENESS", "TURN_LEFT   2.");
    }

    @Test
    void exitsWithOneForAnyOtherOutcomeAndSaysWhyInBothLanguages() {
        assertThat(run(clip, "--reference", photo, "--challenge", "LOOK_UP@2-5"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("ACTION_NOT_FOLLOWED", "认证失败, 您的相貌能对上, 但您没有跟着引导做动作", "not seen where it was asked for");
    }

    @Test
    void exitsWithTwoForBadUsage() throws IOException {
        assertThat(run("gone.mp4")).isEqualTo(2);
        assertThat(run(clip, "--reference", "gone.jpg")).isEqualTo(2);
        assertThat(run(clip, "--challenge", "DANCE@1-2")).isEqualTo(2);
        assertThat(run(clip, "--reference", write("wall.jpg", "nothing"))).isEqualTo(2);
        assertThat(run(clip, "--reference", write("huge.jpg", "face=1\nfault=VIDEO_UNREADABLE")))
                .isEqualTo(2);
        assertThat(run(clip, "--report", folder.resolve("gone/report.html").toString()))
                .isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString())
                .contains("No such clip", "No such reference photo", "Unknown action 'DANCE'", "unfit: NO_FACE")
                .contains("unfit: no readable JPEG of up to 50 megapixels", "The report cannot be written")
                .doesNotContain("\tat ");
    }

    @Test
    void keepsWhyAClipWasRefusedUnseenAlsoByAnotherPolicy() throws IOException {
        String policy;
        try (var in = PolicyFile.class.getResourceAsStream("policy.yml")) {
            policy = write("other.yml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }

        assertThat(run(write("long.mp4", "refused=VIDEO_TOO_LONG"), "--policy", policy))
                .isEqualTo(1);
        assertThat(out.toString()).contains("VIDEO_TOO_LONG").doesNotContain("VIDEO_UNREADABLE");
    }

    @Test
    void exitsWithThreeWhenNothingIsKnownOfTheClip() throws IOException {
        assertThat(run(write("killed.mp4", "killed=1"))).isEqualTo(3);
        assertThat(err.toString()).contains("ended from outside").doesNotContain("\tat ");
    }

    @Test
    void printsTheTimelineAsJson() {
        assertThat(run(clip, "--challenge", "TURN_LEFT", "--json")).isZero();

        JsonNode timeline = JsonMapper.shared().readTree(out.toString());
        assertThat(timeline.get("outcome").asString()).isEqualTo("CERTIFIED");
        assertThat(timeline.get("samples").size()).isEqualTo(120);
        assertThat(timeline.get("actions").get(0).get("found").asBoolean()).isTrue();
    }

    @Test
    void writesAReportThatNeedsNothingElse() throws IOException {
        Path report = folder.resolve("report.html");

        run(clip, "--challenge", "TURN_LEFT@2-5", "--report", report.toString());

        assertThat(Files.readString(report))
                .contains("<svg", "yaw", "bona fide", "data:image/jpeg;base64,", "TURN_LEFT")
                .doesNotContain("http://", "https://", "<script");
    }
}
