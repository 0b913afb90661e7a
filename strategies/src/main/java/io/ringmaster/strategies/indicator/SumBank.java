package io.ringmaster.strategies.indicator;

import java.util.List;

/** Sums that keep their rounding errors, as {@link CompensatedSum} does. */
final class SumBank implements Bank {

    private final int[] sources;
    private final int[] missing;
    private final double[] divisor;
    private final double[] sum;
    private final double[] error;
    private final double[] largest;
    private final Rings rings;

    SumBank(final List<Indicator> alike) {
        final Sum[] nodes = alike.toArray(new Sum[0]);
        sources = Running.sources(alike);
        missing = alike.stream().mapToInt(node -> ((Sum) node).n).toArray();
        divisor = new double[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            divisor[i] = nodes[i].mean ? nodes[i].n : 1;
        }
        sum = new double[nodes.length];
        error = new double[nodes.length];
        largest = new double[nodes.length];
        rings = new Rings(missing, 0);
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
        final double leaves = rings.push(i, x);
        final double before = sum[i];
        final double with = before + x;
        final double without = with - leaves;
        final double lost = error[i] + CompensatedSum.lost(before, x, with) + CompensatedSum.lost(with, -leaves, without);
        largest[i] = Math.max(largest[i], Math.abs(x));
        if (missing[i] > 0 && --missing[i] > 0) {
            sum[i] = without;
            error[i] = lost;
            return Double.NaN;
        }
        final double whole = without + lost;
        sum[i] = whole;
        error[i] = lost - (whole - without);
        return (Math.abs(whole) <= CompensatedSum.NOTHING * largest[i] ? 0 : whole) / divisor[i];
    }
}
