package io.ringmaster.cli.settings;

import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.config.Inline;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.Setting;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.gateway.client.KrakenSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.ChallengerConfig;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.replay.RecordedSession;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SnapshotSettings;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.signals.OutsideSources;
import io.ringmaster.signals.SignalQueue;
import io.ringmaster.signals.SignalSettings;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The whole configuration file: the settings that determine results, and those that determine how a session runs. */
public record Settings(@Inline Trading trading, @Inline Running running) {

    /** The sections that determine the engine's outputs. */
    record Trading(
        @Setting(doc = "start values and limits of a session") SessionSettings session,
        @Setting(doc = "instruments; the first is the default") List<InstrumentDefinition> instruments,
        @Setting(value = "", doc = "file with more strategies, relative to this file; its root is a list 'strategies'") String registry,
        @Setting(value = "[]", doc = "strategies in the order of their index; those of the registry follow") List<StrategySpec> strategies,
        @Setting(doc = "how recommendations become a target") Policies policy,
        @Setting(doc = "how a target becomes orders") ExecutionSettings execution,
        @Setting(doc = "limits of the risk gate") RiskLimits risk) {

        private Trading with(final String otherRegistry, final List<StrategySpec> all) {
            return new Trading(session, instruments, otherRegistry, all, policy, execution, risk);
        }

        private Trading with(final Policies otherPolicy) {
            return new Trading(session, instruments, registry, strategies, otherPolicy, execution, risk);
        }
    }

    /** The sections for the source of the market, the destination of orders, and the process. */
    record Running(
        @Setting(doc = "the simulated venue") VenueSettings venue,
        @Setting(doc = "addresses, key and timing of the real venue; does not affect replay") KrakenSettings kraken,
        @Setting(doc = "sources of outside signals; the signals themselves are in the journal") SignalSettings signals,
        @Setting(doc = "journals on disk") JournalSettings journal,
        @Setting(doc = "snapshots of the state for fast restarts; does not affect replay") SnapshotSettings snapshots,
        @Setting(doc = "threads; affects speed, never results") TopologySettings topology,
        @Setting(doc = "the recording that a session replays as its market; the program writes this section") RecordingSettings recording) {

        private Running with(final TopologySettings otherTopology, final RecordingSettings otherRecording) {
            return new Running(venue, kraken, signals, journal, snapshots, otherTopology, otherRecording);
        }
    }

    public SessionSettings session() {
        return trading.session;
    }

    public List<InstrumentDefinition> instruments() {
        return trading.instruments;
    }

    public List<StrategySpec> strategies() {
        return trading.strategies;
    }

    public PolicySettings policy() {
        return trading.policy.main();
    }

    /** The policies that decide beside it. */
    List<Policies.Challenger> challengers() {
        return trading.policy.challengers();
    }

    /**
     * The policy of one of them.
     *
     * @throws InvalidInputException if none has this name
     */
    public PolicySettings challenger(final String id) {
        return challengers().stream().filter(each -> each.id().equals(id)).map(Policies.Challenger::policy).findFirst()
            .orElseThrow(() -> new InvalidInputException("policy.challengers has no '" + id + "'. " + (challengers().isEmpty() ? "It is empty."
                : "It has " + challengers().stream().map(Policies.Challenger::id).collect(Collectors.joining(", ")) + ".")));
    }

    public ExecutionSettings execution() {
        return trading.execution;
    }

    public RiskLimits risk() {
        return trading.risk;
    }

    public VenueSettings venue() {
        return running.venue;
    }

    public KrakenSettings kraken() {
        return running.kraken;
    }

    public SignalSettings signals() {
        return running.signals;
    }

    public JournalSettings journal() {
        return running.journal;
    }

    public SnapshotSettings snapshots() {
        return running.snapshots;
    }

    public TopologySettings topology() {
        return running.topology;
    }

    public RecordingSettings recording() {
        return running.recording;
    }

    /** The settings that determine the engine's outputs, with the model that decides. */
    public EngineConfig engine() {
        return engine(SessionModel.of(this));
    }

    /**
     * The same for the stored settings of a session, with the session's own copies of the models.
     *
     * @throws io.ringmaster.pipeline.replay.KeptModelException if one is missing, or was changed
     */
    public EngineConfig keptEngine() {
        return engine(SessionModel.kept(this));
    }

    private EngineConfig engine(final EngineConfig.Served served) {
        return new EngineConfig(session(), instruments(), strategies(), policy(), execution(), risk(), served);
    }

    /** The settings that determine the engine's outputs, with a model of the caller's, and without challengers. */
    public EngineConfig engineOf(final ServedModel model) {
        return new EngineConfig(session(), instruments(), strategies(), policy(), execution(), risk(), model);
    }

    /** The settings that determine the engine's outputs, with the models of others that differ from these in the policies' settings only. */
    EngineConfig engine(final EngineConfig read) {
        final List<ChallengerConfig> beside = new ArrayList<>();
        for (final Policies.Challenger each : challengers()) {
            beside.add(new ChallengerConfig(each.id(), each.policy(), read.challengers().get(beside.size()).model()));
        }
        return read.with(policy()).with(beside);
    }

    /** The settings with other policies. */
    Settings withPolicies(final PolicySettings main, final List<PolicySettings> beside) {
        final List<Policies.Challenger> all = new ArrayList<>();
        for (final Policies.Challenger each : challengers()) {
            all.add(new Policies.Challenger(each.id(), beside.get(all.size())));
        }
        return new Settings(trading.with(new Policies(main, all)), running);
    }

    Settings with(final PolicySettings other) {
        return new Settings(trading.with(trading.policy.with(other)), running);
    }

    /** The settings with other files for all models. */
    private Settings withModels(final UnaryOperator<PolicySettings> change) {
        final List<PolicySettings> beside = new ArrayList<>();
        for (final Policies.Challenger each : challengers()) {
            final int i = beside.size();
            beside.add(SessionModel.inChallenger(i, () -> change.apply(each.policy())));
        }
        return withPolicies(change.apply(policy()), beside);
    }

    /**
     * The settings with another model.
     *
     * @throws InvalidInputException if no model decides
     */
    public Settings withModel(final Path file) {
        return with(SessionModel.of(policy(), file));
    }

    /** The settings with these strategies instead. */
    public Settings with(final List<StrategySpec> other) {
        return new Settings(trading.with("", other), running);
    }

    public Settings with(final RecordingSettings other) {
        return new Settings(trading, running.with(topology(), other));
    }

    public Settings with(final TopologySettings other) {
        return new Settings(trading, running.with(other, recording()));
    }

    public Settings on(final RecordingSettings.Market market) {
        return with(RecordingSettings.of(market));
    }

    /** Settings that determine the results of a stored session, with these for how the process runs. */
    public Settings resuming(final Settings stored) {
        return new Settings(stored.trading, new Running(
            stored.venue(), kraken(), signals(), journal(), snapshots(), topology(), stored.recording()));
    }

    /** The settings with the engines that a stored session decides with, where {@code auto} is to choose them. */
    public Settings withEngineOf(final Settings stored) {
        final Map<String, EngineChoice> engines = stored.challengers().stream()
            .collect(Collectors.toMap(Policies.Challenger::id, each -> each.policy().model().engine(), (first, second) -> first));
        return withPolicies(
            withEngine(policy(), stored.policy().model().engine()),
            challengers().stream().map(each -> withEngine(each.policy(), engines.getOrDefault(each.id(), EngineChoice.AUTO))).toList());
    }

    private static PolicySettings withEngine(final PolicySettings policy, final EngineChoice stored) {
        return policy.model().engine() == EngineChoice.AUTO ? policy.withModel(policy.model().with(stored)) : policy;
    }

    /** Opens the configured outside sources. */
    public OutsideSources openSources(final SignalQueue queue) {
        try {
            return new OutsideSources(signals(), queue, InstantSource.system());
        } catch (final IOException e) {
            throw new InvalidInputException("signals: " + e.getMessage(), e);
        }
    }

    /** The text that a session stores beside its journals: all settings that determine results, and the others at their defaults. */
    public String canonicalText() {
        final Settings defaults = Configuration.bind(
            Settings.class, "defaults", "instruments: [{symbol: X}]\n", Map.of());
        final Running kept = new Running(
            venue(), defaults.kraken(), defaults.signals(), defaults.journal(), defaults.snapshots(), defaults.topology(), recording());
        return Configuration.render(new Settings(trading.with("", strategies()), kept).withModels(SessionModel::stored));
    }

    /** Reads a configuration file, with overrides from the command line and from the environment, the command line first. */
    public static Settings read(final Path file, final Map<String, String> overrides) {
        return SettingsFile.of(file).read(overrides);
    }

    /** The same; the files of models are not looked for. */
    public static Settings readWithoutModels(final Path file, final Map<String, String> overrides) {
        return SettingsFile.of(file).readWithoutModels(overrides);
    }

    /** The settings with other files for all models, found from the place of the configuration. */
    Settings withModelsBeside(final Path file) {
        return withModels(each -> SessionModel.beside(file, each));
    }

    static Map<String, String> withEnvironment(final Map<String, String> overrides) {
        final Map<String, String> all = new TreeMap<>(Configuration.overridesIn(Settings.class, System.getenv()));
        all.putAll(overrides);
        return all;
    }

    /** Whether the environment overrides any setting. */
    public static boolean isInEnvironment() {
        return !Configuration.overridesIn(Settings.class, System.getenv()).isEmpty();
    }

    Settings with(final Registry more) {
        final List<StrategySpec> all = new ArrayList<>(strategies());
        all.addAll(more.strategies());
        return new Settings(trading.with("", all), running);
    }

    Set<String> symbols() {
        return instruments().stream().map(InstrumentDefinition::symbol).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Reads a configuration that is part of the program. */
    public static Settings readResource(final String name, final Map<String, String> overrides) {
        try (InputStream in = Settings.class.getResourceAsStream(name)) {
            final Settings bound = bind(Configuration.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)), withEnvironment(overrides));
            return bound.withModels(SessionModel::hashed);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read resource " + name, e);
        }
    }

    /** Reads the stored text of a configuration, without overrides. */
    public static Settings readStored(final String source, final String yaml) {
        return Configuration.bind(Settings.class, source, yaml, Map.of());
    }

    private static Settings readStored(final SessionDirectory session, final String source, final String yaml) {
        final Settings stored = readStored(source, yaml);
        return stored.withModels(each -> SessionModel.in(session, each));
    }

    /** The configurations of a session after its first. */
    public static Configurations configurations(final SessionDirectory session) {
        return sha256 -> stored(session, sha256).keptEngine();
    }

    /** The same; a model that is missing or changed is absent. */
    public static Configurations configurationsWithoutModels(final SessionDirectory session) {
        return sha256 -> {
            final Settings stored = stored(session, sha256);
            return stored.engine(SessionModel.keptOrAbsent(stored));
        };
    }

    private static Settings stored(final SessionDirectory session, final String sha256) {
        return readStored(session, session.path() + ", configuration " + sha256, new SessionConfigurations(session).read(sha256));
    }

    /** The first configuration of a session. */
    public static Settings firstOf(final SessionDirectory session) {
        return readStored(session, session.configuration().toString(), session.readConfiguration());
    }

    /**
     * The newest configuration of a session with some settings changed, its models as the session's own copies.
     *
     * @param overrides by dotted path
     */
    public static Settings newestOf(final SessionDirectory session, final Map<String, String> overrides) {
        return of(session, new SessionConfigurations(session).newest(), overrides);
    }

    /** The same of a configuration of the session, which has been its newest. */
    public static Settings of(final SessionDirectory session, final String configuration, final Map<String, String> overrides) {
        return Configuration.bind(Settings.class, session.path() + ", newest configuration", configuration, overrides)
            .withModels(each -> SessionModel.in(session, each));
    }

    /** A session on disk that began with these settings, for this program to fold. */
    public RecordedSession recorded(final SessionDirectory session, final TopologySettings threads) {
        return new RecordedSession(session, keptEngine(), threads, BuildVersion.text(), configurations(session));
    }

    /** The same, to replay what its models said; a model that is missing or changed is absent. */
    public RecordedSession recordedWithoutModels(final SessionDirectory session, final TopologySettings threads) {
        return new RecordedSession(
            session, engine(SessionModel.keptOrAbsent(this)), threads, BuildVersion.text(), configurationsWithoutModels(session));
    }

    static Settings bind(final Configuration.Document document, final Map<String, String> overrides) {
        return Configuration.bind(
            Settings.class, document, overrides, settings -> Registry.complaints(settings.strategies(), settings.symbols()));
    }

    public static String readText(final Path file) {
        try {
            return Files.readString(file);
        } catch (final NoSuchFileException e) {
            throw new InvalidInputException(file + " does not exist. Give the path of a configuration file.", e);
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
