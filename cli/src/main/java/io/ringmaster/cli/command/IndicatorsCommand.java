package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.cli.terminal.OutputFile;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.evaluation.Evaluation;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.indicator.catalog.IndicatorCatalog;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import io.ringmaster.strategies.indicator.type.IndicatorType;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code indicators}: lists the indicators, and computes their values over recorded bars. */
@Command(
    name = "indicators",
    description = "Lists the indicators, or writes their values on recorded bars.",
    mixinStandardHelpOptions = true,
    subcommands = {IndicatorsCommand.OfList.class, IndicatorsCommand.OfEval.class},
    footer = {"", "Example:", "  ./ringmaster indicators list"})
public final class IndicatorsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Choose what to do: list or eval.");
    }

    @Command(
        name = "list",
        description = "Lists every indicator with its arguments, outputs and meaning.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster indicators list"})
    static final class OfList implements Runnable {

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public void run() {
            if (json) {
                new JsonLine().putList("indicators", IndicatorCatalog.types(), (type, line) -> line
                    .put("name", type.name())
                    .put("signature", type.signature())
                    .put("outputs", String.join(",", type.outputs()))
                    .put("summary", type.summary())).print(System.out);
                return;
            }
            for (final IndicatorType type : IndicatorCatalog.types()) {
                System.out.printf(Locale.ROOT, "%-46s %s%s%n", type.signature(), type.summary(),
                    type.outputs().isEmpty() ? "" : ": " + String.join(", ", type.outputs()));
            }
        }
    }

    @Command(
        name = "eval",
        description = "Writes one row per bar: time_ms and a column for each output, empty while it has no value. From a recorded book or a"
            + " session, it "
            + "also uses book, trades and ticker as of the close of each bar.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster indicators eval --data bars.csv.gz --spec \"ema(20),rsi(14),macd(12,26,9)\" --out values.csv"})
    static final class OfEval implements Runnable {

        @Mixin
        private RecordedMarketOptions market;

        @Option(names = "--timeframe", description = "length of the bars, such as 5m (default: that of the data; 1m for trades)")
        private String timeframe;

        @Option(names = "--spec", required = true, description = "indicators, separated by commas; an indicator with several outputs gives"
            + " a column for each")
        private String specs;

        @Option(names = "--out", required = true, description = "CSV file to write; must not exist")
        private Path out;

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public void run() {
            final Map<String, String> columns = columns();
            OutputFile.requireAbsent(out);
            final int instrumentId = market.instrumentId();
            final long timeframeNs = timeframeNs(instrumentId);
            final Evaluation evaluation;
            try (Progress progress = Progress.over("indicators", market.data(), json);
                 MarketDataSource source = market.open(progress)) {
                evaluation = new Evaluation(source, market.data().toString(), instrumentId);
                OutputFile.write(out, file -> evaluation.indicators(columns, timeframeNs, file));
            }
            if (json) {
                new JsonLine().put("bars", evaluation.bars()).put("columns", columns.size()).print(System.out);
                return;
            }
            System.out.printf(Locale.ROOT, "%,d bars, %,d columns: %s%n", evaluation.bars(), columns.size(), out);
        }

        private long timeframeNs(final int instrumentId) {
            if (timeframe != null) {
                return RecordedData.timeframeNs(timeframe);
            }
            try (MarketDataSource source = market.openAgain()) {
                return Evaluation.usualTimeframeNs(source, market.data().toString(), instrumentId);
            }
        }

        /** Checks the specification before it reads the data, so that you see a mistake at once. */
        private Map<String, String> columns() {
            try {
                final Map<String, String> columns = IndicatorCatalog.columns(specs);
                final IndicatorGraph scratch = new IndicatorGraph();
                columns.values().forEach(scratch::indicator);
                return columns;
            } catch (final FormulaException e) {
                throw new InvalidInputException("--spec: " + e.getMessage(), e);
            }
        }
    }
}
