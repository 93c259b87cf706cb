package org.proofoflife.verification.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's folder of models: swapped in, refused when altered, missing or contradictory. */
class ModelManifestTest {

    @TempDir
    private Path folder;

    private byte[] arcface;

    @BeforeEach
    void takeOneOfTheShippedModels() throws IOException {
        try (InputStream in = Models.class.getResourceAsStream("/org/proofoflife/verification/models/arcface.onnx")) {
            arcface = in.readAllBytes();
        }
        Files.write(folder.resolve("licensed.onnx"), arcface);
    }

    @Test
    void theShippedModelsAreThoseOfTheManifest() {
        try (Models models = Models.open(null)) {
            assertThat(models.identities()).containsOnlyKeys("detector", "mesh", "matcher", "pad", "eye");
            assertThat(models.matchers()).extracting(FaceMatcher::id).containsExactly("arcface", "dlib");
        }
    }

    @Test
    void aBroughtMatcherTakesThePlaceOfAllShippedOnes() throws Exception {
        manifest("matcher", "licensed", sha256(arcface));
        try (Models models = Models.open(folder)) {
            assertThat(models.matchers()).extracting(FaceMatcher::id).containsExactly("licensed");
            assertThat(models.identities().get("matcher")).isEqualTo("licensed@" + sha256(arcface));
            assertThat(models.identities().get("detector")).startsWith("rfb-320@");
        }
    }

    @Test
    void anAlteredModelIsNamedWithBothHashes() throws Exception {
        String expected = sha256(arcface);
        arcface[arcface.length / 2] ^= 1;
        Files.write(folder.resolve("licensed.onnx"), arcface);
        manifest("matcher", "licensed", expected);
        assertThatThrownBy(() -> Models.open(folder))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining("licensed.onnx")
                .hasMessageContaining(expected)
                .hasMessageContaining(sha256(arcface));
    }

    @Test
    void aMissingModelIsNamed() throws Exception {
        manifest("matcher", "licensed", sha256(arcface));
        Files.delete(folder.resolve("licensed.onnx"));
        assertThatThrownBy(() -> Models.open(folder))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining("licensed.onnx");
    }

    @Test
    void aFileThatIsNoModelIsNamed() throws Exception {
        byte[] text = "not a network".getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("licensed.onnx"), text);
        manifest("matcher", "licensed", sha256(text));
        assertThatThrownBy(() -> Models.open(folder))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining("licensed.onnx");
    }

    @Test
    void aFolderWithoutManifestAndAnUnknownRoleAreRefused() throws Exception {
        assertThatThrownBy(() -> Models.open(folder))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining("models.json");
        manifest("oracle", "licensed", sha256(arcface));
        assertThatThrownBy(() -> Models.open(folder)).isInstanceOf(ModelUnavailableException.class);
    }

    @Test
    void aFileOutsideTheFolderIsRefused() throws Exception {
        Files.writeString(
                folder.resolve("models.json"), json("matcher", "licensed", "../licensed.onnx", sha256(arcface)));
        assertThatThrownBy(() -> Models.open(folder))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining("outside");
    }

    private void manifest(String role, String id, String hash) throws IOException {
        Files.writeString(folder.resolve("models.json"), json(role, id, "licensed.onnx", hash));
    }

    private static String json(String role, String id, String file, String hash) {
        return """
                {"version": 1, "models": [{"role": "%s", "id": "%s", "file": "%s", "sha256": "%s",
                  "licence": "commercial",
                  "input": {"name": "input", "width": 112, "height": 112, "color": "RGB", "mean": [127, 127, 127],
                            "scale": 0.0078125, "crop": "ARCFACE"},
                  "output": {"embedding": "output", "metric": "COSINE"}}]}
                """.formatted(role, id, file, hash);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
