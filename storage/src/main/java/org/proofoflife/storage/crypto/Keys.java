package org.proofoflife.storage.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two keysets of the product in one JSON document: {@code {"personalData": <Tink AEAD keyset>, "blindIndex": <Tink
 * PRF keyset>}}. The AEAD keyset may be rotated by adding a key and making it primary; the PRF keyset may not, because
 * the indexes in the database were made with it.
 */
public final class Keys {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final KeysetHandle personalData;
    private final KeysetHandle blindIndex;

    private Keys(KeysetHandle personalData, KeysetHandle blindIndex) {
        this.personalData = personalData;
        this.blindIndex = blindIndex;
    }

    public static Keys generate() {
        try {
            return new Keys(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()),
                    KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF, RegistryConfiguration.get()));
        } catch (GeneralSecurityException e) {
            throw new KeysetException("The keyset could not be generated", e);
        }
    }

    /** @throws KeysetException if the document is none or lacks a keyset; the message holds no key material */
    public static Keys parse(String json) {
        try {
            JsonNode document = JSON.readTree(json);
            return new Keys(keyset(document, "personalData"), keyset(document, "blindIndex"));
        } catch (JacksonException | GeneralSecurityException e) {
            // The cause of a parse failure may quote its input, which is the key.
            throw new KeysetException("The keyset document is not valid JSON with Tink keysets", null);
        }
    }

    /** @throws KeysetException if the file cannot be read or is no keyset document */
    public static Keys read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new KeysetException("The keyset file cannot be read: " + file, e);
        }
    }

    /** Reads the file, or generates it first if it is not there. Safe for several processes that start at once. */
    public static Keys readOrGenerate(Path file) {
        if (!Files.exists(file)) {
            try {
                Path folder = file.toAbsolutePath().getParent();
                Files.createDirectories(folder);
                Path fresh = Files.createTempFile(
                        folder,
                        "keyset",
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                try {
                    Files.writeString(fresh, generate().toJson());
                    // A link appears whole or not at all, and never replaces the keys of another starter.
                    Files.createLink(file, fresh);
                } catch (FileAlreadyExistsException another) {
                    return read(file);
                } finally {
                    Files.deleteIfExists(fresh);
                }
            } catch (IOException e) {
                throw new KeysetException("The keyset file cannot be created: " + file, e);
            }
        }
        return read(file);
    }

    /** The document in clear: whoever holds it can read all personal data. */
    public String toJson() {
        try {
            ObjectNode document = JSON.createObjectNode();
            document.set("personalData", JSON.readTree(serialize(personalData)));
            document.set("blindIndex", JSON.readTree(serialize(blindIndex)));
            return JSON.writeValueAsString(document);
        } catch (GeneralSecurityException e) {
            throw new KeysetException("The keyset could not be written", e);
        }
    }

    public PersonalDataCipher cipher() {
        try {
            return new PersonalDataCipher(personalData.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new KeysetException("The keyset personalData holds no usable AEAD key", e);
        }
    }

    public BlindIndex blindIndex() {
        try {
            return new BlindIndex(blindIndex.getPrimitive(RegistryConfiguration.get(), PrfSet.class));
        } catch (GeneralSecurityException e) {
            throw new KeysetException("The keyset blindIndex holds no usable PRF key", e);
        }
    }

    private static KeysetHandle keyset(JsonNode document, String name) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(
                document.path(name).toString(), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }

    private static String serialize(KeysetHandle handle) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(
                handle, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }
}
