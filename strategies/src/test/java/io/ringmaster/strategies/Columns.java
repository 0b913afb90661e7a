package io.ringmaster.strategies;

import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * Indicators over a whole history as columns of numbers, each value computed afresh from the bars it depends on: the textbook, plain and
 * slow, without any of the code under test. NaN where there are too few bars.
 */
final class Columns {

    /** What plain binary sums lose, as a share of what went into them. */
    private static final double LOST = 1e-13;

    private final Bars bars;
    private final int size;

    Columns(final Bars bars) {
        this.bars = bars;
        size = bars.size();
    }

    double[] open() {
        return bars.open;
    }

    double[] high() {
        return bars.high;
    }

    double[] low() {
        return bars.low;
    }

    double[] close() {
        return bars.close;
    }

    double[] volume() {
        return bars.volume;
    }

    double[] each(final IntToDoubleFunction value) {
        return Oracle.map(size, value);
    }

    double[] typical() {
        return each(bars::hlc3);
    }

    double[] constant(final double value) {
        return each(i -> value);
    }

    double[] combine(final double[] a, final double[] b, final DoubleBinaryOperator how) {
        return each(i -> how.applyAsDouble(a[i], b[i]));
    }

    double[] minus(final double[] a, final double[] b) {
        return each(i -> Math.abs(a[i] - b[i]) <= LOST * Math.max(Math.abs(a[i]), Math.abs(b[i])) ? 0 : a[i] - b[i]);
    }

    double[] plus(final double[] a, final double factor, final double[] b) {
        return each(i -> a[i] + factor * b[i]);
    }

    double[] times(final double[] a, final double[] b) {
        return each(i -> a[i] * b[i]);
    }

    double[] ratio(final double[] a, final double[] b, final double otherwise) {
        return each(i -> Double.isNaN(b[i]) ? Double.NaN : b[i] == 0 ? otherwise : a[i] / b[i]);
    }

    double[] ago(final double[] x, final int bars) {
        return each(i -> i < bars ? Double.NaN : x[i - bars]);
    }

    double[] change(final double[] x) {
        return minus(x, ago(x, 1));
    }

    double[] sum(final double[] x, final int n) {
        return each(i -> {
            double sum = 0;
            double all = 0;
            for (int k = i - n + 1; k <= i; k++) {
                sum += k < 0 ? Double.NaN : x[k];
                all += k < 0 ? Double.NaN : Math.abs(x[k]);
            }
            return Math.abs(sum) <= LOST * all ? 0 : sum;
        });
    }

    double[] sma(final double[] x, final int n) {
        final double[] sum = sum(x, n);
        return each(i -> sum[i] / n);
    }

    double[] ema(final double[] x, final int n) {
        return Oracle.ema(x, n);
    }

    double[] emaFromFirst(final double[] x, final int n) {
        final double[] out = new double[size];
        for (int i = 0; i < size; i++) {
            final boolean begins = i == 0 || Double.isNaN(out[i - 1]);
            out[i] = begins ? x[i] : out[i - 1] + 2.0 / (n + 1) * (x[i] - out[i - 1]);
        }
        return out;
    }

    double[] wilder(final double[] x, final int n) {
        return Oracle.wilder(x, n);
    }

    double[] deviation(final double[] x, final int n) {
        final double[] out = Oracle.deviation(x, n, 0);
        return each(i -> out[i] < 10 * LOST * Math.abs(x[i]) ? 0 : out[i]);
    }

    double[] highest(final double[] x, final int n) {
        return each(i -> {
            double highest = Double.NEGATIVE_INFINITY;
            for (int k = i - n + 1; k <= i; k++) {
                highest = Math.max(highest, k < 0 ? Double.NaN : x[k]);
            }
            return highest;
        });
    }

    double[] lowest(final double[] x, final int n) {
        final double[] negative = each(i -> -x[i]);
        final double[] highest = highest(negative, n);
        return each(i -> -highest[i]);
    }

    double[] total(final double[] x) {
        final double[] out = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Double.isNaN(x[i]) ? 0 : x[i];
            out[i] = Double.isNaN(x[i]) ? Double.NaN : sum;
        }
        return out;
    }

    double[] rsi(final int n) {
        return Oracle.rsi(bars.close, n);
    }

    double[] atr(final int n) {
        return wilder(Oracle.trueRange(bars), n);
    }

    double[] roc(final double[] x, final int n) {
        final double[] then = ago(x, n);
        return each(i -> Double.isNaN(then[i]) ? Double.NaN : then[i] == 0 ? 0 : 100 * (x[i] - then[i]) / then[i]);
    }

    /** Directional indicators and their index, +DI, -DI, ADX, by the book TA-Lib wrote. */
    double[][] directional(final int n) {
        final double[] plus = constant(Double.NaN);
        final double[] minus = constant(Double.NaN);
        final double[] adx = constant(Double.NaN);
        double plusSum = 0;
        double minusSum = 0;
        double rangeSum = 0;
        double indexSum = 0;
        final double[] range = Oracle.trueRange(bars);
        for (int i = 1; i < size; i++) {
            final double up = bars.high[i] - bars.high[i - 1];
            final double down = bars.low[i - 1] - bars.low[i];
            final double lost = i < n ? 0 : 1.0 / n;
            plusSum += (up > down && up > 0 ? up : 0) - lost * plusSum;
            minusSum += (down > up && down > 0 ? down : 0) - lost * minusSum;
            rangeSum += range[i] - lost * rangeSum;
            if (i < n) {
                continue;
            }
            plus[i] = rangeSum == 0 ? 0 : 100 * plusSum / rangeSum;
            minus[i] = rangeSum == 0 ? 0 : 100 * minusSum / rangeSum;
            final double both = plus[i] + minus[i];
            final double index = both == 0 ? 0 : 100 * Math.abs(plus[i] - minus[i]) / both;
            if (i < 2 * n) {
                indexSum += index;
                adx[i] = i == 2 * n - 1 ? indexSum / n : Double.NaN;
            } else {
                adx[i] = both == 0 ? adx[i - 1] : (adx[i - 1] * (n - 1) + index) / n;
            }
        }
        return new double[][] {plus, minus, adx};
    }

    double[] adx(final int n) {
        return directional(n)[2];
    }

    double[] mfi(final int n) {
        final double[] price = typical();
        final double[] up = each(i -> i == 0 ? Double.NaN : price[i] > price[i - 1] && !same(price[i], price[i - 1]) ? price[i] * bars.volume[i] : 0);
        final double[] down = each(i -> i == 0 ? Double.NaN : price[i] < price[i - 1] && !same(price[i], price[i - 1]) ? price[i] * bars.volume[i] : 0);
        final double[] rises = sum(up, n);
        final double[] falls = sum(down, n);
        return each(i -> rises[i] + falls[i] == 0 ? 0 : 100 * rises[i] / (rises[i] + falls[i]));
    }

    double[] stochastic(final int n) {
        final double[] top = highest(bars.high, n);
        final double[] bottom = lowest(bars.low, n);
        return each(i -> top[i] == bottom[i] ? 0 : 100 * (bars.close[i] - bottom[i]) / (top[i] - bottom[i]));
    }

    /** Up and down. */
    double[][] aroon(final int n) {
        final double[] up = constant(Double.NaN);
        final double[] down = constant(Double.NaN);
        for (int i = n; i < size; i++) {
            int newestHigh = i - n;
            int newestLow = i - n;
            for (int k = i - n; k <= i; k++) {
                newestHigh = bars.high[k] >= bars.high[newestHigh] ? k : newestHigh;
                newestLow = bars.low[k] <= bars.low[newestLow] ? k : newestLow;
            }
            up[i] = 100.0 * (n - (i - newestHigh)) / n;
            down[i] = 100.0 * (n - (i - newestLow)) / n;
        }
        return new double[][] {up, down};
    }

    /** Value at the newest bar, and root of the squared residuals over n - 1. */
    double[][] regression(final int n) {
        final double[] value = constant(Double.NaN);
        final double[] residual = constant(Double.NaN);
        for (int i = n - 1; i < size; i++) {
            double meanY = 0;
            for (int k = 0; k < n; k++) {
                meanY += bars.close[i - n + 1 + k] / n;
            }
            final double meanX = (n - 1) / 2.0;
            double xy = 0;
            double xx = 0;
            for (int k = 0; k < n; k++) {
                xy += (k - meanX) * (bars.close[i - n + 1 + k] - meanY);
                xx += (k - meanX) * (k - meanX);
            }
            double squares = 0;
            for (int k = 0; k < n; k++) {
                final double error = bars.close[i - n + 1 + k] - meanY - xy / xx * (k - meanX);
                squares += error * error;
            }
            value[i] = meanY + xy / xx * (n - 1 - meanX);
            residual[i] = Math.sqrt(squares / (n - 1)) < 100 * LOST * meanY ? 0 : Math.sqrt(squares / (n - 1));
        }
        return new double[][] {value, residual};
    }

    /** Price weighted by volume, and the deviation around it. */
    double[][] vwap(final int n) {
        final double[] price = typical();
        final double[] volume = sum(bars.volume, n);
        final double[] value = sum(times(price, bars.volume), n);
        final double[] mean = each(i -> volume[i] == 0 ? price[i] : value[i] / volume[i]);
        final double[] around = constant(Double.NaN);
        for (int i = n - 1; i < size; i++) {
            double squares = 0;
            for (int k = i - n + 1; k <= i; k++) {
                squares += bars.volume[k] * (price[k] - mean[i]) * (price[k] - mean[i]);
            }
            around[i] = volume[i] == 0 ? 0 : Math.sqrt(squares / volume[i]);
        }
        return new double[][] {mean, around};
    }

    /** Numbers that agree to 10 digits are equal when they are compared: the rest may be what binary sums lose. */
    static boolean same(final double a, final double b) {
        return Math.abs(a - b) <= 1e-10 * Math.max(Math.abs(a), Math.abs(b));
    }

    boolean[] above(final double[] a, final double[] b) {
        final boolean[] out = new boolean[size];
        for (int i = 0; i < size; i++) {
            out[i] = a[i] > b[i] && !same(a[i], b[i]);
        }
        return out;
    }

    boolean[] above(final double[] a, final double b) {
        return above(a, constant(b));
    }

    boolean[] below(final double[] a, final double[] b) {
        return above(b, a);
    }

    boolean[] below(final double[] a, final double b) {
        return above(constant(b), a);
    }

    boolean[] crossUp(final double[] a, final double[] b) {
        final boolean[] above = above(a, b);
        final boolean[] out = new boolean[size];
        for (int i = 1; i < size; i++) {
            out[i] = above[i] && !above[i - 1] && !Double.isNaN(a[i - 1]) && !Double.isNaN(b[i - 1]);
        }
        return out;
    }

    boolean[] crossUp(final double[] a, final double b) {
        return crossUp(a, constant(b));
    }

    boolean[] crossDown(final double[] a, final double[] b) {
        return crossUp(b, a);
    }

    boolean[] crossDown(final double[] a, final double b) {
        return crossUp(constant(b), a);
    }

    boolean[] and(final boolean[] a, final boolean[] b) {
        final boolean[] out = new boolean[size];
        for (int i = 0; i < size; i++) {
            out[i] = a[i] && b[i];
        }
        return out;
    }

    boolean[] or(final boolean[] a, final boolean[] b) {
        final boolean[] out = new boolean[size];
        for (int i = 0; i < size; i++) {
            out[i] = a[i] || b[i];
        }
        return out;
    }
}
