package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalCompression;
import io.ringmaster.journal.JournalStats;
import io.ringmaster.journal.JournalVerification;
import io.ringmaster.journal.JournalVerification.Damage;
import io.ringmaster.pipeline.replay.ChallengerFiles;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionVerification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code journal}: checks, shows, compresses and cuts journals. */
@Command(
    name = "journal",
    description = "Checks, shows, compresses and cuts the journals of a session.",
    mixinStandardHelpOptions = true,
    subcommands = {
        JournalCommand.Verify.class, JournalCommand.Stats.class, JournalDumpCommand.class, JournalCommand.Compress.class, SnapshotCommand.class,
        CutCommand.class},
    footer = {"", "Example:", "  ./ringmaster journal verify journals/first"})
public final class JournalCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Choose what to do with the journal: verify, stats, dump, compress, snapshot or cut.");
    }

    /** @throws InvalidInputException if there is neither a session nor a journal */
    private static void requireSomething(final Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException(directory + " does not exist. Give the directory of a session or of one of its journals.");
        }
        if (!new SessionDirectory(directory).holdsSession()
            && JournalVerification.verify(directory).status() == JournalVerification.Status.EMPTY) {
            throw new InvalidInputException(directory + " holds neither a session nor a journal."
                + " Give the directory of a session or of one of its journals.");
        }
    }

    /** The journals of a session's directory, or the directory itself if it is one journal. */
    static List<Path> journalsIn(final Path directory) {
        requireSomething(directory);
        final SessionDirectory session = new SessionDirectory(directory);
        return session.holdsSession() ? List.of(session.input(), session.output()) : List.of(directory);
    }

    @Command(
        name = "verify",
        description = {
            "Checks every byte of both journals of a session, and of the journals of its challengers, their length against their anchors, and"
                + " session.yaml against the configuration that the session ran with.",
            "If older records were deleted, the check begins at the first remaining record.",
            "Exit code 0 if everything is sound (a torn tail after a crash counts as sound), 3 if there is damage. A running session is checked up to"
                + " its last record."},
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster journal verify journals/first --json"})
    static final class Verify implements Callable<Integer> {

        @Parameters(paramLabel = "DIR", description = "directory of a session, or of one journal")
        private Path directory;

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public Integer call() {
            requireSomething(directory);
            final SessionDirectory session = new SessionDirectory(directory);
            return session.holdsSession() ? session(session) : journal();
        }

        private int session(final SessionDirectory session) {
            final SessionVerification found = SessionVerification.verify(session);
            final Map<Path, JournalVerification> challengers = ChallengerFiles.verify(session);
            final Damage firstBad = found.firstBad() != null ? found.firstBad()
                : challengers.values().stream().map(JournalVerification::firstBad).filter(Objects::nonNull).findFirst().orElse(null);
            if (json) {
                printJson(found.input().records() + found.output().records(), found.isTorn(), found.isWriting(), firstBad,
                    line -> line.put("inputBegins", first(found.input())).put("outputBegins", first(found.output()))
                        .putObject("challengers", all -> challengers.forEach((journal, each) -> put(journal, each, all))));
            } else {
                System.out.println(session.input() + ": " + found.input());
                System.out.println(session.output() + ": " + found.output());
                challengers.forEach((journal, each) -> System.out.println(journal + ": " + each));
                if (!found.isSound() && found.input().firstBad() == null && found.output().firstBad() == null) {
                    System.out.println(session.path() + ": DAMAGED: " + found.firstBad().file() + ": " + found.firstBad().reason());
                } else if (found.isWriting() && found.isSound()) {
                    System.out.println(session.path() + ": the session is running; its journals are sound up to the last record read");
                }
            }
            return firstBad == null ? 0 : ExitCode.NOT_VERIFIED;
        }

        private int journal() {
            final JournalVerification found = JournalVerification.verify(directory);
            if (json) {
                printJson(found.records(), found.status() == JournalVerification.Status.TORN_TAIL,
                    found.status() == JournalVerification.Status.WRITING, found.firstBad(), line -> line.put("begins", first(found)));
            } else {
                System.out.println(directory + ": " + found);
            }
            return found.firstBad() == null ? 0 : ExitCode.NOT_VERIFIED;
        }

        private static void printJson(
            final long records, final boolean torn, final boolean isWriting, final Damage firstBad,
            final Consumer<JsonLine> begins) {
            final JsonLine line = new JsonLine().put("records", records).put("ok", firstBad == null);
            if (firstBad == null) {
                line.put("firstBad", (String) null);
            } else {
                line.putObject("firstBad", bad -> bad
                    .put("file", firstBad.file().toString()).put("sequence", firstBad.sequence()).put("reason", firstBad.reason()));
            }
            line.put("torn", torn).put("running", isWriting);
            begins.accept(line);
            line.print(System.out);
        }

        private static void put(final Path challenger, final JournalVerification found, final JsonLine line) {
            line.putObject(challenger.getFileName().toString(), each -> each
                .put("records", found.records()).put("begins", first(found)).put("ok", found.firstBad() == null));
        }

        /** Sequence of the first record that is kept. */
        private static long first(final JournalVerification found) {
            return found.beginning() == null ? 1 : found.beginning().afterSequence() + 1;
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
                final JournalBeginning beginning = JournalBeginning.of(journal);
                System.out.println(journal + (beginning == null ? "" : " " + beginning.inWords()));
                JournalStats.of(journal).print(System.out);
            }
        }
    }

    @Command(
        name = "compress",
        description = {
            "Compresses the journal files of a session that is not running, with zstd. Every command can read compressed files.",
            "A running session compresses its finished files by itself, unless journal.compress is false."},
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster journal compress journals/first"})
    static final class Compress implements Runnable {

        @Parameters(paramLabel = "DIR", description = "directory of a session, or of one journal")
        private Path directory;

        @Override
        public void run() {
            for (final Path journal : journalsIn(directory)) {
                final JournalCompression.Result done = JournalCompression.compress(journal);
                System.out.printf(Locale.ROOT, "%s: %,d files, %,d bytes became %,d%n", journal, done.files(), done.bytes(), done.compressed());
            }
        }
    }
}
