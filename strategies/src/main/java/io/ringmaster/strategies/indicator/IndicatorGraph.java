package io.ringmaster.strategies.indicator;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All indicators on one instrument and timeframe. Equal declarations are one node; a node is created after those it reads, so the order
 * of creation is an order of computation.
 *
 * <p>Conventions are TA-Lib's unless a method says otherwise (reference, strategies 0). One thread.
 */
public final class IndicatorGraph {

    private static final int INITIAL_NODES = 16;

    private final Bar bar = new Bar();
    private final TreeMap<String, Indicator> byDeclaration = new TreeMap<>();
    private Indicator[] inOrder = new Indicator[INITIAL_NODES];
    private int nodes;
    private long declarations;
    private long bars;

    /** Takes a closed bar and computes every node once. */
    public void onBar(
        final long openTimeNs, final long closeTimeNs, final double open, final double high, final double low, final double close,
        final double volume) {
        bar.openTimeNs = openTimeNs;
        bar.closeTimeNs = closeTimeNs;
        bar.open = open;
        bar.high = high;
        bar.low = low;
        bar.close = close;
        bar.volume = volume;
        bars++;
        for (int i = 0; i < nodes; i++) {
            inOrder[i].update(bar);
        }
    }

    /** The bar that closed last. */
    public Bar bar() {
        return bar;
    }

    /** Bars so far. */
    public long bars() {
        return bars;
    }

    /** Nodes asked for so far, equal ones counted again. */
    public long declarations() {
        return declarations;
    }

    /** Nodes computed each bar. */
    public int nodes() {
        return nodes;
    }

    private <T extends Indicator> T node(final String declaration, final Class<T> type, final Supplier<T> make) {
        declarations++;
        final Indicator known = byDeclaration.get(declaration);
        if (known != null) {
            return type.cast(known);
        }
        final T made = make.get();
        if (nodes == inOrder.length) {
            inOrder = Arrays.copyOf(inOrder, 2 * nodes);
        }
        inOrder[nodes++] = made;
        byDeclaration.put(declaration, made);
        return made;
    }

    /** A price of the bar itself. */
    public Indicator price(final PriceField field) {
        return node(field.name(), Price.class, () -> new Price(field));
    }

    /** Mean of the last {@code n} closes. */
    public Indicator sma(final PriceField field, final int n) {
        return node("sma(" + field + "," + n + ")", Sma.class, () -> new Sma(price(field), n));
    }

    /** Exponential mean, seeded with the mean of the first {@code n} values after {@code skip} bars. */
    public Indicator ema(final PriceField field, final int n, final int skip) {
        return node("ema(" + field + "," + n + "," + skip + ")", Ema.class, () -> new Ema(price(field), n, skip));
    }

    /** {@code a - b}. */
    public Indicator difference(final String name, final Indicator a, final Indicator b) {
        return node("difference(" + name + ")", Difference.class, () -> new Difference(a, b));
    }

    /** MACD line: EMA(fast) - EMA(slow) of the close, both starting on the same bar, as TA-Lib has it. */
    public Indicator macdLine(final int fast, final int slow) {
        final int longer = Math.max(fast, slow);
        return difference(
            "macd," + fast + "," + slow, ema(PriceField.CLOSE, fast, longer - fast), ema(PriceField.CLOSE, slow, longer - slow));
    }

    /** Awesome oscillator: SMA(fast) - SMA(slow) of (high + low) / 2. */
    public Indicator awesome(final int fast, final int slow) {
        return difference("awesome," + fast + "," + slow, sma(PriceField.HL2, fast), sma(PriceField.HL2, slow));
    }

    /** max(high - low, |high - previous close|, |low - previous close|); NaN on the first bar. */
    public Indicator trueRange() {
        return node("tr", TrueRange.class, TrueRange::new);
    }

    /** Average true range by Wilder's mean, seeded with the mean of the first {@code n} true ranges. */
    public Indicator atr(final int n) {
        return node("atr(" + n + ")", Rma.class, () -> new Rma(trueRange(), n));
    }

    /** Average true range by the plain mean. */
    public Indicator smaOfTrueRange(final int n) {
        return node("smatr(" + n + ")", Sma.class, () -> new Sma(trueRange(), n));
    }

    /** Relative strength index by Wilder. */
    public Indicator rsi(final int n) {
        return node("rsi(" + n + ")", Rsi.class, () -> new Rsi(n));
    }

    /** Standard deviation of the last {@code n} values. */
    public Indicator stddev(final PriceField field, final int n, final boolean sample) {
        return node("stddev(" + field + "," + n + "," + sample + ")", StdDev.class, () -> new StdDev(price(field), n, sample));
    }

    /** Average directional index by Wilder. */
    public Indicator adx(final int n) {
        return node("adx(" + n + ")", Adx.class, () -> new Adx(n));
    }

    /** The value {@code bars} bars ago. */
    public Indicator lag(final String name, final Indicator of, final int bars) {
        return node("lag(" + name + "," + bars + ")", Lag.class, () -> new Lag(of, bars));
    }

    /** Supertrend on the plain mean of the true range. */
    public Supertrend supertrend(final double multiplier, final int n) {
        return node("supertrend(" + multiplier + "," + n + ")", Supertrend.class, () -> new Supertrend(smaOfTrueRange(n), multiplier, n));
    }

    /** Optimized trend tracker. */
    public Ott ott(final int n, final double percent, final boolean seedWithFirstClose) {
        return node("ott(" + n + "," + percent + "," + seedWithFirstClose + ")", Ott.class, () -> new Ott(n, percent, seedWithFirstClose));
    }
}
