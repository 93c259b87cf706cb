package org.proofoflife.ops.bench;

import picocli.CommandLine.Command;

/** {@code ops/bench}: what is measured stands in the subcommands. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure this machine against a bare baseline.",
        subcommands = ReconciliationBench.class)
public final class BenchCommand {}
