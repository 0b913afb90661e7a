package io.ringmaster.strategies;

import java.math.BigDecimal;
import java.util.Arrays;
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
        final double[] mean = weightedByVolume(price, n);
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

    /** Middle of the range of the last n. */
    double[] middle(final int n) {
        final double[] top = highest(bars.high, n);
        final double[] bottom = lowest(bars.low, n);
        return each(i -> (top[i] + bottom[i]) / 2);
    }

    double[] symmetric(final double[] x) {
        return each(i -> i < 3 ? Double.NaN : (x[i] + 2 * x[i - 1] + 2 * x[i - 2] + x[i - 3]) / 6);
    }

    /** Where in its range a bar closed, from -1 to 1. */
    double[] location() {
        return each(i -> bars.high[i] == bars.low[i] ? 0
            : (bars.close[i] - bars.low[i] - (bars.high[i] - bars.close[i])) / (bars.high[i] - bars.low[i]));
    }

    /** Exponential mean of the close, weighted by volume. */
    double[] byVolume(final int n) {
        final double[] value = ema(times(bars.close, bars.volume), n);
        final double[] volume = ema(bars.volume, n);
        return each(i -> volume[i] == 0 ? bars.close[i] : value[i] / volume[i]);
    }

    double[] obv() {
        return total(each(i -> i == 0 ? Double.NaN : Math.signum(bars.close[i] - bars.close[i - 1]) * bars.volume[i]));
    }

    double[] pvt() {
        return total(each(i -> i == 0 ? Double.NaN : bars.volume[i] * (bars.close[i] - bars.close[i - 1]) / bars.close[i - 1]));
    }

    /** Open and close of Heikin-Ashi bars. */
    double[][] heikinAshi() {
        final double[] close = each(i -> (bars.open[i] + bars.high[i] + bars.low[i] + bars.close[i]) / 4);
        final double[] open = new double[size];
        open[0] = (bars.open[0] + bars.close[0]) / 2;
        for (int i = 1; i < size; i++) {
            open[i] = (open[i - 1] + close[i - 1]) / 2;
        }
        return new double[][] {open, close};
    }

    double[] klingerForce() {
        final double[] force = constant(Double.NaN);
        int trend = 0;
        double cumulated = 0;
        for (int i = 1; i < size; i++) {
            final double sum = bars.high[i] + bars.low[i] + bars.close[i];
            final double before = bars.high[i - 1] + bars.low[i - 1] + bars.close[i - 1];
            final int now = sum > before && !same(sum, before) ? 1 : -1;
            final double move = bars.high[i] - bars.low[i];
            cumulated = now == trend ? cumulated + move : bars.high[i - 1] - bars.low[i - 1] + move;
            trend = now;
            force[i] = cumulated == 0 ? 0 : 100 * bars.volume[i] * trend * Math.abs(2 * (move / cumulated - 1));
        }
        return force;
    }

    /** The stop of a position entered when the close crosses above its mean, also on the bar that ends it; 0 without one. */
    double[] volatilityStop(final int n, final double k) {
        final boolean[] enters = crossUp(bars.close, ema(bars.close, n));
        final double[] range = atr(n);
        final double[] out = each(i -> Double.isNaN(range[i]) ? Double.NaN : 0);
        boolean isIn = false;
        double peak = 0;
        double stop = 0;
        for (int i = 0; i < size; i++) {
            if (Double.isNaN(range[i])) {
                continue;
            }
            if (isIn) {
                peak = Math.max(peak, bars.close[i]);
                stop = Math.max(stop, peak - k * range[i]);
                isIn = bars.close[i] >= stop;
                out[i] = stop;
            } else if (enters[i]) {
                isIn = true;
                peak = bars.close[i];
                stop = peak - k * range[i];
                out[i] = stop;
            }
        }
        return out;
    }

    /** Trailing stop, and its direction. */
    double[][] atrStop(final int n, final double k) {
        final double[] range = atr(n);
        final double[] trail = constant(Double.NaN);
        final double[] direction = constant(Double.NaN);
        boolean isUp = true;
        for (int i = 0; i < size; i++) {
            if (Double.isNaN(range[i])) {
                continue;
            }
            final boolean wasUp = isUp;
            final double before = i == 0 ? Double.NaN : trail[i - 1];
            final boolean begins = Double.isNaN(before);
            isUp = begins || (isUp ? bars.close[i] >= before : bars.close[i] > before);
            final double near = isUp ? bars.close[i] - k * range[i] : bars.close[i] + k * range[i];
            trail[i] = begins || isUp != wasUp ? near : isUp ? Math.max(before, near) : Math.min(before, near);
            direction[i] = isUp ? 1 : -1;
        }
        return new double[][] {trail, direction};
    }

    double[] frama(final int n) {
        final double[] whole = minus(highest(bars.high, n), lowest(bars.low, n));
        final double[] half = minus(highest(bars.high, n / 2), lowest(bars.low, n / 2));
        final double[] mean = constant(Double.NaN);
        for (int i = n - 1; i < size; i++) {
            final double n1 = half[i - n / 2] / (n / 2);
            final double n2 = half[i] / (n / 2);
            final double n3 = whole[i] / n;
            final double dimension = n1 + n2 > 0 && n3 > 0 ? (Math.log(n1 + n2) - Math.log(n3)) / Math.log(2) : 1;
            final double weight = Math.min(1, Math.max(0.01, Math.exp(-4.6 * (dimension - 1))));
            mean[i] = i == n - 1 ? bars.close[i] : mean[i - 1] + weight * (bars.close[i] - mean[i - 1]);
        }
        return mean;
    }

    /** A double bottom completed; with sign -1 a double top. */
    boolean[] doubled(final int n, final int sign) {
        final double[] low = sign > 0 ? bars.low : bars.high;
        final double[] high = sign > 0 ? bars.high : bars.low;
        final boolean[] out = new boolean[size];
        for (int i = n; i < size; i++) {
            int lowest = i - 1;
            for (int k = i - n; k < i; k++) {
                lowest = sign * low[k] < sign * low[lowest] || low[k] == low[lowest] && k > lowest ? k : lowest;
            }
            for (int k = i - n; k < i && !out[i]; k++) {
                if (Math.abs(k - lowest) < 5 || sign * low[k] > sign * low[lowest] + 0.01 * low[lowest]) {
                    continue;
                }
                double neckline = Double.NEGATIVE_INFINITY;
                for (int m = Math.min(k, lowest); m <= Math.max(k, lowest); m++) {
                    neckline = Math.max(neckline, sign * high[m]);
                }
                out[i] = sign * bars.close[i] > neckline && sign * bars.close[i - 1] <= neckline;
            }
        }
        return out;
    }

    /** 1 where a brick is completed upwards, -1 downwards. */
    double[] renko(final int n, final double multiple) {
        final double[] out = each(i -> i < n ? Double.NaN : 0);
        final double brick = multiple * atr(n)[n];
        double top = bars.close[n];
        double bottom = top;
        for (int i = n + 1; i < size; i++) {
            final double close = bars.close[i];
            if (close >= top + brick) {
                top += brick * Math.floor((close - top) / brick);
                bottom = top - brick;
                out[i] = 1;
            } else if (close <= bottom - brick) {
                bottom -= brick * Math.floor((bottom - close) / brick);
                top = bottom + brick;
                out[i] = -1;
            }
        }
        return out;
    }

    double[] trueRange() {
        return Oracle.trueRange(bars);
    }

    double typical(final int i) {
        return bars.hlc3(i);
    }

    double[] logReturn() {
        return each(i -> i == 0 ? Double.NaN : Math.log(bars.close[i] / bars.close[i - 1]));
    }

    /** How far from its mean, in units; 0 where there is no unit. */
    double[] score(final double[] x, final double[] mean, final double[] unit) {
        return each(i -> unit[i] == 0 ? 0 : (x[i] - mean[i]) / unit[i]);
    }

    /** Linearly weighted mean, the newest weighs n. */
    double[] weighted(final double[] x, final int n) {
        return each(i -> {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                sum += i - k < 0 ? Double.NaN : (n - k) * x[i - k];
            }
            return sum / (n * (n + 1) / 2.0);
        });
    }

    double[] weightedByVolume(final double[] x, final int n) {
        final double[] volume = sum(bars.volume, n);
        final double[] value = sum(times(x, bars.volume), n);
        return each(i -> volume[i] == 0 ? x[i] : value[i] / volume[i]);
    }

    /** Bars since the highest of the last n, the newest of equal ones. */
    double[] age(final double[] x, final int n) {
        return each(i -> {
            int best = i;
            for (int k = i; k > i - n; k--) {
                best = k >= 0 && x[k] > x[best] ? k : best;
            }
            return i < n - 1 ? Double.NaN : i - best;
        });
    }

    double[] meanDeviation(final double[] x, final int n) {
        final double[] mean = sma(x, n);
        return each(i -> {
            double sum = 0;
            for (int k = i - n + 1; k <= i; k++) {
                sum += k < 0 ? Double.NaN : Math.abs(x[k] - mean[i]);
            }
            return sum / n < LOST * x[i] ? 0 : sum / n;
        });
    }

    /** By sorting each window of closes. */
    double[] quantile(final int n, final double q) {
        return each(i -> {
            if (i < n - 1) {
                return Double.NaN;
            }
            final double[] window = Arrays.copyOfRange(bars.close, i - n + 1, i + 1);
            Arrays.sort(window);
            final double place = q * (n - 1);
            final int below = (int) Math.floor(place);
            return window[below] + (place - below) * (window[Math.min(below + 1, n - 1)] - window[below]);
        });
    }

    /** Variable-index mean of the close from its first value; known from a bar on. */
    double[] variable(final int n, final int momentum, final int from) {
        final double[] mean = new double[size];
        mean[0] = bars.close[0];
        for (int i = 1; i < size; i++) {
            double net = 0;
            double moved = 0;
            for (int k = i - momentum + 1; k <= i && i >= momentum; k++) {
                net += bars.close[k] - bars.close[k - 1];
                moved += Math.abs(bars.close[k] - bars.close[k - 1]);
            }
            final double weight = moved == 0 ? 0 : 2.0 / (n + 1) * Math.abs(net / moved);
            mean[i] = weight * bars.close[i] + (1 - weight) * mean[i - 1];
        }
        return each(i -> i < from ? Double.NaN : mean[i]);
    }

    /** The line that trails a mean by a share of it, the optimized trend tracker's; known from a bar on. */
    double[] trailed(final double[] mean, final double percent, final int from) {
        final double[] out = constant(Double.NaN);
        double longStop = mean[0] * (1 - percent / 100);
        double shortStop = mean[0] * (1 + percent / 100);
        boolean isUp = true;
        for (int i = 0; i < size; i++) {
            final double longBefore = longStop;
            final double shortBefore = shortStop;
            longStop = mean[i] * (1 - percent / 100);
            shortStop = mean[i] * (1 + percent / 100);
            if (i > 0) {
                longStop = mean[i] > longBefore ? Math.max(longStop, longBefore) : longStop;
                shortStop = mean[i] < shortBefore ? Math.min(shortStop, shortBefore) : shortStop;
                isUp = mean[i] > shortBefore || isUp && mean[i] >= longBefore;
            }
            final double trail = isUp ? longStop : shortStop;
            out[i] = i < from ? Double.NaN : trail * (mean[i] > trail ? 200 + percent : 200 - percent) / 200;
        }
        return out;
    }

    /** The line and its direction, from the mean true range of n bars. */
    double[][] supertrend(final double[] range, final int n, final double k) {
        final double[] line = Oracle.supertrend(bars, range, k, n);
        return new double[][] {
            each(i -> i < n ? Double.NaN : line[i]), each(i -> i < n ? Double.NaN : bars.close[i] < line[i] ? -1 : 1)};
    }

    /** Know sure thing. */
    double[] kst() {
        return plus(
            plus(plus(sma(roc(bars.close, 10), 10), 2, sma(roc(bars.close, 15), 15)), 3, sma(roc(bars.close, 20), 20)),
            4, sma(roc(bars.close, 30), 30));
    }

    /** Relative vigor over 10 bars. */
    double[] vigor() {
        return ratio(sum(symmetric(minus(bars.close, bars.open)), 10), sum(symmetric(minus(bars.high, bars.low)), 10), 0);
    }

    /** Point of control, and the value area's lower and upper end. */
    double[][] profile(final int n, final int count) {
        final double[][] out = {constant(Double.NaN), constant(Double.NaN), constant(Double.NaN)};
        for (int i = n - 1; i < size; i++) {
            final double low = Arrays.stream(bars.low, i - n + 1, i + 1).min().orElseThrow();
            final double width = (Arrays.stream(bars.high, i - n + 1, i + 1).max().orElseThrow() - low) / count;
            final BigDecimal[] exactly = new BigDecimal[count];
            Arrays.fill(exactly, BigDecimal.ZERO);
            for (int k = i - n + 1; k <= i && width > 0; k++) {
                final int bin = Math.min(count - 1, (int) ((bars.hlc3(k) - low) / width));
                exactly[bin] = exactly[bin].add(new BigDecimal(bars.volume[k]));
            }
            final double[] bins = Arrays.stream(exactly).mapToDouble(BigDecimal::doubleValue).toArray();
            int fullest = 0;
            for (int bin = 1; bin < count; bin++) {
                fullest = bins[bin] > bins[fullest] ? bin : fullest;
            }
            int from = fullest;
            int to = fullest;
            while (Arrays.stream(bins, from, to + 1).sum() < (0.7 - 1e-12) * Arrays.stream(bins).sum()) {
                final boolean isUp = from == 0 || to < count - 1 && bins[to + 1] > bins[from - 1];
                to += isUp ? 1 : 0;
                from -= isUp ? 0 : 1;
            }
            out[0][i] = width == 0 ? low : low + (fullest + 0.5) * width;
            out[1][i] = low + from * width;
            out[2][i] = low + (to + 1) * width;
        }
        return out;
    }

    /** The last value beyond the k on either side, k bars after it; before the first the extreme of all 2 k + 1. */
    double[] fractal(final double[] x, final int k, final int sign) {
        final double[] out = constant(Double.NaN);
        for (int i = 2 * k; i < size; i++) {
            boolean isBeyond = true;
            double extreme = sign * x[i];
            for (int j = i - 2 * k; j <= i; j++) {
                isBeyond &= j == i - k || sign * x[i - k] > sign * x[j];
                extreme = Math.max(extreme, sign * x[j]);
            }
            out[i] = isBeyond ? x[i - k] : i == 2 * k ? sign * extreme : out[i - 1];
        }
        return out;
    }

    /** How many of the n values before lie within a share of the level they had. */
    double[] touches(final double[] x, final double[] level, final int n, final double share) {
        return each(i -> {
            if (i < n) {
                return Double.NaN;
            }
            int touches = 0;
            for (int k = i - n; k < i; k++) {
                touches += Math.abs(x[k] - level[i - 1]) <= (share + 1e-12) * level[i - 1] ? 1 : 0;
            }
            return touches;
        });
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
