package io.ringmaster.strategies.indicator.statistic;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Values;
import io.ringmaster.strategies.indicator.WindowBank;
import io.ringmaster.strategies.indicator.window.CompensatedSums;
import java.util.List;

/** Straight lines through windows. */
final class RegressionBank extends WindowBank {

    private final CompensatedSums sums;
    private final CompensatedSums weighted;
    private final CompensatedSums squares;
    private final double[] cross;
    private final double[] slope;

    RegressionBank(final List<Indicator> alike, final Histories histories) {
        super(alike, histories, node -> ((Regression) node).n);
        final Regression[] nodes = alike.toArray(new Regression[0]);
        for (int i = 0; i < nodes.length; i++) {
            nodes[i].standIn(this, i);
        }
        sums = new CompensatedSums(nodes.length);
        weighted = new CompensatedSums(nodes.length);
        squares = new CompensatedSums(nodes.length);
        cross = new double[nodes.length];
        slope = new double[nodes.length];
    }

    @Override
    public void update(final Bar bar, final Values values, final int from, final int to, final int shift) {
        final double[] now = values.now();
        for (int i = from; i < to; i++) {
            final double x = now[sources[i]];
            now[shift + i] = Double.isNaN(x) ? Double.NaN : next(i, x);
        }
    }

    private double next(final int i, final double x) {
        final double n = length[i];
        // The oldest value has weight 0, the newest n - 1. Each bar lowers every weight by one, and the oldest value leaves with weight 0.
        weighted.addProduct(i, -1, sums, i);
        sums.add(i, x);
        squares.addProduct(i, x, x);
        if (wasFull(i)) {
            final double leaves = leaving(i);
            weighted.add(i, leaves);
            sums.add(i, -leaves);
            squares.addProduct(i, -leaves, leaves);
        }
        weighted.addProduct(i, n - 1, x);
        if (!isFull(i)) {
            return Double.NaN;
        }
        cross[i] = CompensatedSums.difference(i, n, weighted, n * (n - 1) / 2, sums);
        slope[i] = cross[i] / (n * n * (n * n - 1) / 12);
        return sums.value(i) / n + slope[i] * (n - 1) / 2;
    }

    double slope(final int i) {
        return slope[i];
    }

    double deviation(final int i) {
        final double n = length[i];
        final double aboutMean = CompensatedSums.spread(i, n, sums, squares) / n;
        final double explained = slope[i] * cross[i] / n;
        return Math.sqrt(Math.max(0, aboutMean - explained) / (n - 1));
    }
}
