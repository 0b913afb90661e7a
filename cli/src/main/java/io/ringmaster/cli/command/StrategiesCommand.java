package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.cli.terminal.OutputFile;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.evaluation.Evaluation;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyType;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code strategies}: lists the strategy types, checks a configuration, and writes recommendations over recorded bars. */
@Command(
    name = "strategies",
    description = "Lists the strategy types, checks a configuration, or writes the recommendations of strategies on recorded bars.",
    mixinStandardHelpOptions = true,
    subcommands = {StrategiesCommand.OfList.class, StrategiesCommand.OfCheck.class, StrategiesCommand.OfEval.class},
    footer = {"", "Example:", "  ./ringmaster strategies list"})
public final class StrategiesCommand implements Runnable {

    /** The one type that recommends nothing without rules in its parameters. */
    private static final String OWN_RULE = "rule";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Choose what to do: list, check or eval.");
    }

    @Command(
        name = "list",
        description = "Lists every strategy type with its parameters.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster strategies list"})
    static final class OfList implements Runnable {

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public void run() {
            if (json) {
                new JsonLine().putList("strategies", StrategyCatalog.types(), (type, line) -> line
                    .put("name", type.name())
                    .put("parameters", parameters(type))
                    .put("source", type.source())).print(System.out);
                return;
            }
            for (final StrategyType type : StrategyCatalog.types()) {
                System.out.printf(Locale.ROOT, "%-28s %-60s %s%n", type.name(), parameters(type), type.source());
            }
        }

        private static String parameters(final StrategyType type) {
            return type.parameters().stream().map(Parameter::asGiven).collect(Collectors.joining(" "));
        }
    }

    @Command(
        name = "check",
        description = "Checks a configuration with its registry. Prints the number of strategies, or every mistake with its line.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster strategies check --config examples/backtest.yaml"})
    static final class OfCheck implements Runnable {

        @Option(names = "--config", required = true, description = "configuration (YAML)")
        private Path config;

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public void run() {
            final long startNs = System.nanoTime();
            final Settings settings = Settings.read(config, Map.of());
            final List<StrategySpec> all = settings.strategies();
            final int enabled = settings.engine().strategies().size();
            final long milliseconds = (System.nanoTime() - startNs) / 1_000_000;
            if (json) {
                new JsonLine().put("strategies", all.size()).put("enabled", enabled).put("milliseconds", milliseconds).print(System.out);
                return;
            }
            System.out.printf(
                Locale.ROOT, "%s: %,d strategies, %,d enabled, read and checked in %,d ms%n", config, all.size(), enabled, milliseconds);
        }
    }

    @Command(
        name = "eval",
        description = "Writes one row for each strategy and closed bar: time_ms,strategy,signal,strength,confidence,stop,target,timeframe,known_ms.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster strategies eval --data bars.csv.gz --strategy supertrend,ott --timeframe 1h --out signals.csv"})
    static final class OfEval implements Runnable {

        @Mixin
        private RecordedMarketOptions market;

        @Option(names = "--strategy", required = true, split = ",",
            description = "strategy types, or with --config the ids of its strategies, separated by commas; 'all' for all of them")
        private List<String> names;

        @Option(names = "--config", description = "configuration with the strategies, their parameters and timeframes")
        private Path config;

        @Option(names = "--timeframe", description = "length of the bars, such as 5m (default: that of the data or of the configuration)")
        private String timeframe;

        @Option(names = "--out", required = true, description = "CSV file to write; must not exist")
        private Path out;

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public void run() {
            OutputFile.requireAbsent(out);
            final int instrumentId = market.instrumentId();
            final EngineConfig configured = config == null ? null : Settings.read(config, Map.of()).engine();
            final List<StrategySpec> specs = specs(configured, instrumentId);
            final Evaluation evaluation;
            try (Progress progress = Progress.over("strategies", market.data(), json);
                 MarketDataSource source = market.open(progress)) {
                evaluation = new Evaluation(source, market.data().toString(), instrumentId);
                OutputFile.write(out, file -> evaluation.strategies(specs, name -> instrument(configured, name), file));
            }
            if (json) {
                new JsonLine().put("bars", evaluation.bars()).put("rows", evaluation.rows()).print(System.out);
                return;
            }
            System.out.printf(Locale.ROOT, "%,d bars, %,d rows: %s%n", evaluation.bars(), evaluation.rows(), out);
        }

        /** Without a configuration, the definition of PF_XBTUSD. */
        private static InstrumentDefinition instrument(final EngineConfig configured, final String name) {
            return configured == null ? InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE)
                : configured.instruments().stream().filter(one -> name.isEmpty() || one.symbol().equals(name)).findFirst().orElseThrow();
        }

        private List<StrategySpec> specs(final EngineConfig configured, final int instrumentId) {
            final Map<String, StrategySpec> known = configured == null ? types(instrumentId) : configured(configured);
            final List<StrategySpec> wanted = new ArrayList<>();
            for (final String name : names.equals(List.of("all")) ? List.copyOf(known.keySet()) : names) {
                final StrategySpec spec = known.get(name);
                if (spec == null) {
                    throw new InvalidInputException("--strategy: there is no '" + name + "'. There are "
                        + String.join(", ", known.keySet()) + ".");
                }
                wanted.add(spec);
            }
            return wanted;
        }

        private Map<String, StrategySpec> types(final int instrumentId) {
            final long timeframeNs = timeframe == null ? dataTimeframeNs(instrumentId) : RecordedData.timeframeNs(timeframe);
            final Map<String, StrategySpec> all = new TreeMap<>();
            for (final StrategyType type : StrategyCatalog.types()) {
                if (!OWN_RULE.equals(type.name())) {
                    all.put(type.name(), StrategySpec.of(type.name(), type.name(), timeframeNs, Map.of()));
                }
            }
            return all;
        }

        private Map<String, StrategySpec> configured(final EngineConfig configured) {
            final Map<String, StrategySpec> all = new TreeMap<>();
            for (final StrategySpec spec : configured.strategies()) {
                all.put(spec.id(), timeframe == null ? spec : spec.on(RecordedData.timeframeNs(timeframe)));
            }
            return all;
        }

        private long dataTimeframeNs(final int instrumentId) {
            try (MarketDataSource source = market.openAgain()) {
                return Evaluation.barDurationNs(source, market.data().toString(), instrumentId);
            }
        }
    }
}
