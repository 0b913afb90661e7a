package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.Engines;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.lab.classifier.SeenDecision;
import io.ringmaster.lab.classifier.SeenDecisions;
import io.ringmaster.lab.features.FeatureAnalysis;
import io.ringmaster.lab.features.FeatureAnalysis.Feature;
import io.ringmaster.lab.features.FeatureFiles;
import io.ringmaster.lab.features.Importance;
import io.ringmaster.lab.features.ObservedReturns;
import io.ringmaster.strategies.Timeframe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code features}: what the values of an observation tell. */
@Command(
    name = "features",
    description = {
        "Shows what each value of an observation tells about the return that follows, and how the values go together: correlation (Pearson, Spearman), mutual"
            + " information beside what noise gives, permutation importance, principal components. docs/features.md explains the figures.",
        "The observations are those of a session, or of recorded data that a configuration is run over; there, nothing is traded without --model.",
        "Writes features.csv, correlation.csv, rank_correlation.csv, components.csv and features.html. The same input gives the same figures."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:",
        "  ./ringmaster features --data bars.csv.gz --config examples/train.yaml --horizon 4h --out results/features",
        "  ./ringmaster features journals/paper --horizon 30m --model policy.onnx --out results/features"})
public final class FeaturesCommand implements Runnable {

    private static final int SHOWN = 15;
    private static final int SHOWN_CONSTANT = 8;
    private static final double MOST_VARIANCE = 0.95;

    @Mixin
    private ObservedRunOptions options;

    private static final int MOST_BINS = 1_000;

    @Option(names = "--out", required = true, description = "directory for the results; must be new or empty")
    private Path out;

    @Option(names = "--horizon", defaultValue = "1h", description = "time from an observation to the end of its return, such as 30m (default: ${DEFAULT-VALUE})")
    private String horizon;

    @Option(names = "--rows", defaultValue = "20000", description = "most observations; of more, evenly chosen ones remain (default: ${DEFAULT-VALUE})")
    private int rows;

    @Option(names = "--bins", defaultValue = "8", description = "bins of feature and return for the mutual information (default: ${DEFAULT-VALUE})")
    private int bins;

    @Option(names = "--rotations", defaultValue = "200", description = "rotations of the returns that show what noise gives (default: ${DEFAULT-VALUE})")
    private int rotations;

    @Option(names = "--seed", defaultValue = "1", description = "seed of all that is drawn (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public void run() {
        if (Files.exists(out) && !Directories.isEmpty(out)) {
            throw new InvalidInputException(out + " is not empty. Give a new directory with --out.");
        }
        requireAtLeast("--bins", bins, 2);
        if (bins > MOST_BINS) {
            throw new InvalidInputException("--bins " + bins + ": give at most " + MOST_BINS + ".");
        }
        requireAtLeast("--rotations", rotations, 19);
        requireAtLeast("--rows", rows, FeatureAnalysis.FEWEST);
        final long horizonNs = horizonNs();
        final ObservedRunOptions.Run run = options.run();
        final SeenDecisions seen = new SeenDecisions();
        run.play(seen, json);
        final List<SeenDecision> decisions = requireOneContract(seen.all(), run);
        final ObservedReturns data = ObservedReturns.of(run.contract().names(), decisions, horizonNs, rows);
        requireEnough(data);
        final FeatureAnalysis analysis = analyse(data);
        final String about = about(run, decisions, data);
        write(analysis, about);
        if (json) {
            printJson(analysis);
        } else {
            print(analysis, about);
        }
    }

    private static void requireAtLeast(final String option, final int value, final int least) {
        if (value < least) {
            throw new InvalidInputException(option + " must be at least " + least + ": " + value + ".");
        }
    }

    private long horizonNs() {
        try {
            return Timeframe.parse(horizon);
        } catch (final IllegalArgumentException e) {
            throw new InvalidInputException("--horizon: " + e.getMessage(), e);
        }
    }

    private static List<SeenDecision> requireOneContract(final List<SeenDecision> decisions, final ObservedRunOptions.Run run) {
        for (final SeenDecision each : decisions) {
            if (each.values().length != run.contract().length()) {
                throw new InvalidInputException(run.about() + ": the observation changed at " + Instant.ofEpochMilli(each.timeNs() / 1_000_000) + ", from "
                    + run.contract().length() + " values to " + each.values().length + ". Give recorded data with --data and --config.");
            }
        }
        return decisions;
    }

    private void requireEnough(final ObservedReturns data) {
        if (data.rows().length < FeatureAnalysis.FEWEST || data.rows().length <= 4 * data.horizon()) {
            throw new InvalidInputException("there are " + data.rows().length + " observations with a return over " + horizon + ". Give more data or a larger --rows, at least "
                + FeatureAnalysis.FEWEST + " and more than four times the horizon, or a shorter --horizon.");
        }
        if (data.varying().isEmpty()) {
            throw new InvalidInputException("no feature changes in these observations, so there is nothing to compare. Give other data.");
        }
        if (Arrays.stream(data.returns()).distinct().count() == 1) {
            throw new InvalidInputException("all returns over " + horizon + " are the same, so no feature can tell anything about them. Give other data.");
        }
    }

    private FeatureAnalysis analyse(final ObservedReturns data) {
        final FeatureAnalysis.Settings settings = new FeatureAnalysis.Settings(bins, rotations, seed);
        final Model model = options.model();
        if (model != null && model.graph().input().size() != data.names().size()) {
            throw new InvalidInputException(model.name() + " takes " + model.graph().input().size() + " values, but the observation has "
                + data.names().size() + ". Give a model of this contract.");
        }
        try (Progress progress = Progress.over("analyse", data.names().size(), json);
             ModelEngine engine = model == null ? null : Engines.open(model, null, EngineChoice.AUTO, System::nanoTime).engine()) {
            return FeatureAnalysis.of(data, engine, settings, progress);
        }
    }

    private void write(final FeatureAnalysis analysis, final String about) {
        try {
            Files.createDirectories(out);
        } catch (final IOException e) {
            throw new UncheckedIOException(out + " cannot be made: " + e.getMessage(), e);
        }
        new FeatureFiles(analysis).write(out, about);
    }

    private String about(final ObservedRunOptions.Run run, final List<SeenDecision> decisions, final ObservedReturns data) {
        return String.format(
            Locale.ROOT, "%s, %s to %s: %,d observations%s of %,d features; returns over %s", run.about(), time(decisions.getFirst()), time(decisions.getLast()),
            data.rows().length, data.every() == 1 ? "" : " (one of " + data.every() + ")", data.names().size(), horizon);
    }

    private static Instant time(final SeenDecision decision) {
        return Instant.ofEpochSecond(decision.timeNs() / 1_000_000_000L);
    }

    private void print(final FeatureAnalysis analysis, final String about) {
        System.out.println("  " + about);
        System.out.printf(Locale.ROOT, "  fitted        its loss on the last 30 %%, which it has not seen, is %.4f; knowing nothing is %.4f%s%n", analysis.loss(),
            FeatureAnalysis.KNOWS_NOTHING, analysis.loss() < FeatureAnalysis.KNOWS_NOTHING ? "" : ": it knows nothing there");
        System.out.printf(Locale.ROOT, "  components    %d of %d hold %.0f %% of the variance%n", analysis.components().holding(MOST_VARIANCE),
            analysis.varying().size(), 100 * MOST_VARIANCE);
        System.out.printf(Locale.ROOT, "  above noise   %d of %d features; %.1f would be by luck alone%n", analysis.aboveNoise(), analysis.varying().size(),
            0.05 * analysis.varying().size());
        printConstant(analysis.features().stream().filter(Feature::isConstant).map(Feature::name).toList());
        System.out.printf("%n  %-36s %9s %9s %7s %9s %9s %9s%s%n", "feature", "nats", "noise", "p", "Spearman", "Pearson", "fitted",
            analysis.features().getFirst().model() == null ? "" : "     model");
        analysis.features().stream().filter(each -> !each.isConstant())
            .sorted(Comparator.comparingDouble((Feature each) -> each.link().information().noise() - each.link().information().nats())
                .thenComparing(Feature::name)).limit(SHOWN)
            .forEach(FeaturesCommand::print);
        System.out.println("  nats: mutual information with the return; noise: 95 % of the rotations give less; p: share of them that give at least as much");
        System.out.println("\n  results       " + out.resolve("features.html"));
    }

    private static void printConstant(final List<String> names) {
        if (!names.isEmpty()) {
            System.out.println("  constant      " + names.size() + " features: " + names.stream().limit(SHOWN_CONSTANT).collect(Collectors.joining(", "))
                + (names.size() > SHOWN_CONSTANT ? ", …" : ""));
        }
    }

    private static void print(final Feature feature) {
        final Importance.Growth model = feature.model();
        System.out.printf(Locale.ROOT, "  %-36s %9.5f %9.5f %7.3f %9.3f %9.3f %9.5f%s%n", feature.name(), feature.link().information().nats(),
            feature.link().information().noise(), feature.link().information().pValue(), feature.link().ranks(), feature.link().linear(),
            feature.fitted().mean(), model == null ? "" : String.format(Locale.ROOT, " %9.4f", model.mean()));
    }

    private void printJson(final FeatureAnalysis analysis) {
        new JsonLine()
            .put("rows", analysis.data().rows().length)
            .put("horizonNs", horizonNs())
            .put("fittedLoss", analysis.loss())
            .put("aboveNoise", analysis.aboveNoise())
            .put("varying", analysis.varying().size())
            .put("components95", analysis.components().holding(MOST_VARIANCE))
            .putList("features", analysis.features(), (each, line) -> {
                line.put("name", each.name()).put("mean", each.mean()).put("deviation", each.deviation());
                if (!each.isConstant()) {
                    line.put("pearson", each.link().linear()).put("spearman", each.link().ranks())
                        .put("mutualInformation", each.link().information().nats()).put("noise", each.link().information().noise())
                        .put("pValue", each.link().information().pValue());
                }
                line.put("fittedImportance", each.fitted().mean());
                if (each.model() != null) {
                    line.put("modelImportance", each.model().mean());
                }
            })
            .print(System.out);
    }
}
