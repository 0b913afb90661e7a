package io.ringmaster.lab.backtest;

/**
 * Price, equity and drawdown of a whole run in a bounded number of points. When all points are used, neighbours are merged, and each point then
 * stands for twice as many steps. Merging keeps lows and highs.
 */
final class Curve {

    private static final int CAPACITY = 2_048;

    private final long[] timeNs = new long[CAPACITY];
    private final long[] priceE8 = new long[CAPACITY];
    private final long[] highE8 = new long[CAPACITY];
    private final long[] lowE8 = new long[CAPACITY];
    private final long[] equityE8 = new long[CAPACITY];
    private final double[] drawdown = new double[CAPACITY];
    private int size;
    private long stepsAPoint = 1;
    private long stepsInLast;

    void add(final StepListener.Step step, final double drawdownNow) {
        if (size > 0 && stepsInLast < stepsAPoint) {
            join(size - 1, step.timeNs, step.markPriceE8, step.markPriceE8, step.markPriceE8, step.equityE8, drawdownNow);
            stepsInLast++;
            return;
        }
        if (size == CAPACITY) {
            halve();
        }
        timeNs[size] = step.timeNs;
        priceE8[size] = step.markPriceE8;
        highE8[size] = step.markPriceE8;
        lowE8[size] = step.markPriceE8;
        equityE8[size] = step.equityE8;
        drawdown[size] = drawdownNow;
        size++;
        stepsInLast = 1;
    }

    private void join(
        final int at, final long newTimeNs, final long newPriceE8, final long newHighE8, final long newLowE8, final long newEquityE8,
        final double newDrawdown) {
        timeNs[at] = newTimeNs;
        priceE8[at] = newPriceE8;
        highE8[at] = Math.max(highE8[at], newHighE8);
        lowE8[at] = Math.min(lowE8[at], newLowE8);
        equityE8[at] = newEquityE8;
        drawdown[at] = Math.max(drawdown[at], newDrawdown);
    }

    private void halve() {
        for (int i = 0; i < CAPACITY / 2; i++) {
            move(2 * i, i);
            join(i, timeNs[2 * i + 1], priceE8[2 * i + 1], highE8[2 * i + 1], lowE8[2 * i + 1], equityE8[2 * i + 1], drawdown[2 * i + 1]);
        }
        size = CAPACITY / 2;
        stepsAPoint *= 2;
    }

    private void move(final int from, final int to) {
        timeNs[to] = timeNs[from];
        priceE8[to] = priceE8[from];
        highE8[to] = highE8[from];
        lowE8[to] = lowE8[from];
        equityE8[to] = equityE8[from];
        drawdown[to] = drawdown[from];
    }

    int size() {
        return size;
    }

    /** Steps each point stands for; the last may stand for fewer. */
    long stepsAPoint() {
        return stepsAPoint;
    }

    long timeNs(final int i) {
        return timeNs[i];
    }

    /** Mark at the end of the point. */
    long priceE8(final int i) {
        return priceE8[i];
    }

    long highE8(final int i) {
        return highE8[i];
    }

    long lowE8(final int i) {
        return lowE8[i];
    }

    /** Equity at the end of the point. */
    long equityE8(final int i) {
        return equityE8[i];
    }

    /** The deepest drawdown within the point. */
    double drawdown(final int i) {
        return drawdown[i];
    }
}
