package io.ringmaster.lab.evaluation;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.csv.CsvFile;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.strategies.Recommendation;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.Timeframe;
import io.ringmaster.strategies.indicator.FeatureValues;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the values of indicators and strategies for one instrument of a recorded market. Bars, features and nodes are those of the pipeline;
 * only the rest is not.
 */
public final class Evaluation {

    /** Default length of bars that are built from trades. */
    public static final long MINUTE_NS = 60_000_000_000L;

    private static final long NS_PER_MS = 1_000_000;
    /** Means the imported bars, unchanged. */
    private static final long AS_IMPORTED = 0;

    private final RecordedMarket market;
    private long rows;

    /**
     * @param name         of the data, for messages
     * @param instrumentId id of the instrument
     */
    public Evaluation(final MarketDataSource source, final String name, final int instrumentId) {
        market = new RecordedMarket(source, name, instrumentId);
    }

    /**
     * The length of the bars of a recorded market: that of its first imported bar, or {@link #MINUTE_NS} if bars are built from trades.
     *
     * @throws InvalidInputException if it has neither bars nor trades
     */
    public static long barDurationNs(final MarketDataSource source, final String name, final int instrumentId) {
        final long imported = importedDurationNs(source, name, instrumentId);
        return imported == AS_IMPORTED ? MINUTE_NS : imported;
    }

    /** Length of the imported bars; 0 if bars are built from trades. */
    public static long importedDurationNs(final MarketDataSource source, final String name, final int instrumentId) {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final ImportedBarDecoder bar = new ImportedBarDecoder();
        final TradeDecoder trade = new TradeDecoder();
        for (int length = source.next(buffer); length > 0; length = source.next(buffer)) {
            switch (InputMessage.templateId(buffer, 0)) {
                case ImportedBarDecoder.TEMPLATE_ID -> {
                    bar.wrapAndApplyHeader(buffer, 0, header);
                    if (bar.instrumentId() == instrumentId) {
                        // In a session, trades follow the history, and from trades bars of any length can be built.
                        return bar.phase() == BarPhase.HISTORY ? AS_IMPORTED : bar.durationNs();
                    }
                }
                case TradeDecoder.TEMPLATE_ID -> {
                    if (trade.wrapAndApplyHeader(buffer, 0, header).instrumentId() == instrumentId) {
                        return AS_IMPORTED;
                    }
                }
                default -> {
                    // Bars come from no other message.
                }
            }
        }
        throw new InvalidInputException(name + " holds no bars and no trades to make one of. Give a file of bars, such as CSV with "
            + "time_ms,open,high,low,close,volume, a recorded book with trades, or a session.");
    }

    /** The default bars for {@link #indicators}: imported ones as they are, otherwise one-minute bars. */
    public static long usualTimeframeNs(final MarketDataSource source, final String name, final int instrumentId) {
        return importedDurationNs(source, name, instrumentId) == AS_IMPORTED ? MINUTE_NS : AS_IMPORTED;
    }

    /**
     * One row per bar: {@code time_ms}, its open, and a column for each output, empty during the warm-up.
     *
     * @param columns     formulas by the column's name, in their order
     * @param timeframeNs length of the bars; 0 for imported bars as they are
     */
    public void indicators(final Map<String, String> columns, final long timeframeNs, final Path out) {
        final FeatureValues features = new FeatureValues();
        final IndicatorGraph graph = new IndicatorGraph(features);
        final List<Indicator> nodes = new ArrayList<>();
        final StringBuilder head = new StringBuilder("time_ms");
        columns.forEach((column, formula) -> {
            nodes.add(graph.indicator(formula));
            head.append(',').append(CsvFile.quoted(column));
        });
        try (CsvFile csv = new CsvFile(out, head.toString())) {
            final long[] timeframes = timeframeNs == AS_IMPORTED ? new long[0] : new long[] {timeframeNs};
            market.play(timeframes, graph.features(), features, new RecordedMarket.Listener() {
                @Override
                public void onBarClosed(
                    final int instrumentId, final long barNs, final long openNs, final long closeNs,
                    final long open, final long high, final long low, final long close, final long volume) {
                    graph.onBar(
                        openNs, closeNs, FixedPoint.toDouble(open), FixedPoint.toDouble(high), FixedPoint.toDouble(low),
                        FixedPoint.toDouble(close), FixedPoint.toDouble(volume));
                    csv.put(openNs / NS_PER_MS);
                    for (final Indicator node : nodes) {
                        csv.put(node.value());
                    }
                    csv.endRow();
                    rows++;
                }

                @Override
                public void onEvaluate(final long timeNs) {
                    // Each row is written when its bar closes.
                }
            });
        }
    }

    /**
     * One row for each strategy and closed bar of its timeframe: its recommendation, HOLD during the warm-up. {@code known_ms} is the time at
     * which it is known: at the bar's close, or with the first event after it if the last part of the bar is missing.
     *
     * @param instrumentOf instrument by a strategy's symbol; its fees count in stops and targets
     */
    public void strategies(final List<StrategySpec> specs, final Function<String, InstrumentDefinition> instrumentOf, final Path out) {
        try (CsvFile csv = new CsvFile(out, "time_ms,strategy,signal,strength,confidence,stop,target,timeframe,known_ms")) {
            final PlayedStrategies strategies = new PlayedStrategies(specs, instrumentOf);
            market.play(strategies.timeframesNs(), strategies.featuresRead(), strategies.features(), new SpokenRows(specs, strategies, csv));
        }
    }

    /** Writes the recommendations on the closed bars, one row each, in the order of the strategies. */
    private final class SpokenRows implements RecordedMarket.Listener {

        private final List<StrategySpec> specs;
        private final CsvFile csv;
        private final PlayedStrategies strategies;
        private final Map<Long, Long> openedByTimeframe = new TreeMap<>();

        private SpokenRows(final List<StrategySpec> specs, final PlayedStrategies strategies, final CsvFile csv) {
            this.specs = specs;
            this.strategies = strategies;
            this.csv = csv;
        }

        @Override
        public void onBarClosed(
            final int instrumentId, final long timeframeNs, final long openNs, final long closeNs,
            final long open, final long high, final long low, final long close, final long volume) {
            strategies.onBarClosed(timeframeNs, openNs, closeNs, open, high, low, close, volume);
            openedByTimeframe.put(timeframeNs, openNs);
        }

        @Override
        public void onEvaluate(final long timeNs) {
            if (openedByTimeframe.isEmpty()) {
                return;
            }
            strategies.evaluate();
            for (int i = 0; i < specs.size(); i++) {
                final Long openNs = openedByTimeframe.get(specs.get(i).timeframeNs());
                if (openNs != null) {
                    putRow(i, openNs, timeNs);
                }
            }
            openedByTimeframe.clear();
        }

        private void putRow(final int i, final long openNs, final long knownNs) {
            final StrategyShard shard = strategies.shard();
            final boolean speaks = strategies.speaks(i);
            csv.put(openNs / NS_PER_MS).put(specs.get(i).id())
                .put(speaks ? shard.signal(i).name() : Signal.HOLD.name())
                .put(speaks ? shard.strength(i) : 0).put(speaks ? shard.confidence(i) : 0);
            putPrice(speaks ? shard.stopPriceE8(i) : Recommendation.NO_PRICE);
            putPrice(speaks ? shard.targetPriceE8(i) : Recommendation.NO_PRICE);
            csv.put(Timeframe.format(specs.get(i).timeframeNs())).put(knownNs / NS_PER_MS);
            csv.endRow();
            rows++;
        }

        private void putPrice(final long priceE8) {
            if (priceE8 == Recommendation.NO_PRICE) {
                csv.putNothing();
            } else {
                csv.putE8(priceE8);
            }
        }
    }

    /** Number of bars read or built from trades so far. */
    public long bars() {
        return market.bars();
    }

    /** Rows written so far. */
    public long rows() {
        return rows;
    }
}
