package io.ringmaster.strategies.indicator;

/**
 * Optimized trend tracker (Anıl Özekşi): VAR, a variable-index moving average driven by the Chande momentum of 9 closes, and a line that
 * trails it by a percentage. The value is the line two bars ago, which is what VAR is compared with; {@link #var} is VAR itself.
 *
 * <pre>
 *   k    = |(U - D) / (U + D)|, U and D the sums of rises and falls of the last 9 closes; 0 where that is no number
 *   VAR  = a k close + (1 - a k) VAR', a = 2 / (n + 1)
 *   long = VAR - f, not below its last value while VAR is above that; short mirrored; f = VAR percent / 100
 *   dir  = +1 once VAR is above short', -1 once it is below long'; MT = long or short by dir
 *   OTT  = MT (200 ± percent) / 200, + when VAR > MT
 * </pre>
 *
 * <p>The published source starts VAR at 0 and needs hundreds of bars to forget it; seeding it with the first close is our default.
 * Source: freqtrade-strategies, FOttStrategy.py at d504f672; reference, strategies 3.
 */
public final class Ott extends Indicator {

    private static final int MOMENTUM_BARS = 9;
    private static final int SHIFT = 2;

    private final double alpha;
    private final double percent;
    private final boolean seedWithFirstClose;
    private final Window rises = new Window(MOMENTUM_BARS);
    private final Window falls = new Window(MOMENTUM_BARS);
    private final double[] past = {Double.NaN, Double.NaN};
    private double previousClose = Double.NaN;
    private double var;
    private double longStop;
    private double shortStop;
    private boolean isUp = true;

    Ott(final int n, final double percent, final boolean seedWithFirstClose) {
        this.percent = percent;
        this.seedWithFirstClose = seedWithFirstClose;
        alpha = 2.0 / (n + 1);
    }

    /** The moving average that crosses the line; NaN before the first bar. */
    public double var() {
        return Double.isNaN(previousClose) ? Double.NaN : var;
    }

    @Override
    public int warmupBars() {
        return MOMENTUM_BARS + 1 + SHIFT;
    }

    @Override
    protected double next(final Bar bar) {
        final boolean first = Double.isNaN(previousClose);
        final double change = first ? 0 : bar.close - previousClose;
        previousClose = bar.close;
        final double ott = first ? start(bar.close) : advance(bar.close, change);
        final double shifted = past[0];
        past[0] = past[1];
        past[1] = rises.isFull() ? ott : Double.NaN;     // No line before there is a momentum to drive it.
        return shifted;
    }

    private double start(final double close) {
        var = seedWithFirstClose ? close : 0;
        longStop = var - var * percent / 100;
        shortStop = var + var * percent / 100;
        return line();
    }

    private double advance(final double close, final double change) {
        rises.add(Math.max(change, 0));
        falls.add(Math.max(-change, 0));
        // Exact sums: a running one leaves crumbs behind in a market that stopped moving, and their ratio is noise.
        final double rise = rises.exactSum();
        final double fall = falls.exactSum();
        final double momentum = rises.isFull() && rise + fall != 0 ? Math.abs((rise - fall) / (rise + fall)) : 0;
        var = alpha * momentum * close + (1 - alpha * momentum) * var;
        final double distance = var * percent / 100;
        final double longBefore = longStop;
        final double shortBefore = shortStop;
        longStop = var > longBefore ? Math.max(var - distance, longBefore) : var - distance;
        shortStop = var < shortBefore ? Math.min(var + distance, shortBefore) : var + distance;
        if (var > shortBefore) {
            isUp = true;
        } else if (var < longBefore) {
            isUp = false;
        }
        return line();
    }

    private double line() {
        final double trail = isUp ? longStop : shortStop;
        return var > trail ? trail * (200 + percent) / 200 : trail * (200 - percent) / 200;
    }
}
