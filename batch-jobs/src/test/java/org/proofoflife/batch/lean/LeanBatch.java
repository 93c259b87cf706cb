package org.proofoflife.batch.lean;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.proofoflife.batch.HeadlessBatch;
import org.proofoflife.ops.embedded.DatabaseAccess;
import org.proofoflife.ops.embedded.TestServices;
import org.proofoflife.storage.crypto.Keys;
import org.springframework.context.ConfigurableApplicationContext;

/** {@link HeadlessBatch} over a real database of the caller's own. */
public final class LeanBatch {

    private static final String KEYSET = Keys.generate().toJson();

    private LeanBatch() {}

    /** A database with all migrations. */
    public static DatabaseAccess database() {
        return TestServices.freshDatabase("batch", access -> Flyway.configure()
                .dataSource(access.url(), access.user(), access.password())
                .load()
                .migrate());
    }

    public static ConfigurableApplicationContext start(DatabaseAccess database, Path folder, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(database.springProperties());
        properties.put("storage.keyset", KEYSET);
        properties.put("imports.work-folder", folder.resolve("work").toString());
        properties.putAll(more);
        return HeadlessBatch.builder().properties(properties).run();
    }
}
