package org.proofoflife.batch.imports;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param rowsPerSlab rows that one transaction writes; two slabs are in memory at a time
 * @param layouts folder of layout files beside those that ship with the product
 * @param workFolder where files of the object store are kept while they are imported; they hold personal data
 */
@ConfigurationProperties("imports")
public record ImportProperties(
        @DefaultValue("32768") int rowsPerSlab,
        @Nullable Path layouts,
        @Nullable Path workFolder) {

    public ImportProperties {
        if (rowsPerSlab < 1 || rowsPerSlab > 500_000) {
            throw new IllegalArgumentException("imports.rows-per-slab is a number of 1..500000");
        }
    }

    Path workFolderOrDefault() {
        return workFolder == null
                ? Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "proof-of-life-imports-" + System.getProperty("user.name"))
                : workFolder;
    }
}
