package io.ringmaster.strategies;

import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.zip.GZIPInputStream;

/** A history of bars in plain arrays, for tests and their oracles. */
public final class Bars {

    public static final long HOUR = 3_600_000_000_000L;
    /** A multiple of three hours and of a day. */
    public static final long START = 1_483_228_800_000_000_000L;
    private static final int REAL_BARS = 100_000;
    /** Read once, as all tests want some of them. */
    private static Bars real;

    public final double[] open;
    public final double[] high;
    public final double[] low;
    public final double[] close;
    public final double[] volume;
    /** By bar, then by feature ordinal. */
    public final double[][] features;

    private Bars(final int size) {
        open = new double[size];
        high = new double[size];
        low = new double[size];
        close = new double[size];
        volume = new double[size];
        features = new double[size][];
    }

    public int size() {
        return close.length;
    }

    /** A seeded walk with calm and wild stretches, some bars without volume, and some in which nothing moves. */
    public static Bars walk(final int size, final long seed) {
        final Random random = new Random(seed);
        final Bars bars = new Bars(size);
        double price = 1_000;
        for (int i = 0; i < size; i++) {
            final double wildness = i / 300 % 3 == 0 ? 0.002 : i / 300 % 3 == 1 ? 0.02 : 0.008;
            final boolean still = i % 997 > 960;
            bars.open[i] = price;
            price = still ? price : Math.max(50, cents(price * (1 + wildness * random.nextGaussian())));
            bars.close[i] = price;
            final double reach = still ? 0 : cents(Math.abs(random.nextGaussian()) * price * wildness / 2);
            bars.high[i] = Math.max(bars.open[i], price) + reach;
            bars.low[i] = Math.max(1, Math.min(bars.open[i], price) - reach);
            bars.volume[i] = random.nextInt(50) == 0 || still ? 0 : random.nextInt(1_000) / 10.0;
        }
        bars.imagineFeatures(seed);
        return bars;
    }

    /** The same with prices and volumes on a grid of quarters, so that sums of them are exact in any order. */
    Bars onGrid() {
        final Bars grid = cut(size());
        for (final double[] column : List.of(grid.open, grid.high, grid.low, grid.close, grid.volume)) {
            Arrays.setAll(column, i -> Math.rint(4 * column[i]) / 4);
        }
        return grid;
    }

    /** A book, trades, a ticker and outside signals that go with the bars, from a seed. */
    private void imagineFeatures(final long seed) {
        final Random random = new Random(seed);
        final double[] totals = new double[Feature.values().length];
        double interest = 1_000;
        for (int i = 0; i < size(); i++) {
            final double[] known = Feature.unknown();
            interest *= Math.exp(0.01 * random.nextGaussian());
            for (final Feature feature : Feature.values()) {
                final int at = feature.ordinal();
                known[at] = switch (feature) {
                    case BID -> close[i] * (1 - 0.001 * random.nextDouble());
                    case ASK -> close[i] * (1 + 0.004 * random.nextDouble());
                    case BID_TENTH -> close[i] * 0.995;
                    case ASK_TENTH -> close[i] * 1.005;
                    case BUY_COST -> close[i] * 1.006;
                    case SELL_COST -> close[i] * 0.994;
                    case MARK, INDEX -> close[i] * (1 + 0.002 * random.nextGaussian());
                    case FUNDING, FUNDING_NEXT -> 1e-5 * random.nextGaussian();
                    case OPEN_INTEREST -> interest;
                    case BID_QTY, ASK_QTY, BID_DEPTH, ASK_DEPTH, BID_NEAR, ASK_NEAR, BID_WEIGHTED, ASK_WEIGHTED, BID_SLOPE, ASK_SLOPE
                        -> 1 + 100 * random.nextDouble();
                    case BOOK_AGE, TICKER_AGE -> 10 * random.nextDouble() * random.nextDouble();
                    case FLOW_AGE, MENTIONS_AGE -> 8_000 * random.nextDouble();
                    case SENTIMENT_AGE, OUTSIDE_AGE -> 100_000 * random.nextDouble();
                    case NEWS_AGE -> 9_000 * random.nextDouble() - 3_600;
                    case SENTIMENT, NEWS_SCORE, OUTSIDE -> 2 * random.nextDouble() - 1;
                    case MID_SLOPE -> close[i] * 1e-6 * random.nextGaussian();
                    case BOOK_FLOW -> totals[at] += random.nextGaussian();
                    case LARGE_BOUGHT, LARGE_SOLD -> totals[at] += random.nextDouble();
                    case BUYS, SELLS, NEWS -> totals[at] += random.nextInt(5);
                    case MENTIONS, ARRIVALS, REMOVALS, BOOK_UPDATES -> totals[at] += 10 + random.nextInt(20);
                    case BOUGHT, SOLD, SQUARED_TRADES, BIDS_ADDED, ASKS_ADDED, BIDS_REMOVED, ASKS_REMOVED, TOUCH_QTY, INFLOW, OUTFLOW ->
                        totals[at] += -5 * Math.log(1 - random.nextDouble());
                };
            }
            features[i] = known;
        }
    }

    /** The same where nothing of that source is known. */
    Bars without(final Feature.Source source) {
        return unknownWhere((bar, feature) -> feature.source() == source);
    }

    /** The same where sources are not known for some stretches, the first of which may begin with the bars, and any feature now and then. */
    Bars withGaps(final long seed) {
        final Random random = new Random(seed);
        final boolean[][] isGone = new boolean[Feature.Source.values().length][size()];
        for (final boolean[] gone : isGone) {
            boolean isNow = random.nextBoolean();
            for (int i = 0; i < gone.length; i++) {
                gone[i] = isNow;
                isNow = random.nextInt(isNow ? 150 : 300) == 0 ? !isNow : isNow;
            }
        }
        return unknownWhere((bar, feature) -> isGone[feature.source().ordinal()][bar] || random.nextInt(500) == 0);
    }

    private Bars unknownWhere(final BiPredicate<Integer, Feature> isUnknown) {
        final Bars gaps = cut(size());
        for (int i = 0; i < size(); i++) {
            gaps.features[i] = features[i].clone();
            for (final Feature feature : Feature.values()) {
                gaps.features[i][feature.ordinal()] = isUnknown.test(i, feature) ? Double.NaN : features[i][feature.ordinal()];
            }
        }
        return gaps;
    }

    /** A feature's column. */
    public double[] feature(final Feature feature) {
        return Arrays.stream(features).mapToDouble(known -> known[feature.ordinal()]).toArray();
    }

    private static double cents(final double price) {
        return Math.round(price * 100) / 100.0;
    }

    /**
     * Up to 100,000 real one-minute bars of BTC/USD, 2017, taken one after the other as if each were a bar of the timeframe; null where
     * absent. What goes with them beside the bars is imagined.
     */
    public static Bars real(final int size) throws IOException {
        synchronized (Bars.class) {
            real = real == null ? readReal() : real;
        }
        return real == null ? null : real.cut(size);
    }

    private static Bars readReal() throws IOException {
        final Path own = Path.of("").toAbsolutePath();
        final Path root = Files.exists(own.resolve("ringmaster")) ? own : own.getParent();
        final Path file = root.resolve("../shared/data/ohlcv/bitfinex_btcusd_1m_2017.csv.gz").normalize();
        if (!Files.exists(file)) {
            return null;
        }
        final Bars bars = new Bars(REAL_BARS);
        try (BufferedReader in = new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            in.readLine();
            for (int i = 0; i < REAL_BARS; i++) {
                final String[] fields = in.readLine().split(",");
                bars.open[i] = Double.parseDouble(fields[1]);
                bars.high[i] = Double.parseDouble(fields[2]);
                bars.low[i] = Double.parseDouble(fields[3]);
                bars.close[i] = Double.parseDouble(fields[4]);
                bars.volume[i] = Double.parseDouble(fields[5]);
            }
        }
        bars.imagineFeatures(REAL_BARS);
        return bars;
    }

    /** The first so many bars. */
    public Bars cut(final int size) {
        final Bars first = new Bars(size);
        System.arraycopy(open, 0, first.open, 0, size);
        System.arraycopy(high, 0, first.high, 0, size);
        System.arraycopy(low, 0, first.low, 0, size);
        System.arraycopy(close, 0, first.close, 0, size);
        System.arraycopy(volume, 0, first.volume, 0, size);
        System.arraycopy(features, 0, first.features, 0, size);
        return first;
    }

    /** All bars but the first so many. */
    public Bars from(final int first) {
        final Bars rest = new Bars(size() - first);
        System.arraycopy(open, first, rest.open, 0, rest.size());
        System.arraycopy(high, first, rest.high, 0, rest.size());
        System.arraycopy(low, first, rest.low, 0, rest.size());
        System.arraycopy(close, first, rest.close, 0, rest.size());
        System.arraycopy(volume, first, rest.volume, 0, rest.size());
        System.arraycopy(features, first, rest.features, 0, rest.size());
        return rest;
    }

    /** Whole groups of {@code n} bars joined. */
    public Bars joined(final int n) {
        final Bars blocks = new Bars(size() / n);
        for (int b = 0; b < blocks.size(); b++) {
            blocks.open[b] = open[b * n];
            blocks.close[b] = close[b * n + n - 1];
            blocks.high[b] = Arrays.stream(high, b * n, b * n + n).max().orElseThrow();
            blocks.low[b] = Arrays.stream(low, b * n, b * n + n).min().orElseThrow();
            blocks.volume[b] = Arrays.stream(volume, b * n, b * n + n).sum();
            blocks.features[b] = features[b * n + n - 1];
        }
        return blocks;
    }

    /** Leaves a bar's features where a graph or a shard reads them. */
    public void tellFeatures(final int i, final FeatureValues place) {
        place.copyFrom(new FeatureValues(features[i]));
    }

    public double hl2(final int i) {
        return (high[i] + low[i]) / 2;
    }

    public double hlc3(final int i) {
        return (high[i] + low[i] + close[i]) / 3;
    }
}
