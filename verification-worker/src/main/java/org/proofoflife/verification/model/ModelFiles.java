package org.proofoflife.verification.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.model.ModelManifest.Entry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The models shipped in this jar, with those of a folder in place of them where an operator gave one. Every file is
 * held against the hash in its manifest before it is used.
 */
final class ModelFiles {

    private static final String SHIPPED = "/org/proofoflife/verification/models/";
    private static final String MANIFEST = "models.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ModelManifest manifest;
    private final List<Entry> replacements;
    private final @Nullable Path folder;

    private ModelFiles(ModelManifest manifest, List<Entry> replacements, @Nullable Path folder) {
        this.manifest = manifest;
        this.replacements = replacements;
        this.folder = folder;
    }

    /** @param folder with a models.json of its own; null = only what ships in the jar */
    static ModelFiles open(@Nullable Path folder) {
        ModelManifest shipped = parse(SHIPPED + MANIFEST, shipped(MANIFEST));
        if (folder == null) {
            return new ModelFiles(shipped, List.of(), null);
        }
        Path file = folder.resolve(MANIFEST);
        ModelManifest brought = parse(file.toString(), read(file));
        return new ModelFiles(shipped.replacedBy(brought), brought.models(), folder);
    }

    Stream<Entry> of(ModelRole role) {
        return manifest.models().stream().filter(entry -> entry.role() == role);
    }

    List<Entry> all() {
        return manifest.models();
    }

    /** @throws ModelUnavailableException naming the file, the expected and the found hash */
    byte[] bytes(Entry entry) {
        byte[] bytes = folder != null && replacements.contains(entry)
                ? read(inside(folder, entry.file()))
                : shipped(entry.file());
        String found = DigestUtils.sha256Hex(bytes);
        if (!found.equalsIgnoreCase(entry.sha256())) {
            throw new ModelUnavailableException("Model file " + entry.file() + " is altered: expected sha256 "
                    + entry.sha256() + ", found " + found);
        }
        return bytes;
    }

    private static Path inside(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new ModelUnavailableException("Model file " + name + " lies outside the models folder");
        }
        return file;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelUnavailableException("Model file " + file + " is missing or unreadable", e);
        }
    }

    private static byte[] shipped(String name) {
        String resource = name.startsWith("/") ? name : SHIPPED + name;
        try (InputStream in = ModelFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ModelUnavailableException("Model file " + name + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ModelUnavailableException("Model file " + name + " cannot be read from the jar", e);
        }
    }

    private static ModelManifest parse(String name, byte[] json) {
        try {
            return JSON.readValue(json, ModelManifest.class);
        } catch (JacksonException e) {
            if (e.getCause() instanceof ModelUnavailableException cause) {
                throw cause;
            }
            throw new ModelUnavailableException("Model manifest " + name + ": " + e.getOriginalMessage(), e);
        }
    }
}
