package org.proofoflife.ingest.signon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The ID tokens of sessions that began at the provider, kept encrypted for the one moment when they end. */
@Component
class IdTokens {

    private static final String COLUMN = "web_session.id_token_enc";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;

    IdTokens(JdbcClient jdbc, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    void keep(String sessionToken, String idToken) {
        byte[] hash = DigestUtils.sha256(sessionToken);
        jdbc.sql("update web_session set id_token_enc = :token where token_hash = :hash")
                .param("token", cipher.encrypt(COLUMN, row(hash), idToken.getBytes(UTF_8)))
                .param("hash", hash)
                .update();
    }

    /** Gives it out and forgets it. */
    @Transactional
    public Optional<String> take(String sessionToken) {
        byte[] hash = DigestUtils.sha256(sessionToken);
        Optional<byte[]> kept = jdbc.sql("select id_token_enc from web_session where token_hash = :hash"
                        + " and id_token_enc is not null and ended_at is null for update")
                .param("hash", hash)
                .query((row, n) -> row.getBytes(1))
                .optional();
        kept.ifPresent(token -> jdbc.sql("update web_session set id_token_enc = null where token_hash = :hash")
                .param("hash", hash)
                .update());
        return kept.map(token -> new String(cipher.decrypt(COLUMN, row(hash), token), UTF_8));
    }

    private static String row(byte[] tokenHash) {
        return HexFormat.of().formatHex(tokenHash);
    }
}
