package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.replay.ClosedSession;
import io.ringmaster.pipeline.replay.Retention;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SnapshotTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code journal cut}: removes old records of a session that is not running. */
@Command(
    name = "cut",
    description = {
        "Deletes the oldest files of both journals of a session that is not running, and of the journals of its challengers, up to a snapshot that"
            + " stays. 'replay' and a restart then begin at this snapshot, and only the build that wrote it can use it.",
        "The session needs such a snapshot: 'journal snapshot DIR --before 7d' makes one for --keep-for 7d. The command first proves the snapshot: an"
            + " engine starts from it and must reach the state of the next snapshot, which can take a while.",
        "A running session does this by itself if journal.keepFor or journal.keepBytes is set. Deleted records cannot be restored."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./ringmaster journal cut journals/live --keep-for 7d --dry-run",
        "  ./ringmaster journal cut journals/live --keep-bytes 10g"})
final class CutCommand implements Callable<Integer> {

    private static final String DURATION_WORDS = "a duration such as 90m, 12h or 7d";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Map<String, Long> UNITS_NS = Map.of(
        "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L, "d", 86_400_000_000_000L);
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([kmgt]?)");
    private static final Map<String, Long> UNITS_BYTES = Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30, "t", 1L << 40);

    @Parameters(paramLabel = "DIR", description = "directory of a session")
    private Path directory;

    @Option(names = "--keep-for", paramLabel = "TIME", description = "keep at least this much of the end of the session, by event time,"
        + " such as 12h or 7d")
    private String keepFor;

    @Option(names = "--keep-bytes", paramLabel = "SIZE",
        description = "keep all journals together below this size, such as 500m or 10g, as closely as snapshots and whole files allow")
    private String keepBytes;

    @Option(names = "--dry-run", description = "show what would be deleted, and change nothing")
    private boolean dryRun;

    @Override
    public Integer call() {
        if (keepFor == null && keepBytes == null) {
            throw new InvalidInputException("Give the amount to keep: --keep-for 7d, --keep-bytes 10g, or both.");
        }
        final Retention.Limits limits = new Retention.Limits(
            keepFor == null ? 0 : durationNs("--keep-for", keepFor),
            keepBytes == null ? 0 : parse("--keep-bytes", keepBytes, SIZE, UNITS_BYTES, "a number of bytes such as 500m or 10g"),
            "journal cut" + (keepFor == null ? "" : " --keep-for " + keepFor) + (keepBytes == null ? "" : " --keep-bytes " + keepBytes));
        final SessionDirectory session = new SessionDirectory(directory);
        if (!Files.isDirectory(directory) || !session.holdsSession()) {
            throw new InvalidInputException(directory + " holds no session. Give the directory of a session: only one with snapshots can be cut.");
        }
        final Settings settings = Settings.firstOf(session);
        final SnapshotTrial trial = new SnapshotTrial(settings.recorded(session, settings.topology().on(1)));
        try (ClosedSession held = ClosedSession.hold(session)) {
            final Retention retention = held.retention(limits, trial);
            final long lastNs = held.lastTimeNs();
            final Retention.Plan plan =
                dryRun ? retention.plan(lastNs) : retention.apply(lastNs, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            print(session, plan);
        }
        return 0;
    }

    private void print(final SessionDirectory session, final Retention.Plan plan) {
        plan.damaged().forEach(each -> System.out.println(
            each.journal() + (dryRun ? " would be" : " is") + " left as it is, because it is damaged: " + each.reason()));
        if (plan.isEmpty()) {
            System.out.println("nothing " + (dryRun ? "would be" : "was") + " removed: " + plan.obstacle());
            return;
        }
        final String verb = dryRun ? " would be removed: " : " removed: ";
        if (!plan.input().isEmpty()) {
            System.out.println(session.input() + verb + plan.input().inWords());
        }
        if (!plan.output().isEmpty()) {
            System.out.println(session.output() + verb + plan.output().inWords());
        }
        plan.beside().forEach(each -> System.out.println(each.journal() + verb + each.cut().inWords()));
        System.out.printf(Locale.ROOT, "%,d bytes %s; 'replay' and a restart %s at %s%n",
            plan.bytes(), dryRun ? "would be freed" : "freed", dryRun ? "would begin" : "begin", plan.snapshot().getFileName());
    }

    /** @throws InvalidInputException if the text is not a duration */
    static long durationNs(final String option, final String text) {
        return parse(option, text, DURATION, UNITS_NS, DURATION_WORDS);
    }

    private static long parse(
        final String option, final String text, final Pattern pattern, final Map<String, Long> units, final String wanted) {
        final Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidInputException(option + " '" + text + "' is not " + wanted + ".");
        }
        try {
            final long value = Math.multiplyExact(Long.parseLong(matcher.group(1)), units.get(matcher.group(2)));
            if (value == 0) {
                throw new InvalidInputException(option + " must be more than 0.");
            }
            return value;
        } catch (final ArithmeticException e) {
            throw new InvalidInputException(option + " '" + text + "' is too large.", e);
        }
    }
}
