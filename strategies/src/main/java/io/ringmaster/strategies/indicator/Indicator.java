package io.ringmaster.strategies.indicator;

import io.ringmaster.strategies.formula.Formula;
import java.util.List;

/**
 * A node of the indicator graph: one number for each bar. {@code NaN} until it has seen enough bars; after that finite for finite bars.
 * Computed once a bar, after the nodes it reads, by the {@link Bank} of its kind.
 */
public abstract class Indicator extends Formula {

    private static final Values NONE = new Values();

    private Values values = NONE;
    private int slot;
    /** Nodes it reads, from its declaration until it has a slot. */
    private List<Indicator> reads;
    private int followers;

    /** Its value for the bar that closed last; NaN while not warm. */
    @Override
    public final double value() {
        return values.now[slot];
    }

    @Override
    public final boolean isKnown() {
        return !Double.isNaN(value());
    }

    /** Its value for the bar before. */
    public final double previous() {
        return values.before[slot];
    }

    /**
     * Computes nodes of one {@link #family}, this one among them, from their first bar on.
     *
     * @param histories where it says which sources it looks back on
     */
    protected abstract Bank bank(List<Indicator> alike, Histories histories);

    /** Nodes of one family share a bank. */
    protected String family() {
        return getClass().getName();
    }

    /** Where its value stands among those of its graph. */
    public final int slot() {
        return slot;
    }

    final void setSlot(final Values ofGraph, final int newSlot) {
        values = ofGraph;
        slot = newSlot;
        reads = null;
    }

    final void setReads(final List<Indicator> nodes) {
        reads = nodes;
    }

    final boolean isDeclared() {
        return reads != null;
    }

    /** How many nodes wait for it, one behind the other, in the longest such chain. */
    final int followers() {
        return followers;
    }

    /** Tells those it reads how many wait for them; to be called once those that read it have told it. */
    final void countFollowers() {
        for (final Indicator read : reads) {
            read.followers = Math.max(read.followers, followers + 1);
        }
    }

    /** Whether all it reads have their slots already. */
    final boolean isReady() {
        for (final Indicator read : reads) {
            if (read.values == NONE) {
                return false;
            }
        }
        return true;
    }
}
