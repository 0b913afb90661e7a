package io.ringmaster.cli;

import io.ringmaster.journal.JournalDamagedException;
import io.ringmaster.journal.JournalException;
import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.pipeline.replay.ReplayDifferenceException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** {@code ringmaster}: finds the command, runs it, and turns every way to fail into one sentence and an exit code. */
@Command(
    name = "ringmaster",
    description = "Coordinates many Bitcoin strategies and trades them; every session replays to the byte.",
    versionProvider = BuildVersion.class,
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster demo --seconds 20"},
    subcommands = {
        DemoCommand.class, RunCommand.class, CtlCommand.class, BacktestCommand.class, ImportCommand.class, ReplayCommand.class,
        JournalCommand.class, IndicatorsCommand.class, StrategiesCommand.class, BenchCommand.class, SimCommand.class, HelpCommand.class})
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(final String[] args) {
        System.exit(run(args));
    }

    /** Runs one command and returns its exit code; see {@code docs} for the codes. */
    static int run(final String... args) {
        return new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Main::explain)
            .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command to run.");
    }

    private static int explain(final Exception thrown, final CommandLine command, final CommandLine.ParseResult arguments) {
        final PrintWriter err = command.getErr();
        return switch (thrown) {
            case final InvalidInputException e -> say(err, e.getMessage(), ExitCode.BAD_INPUT);
            case final JournalDamagedException e -> say(err, e.getMessage(), ExitCode.NOT_VERIFIED);
            case final ReplayDifferenceException e -> say(err, e.getMessage(), ExitCode.NOT_VERIFIED);
            case final JournalException e -> say(err, e.getMessage(), ExitCode.BAD_INPUT);
            default -> {
                thrown.printStackTrace(err);
                yield say(err, "failed: " + thrown.getMessage(), ExitCode.FAILED);
            }
        };
    }

    private static int say(final PrintWriter err, final String message, final int exitCode) {
        err.println("ringmaster: " + message);
        err.flush();
        return exitCode;
    }
}
