package org.proofoflife.storage.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.proofoflife.storage.ProofOfLifeException;

/**
 * Encrypts what stands in {@code *_enc} columns. The associated data {@code table.column:row} binds a ciphertext to its
 * place: copied into another row or column it does not decrypt. Safe for concurrent use.
 */
public final class PersonalDataCipher {

    private final Aead aead;

    PersonalDataCipher(Aead aead) {
        this.aead = aead;
    }

    /** @param column as {@code table.column}; @param rowId primary key of the row, as text */
    public byte[] encrypt(String column, String rowId, byte[] plain) {
        try {
            return aead.encrypt(plain, associated(column, rowId));
        } catch (GeneralSecurityException e) {
            throw new ProofOfLifeException("Cannot encrypt " + column + " of row " + rowId, e);
        }
    }

    public byte[] encrypt(String column, UUID rowId, byte[] plain) {
        return encrypt(column, rowId.toString(), plain);
    }

    public byte[] encrypt(String column, UUID rowId, String plain) {
        return encrypt(column, rowId.toString(), plain.getBytes(UTF_8));
    }

    /** @throws DecryptionException if this ciphertext was not made for this place with these keys */
    public byte[] decrypt(String column, String rowId, byte[] cipher) {
        try {
            return aead.decrypt(cipher, associated(column, rowId));
        } catch (GeneralSecurityException e) {
            throw new DecryptionException(column, rowId, e);
        }
    }

    public byte[] decrypt(String column, UUID rowId, byte[] cipher) {
        return decrypt(column, rowId.toString(), cipher);
    }

    public String decryptText(String column, UUID rowId, byte[] cipher) {
        return new String(decrypt(column, rowId.toString(), cipher), UTF_8);
    }

    private static byte[] associated(String column, String rowId) {
        return (column + ":" + rowId).getBytes(UTF_8);
    }
}
