package org.proofoflife.batch.proposals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.proofoflife.storage.EnvironmentException;
import org.proofoflife.storage.ProofOfLifeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Signs instruction files with Ed25519. The key file holds two lines of Base64: the private key (PKCS #8) and the public
 * key (X.509), which the payment system is given once, by hand.
 */
@Component
public class InstructionSigner {

    private static final Logger log = LoggerFactory.getLogger(InstructionSigner.class);
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    InstructionSigner(InstructionProperties properties) {
        try {
            if (properties.signingKeyFile() == null) {
                log.warn("Instruction files are signed with a key of this run alone: set POL_INSTRUCTION_KEY_FILE");
                KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                this.privateKey = pair.getPrivate();
                this.publicKey = pair.getPublic();
                return;
            }
            if (!Files.exists(properties.signingKeyFile()) && properties.generateSigningKey()) {
                generate(properties.signingKeyFile());
            }
            List<String> lines = Files.readAllLines(properties.signingKeyFile());
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            this.privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(decode(lines.get(0))));
            this.publicKey = factory.generatePublic(new X509EncodedKeySpec(decode(lines.get(1))));
        } catch (IOException | GeneralSecurityException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new EnvironmentException("The signing key cannot be read: " + properties.signingKeyFile(), e);
        }
    }

    public byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new ProofOfLifeException("The instruction file cannot be signed", e);
        }
    }

    /** The public key, X.509, Base64. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    /** First 16 hex digits of the public key's SHA-256. */
    public String keyId() {
        return DigestUtils.sha256Hex(publicKey.getEncoded()).substring(0, 16);
    }

    private static void generate(Path file) throws GeneralSecurityException, IOException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        Base64.Encoder base64 = Base64.getEncoder();
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "signing",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                fresh,
                base64.encodeToString(pair.getPrivate().getEncoded()) + "\n"
                        + base64.encodeToString(pair.getPublic().getEncoded()) + "\n");
        Files.move(fresh, file);
    }

    private static byte[] decode(String line) {
        return Base64.getDecoder().decode(line.strip());
    }
}
