package io.ringmaster.strategies.indicator;

import java.util.List;

/** A node computed from the values of one other node, one value a bar. */
public abstract class Running extends Indicator {

    private final Indicator of;
    private final int bars;
    private final int settling;

    /**
     * @param bars     values it needs before its first
     * @param settling values after which its start no longer matters, at least {@code bars}
     */
    protected Running(final Indicator of, final int bars, final int settling) {
        this.of = of;
        this.bars = bars;
        this.settling = Math.max(bars, settling);
    }

    /** The node it is computed from. */
    public final Indicator source() {
        return of;
    }

    /** For each node of a list, the slot of the node it is computed from. */
    public static int[] sources(final List<Indicator> alike) {
        return alike.stream().mapToInt(node -> ((Running) node).of.slot()).toArray();
    }

    @Override
    public final int warmupBars() {
        return Math.max(1, of.warmupBars()) + bars - 1;
    }

    @Override
    public final int settledBars() {
        return Math.max(1, of.settledBars()) + settling - 1;
    }
}
