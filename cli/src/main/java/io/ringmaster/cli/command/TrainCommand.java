package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.journal.IoReason;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.training.Training;
import io.ringmaster.lab.training.TrainingSettings;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: makes a model out of recorded history. */
@Command(
    name = "train",
    description = {
        "Trains the model of a configuration on recorded data, in the pipeline that trades and against the simulated venue, with all costs. Writes"
            + " model.onnx, model.golden.csv, contract.json, training.yaml, curve.csv and metadata.json (docs/training.md).",
        "The configuration needs policy.type: model, and no model yet. The same data, settings and seed give the same model to the byte."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster train --data bars.csv.gz --config session.yaml --out runs/first --set training.seed=7",
        "  ./ringmaster backtest --data bars.csv.gz --config session.yaml --out results/first --set policy.model.file=runs/first/model.onnx"})
public final class TrainCommand implements Callable<Integer> {

    private static final String TRAINING = "training.";

    @Option(names = "--data", required = true, description = "recorded market: bars (CSV, JSON, zip), a recorded book with trades, or a journal")
    private Path data;

    @Mixin
    private ColumnsOption dataColumns;

    @Option(names = "--config", required = true, description = "configuration of the session (YAML)")
    private Path config;

    @Option(names = "--training", description = "settings of the training (YAML); without it, the defaults")
    private Path training;

    @Option(names = "--out", required = true, description = "directory for the results; must be new or empty")
    private Path out;

    @Mixin
    private PeriodOptions period;

    @Option(names = "--set", description = "override one setting: a.b=c, or training.c=d for one of the training; repeatable")
    private Map<String, String> overrides = new TreeMap<>();

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public Integer call() {
        if (Files.exists(out) && !Directories.isEmpty(out)) {
            throw new InvalidInputException(out + " is not empty. Give a new directory with --out.");
        }
        final Map<String, String> ofSession = new TreeMap<>(overrides);
        ofSession.keySet().removeIf(key -> key.startsWith(TRAINING));
        // The model may not exist yet.
        ofSession.put("policy.model.file", "");
        final TrainingSettings how = training();
        final RecordedHistory history = RecordedHistory.of(data, dataColumns, config, ofSession, TrainCommand::requireModel);
        final Settings settings = history.settings();
        try (Training run = new Training(
            new Training.Task(
                settings::engineOf, settings.venue(), settings.topology().withMode(TopologySettings.Mode.COMPACT).withoutTiming().on(1),
                events(history)), how);
             Progress progress = Progress.over("train", how.learning().decisions(), json)) {
            begin(how, settings);
            final Training.Result result = run.run((steps, validated) -> {
                progress.accept(steps);
                if (validated != null && !json) {
                    System.out.println("  " + TrainingText.of(validated));
                }
            });
            write(result, run.contract(), how, settings);
            print(result);
        }
        return 0;
    }

    static Settings requireModel(final Settings settings) {
        final PolicySettings.Type type = settings.policy().method().type();
        if (type != PolicySettings.Type.MODEL) {
            throw new InvalidInputException("policy.type: " + type.name().toLowerCase(Locale.ROOT)
                + " needs no training. Set policy.type: model, and policy.observation to what the model is to see.");
        }
        return settings;
    }

    private TrainingSettings training() {
        final Map<String, String> own = new TreeMap<>();
        overrides.forEach((key, value) -> {
            if (key.startsWith(TRAINING)) {
                own.put(key.substring(TRAINING.length()), value);
            }
        });
        return Configuration.bind(
            TrainingSettings.class, training == null ? "training" : training.toString(), training == null ? "{}" : Settings.readText(training), own);
    }

    private RecordedEvents events(final RecordedHistory history) {
        try (Progress progress = Progress.over("read", data, json); MarketDataSource market = history.open(progress)) {
            final Backtest.Period used = period.period();
            final long fromNs = used.fromNs() == Long.MIN_VALUE ? Long.MIN_VALUE : used.fromNs() - history.settings().session().warmupNs();
            return RecordedEvents.of(market, data.toString(), fromNs, used.toNs());
        }
    }

    /** Writes the settings before the training, so that a directory that cannot be written is found before and not after it. */
    private void begin(final TrainingSettings how, final Settings settings) {
        try {
            Files.createDirectories(out);
            Files.writeString(out.resolve("training.yaml"), Configuration.render(how));
            Files.writeString(out.resolve("session.yaml"), settings.canonicalText());
        } catch (final IOException e) {
            throw new InvalidInputException(out + " cannot be written: " + IoReason.of(e) + ". Give another directory with --out.", e);
        }
    }

    private void write(final Training.Result result, final ObservationContract contract, final TrainingSettings how, final Settings settings) {
        final String metadata = new JsonLine()
            .put("modelSha256", OnnxReader.sha256(result.onnx()))
            .put("contractSha256", contract.sha256())
            .put("configSha256", SessionDirectory.sha256(settings.canonicalText()))
            .put("build", BuildVersion.text())
            .put("data", data.toString())
            .put("from", period.from())
            .put("to", period.to())
            .put("algorithm", how.algorithm().name().toLowerCase(Locale.ROOT))
            .put("seed", how.run().seed())
            .put("decisions", result.best().steps())
            .put("validationReturn", result.best().netReturn())
            .text();
        try {
            Files.write(out.resolve("model.onnx"), result.onnx());
            Files.writeString(out.resolve("model.golden.csv"), result.golden());
            Files.writeString(out.resolve("contract.json"), contract.canonical(), StandardCharsets.UTF_8);
            Files.writeString(out.resolve("curve.csv"), result.curve().csv());
            Files.writeString(out.resolve("observations.csv"), result.observed().csv());
            Files.writeString(out.resolve("metadata.json"), metadata + "\n");
        } catch (final IOException e) {
            throw new UncheckedIOException(out + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void print(final Training.Result result) {
        final Path model = out.resolve("model.onnx");
        if (json) {
            new JsonLine()
                .put("model", model.toString())
                .put("modelSha256", OnnxReader.sha256(result.onnx()))
                .put("decisions", result.curve().points().getLast().steps())
                .put("bestAfter", result.best().steps())
                .put("validationReturn", result.best().netReturn())
                .put("validationFills", result.best().result().fills())
                .put("validations", result.curve().points().size())
                .print(System.out);
            return;
        }
        System.out.printf(Locale.ROOT, "  the best policy is that of %,d decisions: %+.3f %% on the validation data, net of all costs%n",
            result.best().steps(), 100 * result.best().netReturn());
        if (result.best().result().fills() == 0) {
            System.out.println("  It never traded there.");
        }
        System.out.println("  This is no proof: the policy was chosen by it. Trade data that it has not seen: ./ringmaster backtest --from ...");
        System.out.println("  model         " + model + ", SHA-256 " + OnnxReader.sha256(result.onnx()));
    }
}
