package io.ringmaster.bench.comparison;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.gateway.parse.FuturesCapture;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.lab.source.Sources;
import io.ringmaster.pipeline.feed.recorded.CountedSource;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.math.BigDecimal;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
import org.ta4j.core.num.DecimalNum;
import org.ta4j.core.num.DecimalNumFactory;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;
import org.ta4j.core.num.NumFactory;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/**
 * Compares the same moving-average cross in Ringmaster and in ta4j, over the same bars, alternately in one run: the trades must be the same, and
 * the result is bars a second. In Ringmaster, a bar comes from a verified journal on disk, through the ring and the strategies, to a
 * recommendation. A minimal loop over the same journal shows what is possible at all. ta4j is measured with all bars in memory, and with each
 * bar read from the journal. It uses decimals by default; only these find all trades, because with doubles two equal means can differ. ta4j
 * needs a large heap.
 */
public final class Ta4jComparison {

    private static final int FAST = 10;
    private static final int SLOW = 50;
    /** Bars that ta4j's series keeps when they arrive one by one: enough for the slow mean; more only make it slower. */
    private static final int KEPT = 256;
    /** Slots for the closes of the slow mean, a power of 2. */
    private static final int CLOSES = 64;
    /** Decimal places of fixed-point numbers. */
    private static final int E8 = 8;
    private static final int ROUNDS = 5;
    private static final int VARIANTS = 1_000;
    private static final int VARIANT_ROUNDS = 3;
    private static final String SYMBOL = "X";
    private static final TopologySettings COMPACT =
        Configuration.bind(TopologySettings.class, "defaults", "mode: compact\ntiming: false\n", Map.of()).on(1);

    private final Path journal;
    private int bars;
    private long timeframeNs;

    /** A position from the index of its entry bar to that of its exit bar; -1 while it is open. */
    private record Trade(int entry, int exit) { }

    private static final class Trades {

        private static final int NONE = -1;

        private final List<Trade> closed = new ArrayList<>();
        private int entry = NONE;

        private boolean isOpen() {
            return entry != NONE;
        }

        private void enter(final int index) {
            entry = index;
        }

        private void exit(final int index) {
            closed.add(new Trade(entry, index));
            entry = NONE;
        }

        /** The last position may still be open. */
        private List<Trade> all() {
            if (isOpen()) {
                exit(NONE);
            }
            return closed;
        }
    }

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
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (CountedSource source = new Sources(FuturesCapture::new).open(file, Sources.Format.OHLCV, SYMBOL, 0, Map.of(), bytes -> { });
             JournalWriter writer = JournalWriter.open(journal, JournalSettings.defaults())) {
            for (int length = source.next(buffer); length > 0; length = source.next(buffer)) {
                timeframeNs = bar.wrapAndApplyHeader(buffer, 0, header).durationNs();
                writer.append(++bars, buffer, 0, length);
            }
        }
    }

    private void run() {
        final BarSeries inDoubles = series(DoubleNumFactory.getInstance());
        final BarSeries inDecimals = series(DecimalNumFactory.getInstance());
        final List<Contestant> contestants = List.of(
            new Contestant("here, journal to recommendation", true, this::trades),
            new Contestant("the checked journal and two integer sums, by hand", true, this::tradesByHand),
            new Contestant("ta4j, its decimals (the default), from the journal too", true, () -> tradesFromJournal(DecimalNumFactory.getInstance())),
            new Contestant("ta4j, its decimals, bars in memory", true, () -> trades(inDecimals)),
            new Contestant("ta4j, doubles, from the journal too", false, () -> tradesFromJournal(DoubleNumFactory.getInstance())),
            new Contestant("ta4j, doubles, bars in memory", false, () -> trades(inDoubles)));
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            final List<Trade> here = trades();
            for (final Contestant contestant : contestants) {
                contestant.run(round, bars, here);
            }
        }
        System.out.printf(Locale.ROOT, "%,d bars, SMA %d/%d cross; bars a second, medians of %d rounds%n", bars, FAST, SLOW, ROUNDS);
        final double ours = median(contestants.getFirst().rates);
        for (final Contestant contestant : contestants) {
            final double rate = median(contestant.rates);
            System.out.printf(Locale.ROOT, "%-54s %,12.0f   1/%-5.1f %s%n", contestant.name, rate, ours / rate, contestant.agreement());
        }
        runVariants();
    }

    /** One competitor, and its bars a second by round. */
    private static final class Contestant {

        private final String name;
        private final boolean isExact;
        private final Supplier<List<Trade>> work;
        private final double[] rates = new double[ROUNDS];
        private long found;
        private long shared;

        /** @param isExact whether its trades must be the same */
        private Contestant(final String name, final boolean isExact, final Supplier<List<Trade>> work) {
            this.name = name;
            this.isExact = isExact;
            this.work = work;
        }

        /** Rounds below 0 are warm-up. */
        private void run(final int round, final int bars, final List<Trade> expected) {
            final List<Trade> trades = new ArrayList<>();
            final double seconds = seconds(() -> trades.addAll(work.get()));
            if (isExact && !trades.equals(expected)) {
                throw new IllegalStateException("the trades differ from " + name + ": " + firstDifference(expected, trades));
            }
            found = trades.size();
            shared = trades.stream().filter(Set.copyOf(expected)::contains).count();
            if (round >= 0) {
                rates[round] = bars / seconds;
            }
        }

        private String agreement() {
            return String.format(Locale.ROOT, "%,d trades, %,d of them as here", found, shared);
        }
    }

    private void runVariants() {
        final double[] many = new double[VARIANT_ROUNDS];
        for (int round = -1; round < VARIANT_ROUNDS; round++) {
            final double rate = (double) VARIANTS * bars / seconds(this::playVariants);
            if (round >= 0) {
                many[round] = rate;
            }
        }
        System.out.printf(Locale.ROOT, "%,d variants at once: %,.1f M strategy-bars a second, median of %d; ta4j's best published is 2.1 M%n",
            VARIANTS, median(many) / 1e6, VARIANT_ROUNDS);
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
        return StrategySpec.of(id, "rule", timeframeNs, Map.of("long", both.formatted("above"), "flat", both.formatted("below")));
    }

    /** The trades that follow from the recommendations. */
    private List<Trade> trades() {
        final Trades trades = new Trades();
        play(List.of(cross("x", FAST, SLOW)), (sequence, strategy, signal) -> {
            final int index = (int) sequence - 1;
            if (signal == Signal.LONG && !trades.isOpen()) {
                trades.enter(index);
            } else if (signal == Signal.FLAT && trades.isOpen()) {
                trades.exit(index);
            }
        });
        return trades.all();
    }

    /** The minimal loop that reads bars from a journal and verifies them: the upper bound. */
    private List<Trade> tradesByHand() {
        final long[] closes = new long[CLOSES];
        final ImportedBarDecoder bar = new ImportedBarDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final Trades trades = new Trades();
        long fast = 0;
        long slow = 0;
        int sideBefore = 0;
        try (JournalReader inputs = JournalReader.open(journal)) {
            for (int index = 0; inputs.next(); index++) {
                final long close = bar.wrapAndApplyHeader(inputs.buffer(), inputs.offset(), header).closePriceE8();
                fast += close - closes[index - FAST & CLOSES - 1];
                slow += close - closes[index - SLOW & CLOSES - 1];
                closes[index & CLOSES - 1] = close;
                final int side = Long.compare(fast * SLOW, slow * FAST);
                if (index >= SLOW && side > 0 && sideBefore <= 0 && !trades.isOpen()) {
                    trades.enter(index);
                } else if (index >= SLOW && side < 0 && sideBefore >= 0 && trades.isOpen()) {
                    trades.exit(index);
                }
                sideBefore = side;
            }
        }
        return trades.all();
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

    private void play(final List<StrategySpec> strategies, final StrategyRing.Listener heard) {
        final StrategyShard shard = new StrategyShard(
            strategies, StrategyShard.Share.WHOLE, StrategyShard.Instruments.one(0.001), StrategyTimer.NONE, StrategyCatalog::create);
        try (JournalReader inputs = JournalReader.open(journal); EventRing ring = StrategyRing.wire(COMPACT, shard, 1, heard)) {
            while (inputs.next()) {
                ring.claim().put(inputs.sequence(), inputs.buffer(), inputs.offset(), inputs.length());
                ring.publish();
            }
        }
    }

    private BarSeries series(final NumFactory numbers) {
        final BarSeries series = new BaseBarSeriesBuilder().withNumFactory(numbers).build();
        forEachBar(bar -> add(series, bar));
        return series;
    }

    /** New indicators each time, because ta4j caches its results. */
    private static Strategy cross(final BarSeries series) {
        final ClosePriceIndicator close = new ClosePriceIndicator(series);
        final SMAIndicator fast = new SMAIndicator(close, FAST);
        final SMAIndicator slow = new SMAIndicator(close, SLOW);
        return new BaseStrategy(new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow), SLOW);
    }

    private static List<Trade> trades(final BarSeries series) {
        final List<Trade> trades = new ArrayList<>();
        final var record = new BarSeriesManager(series, new TradeOnCurrentCloseModel()).run(cross(series));
        for (final Position position : record.getPositions()) {
            trades.add(new Trade(position.getEntry().getIndex(), position.getExit().getIndex()));
        }
        if (record.getCurrentPosition().isOpened()) {
            trades.add(new Trade(record.getCurrentPosition().getEntry().getIndex(), -1));
        }
        return trades;
    }

    /** Evaluates ta4j's strategy after each bar, as on a live market. */
    private List<Trade> tradesFromJournal(final NumFactory numbers) {
        final BarSeries series = new BaseBarSeriesBuilder().withNumFactory(numbers).withMaxBarCount(KEPT).build();
        final Strategy strategy = cross(series);
        final Trades trades = new Trades();
        forEachBar(bar -> {
            add(series, bar);
            final int index = series.getEndIndex();
            if (!trades.isOpen() && strategy.shouldEnter(index)) {
                trades.enter(index);
            } else if (trades.isOpen() && strategy.shouldExit(index)) {
                trades.exit(index);
            }
        });
        return trades.all();
    }

    private void forEachBar(final Consumer<ImportedBarDecoder> heard) {
        final ImportedBarDecoder bar = new ImportedBarDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (JournalReader inputs = JournalReader.open(journal)) {
            while (inputs.next()) {
                heard.accept(bar.wrapAndApplyHeader(inputs.buffer(), inputs.offset(), header));
            }
        }
    }

    private static void add(final BarSeries series, final ImportedBarDecoder bar) {
        final NumFactory numbers = series.numFactory();
        series.barBuilder().timePeriod(Duration.ofNanos(bar.durationNs()))
            .endTime(Instant.ofEpochSecond(0, bar.openTimeNs() + bar.durationNs()))
            .openPrice(num(numbers, bar.openPriceE8())).highPrice(num(numbers, bar.highPriceE8()))
            .lowPrice(num(numbers, bar.lowPriceE8())).closePrice(num(numbers, bar.closePriceE8()))
            .volume(num(numbers, bar.volumeE8())).add();
    }

    /** Creates a decimal directly: converting through the text of a double would take a third of ta4j's time. */
    private static Num num(final NumFactory numbers, final long e8) {
        return numbers instanceof DecimalNumFactory
            ? DecimalNum.valueOf(BigDecimal.valueOf(e8, E8)) : numbers.numOf(FixedPoint.toDouble(e8));
    }
}
