package org.proofoflife.batch.proposals;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param signingKeyFile Ed25519 key of instruction files; without one, a key that lasts as long as the process
 * @param generateSigningKey whether a key file that is not there is made; only for one machine alone
 */
@ConfigurationProperties("batch.instructions")
public record InstructionProperties(
        @Nullable Path signingKeyFile,
        @DefaultValue("false") boolean generateSigningKey) {

    public InstructionProperties {
        signingKeyFile = signingKeyFile == null || signingKeyFile.toString().isBlank() ? null : signingKeyFile;
    }
}
