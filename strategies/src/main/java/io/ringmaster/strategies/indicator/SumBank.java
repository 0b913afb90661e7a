package io.ringmaster.strategies.indicator;

import java.util.List;

/** Sums that keep their rounding errors, as {@link CompensatedSums} do. */
final class SumBank implements Bank {

    private final Histories histories;
    private final int[] sources;
    private final int[] pasts;
    private final int[] length;
    private final double[] divisor;
    private final double[] sum;
    private final double[] error;
    private final double[] largest;

    SumBank(final List<Indicator> alike, final Histories histories) {
        final Sum[] nodes = alike.toArray(new Sum[0]);
        this.histories = histories;
        sources = Running.sources(alike);
        pasts = new int[nodes.length];
        length = new int[nodes.length];
        divisor = new double[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            pasts[i] = histories.keep(nodes[i].source(), nodes[i].n);
            length[i] = nodes[i].n;
            divisor[i] = nodes[i].mean ? nodes[i].n : 1;
        }
        sum = new double[nodes.length];
        error = new double[nodes.length];
        largest = new double[nodes.length];
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
        final double leaves = seen < length[i] ? 0 : histories.ago(pasts[i], length[i]);
        final double before = sum[i];
        final double with = before + x;
        final double without = with - leaves;
        final double lost = error[i] + CompensatedSums.lost(before, x, with) + CompensatedSums.lost(with, -leaves, without);
        final double whole = without + lost;
        sum[i] = whole;
        error[i] = lost - (whole - without);
        largest[i] = Math.max(largest[i], Math.abs(x));
        if (seen + 1 < length[i]) {
            return Double.NaN;
        }
        return (Math.abs(whole) <= CompensatedSums.NOTHING * largest[i] ? 0 : whole) / divisor[i];
    }
}
