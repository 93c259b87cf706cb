package org.proofoflife.storage;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what kind of failure it was. The messages of foreign exceptions may quote data, secrets and addresses; their types do not. */
public final class Causes {

    private Causes() {}

    /** The types from the outermost to the innermost, e.g. {@code ObjectStoreException by ConnectException}. */
    public static String of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(cause -> cause.getClass().getSimpleName())
                .distinct()
                .collect(Collectors.joining(" by "));
    }
}
