package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.trial.RecordedTrial;
import io.ringmaster.lab.trial.Trial;
import io.ringmaster.lab.trial.TrialCount;
import io.ringmaster.lab.trial.TrialRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trials}: what was tried so far. */
@Command(
    name = "trials",
    description = {
        "Lists the registry of trials, those with the highest DSR first: not by the Sharpe ratio alone, and not by time. Every backtest, policy eval and"
            + " training adds one, evaluate one for each policy; a training with several seeds adds one for each. The same configuration on the same"
            + " data counts once.",
        "DSR is the probability that a trial's true Sharpe ratio is above what the best of so many trials shows by luck (docs/evaluation.md)."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster trials results"})
public final class TrialsCommand implements Runnable {

    private static final double Z_95 = 1.959963984540054;
    private static final int SHORT_HASH = 8;

    @Parameters(arity = "0..1", paramLabel = "FILE|DIR", defaultValue = "results",
        description = "the registry, or the directory with its " + TrialRegistry.FILE + " (default: ${DEFAULT-VALUE})")
    private Path place;

    @Option(names = "--best", paramLabel = "N", defaultValue = "20", description = "list only so many, those with the highest DSR; 0 for all (default: ${DEFAULT-VALUE})")
    private int most;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    /** A trial with its probability. */
    private record Judged(RecordedTrial recorded, double dsr) {

        private Trial trial() {
            return recorded.trial();
        }
    }

    @Override
    public void run() {
        if (most < 0) {
            throw new InvalidInputException("--best " + most + ": give how many to list, or 0 for all.");
        }
        final Path file = Files.isDirectory(place) ? place.resolve(TrialRegistry.FILE) : place;
        if (!Files.exists(file)) {
            throw new InvalidInputException(file + " does not exist. Give the registry of trials, or the directory of results beside it.");
        }
        final TrialRegistry.Contents contents = new TrialRegistry(file, InstantSource.system()).readTrials();
        TrialOptions.printFaults(contents.faults());
        final List<Judged> judged = judged(contents);
        final List<Judged> listed = most == 0 ? judged : judged.stream().limit(most).toList();
        if (json) {
            printJson(contents, judged.size(), listed);
        } else {
            print(contents, judged.size(), listed);
        }
    }

    /** The best first, those without a ratio last. */
    private static List<Judged> judged(final TrialRegistry.Contents contents) {
        final Map<String, TrialCount> counts = new TreeMap<>();
        return contents.different().stream()
            .map(each -> new Judged(each, dsr(each.trial(), counts.computeIfAbsent(each.trial().every(), contents::count))))
            .sorted(Comparator.comparingDouble((Judged each) -> Double.isNaN(each.dsr) ? 1 : -each.dsr)).toList();
    }

    private static double dsr(final Trial trial, final TrialCount count) {
        return trial.sharpe().isDefined() ? trial.sharpe().deflated(count.trials(), count.varianceFor(trial.sharpe())) : Double.NaN;
    }

    private static void print(final TrialRegistry.Contents contents, final int different, final List<Judged> listed) {
        System.out.printf(Locale.ROOT, "%,d %s, %,d %s%s%n", different + contents.damaged(), different + contents.damaged() == 1 ? "trial" : "trials",
            contents.trials().size(), contents.trials().size() == 1 ? "run" : "runs",
            contents.damaged() == 0 ? "" : String.format(Locale.ROOT, ", %,d lines damaged", contents.damaged()));
        if (listed.isEmpty()) {
            return;
        }
        System.out.println("  the highest DSR first: how likely a true Sharpe ratio is above what the best of so many trials shows by luck");
        System.out.printf(
            "  %-10s %-20s %8s %-5s %27s %8s  %-8s %-8s %s%n", "kind", "recorded", "periods", "of", "Sharpe a period, 95 %", "DSR", "config", "data", "name");
        for (final Judged each : listed) {
            final Trial trial = each.trial();
            System.out.printf(Locale.ROOT, "  %-10s %-20s %,8d %-5s %27s %8s  %-8s %-8s %s%n", trial.kind().word(),
                each.recorded.time().truncatedTo(ChronoUnit.SECONDS), trial.sharpe().periods(), trial.every(), ratio(trial),
                Double.isNaN(each.dsr) ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * each.dsr), shortHash(trial.identity().configSha256()),
                shortHash(trial.identity().dataSha256()), trial.name());
        }
    }

    private static String ratio(final Trial trial) {
        final double margin = Z_95 * trial.sharpe().standardError();
        return trial.sharpe().isDefined() ? String.format(
            Locale.ROOT, "%.4f (%.4f to %.4f)", trial.sharpe().value(), trial.sharpe().value() - margin, trial.sharpe().value() + margin) : "";
    }

    private static String shortHash(final String hash) {
        return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
    }

    private static void printJson(final TrialRegistry.Contents contents, final int different, final List<Judged> listed) {
        new JsonLine()
            .put("trials", different + contents.damaged())
            .put("runs", contents.trials().size())
            .put("damaged", contents.damaged())
            .putList("best", listed, (each, line) -> {
                final Trial trial = each.trial();
                final double margin = Z_95 * trial.sharpe().standardError();
                line.put("kind", trial.kind().word())
                    .put("time", each.recorded.time().toString())
                    .put("name", trial.name())
                    .put("configSha256", trial.identity().configSha256())
                    .put("dataSha256", trial.identity().dataSha256())
                    .put("from", trial.identity().from())
                    .put("to", trial.identity().to())
                    .put("every", trial.every())
                    .put("periods", trial.sharpe().periods())
                    .put("sharpe", trial.sharpe().value())
                    .put("sharpeLow", trial.sharpe().value() - margin)
                    .put("sharpeHigh", trial.sharpe().value() + margin)
                    .put("dsr", each.dsr);
            })
            .print(System.out);
    }
}
