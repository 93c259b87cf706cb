package org.proofoflife.ops.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.Judge;
import org.proofoflife.verification.report.EvidenceJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The output folder: {@code rows/}, {@code observations/}, the summary as JSON and as a page. */
final class Results {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What the names of rows begin with: their number. */
    private static final String ROW = "[0-9][0-9][0-9][0-9][0-9]";

    private final Path folder;

    private Results(Path folder) {
        this.folder = folder;
    }

    static Results in(Path folder) throws IOException {
        Files.createDirectories(rows(folder));
        Files.createDirectories(observations(folder));
        return new Results(folder);
    }

    private static Path rows(Path folder) {
        return folder.resolve("rows");
    }

    private static Path observations(Path folder) {
        return folder.resolve("observations");
    }

    /** Rows that an earlier run left here would be taken for rows of this one. */
    void clear() throws IOException {
        for (Path part : List.of(rows(folder), observations(folder))) {
            try (DirectoryStream<Path> earlier = Files.newDirectoryStream(part, ROW + "-*.json{,.gz}")) {
                for (Path file : earlier) {
                    Files.delete(file);
                }
            }
        }
    }

    void write(String stem, Object row) throws IOException {
        Files.write(rows(folder).resolve(stem + ".json"), MAPPER.writeValueAsBytes(row));
    }

    void write(RowJudge.Judged judged) {
        RowResult result = judged.result();
        try {
            // First, so that a run that is cut short leaves no row without what it was judged by.
            if (judged.observation() != null) {
                EvidenceJson.write(
                        withoutLandmarks(judged.observation()),
                        observations(folder).resolve(result.fileStem() + ".json.gz"));
            }
            write(result.fileStem(), result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Object summary, String page) throws IOException {
        Files.write(folder.resolve("summary.json"), MAPPER.writeValueAsBytes(summary));
        Files.writeString(folder.resolve("summary.html"), page);
    }

    /**
     * Every row of an earlier run, judged again; a row that could not be judged then, or a clip that was refused unseen,
     * stays what it was, and one whose observation is gone or damaged is an error.
     */
    List<RowResult> replay(Path earlier, Judge judge) throws IOException {
        List<RowResult> again = new ArrayList<>();
        try (Stream<Path> files = Files.list(rows(earlier))) {
            for (Path file : files.sorted().toList()) {
                RowResult before = MAPPER.readValue(Files.readAllBytes(file), RowResult.class);
                RowResult result =
                        before.judgement() == null || before.judgement().axes().isEmpty()
                                ? before
                                : again(before, observations(earlier), judge);
                again.add(result);
                write(result.fileStem(), result);
            }
        } catch (JacksonException e) {
            throw new IOException("Not the output of an evaluation: " + earlier, e);
        }
        return again;
    }

    private static RowResult again(RowResult before, Path observations, Judge judge) {
        try {
            return RowJudge.again(
                    before, EvidenceJson.read(observations.resolve(before.fileStem() + ".json.gz")), judge);
        } catch (IOException | RuntimeException e) {
            return before.failed("Its observation cannot be judged again: " + e);
        }
    }

    static String json(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Nothing in the judgement reads them, and they are nine tenths of the bytes. */
    private static Observation withoutLandmarks(Observation full) {
        List<FrameFacts> frames = full.frames().stream()
                .map(frame -> new FrameFacts(
                        frame.time(),
                        frame.faces(),
                        frame.face() == null ? null : withoutLandmarks(frame.face()),
                        frame.luminance(),
                        frame.difference(),
                        frame.scene(),
                        frame.half()))
                .toList();
        return new Observation(full.version(), full.clip(), frames, full.models());
    }

    private static FaceFacts withoutLandmarks(FaceFacts face) {
        return new FaceFacts(
                face.box(),
                face.score(),
                new float[0],
                face.pose(),
                face.interOcular(),
                face.eyeImageLeft(),
                face.eyeImageRight(),
                face.shutImageLeft(),
                face.shutImageRight(),
                face.mouth(),
                face.mouthWidth(),
                face.quality(),
                face.pad(),
                face.planarResidual(),
                face.deformation(),
                face.relief(),
                face.matchReference(),
                face.matchClip());
    }
}
