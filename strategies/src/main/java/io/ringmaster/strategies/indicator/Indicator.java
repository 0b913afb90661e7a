package io.ringmaster.strategies.indicator;

import io.ringmaster.strategies.formula.Formula;
import java.util.List;

/**
 * A node of the indicator graph: one number for each bar. {@code NaN} until it has seen enough bars, then finite for finite bars. The {@link
 * Bank} of its kind computes it once a bar, after the nodes it reads.
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
     * Makes the bank of all nodes of one {@link #family}, this node among them.
     *
     * @param histories where it requests the past values it needs
     */
    protected abstract Bank bank(List<Indicator> alike, Histories histories);

    /** Nodes of one family share a bank. */
    protected String family() {
        return getClass().getName();
    }

    /** Index of its value among those of its graph. */
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

    /** Length of the longest chain of nodes that wait for it, each for the one before. */
    final int followers() {
        return followers;
    }

    /** Passes its count of followers on to the nodes it reads. Call it on a node after all nodes that read it. */
    final void countFollowers() {
        for (final Indicator read : reads) {
            read.followers = Math.max(read.followers, followers + 1);
        }
    }

    /** Whether every node it reads has a slot. */
    final boolean isReady() {
        for (final Indicator read : reads) {
            if (read.values == NONE) {
                return false;
            }
        }
        return true;
    }
}
