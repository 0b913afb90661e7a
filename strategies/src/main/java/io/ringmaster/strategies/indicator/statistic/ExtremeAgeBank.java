package io.ringmaster.strategies.indicator.statistic;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Values;
import java.util.List;

/** How many bars ago the highest or lowest values of windows were; of equal ones the newest. */
final class ExtremeAgeBank extends BlockBank {

    /** Bars so far. */
    private final int[] seen;
    /** Of each best the bar it was on. */
    private final int[] bestOn;
    private final int[] soFarOn;

    ExtremeAgeBank(final List<Indicator> alike) {
        super(alike);
        seen = new int[sources.length];
        bestOn = new int[best.length];
        soFarOn = new int[sources.length];
    }

    @Override
    public void update(final Bar bar, final Values values, final int from, final int to, final int shift) {
        final double[] now = values.now();
        for (int i = from; i < to; i++) {
            final double x = now[sources[i]];
            now[shift + i] = Double.isNaN(x) ? Double.NaN : next(i, sign[i] * x);
        }
    }

    private double next(final int i, final double rank) {
        final int at = next[i];
        final int bar = ++seen[i];
        best[at] = rank;
        bestOn[at] = bar;
        if (at + 1 == end[i]) {
            return bar - endBlock(i);
        }
        next[i] = at + 1;
        soFarOn[i] = rank >= soFar[i] ? bar : soFarOn[i];
        soFar[i] = Math.max(soFar[i], rank);
        final double before = best[at + 1];
        return Double.isNaN(before) ? Double.NaN : bar - (soFar[i] >= before ? soFarOn[i] : bestOn[at + 1]);
    }

    /** The block that has become full is the whole window. */
    private int endBlock(final int i) {
        for (int at = end[i] - 2; at >= begin[i]; at--) {
            if (best[at] <= best[at + 1]) {
                best[at] = best[at + 1];
                bestOn[at] = bestOn[at + 1];
            }
        }
        next[i] = begin[i];
        soFar[i] = Double.NEGATIVE_INFINITY;
        return bestOn[begin[i]];
    }
}
