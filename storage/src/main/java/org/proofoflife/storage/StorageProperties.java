package org.proofoflife.storage;

import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keyset the keyset document itself; comes before keysetFile
 * @param keysetFile where the keyset document lies
 * @param generateKeyset whether a keyset file that is not there is made on first start; only for one machine alone
 * @param zone in which the bureau's days and months begin
 */
@ConfigurationProperties("storage")
public record StorageProperties(
        @Nullable String keyset,
        @Nullable Path keysetFile,
        @DefaultValue("false") boolean generateKeyset,
        @DefaultValue("Asia/Shanghai") ZoneId zone) {

    @Override
    public String toString() {
        return "StorageProperties[keysetFile=" + keysetFile + ", generateKeyset=" + generateKeyset + ", zone=" + zone
                + "]";
    }
}
