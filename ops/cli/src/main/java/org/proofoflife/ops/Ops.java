package org.proofoflife.ops;

import org.proofoflife.ops.batch.BatchCommand;
import org.proofoflife.ops.bench.BenchCommand;
import org.proofoflife.ops.demo.DemoCommand;
import org.proofoflife.ops.embedded.EmbeddedServerException;
import org.proofoflife.ops.evaluate.EvaluateCommand;
import org.proofoflife.ops.fixtures.FixturesCommand;
import org.proofoflife.ops.fixtures.SuiteCommand;
import org.proofoflife.ops.fuzz.FuzzCommand;
import org.proofoflife.ops.pages.ScreensCommand;
import org.proofoflife.ops.start.StandaloneCommand;
import org.proofoflife.ops.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Every {@code ops/NAME} script is {@code Ops NAME}. */
@Command(
        name = "ops",
        description = "Run, judge, measure and operate Proof of Life. Each command is also a script: ops/NAME.",
        mixinStandardHelpOptions = true,
        subcommands = {
            HelpCommand.class,
            DemoCommand.class,
            StandaloneCommand.class,
            VerifyCommand.class,
            EvaluateCommand.class,
            FixturesCommand.class,
            SuiteCommand.class,
            BenchCommand.class,
            FuzzCommand.class,
            BatchCommand.class,
            ScreensCommand.class
        })
public final class Ops {

    private Ops() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** What a server says when it cannot start is for the user; anything else is a bug and shown whole. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Ops());
        CommandLine.IExecutionExceptionHandler standard = line.getExecutionExceptionHandler();
        return line.setExecutionExceptionHandler((exception, failed, parsed) -> {
            if (exception instanceof EmbeddedServerException) {
                failed.getErr().println("✗ " + exception.getMessage());
                return 3;
            }
            if (standard != null) {
                return standard.handleExecutionException(exception, failed, parsed);
            }
            throw exception;
        });
    }
}
