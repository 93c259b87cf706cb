package org.proofoflife.ops.bench;

import picocli.CommandLine.Command;

/** {@code ops/bench}. */
@Command(
        name = "bench",
        description = "Measures how fast it is.",
        mixinStandardHelpOptions = true,
        subcommands = {VerificationBench.class, ReconciliationBench.class})
public final class BenchCommand {}
