package io.ringmaster.strategies.indicator.statistic;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Values;
import io.ringmaster.strategies.indicator.WindowBank;
import io.ringmaster.strategies.indicator.window.CompensatedSums;
import java.util.List;

/** Standard deviations of windows. */
final class DeviationBank extends WindowBank {

    private final double[] divisor;
    private final CompensatedSums sums;
    private final CompensatedSums squares;

    DeviationBank(final List<Indicator> alike, final Histories histories) {
        super(alike, histories, node -> ((Deviation) node).n);
        final Deviation[] nodes = alike.toArray(new Deviation[0]);
        divisor = new double[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            divisor[i] = (double) nodes[i].n * (nodes[i].sample ? nodes[i].n - 1 : nodes[i].n);
        }
        sums = new CompensatedSums(nodes.length);
        squares = new CompensatedSums(nodes.length);
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
        sums.add(i, x);
        squares.addProduct(i, x, x);
        if (wasFull(i)) {
            final double leaves = leaving(i);
            sums.add(i, -leaves);
            squares.addProduct(i, -leaves, leaves);
        }
        return isFull(i) ? Math.sqrt(CompensatedSums.spread(i, length[i], sums, squares) / divisor[i]) : Double.NaN;
    }
}
