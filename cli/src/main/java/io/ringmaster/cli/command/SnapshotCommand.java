package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.replay.InputAtTime;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionFold;
import io.ringmaster.pipeline.replay.ShadowFold;
import io.ringmaster.pipeline.replay.SnapshotSettings;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code journal snapshot}: stores the state of a session's journal, from a separate process. */
@Command(
    name = "snapshot",
    description = {
        "Recomputes a session from its newest snapshot on, checks every output, and stores a snapshot of the state at its end.",
        "With --before, it stores the state at that time before the end of the session, for 'journal cut'.",
        "The session may be running. The next restart begins at this snapshot. Exit code 3 if an output differs from the recorded one."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./ringmaster journal snapshot journals/live", "  ./ringmaster journal snapshot journals/old --before 7d"})
final class SnapshotCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "directory of a session")
    private Path directory;

    @Option(names = "--shards", description = "number of strategy shards of the session (default: that of its newest snapshot, or by the"
        + " number of processors)")
    private int shards;

    @Option(names = "--before", paramLabel = "TIME",
        description = "stop this long before the end of the session, by event time, such as 12h or 7d")
    private String before;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public Integer call() {
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException(directory + " does not exist. Give the directory of a session.");
        }
        final SessionDirectory session = new SessionDirectory(directory);
        final Settings settings = Settings.firstOf(session);
        final int wanted = shards > 0 ? shards : SessionFold.shardsOfNewestSnapshot(session);
        final TopologySettings topology =
            (wanted > 0 ? settings.topology().withShards(wanted) : settings.topology()).on(Runtime.getRuntime().availableProcessors());
        final long upTo = before == null ? Long.MAX_VALUE : InputAtTime.lastBefore(session, CutCommand.durationNs("--before", before));
        if (upTo == 0) {
            throw new InvalidInputException("--before " + before + ": " + directory + " has no record that old. Give a shorter time.");
        }
        // Retention would remove a snapshot older than the others first.
        final SnapshotSettings kept = before == null ? SnapshotSettings.defaults() : new SnapshotSettings(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
        try (ShadowFold fold = new ShadowFold(
            settings.recorded(session, topology), kept, () -> Long.MAX_VALUE, upTo, text -> System.err.println("ringmaster: " + text))) {
            final long startedBehind = fold.sequence();
            final boolean isWhole = fold.foldToEnd();
            fold.keep();
            print(fold, startedBehind, isWhole);
        }
        return 0;
    }

    private void print(final ShadowFold fold, final long startedBehind, final boolean isWhole) {
        if (json) {
            new JsonLine()
                .put("startedBehind", startedBehind)
                .put("sequence", fold.sequence())
                .put("whole", isWhole)
                .put("file", fold.lastFile() == null ? null : fold.lastFile().toString())
                .print(System.out);
            return;
        }
        System.out.printf(Locale.ROOT, "folded inputs %,d to %,d, every output as recorded%n", startedBehind + 1, fold.sequence());
        System.out.println(!isWhole ? "the session was interrupted in the middle of the outputs there; no snapshot of that place"
            : fold.lastFile() == null ? "nothing new since the newest snapshot" : "stored " + fold.lastFile());
    }
}
