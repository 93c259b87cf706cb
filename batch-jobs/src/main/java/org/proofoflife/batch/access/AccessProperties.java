package org.proofoflife.batch.access;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Accounts, each {@code id:ROLE:sha256-of-token-in-hex}.
 *
 * @param accounts listed here, separated by commas
 * @param accountsFile further ones, a line each; lines that begin with # are comments
 */
@ConfigurationProperties("batch.access")
public record AccessProperties(
        @DefaultValue List<String> accounts, @Nullable Path accountsFile) {

    @Override
    public String toString() {
        return "AccessProperties[accounts=" + accounts.size() + ", accountsFile=" + accountsFile + "]";
    }
}
