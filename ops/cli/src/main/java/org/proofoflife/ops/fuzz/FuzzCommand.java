package org.proofoflife.ops.fuzz;

import picocli.CommandLine.Command;

/** {@code ops/fuzz}. */
@Command(
        name = "fuzz",
        description = "Throws malformed input at the product.",
        mixinStandardHelpOptions = true,
        subcommands = {VideoFuzz.class})
public final class FuzzCommand {}
