package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.ModelFiles;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.features.Holding;
import io.ringmaster.lab.trial.TrialLog;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelOutputDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where decisions with observations come from: the journal of a session, or recorded data that a configuration is run over. */
final class ObservedRunOptions {

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "directory of a session in which a model decided")
    private Path directory;

    @Option(names = "--data", description = "recorded market, in place of a session: bars (CSV, JSON, zip), a recorded book with trades, or a journal")
    private Path data;

    @Mixin
    private ColumnsOption columns;

    @Option(names = "--config", description = "with --data: configuration with policy.type: model (YAML)")
    private Path config;

    @Mixin
    private PeriodOptions period;

    @Option(names = "--set", description = "with --data: override one setting: a.b=c; repeatable")
    private Map<String, String> overrides = new TreeMap<>();

    @Option(names = "--model", description = "model (.onnx); with --data, it decides")
    private Path model;

    /** Decisions, and what their observations mean. */
    interface Run {

        /** What the values of an observation are. */
        ObservationContract contract();

        /** What is run, for people. */
        String about();

        /** How many numbers the models say for a decision; 0 if they said nothing. */
        int outputs();

        /** Gives all outputs of the session to the sink. */
        void play(OutputSink sink, boolean quiet);
    }

    /** The given model; null if there is none. */
    Model model() {
        return model == null ? null : ModelFiles.model(model);
    }

    /** @throws InvalidInputException if no model decides in the run, or another one than the given */
    void requireActions() {
        if (data != null && model == null) {
            throw new InvalidInputException("Give the model that decides with --model: without one, there are no actions.");
        }
        if (data == null && model != null) {
            throw new InvalidInputException("--model is for --data: in a session, its own model decided.");
        }
    }

    Run run() {
        if ((directory == null) == (data == null)) {
            throw new InvalidInputException("Give either the directory of a session, or recorded data with --data and --config.");
        }
        if (data != null && config == null) {
            throw new InvalidInputException("--data needs --config: the configuration says what is observed.");
        }
        return data == null ? new OfSession(new SessionDirectory(directory)) : new OfData(this);
    }

    private static Settings requireModel(final Settings settings) {
        final PolicySettings.Type type = settings.policy().method().type();
        if (type != PolicySettings.Type.MODEL) {
            throw new InvalidInputException("policy.type: " + type.name().toLowerCase(Locale.ROOT)
                + " observes nothing. Set policy.type: model, and policy.observation to what the model sees; --data F --config C needs no model.");
        }
        return settings;
    }

    private static ServedModel holding(final int features, final Settings settings) {
        return ServedModel.of(new Holding(features, settings.policy().model().head()));
    }

    private static ObservationContract contract(final Settings settings) {
        final EngineConfig shape = settings.engineOf(holding(0, settings));
        return ModelContract.of(shape.instruments(), shape.strategies(), shape.policy());
    }

    /** A session as it was recorded. */
    private record OfSession(SessionDirectory session, ObservationContract contract) implements Run {

        OfSession(final SessionDirectory session) {
            session.requireSession();
            this(session, ObservedRunOptions.contract(requireModel(Settings.firstOf(session))));
        }

        @Override
        public String about() {
            return session.path().toString();
        }

        @Override
        public int outputs() {
            final MessageHeaderDecoder header = new MessageHeaderDecoder();
            final ModelOutputDecoder said = new ModelOutputDecoder();
            if (Files.isDirectory(session.output())) {
                try (JournalReader reader = JournalReader.open(session.output())) {
                    while (reader.next()) {
                        if (header.wrap(reader.buffer(), reader.offset()).templateId() == ModelOutputDecoder.TEMPLATE_ID) {
                            return said.wrapAndApplyHeader(reader.buffer(), reader.offset(), header).numbers().count();
                        }
                    }
                }
            }
            return 0;
        }

        @Override
        public void play(final OutputSink sink, final boolean quiet) {
            if (Files.isDirectory(session.output())) {
                try (JournalReader reader = JournalReader.open(session.output())) {
                    while (reader.next()) {
                        sink.append(reader.buffer(), reader.offset(), reader.length());
                    }
                }
            }
        }
    }

    /** A configuration, run over recorded data as a backtest does. */
    private static final class OfData implements Run {

        private final RecordedHistory history;
        private final Backtest.Period time;
        private final ObservationContract contract;
        private final int outputs;
        private final ServedModel decides;

        OfData(final ObservedRunOptions options) {
            final Map<String, String> withoutModel = new TreeMap<>(options.overrides);
            // The model may not exist yet.
            withoutModel.put("policy.model.file", "");
            history = RecordedHistory.of(options.data, options.columns, options.config, withoutModel, ObservedRunOptions::requireModel);
            time = options.period.period();
            contract = ObservedRunOptions.contract(history.settings());
            final Model given = options.model();
            outputs = given == null ? history.settings().policy().model().head().mostNumbers() : given.graph().outputs().getFirst().size();
            decides = given == null ? holding(contract.length(), history.settings())
                : new ServedModel(given, null, EngineChoice.AUTO, System::nanoTime);
        }

        @Override
        public ObservationContract contract() {
            return contract;
        }

        @Override
        public int outputs() {
            return outputs;
        }

        @Override
        public String about() {
            return history.data().toString();
        }

        @Override
        public void play(final OutputSink sink, final boolean quiet) {
            final Settings settings = history.settings();
            decides.open();
            final Backtest.Plan plan = new Backtest.Plan(
                settings.engineOf(decides), settings.venue(), settings.topology().oneThread(), time,
                new Backtest.Provenance(history.data().toString(), BuildVersion.text(), "", ""), TrialLog.NONE);
            // The results of the backtest are not needed.
            final Path scratch = Directories.temporary("ringmaster-observed");
            try (Progress progress = Progress.over("observe", history.data(), quiet); MarketDataSource market = history.open(progress)) {
                Backtest.run(plan, market, scratch, Pacer.UNPACED, sink);
            } finally {
                Directories.delete(scratch);
            }
        }
    }
}
