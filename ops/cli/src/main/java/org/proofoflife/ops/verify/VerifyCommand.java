package org.proofoflife.ops.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.ClipVerifier;
import org.proofoflife.verification.EnrolmentJudgement;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.Verification;
import org.proofoflife.verification.decode.DecoderInterruptedException;
import org.proofoflife.verification.judge.Judge;
import org.proofoflife.verification.judge.JudgeRequest;
import org.proofoflife.verification.judge.Judgement;
import org.proofoflife.verification.judge.PolicyJudge;
import org.proofoflife.verification.judge.policy.PolicyFile;
import org.proofoflife.verification.model.Models;
import org.proofoflife.verification.observe.StandardClipVerifier;
import org.proofoflife.verification.report.ClipReport;
import org.proofoflife.verification.report.EvidenceJson;
import org.proofoflife.verification.report.Timeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges one clip without the stack. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Judge one clip offline, as the worker would.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:CERTIFIED",
            "1:any other outcome",
            "2:bad usage: missing file, bad challenge, unfit photo",
            "3:not judged, because the decoder was ended from outside or got no processor"
        },
        footerHeading = "%nExample:%n",
        footer = "  ops/verify clip.mp4 --reference photo.jpg --challenge 'TURN_LEFT@2.0-5.5,LOOK_UP@6-9'")
public final class VerifyCommand implements Callable<Integer> {

    private final Function<Judge, ClipVerifier> verifiers;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "CLIP", description = "Video file, 3 to 30 s, 640x480 or more.")
    private Path clip = Path.of("");

    @Option(
            names = "--reference",
            paramLabel = "PHOTO",
            description = "Enrolment photo, JPEG or PNG; without it the match is skipped.")
    private @Nullable Path reference;

    @Option(
            names = "--challenge",
            paramLabel = "ACTIONS",
            description = {
                "ACTION@START-END,... in seconds; without @ only the order counts.",
                "Without it everything but the challenge is judged."
            })
    private @Nullable String challenge;

    @Option(names = "--mirrored", description = "The picture is a mirror image.")
    private boolean mirrored;

    @Option(names = "--policy", paramLabel = "FILE", description = "Judge by this policy instead of the built-in one.")
    private @Nullable Path policy;

    @Option(names = "--json", description = "Print the judgement with its timeline as JSON.")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE.html", description = "Write plots and key frames as one page.")
    private @Nullable Path report;

    public VerifyCommand() {
        this(StandardClipVerifier::open);
    }

    VerifyCommand(Function<Judge, ClipVerifier> verifiers) {
        this.verifiers = verifiers;
    }

    @Override
    public Integer call() throws IOException {
        Challenge asked = challenge();
        requireFile(clip, "clip");
        byte[] photo = reference == null ? null : photo(requireFile(reference, "reference photo"));
        Judge judge = judge();
        requireReport();
        try (ClipVerifier verifier = verifiers.apply(judge)) {
            FaceTemplate template = photo == null ? null : template(verifier, photo);
            Verification seen = verifier.verify(clip, template, asked, mirrored, null);
            Judgement judgement = seen.judgement();
            Timeline timeline = Timeline.of(
                    seen.observation(), new JudgeRequest(asked, mirrored, null, template != null), judgement);
            print(timeline, judgement);
            if (report != null) {
                Files.writeString(report, ClipReport.html(clip.getFileName().toString(), timeline, seen.keyFrames()));
            }
            return judgement.outcome() == OutcomeCode.CERTIFIED ? 0 : 1;
        } catch (DecoderInterruptedException e) {
            command().commandLine().getErr().println("✗ " + e.getMessage());
            return 3;
        }
    }

    private void print(Timeline timeline, Judgement judgement) {
        PrintWriter out = command().commandLine().getOut();
        if (json) {
            out.println(new String(EvidenceJson.timeline(timeline), StandardCharsets.UTF_8));
        } else {
            Words.lines(judgement, reference != null, challenge != null).forEach(out::println);
            if (report != null) {
                out.println("Report: " + report);
            }
        }
        out.flush();
    }

    private @Nullable Challenge challenge() {
        try {
            return challenge == null || challenge.strip().equals("-") ? null : Challenge.parse(challenge);
        } catch (IllegalArgumentException e) {
            throw badUsage("Bad challenge: " + e.getMessage());
        }
    }

    private Judge judge() throws IOException {
        try {
            return new PolicyJudge(
                    PolicyFile.read(policy == null ? null : requireFile(policy, "policy"), Models.matcherIds()));
        } catch (IllegalArgumentException e) {
            throw badUsage(String.valueOf(e.getMessage()));
        }
    }

    private byte[] photo(Path file) {
        try {
            return PhotoFile.read(file);
        } catch (IOException e) {
            throw badUsage(String.valueOf(e.getMessage()));
        }
    }

    private FaceTemplate template(ClipVerifier verifier, byte[] photo) {
        EnrolmentJudgement enrolment = verifier.enrol(photo);
        if (enrolment.template() == null) {
            throw badUsage("The reference photo is unfit: " + PhotoFile.words(enrolment.reasons()));
        }
        return enrolment.template();
    }

    private Path requireFile(Path file, String what) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw badUsage("No such " + what + ": " + file);
        }
        return file;
    }

    /** Before the clip is judged: an outcome is not lost for want of a folder. */
    private void requireReport() {
        if (report != null) {
            try {
                Files.writeString(report, "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw badUsage("The report cannot be written: " + e);
            }
        }
    }

    private ParameterException badUsage(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }
}
