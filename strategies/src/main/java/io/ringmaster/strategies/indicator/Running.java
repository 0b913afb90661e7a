package io.ringmaster.strategies.indicator;

import java.util.List;

/** A node made of the values of one other, one by one, once that has any. */
public abstract class Running extends Indicator {

    private final Indicator of;
    private final int bars;
    private final int settling;

    /**
     * @param bars     values it needs before its first
     * @param settling values after which it has forgotten its start, at least {@code bars}
     */
    protected Running(final Indicator of, final int bars, final int settling) {
        this.of = of;
        this.bars = bars;
        this.settling = Math.max(bars, settling);
    }

    /** What it is made of. */
    public final Indicator source() {
        return of;
    }

    /** Slots of what each node of a list is made of. */
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
