package io.ringmaster.lab.evaluation;

import io.ringmaster.lab.csv.CsvFile;
import io.ringmaster.pipeline.core.market.BarAggregator;
import io.ringmaster.pipeline.engine.InputMessage;
import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.strategies.Recommendation;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.IndicatorGraph;
import io.ringmaster.units.FixedPoint;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes what indicators and strategies make of recorded bars. The nodes are those of the pipeline; only their surroundings are not. */
public final class Evaluation {

    private static final long NS_PER_MS = 1_000_000;

    private final MarketDataSource source;
    private final String name;
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ImportedBarDecoder bar = new ImportedBarDecoder();
    private long bars;
    private long rows;

    /** @param name of the data, for messages */
    public Evaluation(final MarketDataSource source, final String name) {
        this.source = source;
        this.name = name;
    }

    /**
     * One row a bar: {@code time_ms} and a column for each output, empty while it is not warm.
     *
     * @param columns formulas by the column's name, in their order
     */
    public void indicators(final Map<String, String> columns, final Path out) {
        final IndicatorGraph graph = new IndicatorGraph();
        final List<Indicator> nodes = new ArrayList<>();
        final StringBuilder head = new StringBuilder("time_ms");
        columns.forEach((column, formula) -> {
            nodes.add(graph.indicator(formula));
            head.append(',').append(CsvFile.quoted(column));
        });
        try (CsvFile csv = new CsvFile(out, head.toString())) {
            while (nextBar()) {
                graph.onBar(
                    bar.openTimeNs(), bar.openTimeNs() + bar.durationNs(), FixedPoint.toDouble(bar.openPriceE8()),
                    FixedPoint.toDouble(bar.highPriceE8()), FixedPoint.toDouble(bar.lowPriceE8()), FixedPoint.toDouble(bar.closePriceE8()),
                    FixedPoint.toDouble(bar.volumeE8()));
                csv.put(bar.openTimeNs() / NS_PER_MS);
                for (final Indicator node : nodes) {
                    csv.put(node.value());
                }
                csv.endRow();
                rows++;
            }
        }
    }

    /** One row for each strategy and closed bar of its timeframe: what it says, HOLD while it is not warm. */
    public void strategies(final List<StrategySpec> specs, final Path out) {
        final StrategyShard shard = new StrategyShard(specs, 0, 1, 1, symbol -> 0, StrategyTimer.NONE);
        try (CsvFile csv = new CsvFile(out, "time_ms,strategy,signal,strength,confidence,stop,target")) {
            final Map<Long, Long> openedByTimeframe = new TreeMap<>();
            final BarAggregator aggregator = new BarAggregator(
                new long[][] {shard.timeframesNs(0)},
                (instrumentId, timeframeNs, openNs, closeNs, open, high, low, close, volume) -> {
                    shard.onBarClosed(
                        instrumentId, timeframeNs, openNs, closeNs, FixedPoint.toDouble(open), FixedPoint.toDouble(high),
                        FixedPoint.toDouble(low), FixedPoint.toDouble(close), FixedPoint.toDouble(volume));
                    openedByTimeframe.put(timeframeNs, openNs);
                });
            while (nextBar()) {
                shard.clearChanges();
                aggregator.onTime(bar.openTimeNs() + bar.durationNs());
                speak(shard, specs, csv, openedByTimeframe);
                aggregator.onImportedBar(
                    0, bar.openTimeNs(), bar.durationNs(), bar.openPriceE8(), bar.highPriceE8(), bar.lowPriceE8(), bar.closePriceE8(),
                    bar.volumeE8());
                speak(shard, specs, csv, openedByTimeframe);
            }
        }
    }

    private void speak(final StrategyShard shard, final List<StrategySpec> specs, final CsvFile csv, final Map<Long, Long> openedByTimeframe) {
        shard.evaluate();
        for (int i = 0; i < specs.size(); i++) {
            final Long openNs = openedByTimeframe.get(specs.get(i).timeframeNs());
            if (openNs == null) {
                continue;
            }
            final boolean speaks = shard.condition(i) == StrategyCondition.ACTIVE && shard.signal(i) != Signal.HOLD;
            csv.put(openNs / NS_PER_MS).put(specs.get(i).id())
                .put(speaks ? shard.signal(i).name() : Signal.HOLD.name())
                .put(speaks ? shard.strength(i) : 0).put(speaks ? shard.confidence(i) : 0);
            putPrice(csv, speaks ? shard.stopPriceE8(i) : Recommendation.NO_PRICE);
            putPrice(csv, speaks ? shard.targetPriceE8(i) : Recommendation.NO_PRICE);
            csv.endRow();
            rows++;
        }
        openedByTimeframe.clear();
    }

    private static void putPrice(final CsvFile csv, final long priceE8) {
        if (priceE8 == Recommendation.NO_PRICE) {
            csv.putNothing();
        } else {
            csv.putE8(priceE8);
        }
    }

    private boolean nextBar() {
        for (int length = source.next(buffer); length > 0; length = source.next(buffer)) {
            if (InputMessage.templateId(buffer, 0) == ImportedBarDecoder.TEMPLATE_ID) {
                bar.wrapAndApplyHeader(buffer, 0, header);
                bars++;
                return true;
            }
        }
        if (bars == 0) {
            throw new InvalidInputException(name + " holds no bars. Give a file of bars, such as CSV with "
                + "time_ms,open,high,low,close,volume, or an imported one.");
        }
        return false;
    }

    /** Length of the first bar, in nanoseconds. */
    public long barDurationNs() {
        nextBar();
        return bar.durationNs();
    }

    /** Bars read so far. */
    public long bars() {
        return bars;
    }

    /** Rows written so far. */
    public long rows() {
        return rows;
    }
}
