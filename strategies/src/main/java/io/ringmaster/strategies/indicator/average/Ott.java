package io.ringmaster.strategies.indicator.average;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Single;

/**
 * Optimized trend tracker (Anıl Özekşi): a line that trails VAR by a percentage.
 *
 * <pre>
 *   long = VAR - f, not below its last value while VAR is above that; short mirrored; f = VAR percent / 100
 *   dir  = +1 once VAR is above short', -1 once it is below long'; MT = long or short by dir
 *   OTT  = MT (200 ± percent) / 200, + when VAR > MT
 * </pre>
 *
 * <p>Source: freqtrade-strategies, FOttStrategy.py at d504f672; reference, strategies 3.
 */
final class Ott extends Single {

    private final Vidya var;
    private final double percent;
    private double longStop = Double.NaN;
    private double shortStop;
    private boolean isUp = true;

    Ott(final Vidya var, final double percent) {
        this.var = var;
        this.percent = percent;
    }

    @Override
    public int warmupBars() {
        return var.warmupBars();
    }

    @Override
    public int settledBars() {
        return var.settledBars();
    }

    @Override
    protected double next(final Bar bar) {
        final double now = var.value();
        if (Double.isNaN(now)) {
            return Double.NaN;
        }
        if (Double.isNaN(longStop)) {
            longStop = var.seed() - var.seed() * percent / 100;
            shortStop = var.seed() + var.seed() * percent / 100;
        }
        final double distance = now * percent / 100;
        final double longBefore = longStop;
        final double shortBefore = shortStop;
        longStop = now > longBefore ? Math.max(now - distance, longBefore) : now - distance;
        shortStop = now < shortBefore ? Math.min(now + distance, shortBefore) : now + distance;
        if (now > shortBefore) {
            isUp = true;
        } else if (now < longBefore) {
            isUp = false;
        }
        final double trail = isUp ? longStop : shortStop;
        return now > trail ? trail * (200 + percent) / 200 : trail * (200 - percent) / 200;
    }
}
