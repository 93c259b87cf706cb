package org.proofoflife.storage.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    private static final Keys KEYS = Keys.generate();
    private static final UUID ROW = UUID.fromString("6ad1a1d0-8c4d-4f0a-9d60-4d9d2f5f3c11");

    private final PersonalDataCipher cipher = KEYS.cipher();

    @Property(tries = 200, seed = "20261124")
    void whatIsEncryptedDecryptsInItsPlace(@ForAll String text) {
        byte[] encrypted = cipher.encrypt("pensioner.name_enc", ROW, text);
        assertThat(cipher.decryptText("pensioner.name_enc", ROW, encrypted)).isEqualTo(text);
    }

    @Test
    void aCiphertextIsBoundToItsColumnRowAndKeys() {
        byte[] encrypted = cipher.encrypt("pensioner.name_enc", ROW, "text");

        assertRefused(() -> cipher.decrypt("pensioner.phone_enc", ROW, encrypted));
        assertRefused(() -> cipher.decrypt("pensioner.name_enc", UUID.randomUUID(), encrypted));
        assertRefused(() -> Keys.generate().cipher().decrypt("pensioner.name_enc", ROW, encrypted));
        encrypted[encrypted.length - 1] ^= 1;
        assertRefused(() -> cipher.decrypt("pensioner.name_enc", ROW, encrypted));
    }

    @Test
    void equalTextsEncryptDifferentlyAndIndexEqually() {
        assertThat(cipher.encrypt("a.b", ROW, "text")).isNotEqualTo(cipher.encrypt("a.b", ROW, "text"));
        BlindIndex index = KEYS.blindIndex();
        assertThat(index.number("text")).hasSize(32).isEqualTo(index.number("text"));
        assertThat(index.number("text")).isNotEqualTo(index.name("text"));
        assertThat(index.number("text"))
                .isNotEqualTo(Keys.generate().blindIndex().number("text"));
    }

    @Test
    void bucketsAreSpreadEvenly() {
        BlindIndex index = KEYS.blindIndex();
        int[] counts = new int[256];
        IntStream.range(0, 25_600).forEach(n -> counts[BlindIndex.bucket(index.number("n" + n))]++);
        assertThat(IntStream.of(counts).min().orElseThrow()).isGreaterThan(50);
        assertThat(IntStream.of(counts).max().orElseThrow()).isLessThan(160);
    }

    @Test
    void keysSurviveTheirDocument() {
        Keys again = Keys.parse(KEYS.toJson());
        byte[] encrypted = cipher.encrypt("a.b", ROW, "text");
        assertThat(again.cipher().decryptText("a.b", ROW, encrypted)).isEqualTo("text");
        assertThat(again.blindIndex().number("1")).isEqualTo(KEYS.blindIndex().number("1"));
    }

    @Test
    void startersAtTheSameTimeShareOneKeysetFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new/keyset.json");
        List<byte[]> indexes = IntStream.range(0, 6)
                .parallel()
                .mapToObj(n -> Keys.readOrGenerate(file).blindIndex().number("1"))
                .toList();
        assertThat(indexes).allSatisfy(index -> assertThat(index).isEqualTo(indexes.get(0)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aDocumentThatIsNoneIsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> Keys.parse("{\"personalData\": {\"primaryKeyId\": 123456}}"))
                .isInstanceOf(KeysetException.class)
                .hasNoCause()
                .hasMessageNotContaining("123456");
        assertThatThrownBy(() -> Keys.read(Path.of("no-such-file"))).isInstanceOf(KeysetException.class);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(DecryptionException.class);
    }
}
