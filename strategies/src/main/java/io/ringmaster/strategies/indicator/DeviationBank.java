package io.ringmaster.strategies.indicator;

import java.util.List;

/** Standard deviations of windows. */
final class DeviationBank implements Bank {

    private final Histories histories;
    private final int[] sources;
    private final int[] pasts;
    private final int[] length;
    private final double[] divisor;
    private final CompensatedSums sums;
    private final CompensatedSums squares;

    DeviationBank(final List<Indicator> alike, final Histories histories) {
        final Deviation[] nodes = alike.toArray(new Deviation[0]);
        this.histories = histories;
        sources = Running.sources(alike);
        pasts = new int[nodes.length];
        length = new int[nodes.length];
        divisor = new double[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            pasts[i] = histories.keep(nodes[i].source(), nodes[i].n);
            length[i] = nodes[i].n;
            divisor[i] = (double) nodes[i].n * (nodes[i].sample ? nodes[i].n - 1 : nodes[i].n);
        }
        sums = new CompensatedSums(nodes.length);
        squares = new CompensatedSums(nodes.length);
    }

    @Override
    public void update(final Bar bar, final Values values, final int from, final int to, final int shift) {
        final double[] now = values.now;
        for (int i = from; i < to; i++) {
            final double x = now[sources[i]];
            now[shift + i] = Double.isNaN(x) ? Double.NaN : next(i, x);
        }
    }

    private double next(final int i, final double x) {
        final int seen = histories.count(pasts[i]);
        sums.add(i, x);
        squares.addProduct(i, x, x);
        if (seen >= length[i]) {
            final double leaves = histories.ago(pasts[i], length[i]);
            sums.add(i, -leaves);
            squares.addProduct(i, -leaves, leaves);
        }
        return seen + 1 < length[i] ? Double.NaN : Math.sqrt(CompensatedSums.spread(i, length[i], sums, squares) / divisor[i]);
    }
}
