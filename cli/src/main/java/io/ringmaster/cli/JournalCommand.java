package io.ringmaster.cli;

import io.ringmaster.journal.JournalDump;
import io.ringmaster.journal.JournalStats;
import io.ringmaster.journal.JournalVerification;
import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code journal}: integrity and contents of journals. */
@Command(
    name = "journal",
    description = "Integrity and contents of a session's journals.",
    mixinStandardHelpOptions = true,
    subcommands = {JournalCommand.Verify.class, JournalCommand.Stats.class, JournalCommand.Dump.class, SnapshotCommand.class},
    footer = {"", "Example:", "  ./ringmaster journal verify journals/first"})
final class JournalCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the journal: verify, stats, dump or snapshot.");
    }

    /** The journals below a session's directory, or the one journal that was named itself. */
    private static List<Path> journalsIn(final Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException(directory + " does not exist. Give the directory of a session or of one of its journals.");
        }
        final SessionDirectory session = new SessionDirectory(directory);
        final List<Path> journals = new ArrayList<>();
        if (Files.exists(session.configuration()) || Files.isDirectory(session.input())) {
            journals.add(session.input());
            journals.add(session.output());
        } else {
            journals.add(directory);
        }
        return journals;
    }

    @Command(
        name = "verify",
        description = "Checks every byte: exits 0 when all is sound, a torn tail after a crash included, 3 when damaged.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster journal verify journals/first --json"})
    static final class Verify implements Callable<Integer> {

        @Parameters(paramLabel = "DIR", description = "directory of a session, or of one journal")
        private Path directory;

        @Option(names = "--json", description = "print one JSON object as the last line and nothing else")
        private boolean json;

        @Override
        public Integer call() {
            long records = 0;
            boolean torn = false;
            JournalVerification.Damage firstBad = null;
            for (final Path journal : journalsIn(directory)) {
                final JournalVerification found = JournalVerification.verify(journal);
                records += found.records();
                torn |= found.status() == JournalVerification.Status.TORN_TAIL;
                firstBad = firstBad != null ? firstBad : found.firstBad();
                if (!json) {
                    System.out.printf(Locale.ROOT, "%s: %s%n", journal, found);
                }
            }
            if (json) {
                printJson(records, torn, firstBad);
            }
            return firstBad == null ? 0 : ExitCode.NOT_VERIFIED;
        }

        private static void printJson(final long records, final boolean torn, final JournalVerification.Damage firstBad) {
            final JsonLine line = new JsonLine().put("records", records).put("ok", firstBad == null);
            if (firstBad == null) {
                line.put("firstBad", (String) null);
            } else {
                line.putObject("firstBad", bad -> bad
                    .put("file", firstBad.file().toString()).put("sequence", firstBad.sequence()).put("reason", firstBad.reason()));
            }
            line.put("torn", torn).print(System.out);
        }
    }

    @Command(
        name = "stats",
        description = "Counts records and bytes by message.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster journal stats journals/first"})
    static final class Stats implements Runnable {

        @Parameters(paramLabel = "DIR", description = "directory of a session, or of one journal")
        private Path directory;

        @Override
        public void run() {
            for (final Path journal : journalsIn(directory)) {
                System.out.println(journal);
                JournalStats.of(journal).print(System.out);
            }
        }
    }

    @Command(
        name = "dump",
        description = "Prints every record: sequence, chain, and the message in words.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster journal dump journals/first/output"})
    static final class Dump implements Runnable {

        @Parameters(paramLabel = "DIR", description = "directory of a session, or of one journal")
        private Path directory;

        @Override
        public void run() {
            for (final Path journal : journalsIn(directory)) {
                JournalDump.print(journal, System.out);
            }
        }
    }
}
