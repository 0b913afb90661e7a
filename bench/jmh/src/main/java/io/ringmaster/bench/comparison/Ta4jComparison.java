package io.ringmaster.bench.comparison;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.lab.source.CountedSource;
import io.ringmaster.lab.source.Sources;
import io.ringmaster.pipeline.config.Configuration;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.Topology;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Position;
import org.ta4j.core.Strategy;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnCurrentCloseModel;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DecimalNumFactory;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.NumFactory;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/**
 * The same cross of two moving averages here and in ta4j, over the same bars and in one run, taking turns: the trades must be the same,
 * and bars a second are set side by side. Here a bar comes from a journal on disk, checked, through the ring and the strategies to a
 * recommendation; ta4j has its bars in memory. Its own numbers are decimals unless told otherwise, so both kinds are run. Wants a large
 * heap, for ta4j's sake.
 */
public final class Ta4jComparison {

    private static final int FAST = 10;
    private static final int SLOW = 50;
    private static final int ROUNDS = 5;
    private static final int VARIANTS = 1_000;
    private static final int VARIANT_ROUNDS = 3;
    private static final String SYMBOL = "X";
    private static final TopologySettings COMPACT =
        Configuration.bind(TopologySettings.class, "defaults", "mode: compact\ntiming: false\n", Map.of()).on(1);

    private final Path journal;
    private final List<Bar> bars = new ArrayList<>();
    private long timeframeNs;

    private record Bar(long endNs, double open, double high, double low, double close, double volume) { }

    /** A position from the bar it was entered at to the one it was left at; -1 while it is open. */
    private record Trade(int entry, int exit) { }

    private Ta4jComparison(final Path journal) {
        this.journal = journal;
    }

    /** @param arguments a file of bars */
    public static void main(final String[] arguments) throws IOException {
        final Path directory = Files.createTempDirectory("compare-ta4j");
        try {
            final Ta4jComparison comparison = new Ta4jComparison(directory.resolve("journal"));
            comparison.importBars(Path.of(arguments[0]));
            comparison.run();
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private void importBars(final Path file) {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
        final ImportedBarDecoder bar = new ImportedBarDecoder();
        try (CountedSource source = Sources.open(file, Sources.Format.OHLCV, SYMBOL, 0, bytes -> { });
             JournalWriter writer = JournalWriter.open(journal, JournalSettings.defaults())) {
            for (int length = source.next(buffer); length > 0; length = source.next(buffer)) {
                bar.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
                timeframeNs = bar.durationNs();
                bars.add(new Bar(
                    bar.openTimeNs() + bar.durationNs(), FixedPoint.toDouble(bar.openPriceE8()), FixedPoint.toDouble(bar.highPriceE8()),
                    FixedPoint.toDouble(bar.lowPriceE8()), FixedPoint.toDouble(bar.closePriceE8()), FixedPoint.toDouble(bar.volumeE8())));
                writer.append(bars.size(), buffer, 0, length);
            }
        }
    }

    private void run() {
        final double[] ours = new double[ROUNDS];
        final double[] doubles = new double[ROUNDS];
        final double[] decimals = new double[ROUNDS];
        final BarSeries inDoubles = series(DoubleNumFactory.getInstance());
        final BarSeries inDecimals = series(DecimalNumFactory.getInstance());
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            final List<Trade> here = new ArrayList<>();
            final double mine = bars.size() / seconds(() -> here.addAll(trades()));
            final List<Trade> there = new ArrayList<>();
            final double theirDecimals = bars.size() / seconds(() -> there.addAll(trades(inDecimals)));
            final double theirDoubles = bars.size() / seconds(() -> trades(inDoubles));
            if (!here.equals(there)) {
                throw new IllegalStateException("the trades differ: " + firstDifference(here, there));
            }
            if (round >= 0) {
                ours[round] = mine;
                doubles[round] = theirDoubles;
                decimals[round] = theirDecimals;
            }
            if (round == 0) {
                System.out.printf(Locale.ROOT, "%,d bars, SMA %d/%d cross: %,d trades, the same here and in ta4j%n",
                    bars.size(), FAST, SLOW, here.size());
            }
        }
        print("here, journal to recommendation", ours, ours);
        print("ta4j, its decimals (the default)", decimals, ours);
        print("ta4j, doubles", doubles, ours);
        final double[] many = new double[VARIANT_ROUNDS];
        for (int round = -1; round < VARIANT_ROUNDS; round++) {
            final double rate = (double) VARIANTS * bars.size() / seconds(this::playVariants);
            if (round >= 0) {
                many[round] = rate;
            }
        }
        System.out.printf(Locale.ROOT, "%,d variants at once: %,.1f M strategy-bars a second, median of %d; ta4j's best published is 2.1 M%n",
            VARIANTS, median(many) / 1e6, VARIANT_ROUNDS);
    }

    private static void print(final String what, final double[] rates, final double[] ours) {
        System.out.printf(Locale.ROOT, "%-34s %,12.0f bars a second, median of %d   1/%.1f%n", what, median(rates), ROUNDS, median(ours) / median(rates));
    }

    private static double median(final double[] rates) {
        return Arrays.stream(rates).sorted().toArray()[rates.length / 2];
    }

    private static double seconds(final Runnable work) {
        final long startNs = System.nanoTime();
        work.run();
        return (System.nanoTime() - startNs) / 1e9;
    }

    private static String firstDifference(final List<Trade> here, final List<Trade> there) {
        int i = 0;
        while (i < here.size() && i < there.size() && here.get(i).equals(there.get(i))) {
            i++;
        }
        return "number " + i + " of " + here.size() + " and " + there.size() + ": " + (i < here.size() ? here.get(i) : "none") + ", "
            + (i < there.size() ? there.get(i) : "none");
    }

    private StrategySpec cross(final String id, final int fast, final int slow) {
        final String both = "sma(" + fast + ") crosses %s sma(" + slow + ")";
        return new StrategySpec(
            id, "rule", "", timeframeNs, 0, Map.of("long", both.formatted("above"), "flat", both.formatted("below")), true, 0);
    }

    /** The trades that follow from the recommendations. */
    private List<Trade> trades() {
        final List<Trade> trades = new ArrayList<>();
        final int[] entry = {-1};
        play(List.of(cross("x", FAST, SLOW)), (sequence, strategy, signal) -> {
            final int index = (int) sequence - 1;
            if (signal == Signal.LONG && entry[0] < 0) {
                entry[0] = index;
            } else if (signal == Signal.FLAT && entry[0] >= 0) {
                trades.add(new Trade(entry[0], index));
                entry[0] = -1;
            }
        });
        if (entry[0] >= 0) {
            trades.add(new Trade(entry[0], -1));
        }
        return trades;
    }

    private void playVariants() {
        final List<StrategySpec> variants = new ArrayList<>();
        for (int i = 0; i < VARIANTS; i++) {
            variants.add(cross("v" + i, 5 + i % 25, 40 + i / 25));
        }
        final long[] said = new long[1];
        play(variants, (sequence, strategy, signal) -> said[0]++);
        if (said[0] == 0) {
            throw new IllegalStateException("no variant said anything");
        }
    }

    private void play(final List<StrategySpec> strategies, final Topology.RecommendationListener heard) {
        final StrategyShard shard = new StrategyShard(strategies, 0, 1, 1, symbol -> 0, StrategyTimer.NONE);
        try (JournalReader inputs = JournalReader.open(journal); EventRing ring = Topology.strategiesOnly(COMPACT, shard, 1, heard)) {
            while (inputs.next()) {
                ring.claim().put(inputs.sequence(), inputs.buffer(), inputs.offset(), inputs.length());
                ring.publish();
            }
        }
    }

    private BarSeries series(final NumFactory numbers) {
        final BarSeries series = new BaseBarSeriesBuilder().withNumFactory(numbers).build();
        for (final Bar bar : bars) {
            series.barBuilder().timePeriod(Duration.ofNanos(timeframeNs)).endTime(Instant.ofEpochSecond(0, bar.endNs))
                .openPrice(bar.open).highPrice(bar.high).lowPrice(bar.low).closePrice(bar.close).volume(bar.volume).add();
        }
        return series;
    }

    /** New indicators each time: ta4j keeps what it has computed. */
    private static List<Trade> trades(final BarSeries series) {
        final ClosePriceIndicator close = new ClosePriceIndicator(series);
        final SMAIndicator fast = new SMAIndicator(close, FAST);
        final SMAIndicator slow = new SMAIndicator(close, SLOW);
        final Strategy strategy = new BaseStrategy(
            new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow), SLOW);
        final List<Trade> trades = new ArrayList<>();
        final var record = new BarSeriesManager(series, new TradeOnCurrentCloseModel()).run(strategy);
        for (final Position position : record.getPositions()) {
            trades.add(new Trade(position.getEntry().getIndex(), position.getExit().getIndex()));
        }
        if (record.getCurrentPosition().isOpened()) {
            trades.add(new Trade(record.getCurrentPosition().getEntry().getIndex(), -1));
        }
        return trades;
    }
}
