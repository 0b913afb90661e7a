package io.ringmaster.cli;

import io.ringmaster.cli.bench.BenchCommand;
import io.ringmaster.cli.command.AccountsCommand;
import io.ringmaster.cli.command.BacktestCommand;
import io.ringmaster.cli.command.ChallengersCommand;
import io.ringmaster.cli.command.CompletionCommand;
import io.ringmaster.cli.command.CtlCommand;
import io.ringmaster.cli.command.DecisionsCommand;
import io.ringmaster.cli.command.DemoCommand;
import io.ringmaster.cli.command.DoctorCommand;
import io.ringmaster.cli.command.EvaluateCommand;
import io.ringmaster.cli.command.ExportCommand;
import io.ringmaster.cli.command.FeaturesCommand;
import io.ringmaster.cli.command.ImportCommand;
import io.ringmaster.cli.command.IndicatorsCommand;
import io.ringmaster.cli.command.JournalCommand;
import io.ringmaster.cli.command.MetricsCommand;
import io.ringmaster.cli.command.ModelCommand;
import io.ringmaster.cli.command.MonitorCommand;
import io.ringmaster.cli.command.PolicyCommand;
import io.ringmaster.cli.command.ReplayCommand;
import io.ringmaster.cli.command.RunCommand;
import io.ringmaster.cli.command.RetrainCommand;
import io.ringmaster.cli.command.SimCommand;
import io.ringmaster.cli.command.StrategiesCommand;
import io.ringmaster.cli.command.TrainCommand;
import io.ringmaster.cli.command.TrialsCommand;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.Failure;
import io.ringmaster.journal.IoReason;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** {@code ringmaster}: finds the command, runs it, and turns every way to fail into one sentence and an exit code. */
@Command(
    name = "ringmaster",
    description = "Runs many Bitcoin strategies, combines their recommendations into orders, and records every event for an exact replay.",
    versionProvider = BuildVersion.class,
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster demo --seconds 20"})
public final class Main implements Runnable {

    public static final String UNWRITTEN = "cannot write to standard output: is the disk full?";

    /** In the order of the help. A command has the name of its class without the end, in small letters. */
    private static final List<Class<?>> COMMANDS = List.of(
        DemoCommand.class, RunCommand.class, CtlCommand.class, BacktestCommand.class, EvaluateCommand.class, TrainCommand.class, RetrainCommand.class,
        ImportCommand.class, ReplayCommand.class, JournalCommand.class, AccountsCommand.class, ChallengersCommand.class, DecisionsCommand.class,
        IndicatorsCommand.class, StrategiesCommand.class, FeaturesCommand.class, ExportCommand.class, PolicyCommand.class, TrialsCommand.class,
        ModelCommand.class, BenchCommand.class, MonitorCommand.class, MetricsCommand.class, SimCommand.class, DoctorCommand.class,
        CompletionCommand.class, HelpCommand.class);
    /** They speak of all the others. */
    private static final List<Class<?>> ABOUT_ALL = List.of(CompletionCommand.class, HelpCommand.class);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {
    }

    /**
     * Runs one command and ends the process with its exit code. Every command fails if its output cannot be written, but a reader such as {@code
     * head} that closes the pipe early gets no message.
     */
    public static void main(final String[] args) {
        final int exitCode = run(args);
        if (System.out.checkError()) {
            final boolean isReaderGone = isReaderGone();
            if (!isReaderGone) {
                System.err.println("ringmaster: " + UNWRITTEN);
            }
            System.exit(exitCode != 0 ? exitCode : isReaderGone ? ExitCode.READER_GONE : ExitCode.FAILED);
        }
        System.exit(exitCode);
    }

    /** A print stream does not keep the cause of its failure, so this writes one more byte to get it. */
    private static boolean isReaderGone() {
        try {
            new FileOutputStream(FileDescriptor.out).write('\n');
            return false;
        } catch (final IOException e) {
            return IoReason.of(e).contains("Broken pipe");
        }
    }

    /** Runs one command and returns its exit code, one of {@link ExitCode}. */
    static int run(final String... args) {
        try {
            return commandLine(args).execute(args);
        } catch (final LinkageError | TypeNotPresentException e) {
            // A class could not be loaded. This happens if the process cannot open more files.
            return explain(e, new PrintWriter(System.err, true));
        }
    }

    /** All commands, with one version and one way to explain failures. */
    static CommandLine commandLine() {
        return with(COMMANDS);
    }

    /** The named command alone, or all where none is named: the options of all commands together take longer to read than a short command runs. */
    private static CommandLine commandLine(final String[] args) {
        final List<Class<?>> named = args.length == 0 ? List.of() : COMMANDS.stream().filter(each -> name(each).equals(args[0])).toList();
        return with(named.isEmpty() || ABOUT_ALL.containsAll(named) ? COMMANDS : named);
    }

    /** The name of a command. */
    static String name(final Class<?> command) {
        return command.getSimpleName().replace("Command", "").toLowerCase(Locale.ROOT);
    }

    private static CommandLine with(final List<Class<?>> commands) {
        final CommandLine root = new CommandLine(new Main());
        commands.forEach(root::addSubcommand);
        root.setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Main::explainUsage)
            .setExecutionExceptionHandler(Main::explain);
        setVersion(root);
        return root;
    }

    private static void setVersion(final CommandLine command) {
        command.getCommandSpec().versionProvider(new BuildVersion());
        command.getSubcommands().values().forEach(Main::setVersion);
    }

    /** Prints one line instead of the whole help. */
    private static int explainUsage(final ParameterException thrown, final String[] args) {
        final String command = thrown.getCommandLine().getCommandSpec().qualifiedName();
        final PrintWriter err = thrown.getCommandLine().getErr();
        err.println("ringmaster: " + thrown.getMessage().strip().replaceAll("\\s*\\R\\s*", " ") + " Try './" + command + " --help'.");
        err.flush();
        return ExitCode.BAD_INPUT;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "No command given.");
    }

    private static int explain(final Exception thrown, final CommandLine command, final CommandLine.ParseResult arguments) {
        return explain(thrown, command.getErr());
    }

    private static int explain(final Throwable thrown, final PrintWriter err) {
        return Failure.of(thrown).explain(thrown, err);
    }
}
