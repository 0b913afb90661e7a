package io.ringmaster.strategies.indicator;

import java.util.List;

/** Sums that keep their rounding errors, as {@link CompensatedSums} do. */
final class SumBank extends WindowBank {

    private final double[] divisor;
    private final double[] sum;
    private final double[] error;
    private final double[] largest;

    SumBank(final List<Indicator> alike, final Histories histories) {
        super(alike, histories, node -> ((Sum) node).n);
        final Sum[] nodes = alike.toArray(new Sum[0]);
        divisor = new double[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
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
        final double leaves = wasFull(i) ? leaving(i) : 0;
        final double before = sum[i];
        final double with = before + x;
        final double without = with - leaves;
        final double lost = error[i] + CompensatedSums.lost(before, x, with) + CompensatedSums.lost(with, -leaves, without);
        final double whole = without + lost;
        sum[i] = whole;
        error[i] = lost - (whole - without);
        largest[i] = Math.max(largest[i], Math.abs(x));
        if (!isFull(i)) {
            return Double.NaN;
        }
        return (Math.abs(whole) <= CompensatedSums.NOTHING * largest[i] ? 0 : whole) / divisor[i];
    }
}
