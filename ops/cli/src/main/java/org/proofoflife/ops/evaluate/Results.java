package org.proofoflife.ops.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** Whether an evaluation of a manifest left its rows there. */
    static boolean areIn(Path folder) {
        return Files.isDirectory(rows(folder)) && Files.isDirectory(observations(folder));
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
            for (Path file : written(part)) {
                Files.delete(file);
            }
        }
    }

    /** What an evaluation wrote there, and nothing that somebody else left beside it. */
    private static List<Path> written(Path part) throws IOException {
        List<Path> written = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(part, ROW + "-*.json{,.gz}")) {
            files.forEach(written::add);
        }
        written.sort(null);
        return written;
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
     * stays what it was, and one that is damaged itself, or whose observation is or is gone, is an error.
     */
    List<RowResult> replay(Path earlier, Judge judge) throws IOException {
        List<RowResult> again = new ArrayList<>();
        for (Path file : written(rows(earlier))) {
            RowResult before = row(file);
            again.add(
                    before.judgement() == null || before.judgement().axes().isEmpty()
                            ? before
                            : again(before, observations(earlier), judge));
        }
        if (!Files.isSameFile(folder, earlier)) {
            clear();
            // So that what was judged again can be judged again.
            for (Path observation : written(observations(earlier))) {
                Files.copy(observation, observations(folder).resolve(observation.getFileName()));
            }
        }
        for (RowResult result : again) {
            write(result.fileStem(), result);
        }
        return again;
    }

    private static RowResult row(Path file) throws IOException {
        try {
            RowResult row = MAPPER.readValue(Files.readAllBytes(file), RowResult.class);
            if (row.clipFile() != null
                    && row.expected() != null
                    && (row.judgement() == null || row.judgement().axes() != null)) {
                return row;
            }
        } catch (JacksonException e) {
            // It is said of the row.
        }
        String name = file.getFileName().toString();
        int dash = name.indexOf('-');
        int number = Integer.parseInt(name.substring(0, dash));
        String clip = name.substring(dash + 1, name.length() - ".json".length());
        String damaged = "Its row is damaged, or is none of a manifest";
        return new RowResult(number, clip, clip, false, "", false, "", "", false, damaged, null, null, List.of());
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
