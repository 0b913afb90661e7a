package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The textbook, with the whole history in memory: every indicator and strategy computed from its published definition with arrays and
 * loops, slow and plain, without any of the code under test.
 */
public final class Oracle {

    private Oracle() {
    }

    /** NaN before index n - 1 counted from the first number. */
    public static double[] sma(final double[] x, final int n) {
        final double[] out = nan(x.length);
        for (int i = first(x) + n - 1; i < x.length; i++) {
            double sum = 0;
            for (int k = i - n + 1; k <= i; k++) {
                sum += x[k];
            }
            out[i] = sum / n;
        }
        return out;
    }

    /** Exponential mean with that weight, seeded at index {@code seedEnd} with the mean of the n values up to it. */
    public static double[] exponential(final double[] x, final int n, final double alpha, final int seedEnd) {
        final double[] out = nan(x.length);
        if (seedEnd >= x.length) {
            return out;
        }
        double sum = 0;
        for (int k = seedEnd - n + 1; k <= seedEnd; k++) {
            sum += x[k];
        }
        out[seedEnd] = sum / n;
        for (int i = seedEnd + 1; i < x.length; i++) {
            out[i] = alpha * x[i] + (1 - alpha) * out[i - 1];
        }
        return out;
    }

    public static double[] ema(final double[] x, final int n) {
        return exponential(x, n, 2.0 / (n + 1), first(x) + n - 1);
    }

    public static double[] wilder(final double[] x, final int n) {
        return exponential(x, n, 1.0 / n, first(x) + n - 1);
    }

    /** NaN at bar 0, which has no close before it. */
    public static double[] trueRange(final Bars bars) {
        final double[] out = nan(bars.size());
        for (int i = 1; i < out.length; i++) {
            out[i] = Math.max(bars.high[i] - bars.low[i],
                Math.max(Math.abs(bars.high[i] - bars.close[i - 1]), Math.abs(bars.low[i] - bars.close[i - 1])));
        }
        return out;
    }

    /** 0 where nothing ever moved, as TA-Lib. */
    public static double[] rsi(final double[] close, final int n) {
        final double[] gain = nan(close.length);
        final double[] loss = nan(close.length);
        for (int i = 1; i < close.length; i++) {
            gain[i] = Math.max(0, close[i] - close[i - 1]);
            loss[i] = Math.max(0, close[i - 1] - close[i]);
        }
        final double[] up = wilder(gain, n);
        final double[] down = wilder(loss, n);
        final double[] out = nan(close.length);
        for (int i = n; i < close.length; i++) {
            out[i] = up[i] + down[i] == 0 ? 0 : 100 - 100 / (1 + up[i] / down[i]);
        }
        return out;
    }

    public static double[] deviation(final double[] x, final int n, final int ddof) {
        final double[] mean = sma(x, n);
        final double[] out = nan(x.length);
        for (int i = first(x) + n - 1; i < x.length; i++) {
            double squares = 0;
            for (int k = i - n + 1; k <= i; k++) {
                squares += (x[k] - mean[i]) * (x[k] - mean[i]);
            }
            out[i] = Math.sqrt(squares / (n - ddof));
        }
        return out;
    }

    /** From index 2n on: the DIs exist from n, their DX is averaged over n. */
    public static double[] adx(final Bars bars, final int n) {
        final int size = bars.size();
        final double[] plus = nan(size);
        final double[] minus = nan(size);
        for (int i = 1; i < size; i++) {
            final double up = bars.high[i] - bars.high[i - 1];
            final double down = bars.low[i - 1] - bars.low[i];
            plus[i] = up > down && up > 0 ? up : 0;
            minus[i] = down > up && down > 0 ? down : 0;
        }
        final double[] range = wilder(trueRange(bars), n);
        final double[] plusMean = wilder(plus, n);
        final double[] minusMean = wilder(minus, n);
        final double[] dx = nan(size);
        for (int i = n; i < size; i++) {
            final double plusDi = range[i] == 0 ? 0 : 100 * plusMean[i] / range[i];
            final double minusDi = range[i] == 0 ? 0 : 100 * minusMean[i] / range[i];
            dx[i] = plusDi + minusDi == 0 ? 0 : 100 * Math.abs(plusDi - minusDi) / (plusDi + minusDi);
        }
        return wilder(dx, n);
    }

    /** freqtrade's supertrend over the plain mean of the true range: the line. */
    public static double[] supertrend(final Bars bars, final double m, final int n) {
        return supertrend(bars, sma(trueRange(bars), n), m, n);
    }

    /** The same over another mean. */
    static double[] supertrend(final Bars bars, final double[] range, final double m, final int n) {
        final double[] upper = new double[bars.size()];
        final double[] lower = new double[bars.size()];
        final double[] line = new double[bars.size()];
        for (int i = n; i < bars.size(); i++) {
            final double basicUpper = bars.hl2(i) + m * range[i];
            final double basicLower = bars.hl2(i) - m * range[i];
            upper[i] = basicUpper < upper[i - 1] || bars.close[i - 1] > upper[i - 1] ? basicUpper : upper[i - 1];
            lower[i] = basicLower > lower[i - 1] || bars.close[i - 1] < lower[i - 1] ? basicLower : lower[i - 1];
            if (line[i - 1] == upper[i - 1]) {
                line[i] = bars.close[i] <= upper[i] ? upper[i] : lower[i];
            } else {
                line[i] = bars.close[i] >= lower[i] ? lower[i] : upper[i];
            }
        }
        return line;
    }

    static Signal[] volatilitySystem(final Bars hours, final boolean exact) {
        final Bars blocks = hours.joined(3);
        final double[] atr = wilder(trueRange(blocks), 14);
        final Signal[] out = holds(hours.size());
        for (int i = 3; i < hours.size(); i++) {
            // On a block's last hour the block itself becomes visible; on the two after it, it still is.
            final int block = (i + 1) / 3 - 1;
            final int blockOfRowBefore = i / 3 - 1;
            if (block < 1 || blockOfRowBefore < 0 || !exact && (i + 1) % 3 != 0) {
                continue;
            }
            final double move = blocks.close[block] - blocks.close[block - 1];
            final double threshold = 2.0 * atr[blockOfRowBefore];
            out[i] = move > threshold ? Signal.LONG : -move > threshold ? Signal.SHORT : Signal.HOLD;
        }
        return out;
    }

    static Signal[] tripleSupertrend(final Bars bars, final double[][] buy, final double[][] sell) {
        final Signal[] out = holds(bars.size());
        final double[][] buying = Arrays.stream(buy).map(p -> supertrend(bars, p[0], (int) p[1])).toArray(double[][]::new);
        final double[][] selling = Arrays.stream(sell).map(p -> supertrend(bars, p[0], (int) p[1])).toArray(double[][]::new);
        for (int i = 30; i < bars.size(); i++) {
            boolean up = bars.volume[i] > 0;
            boolean down = bars.volume[i] > 0;
            for (int k = 0; k < 3; k++) {
                up &= bars.close[i] >= buying[k][i];
                down &= bars.close[i] < selling[k][i];
            }
            out[i] = up == down ? Signal.HOLD : up ? Signal.LONG : Signal.SHORT;
        }
        return out;
    }

    /** With exits: a long ends when the second selling line turns down, a short when the second buying line turns up. */
    static Signal[] tripleSupertrendWithExits(final Bars bars, final double[][] buy, final double[][] sell) {
        final Signal[] out = tripleSupertrend(bars, buy, sell);
        final double[] selling = supertrend(bars, sell[1][0], (int) sell[1][1]);
        final double[] buying = supertrend(bars, buy[1][0], (int) buy[1][1]);
        Signal side = Signal.FLAT;
        for (int i = 30; i < out.length; i++) {
            final boolean ends = side == Signal.LONG && bars.close[i] < selling[i] || side == Signal.SHORT && bars.close[i] >= buying[i];
            if (out[i] != Signal.HOLD) {
                side = out[i];
            } else if (ends) {
                side = Signal.FLAT;
                out[i] = Signal.FLAT;
            }
        }
        return out;
    }

    static Signal[] ott(final Bars bars, final int period, final double percent) {
        final int size = bars.size();
        final Columns columns = new Columns(bars);
        final double[] var = columns.variable(period, 9, 0);
        final double[] line = columns.trailed(var, percent, 0);
        final Signal[] out = holds(size);
        for (int i = 3; i < size; i++) {
            if (var[i] > line[i - 2] && var[i - 1] <= line[i - 3]) {
                out[i] = Signal.LONG;
            } else if (var[i] < line[i - 2] && var[i - 1] >= line[i - 3]) {
                out[i] = Signal.SHORT;
            }
        }
        return out;
    }

    static Signal[] bbandRsi(final Bars bars, final int ddof) {
        final double[] typical = map(bars.size(), bars::hlc3);
        final double[] rsi = rsi(bars.close, 14);
        final double[] middle = sma(typical, 20);
        final double[] sigma = deviation(typical, 20, ddof);
        final Signal[] out = holds(bars.size());
        for (int i = 20; i < bars.size(); i++) {
            if (rsi[i] < 30 && bars.close[i] < middle[i] - 2 * sigma[i]) {
                out[i] = Signal.LONG;
            } else if (rsi[i] > 70) {
                out[i] = Signal.FLAT;
            }
        }
        return out;
    }

    static Signal[] awesomeMacd(final Bars bars) {
        // TA-Lib lines both means up: the fast one is seeded with the twelve closes that end where the slow one's seed ends.
        final double[] fast = exponential(bars.close, 12, 2.0 / 13, 25);
        final double[] slow = ema(bars.close, 26);
        final double[] middle = map(bars.size(), bars::hl2);
        final double[] shortMean = sma(middle, 5);
        final double[] longMean = sma(middle, 34);
        final Signal[] out = holds(bars.size());
        for (int i = 35; i < bars.size(); i++) {
            final double macd = fast[i] - slow[i];
            // What is below a millionth of a millionth of the price is what binary sums lose, and stands for 0.
            final double lost = 1e-12 * bars.close[i];
            final double now = Math.abs(shortMean[i] - longMean[i]) < lost ? 0 : shortMean[i] - longMean[i];
            final double before = Math.abs(shortMean[i - 1] - longMean[i - 1]) < lost ? 0 : shortMean[i - 1] - longMean[i - 1];
            if (macd > 0 && now > 0 && before < 0) {
                out[i] = Signal.LONG;
            } else if (macd < 0 && now < 0 && before > 0) {
                out[i] = Signal.SHORT;
            }
        }
        return out;
    }

    public static double[] map(final int size, final IntToDoubleFunction value) {
        final double[] out = new double[size];
        Arrays.setAll(out, value);
        return out;
    }

    private static Signal[] holds(final int size) {
        final Signal[] out = new Signal[size];
        Arrays.fill(out, Signal.HOLD);
        return out;
    }

    private static double[] nan(final int size) {
        final double[] out = new double[size];
        Arrays.fill(out, Double.NaN);
        return out;
    }

    private static int first(final double[] x) {
        int i = 0;
        while (i < x.length && Double.isNaN(x[i])) {
            i++;
        }
        return i;
    }
}
