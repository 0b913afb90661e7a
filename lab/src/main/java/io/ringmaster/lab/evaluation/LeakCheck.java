package io.ringmaster.lab.evaluation;

import io.ringmaster.lab.statistics.LookAhead;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Searches the inputs of a policy for what is known too early: the signal of each strategy, the volume, and each feature and outside series that the
 * strategies read. What is new in an input is compared with the return after it by {@link LookAhead}.
 *
 * <p>Each is compared twice, and the stronger correlation counts: at each of its bars with the return of the next one; and where it changes, with the return
 * over the usual time until its next change, so that a value of tomorrow that comes once a day meets the return of a day. The times do not overlap, and they
 * follow from the past, so an honest input has no reason to correlate.
 */
public final class LeakCheck {

    /** A smaller correlation may be skill. An honest input that ranks the returns so well would be worth more than all known ones. */
    public static final double LEAST_CORRELATION = 0.25;

    private static final int LEAST_ROWS = 30;
    private static final int MOST_ROWS = 20_000;
    private static final double LEVEL = 0.001;
    private static final int SHUFFLES = 999;
    private static final long SEED = 1;
    private static final String VOLUME = "volume";
    private static final String STRATEGY = "strategy ";
    private static final String OUTSIDE = "outside series ";

    private final List<String> names = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    /** Bars of each column's own rhythm. */
    private final List<Integer> rhythms = new ArrayList<>();
    private final Column closes = new Column();

    /**
     * An input.
     *
     * @param rows        how often it was compared
     * @param correlation with the return after it; NaN if it changed too seldom to tell
     * @param limit       above which it is suspicious
     */
    public record Checked(String name, int rows, double correlation, double limit) {

        public boolean isKnown() {
            return Double.isFinite(correlation);
        }

        public boolean isSuspicious() {
            return Math.abs(correlation) > limit;
        }
    }

    /** Values of all bars. */
    private static final class Column {

        private double[] values = new double[1 << 12];
        private int size;

        private void add(final double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }
    }

    private LeakCheck() {
    }

    /**
     * Checks the inputs of strategies.
     *
     * @param source       the whole market; not closed here
     * @param name         of the data, for messages
     * @param specs        strategies of the first instrument
     * @param series       outside series that are read besides
     * @param instrumentOf instrument by a strategy's symbol
     */
    public static List<Checked> of(
        final MarketDataSource source, final String name, final List<StrategySpec> specs, final List<String> series,
        final Function<String, InstrumentDefinition> instrumentOf) {
        final LeakCheck check = new LeakCheck();
        final PlayedStrategies strategies = new PlayedStrategies(specs, instrumentOf);
        series.forEach(strategies.features()::declare);
        check.read(source, name, specs, strategies);
        return check.checked();
    }

    private void read(final MarketDataSource source, final String name, final List<StrategySpec> specs, final PlayedStrategies strategies) {
        final long shortestNs = Arrays.stream(strategies.timeframesNs()).min().orElseThrow();
        final Set<Feature> read = new TreeSet<>(strategies.featuresRead());
        final Column volumes = column(VOLUME, 1);
        final List<Column> signals = specs.stream().map(spec -> column(STRATEGY + spec.id(), (int) (spec.timeframeNs() / shortestNs))).toList();
        final List<Column> series = strategies.features().series().stream().map(each -> column(OUTSIDE + each, 1)).toList();
        final List<Column> features = read.stream().map(feature -> column("feature " + feature.name().toLowerCase(Locale.ROOT), 1)).toList();
        new RecordedMarket(source, name, 0).play(strategies.timeframesNs(), read, strategies.features(), new RecordedMarket.Listener() {

            private boolean isRowOpen;

            @Override
            public void onBarClosed(
                final int instrumentId, final long timeframeNs, final long openNs, final long closeNs,
                final long open, final long high, final long low, final long close, final long volume) {
                strategies.onBarClosed(timeframeNs, openNs, closeNs, open, high, low, close, volume);
                if (timeframeNs == shortestNs) {
                    endRow();
                    isRowOpen = true;
                    closes.add(Math.log(FixedPoint.toDouble(close)));
                    volumes.add(FixedPoint.toDouble(volume));
                    for (int i = 0; i < series.size(); i++) {
                        series.get(i).add(strategies.features().outside(i));
                    }
                    int place = 0;
                    for (final Feature feature : read) {
                        features.get(place++).add(strategies.features().get(feature));
                    }
                }
            }

            @Override
            public void onEvaluate(final long timeNs) {
                endRow();
            }

            private void endRow() {
                if (isRowOpen) {
                    isRowOpen = false;
                    strategies.evaluate();
                    for (int i = 0; i < signals.size(); i++) {
                        signals.get(i).add(spoken(strategies, i));
                    }
                }
            }
        });
    }

    private Column column(final String name, final int rhythm) {
        final Column column = new Column();
        names.add(name);
        rhythms.add(rhythm);
        columns.add(column);
        return column;
    }

    private static double spoken(final PlayedStrategies strategies, final int strategy) {
        if (!strategies.speaks(strategy)) {
            return 0;
        }
        final Signal signal = strategies.shard().signal(strategy);
        final double strength = strategies.shard().strength(strategy);
        return signal == Signal.LONG ? strength : signal == Signal.SHORT ? -strength : 0;
    }

    /** Inputs that never have a value are left out. */
    private List<Checked> checked() {
        final List<Checked> all = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            final int[] changes = changes(columns.get(i));
            if (changes.length > 0) {
                final Checked byChange = checked(names.get(i), columns.get(i), changes, usualGap(changes));
                final Checked byBar = changes.length == 1 ? byChange : checked(names.get(i), columns.get(i), known(columns.get(i)), rhythms.get(i));
                all.add(byBar.isKnown() && !(Math.abs(byBar.correlation) < Math.abs(byChange.correlation)) ? byBar : byChange);
            }
        }
        return all;
    }

    private Checked checked(final String name, final Column column, final int[] candidates, final int horizon) {
        final int[] rows = apart(candidates, horizon);
        if (rows.length < LEAST_ROWS) {
            return new Checked(name, rows.length, Double.NaN, 1);
        }
        final double[][] values = new double[rows.length][];
        final double[] returns = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = new double[] {column.values[rows[i]]};
            returns[i] = closes.values[rows[i] + horizon] - closes.values[rows[i]];
        }
        final LookAhead test = new LookAhead(List.of(name), values, returns);
        return new Checked(
            name, rows.length, test.correlations().getFirst().value(), Math.max(LEAST_CORRELATION, test.find(LEVEL, SHUFFLES, SEED).limit()));
    }

    private static int[] known(final Column column) {
        return IntStream.range(0, column.size).filter(i -> Double.isFinite(column.values[i])).toArray();
    }

    /** The bars at which a value is another one than before. */
    private static int[] changes(final Column column) {
        final int[] changes = new int[column.size];
        int count = 0;
        double before = Double.NaN;
        for (int i = 0; i < column.size; i++) {
            final double value = column.values[i];
            if (Double.isFinite(value) && value != before) {
                changes[count++] = i;
                before = value;
            }
        }
        return Arrays.copyOf(changes, count);
    }

    /** The median of the bars between two changes, 1 or more. */
    private static int usualGap(final int[] changes) {
        if (changes.length < 2) {
            return 1;
        }
        final int[] gaps = new int[changes.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = changes[i + 1] - changes[i];
        }
        Arrays.sort(gaps);
        return gaps[gaps.length / 2];
    }

    /** Bars that are at least so many bars from each other and from the end, the latest of them if there are many. */
    private int[] apart(final int[] changes, final int bars) {
        final int[] rows = new int[changes.length];
        int count = 0;
        for (final int change : changes) {
            if (change + bars < closes.size && (count == 0 || change - rows[count - 1] >= bars)) {
                rows[count++] = change;
            }
        }
        return Arrays.copyOfRange(rows, Math.max(0, count - MOST_ROWS), count);
    }
}
