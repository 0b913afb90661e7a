package io.ringmaster.cli.command;

import io.ringmaster.cli.session.WallClockPacer;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.replay.ModelComparison;
import io.ringmaster.pipeline.replay.RecordedStart;
import io.ringmaster.pipeline.replay.Replay;
import io.ringmaster.pipeline.replay.ReplayReport;
import io.ringmaster.pipeline.replay.SessionBeginning;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionFold;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: recomputes every output of a session from its inputs and compares, byte by byte. */
@Command(
    name = "replay",
    description = {
        "Recomputes every output from a session's input journal and compares it with the output journal, byte by byte.",
        "If older records were deleted, the replay begins at the session's first snapshot and needs the build that wrote it.",
        "What a model says may differ in its last bits from what it said on another processor. The replay counts that; anything else is a difference."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster replay journals/first", "", "Exit code 3 if anything differs or a journal is damaged."})
public final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "directory of a session")
    private Path directory;

    @Option(names = "--topology", description = "compact, spread or auto (default: ${DEFAULT-VALUE})", defaultValue = "compact")
    private TopologySettings.Mode topology;

    @Option(names = "--speed", description = "event seconds per wall-clock second; 0: full speed (default: ${DEFAULT-VALUE})",
        defaultValue = "0")
    private double speed;

    @Option(
        names = "--recorded-decisions",
        description = "Let the policy read what the session recorded of its models, and check what follows from it. The models are computed where they can"
            + " be, and compared; their files may be missing.")
    private boolean recordedDecisions;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public Integer call() {
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException(directory + " does not exist. Give the directory of a journal.");
        }
        final SessionDirectory session = new SessionDirectory(directory);
        if (session.holdsSession()) {
            session.requireComplete();
        }
        final Settings settings = Settings.firstOf(session);
        // Uses as many shards as the session's snapshots, so that they can be compared; results are the same with any number.
        final SessionBeginning beginning = SessionBeginning.of(session);
        final int shards = beginning == null ? SessionFold.shardsOfNewestSnapshot(session) : beginning.shards(session);
        final TopologySettings threads = (shards > 0 ? settings.topology().withShards(shards) : settings.topology())
            .withMode(topology).withoutTiming().on(Runtime.getRuntime().availableProcessors());
        final Pacer pacer = speed > 0 ? new WallClockPacer(speed, () -> true, () -> { }, () -> { }) : Pacer.UNPACED;
        final ReplayReport report = Replay.run(
            recordedDecisions ? settings.recordedWithoutModels(session, threads) : settings.recorded(session, threads), pacer, recordedDecisions);
        print(report);
        return report.isIdentical() ? 0 : ExitCode.NOT_VERIFIED;
    }

    private void print(final ReplayReport report) {
        if (json) {
            final JsonLine line = new JsonLine()
                .put("events", report.volume().events())
                .put("points", report.volume().points())
                .put("outputs", report.volume().outputs())
                .put("identical", report.isIdentical())
                .put("firstDifference", report.firstDifference())
                .put("eventsPerSecond", report.volume().eventsPerSecond())
                .put("pointsPerSecond", report.volume().pointsPerSecond())
                .put("snapshots", report.snapshots())
                .put("recordedDecisions", recordedDecisions)
                .putObject("modelOutputs", outputs -> put(report.models(), outputs))
                .put("outputSha256", report.outputSha256())
                .put("startedBehind", report.startedBehind());
            if (!report.parts().isEmpty()) {
                line.putList("parts", report.parts(), (part, json) ->
                    json.put("from", part.from()).put("to", part.to()).put("build", part.build()).put("replayed", part.isReplayed()));
            }
            line.print(System.out);
            return;
        }
        if (report.startedBehind() > 0) {
            final SessionDirectory session = new SessionDirectory(directory);
            final SessionBeginning beginning = SessionBeginning.of(session);
            System.out.printf(
                Locale.ROOT, "replayed from the snapshot after input %,d (%s)%n", report.startedBehind(), beginning.snapshotFile(session));
            beginning.inWords(session).forEach(System.out::println);
        }
        System.out.printf(Locale.ROOT, "%,d events, %,d data points, %,d outputs in %.2f s (%,.0f points a second)%n",
            report.volume().events(), report.volume().points(), report.volume().outputs(), report.volume().elapsedNs() / 1e9,
            report.volume().pointsPerSecond());
        System.out.println("outputs SHA-256 " + report.outputSha256());
        if (report.volume().unrecorded() > 0) {
            System.out.printf(Locale.ROOT, "the session was interrupted: the last %,d outputs of its inputs are not"
                + " recorded%n", report.volume().unrecorded());
        }
        if (report.snapshots() > 0) {
            System.out.printf(Locale.ROOT, "%d snapshots match the state replayed from %s%n", report.snapshots(),
                report.startedBehind() > 0 ? "that snapshot" : "the beginning");
        }
        report.parts().forEach(each -> System.out.printf(Locale.ROOT, "events %,d to %,d: %s%n", each.from(), each.to(),
            each.isReplayed() ? "identical to the byte" : "recorded by build " + each.build() + ": replay them with that build"));
        if (recordedDecisions) {
            printComparison(report.models());
        }
        System.out.println(report.isIdentical() ? identical(report) : "DIFFERENT: " + report.firstDifference());
        final RecordedStart start = RecordedStart.of(new SessionDirectory(directory));
        if (!report.isIdentical() && start != null && !start.build().equals(BuildVersion.text())) {
            System.out.println("it was recorded by build " + start.build() + ", this is " + BuildVersion.text());
        }
    }

    private static void put(final ModelComparison models, final JsonLine line) {
        line.put("lastBitDifferences", models.lastBits()).put("aboveTolerance", models.above()).put("largest", models.largest())
            .put("notComputed", models.notComputed()).put("whyNotComputed", models.why().isEmpty() ? null : models.why())
            .put("driftUnchecked", models.driftUnchecked());
    }

    private static void printComparison(final ModelComparison models) {
        System.out.println("decided by what the session recorded of its models" + (models.compared() == 0 ? "" : "; computed here, " + differing(models)));
        if (models.notComputed() > 0) {
            System.out.printf(Locale.ROOT, "%,d outputs of models were not computed: %s%n", models.notComputed(), models.why());
        }
        if (models.driftUnchecked() > 0) {
            System.out.printf(
                Locale.ROOT, "%,d records of a model's drift, and the snapshots, were not checked: its reference is in its file%n", models.driftUnchecked());
        }
    }

    private static String differing(final ModelComparison models) {
        return models.lastBits() + models.above() == 0 ? String.format(Locale.ROOT, "none of %,d numbers differs", models.compared())
            : String.format(
                Locale.ROOT, "%,d of %,d numbers differ by at most 1e-6 and %,d by more (largest %.1e)", models.lastBits(), models.compared(), models.above(),
                models.largest());
    }

    private String identical(final ReplayReport report) {
        final String what = report.parts().isEmpty() ? "identical" : "what this build recorded is identical";
        final long lastBits = recordedDecisions ? 0 : report.models().lastBits();
        return lastBits > 0 ? String.format(
                Locale.ROOT, "%s except for %,d last-bit differences of the model's outputs (largest %.1e)", what, lastBits, report.models().largest())
            : report.parts().isEmpty() ? what + " to the byte" : what;
    }
}
