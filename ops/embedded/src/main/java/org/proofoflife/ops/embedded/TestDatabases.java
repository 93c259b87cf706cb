package org.proofoflife.ops.embedded;

import org.jspecify.annotations.Nullable;

/** A PostgreSQL that makes databases, wherever it runs. */
interface TestDatabases {

    DatabaseAccess database(String name, @Nullable String template);
}
