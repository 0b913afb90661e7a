package io.ringmaster.strategies.indicator.statistic;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Values;
import java.util.List;

/** Highest or lowest values of windows. */
final class ExtremeBank extends BlockBank {

    ExtremeBank(final List<Indicator> alike) {
        super(alike);
    }

    @Override
    public void update(final Bar bar, final Values values, final int from, final int to, final int shift) {
        final double[] now = values.now();
        for (int i = from; i < to; i++) {
            final double x = now[sources[i]];
            now[shift + i] = Double.isNaN(x) ? Double.NaN : sign[i] * next(i, sign[i] * x);
        }
    }

    private double next(final int i, final double rank) {
        final int at = next[i];
        best[at] = rank;
        if (at + 1 == end[i]) {
            return endBlock(i);
        }
        next[i] = at + 1;
        soFar[i] = Math.max(soFar[i], rank);
        return Math.max(soFar[i], best[at + 1]);
    }

    /** The block that has become full is the whole window. */
    private double endBlock(final int i) {
        for (int at = end[i] - 2; at >= begin[i]; at--) {
            best[at] = Math.max(best[at], best[at + 1]);
        }
        next[i] = begin[i];
        soFar[i] = Double.NEGATIVE_INFINITY;
        return best[begin[i]];
    }
}
