package org.proofoflife.batch.imports;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file to import and where it came from.
 *
 * @param local on this machine's disk, where it can be read from any offset
 * @param control its control file, if there is one
 * @param location as given: {@code inbox:KEY} or a path
 */
public record ImportFile(Path local, @Nullable Path control, String name, String location) {}
