package io.ringmaster.monitor.model;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.units.FixedPoint;

/** All strategies at a moment, by their index. A value costs an array access. Immutable; any thread. */
public final class StrategiesView {

    private final SessionFacts facts;
    private final Strategies state;

    /** @param state owned by the view */
    StrategiesView(final SessionFacts facts, final Strategies state) {
        this.facts = facts;
        this.state = state;
    }

    public int size() {
        return state.size();
    }

    /** The configuration that the indexes are meant by. */
    public SessionFacts facts() {
        return facts;
    }

    /** Name and settings of a strategy. */
    public SessionFacts.Strategy strategy(final int index) {
        return facts.strategies().get(index);
    }

    public StrategyCondition condition(final int index) {
        return StrategyCondition.get(state.conditions[index]);
    }

    public Signal signal(final int index) {
        return Signal.get(state.signals[index]);
    }

    /** In [0, 1]. */
    public double strength(final int index) {
        return state.strengths[index];
    }

    /** In [0, 1]. */
    public double confidence(final int index) {
        return state.confidences[index];
    }

    /** Event time of the last change; 0 before the first. */
    public long changedTimeNs(final int index) {
        return state.changedNs[index];
    }

    /** The share of the decision that the strategy has as an expert; NaN if experts do not decide. */
    public double share(final int index) {
        return state.shares[index];
    }

    /** The instrument of the virtual account. */
    public int instrument(final int index) {
        return state.instruments[index] >= 0 ? state.instruments[index] : facts.strategies().get(index).instrument();
    }

    /** Trades of the virtual account. */
    public int trades(final int index) {
        return state.trades[index];
    }

    /** Position of the virtual account, signed. */
    public long positionE8(final int index) {
        return state.positionsE8[index];
    }

    /** Price of that position; 0 when flat. */
    public long entryPriceE8(final int index) {
        return state.entryPricesE8[index];
    }

    /** Cash of the virtual account, which begins at 0. */
    public long cashE8(final int index) {
        return state.cashE8[index];
    }

    public long feesE8(final int index) {
        return state.feesE8[index];
    }

    /** Settled with trades; positive is received. */
    public long fundingE8(final int index) {
        return state.fundingE8[index];
    }

    /**
     * What the virtual account earned: its cash, its position at a mark, and the funding of the position as far as it is known from the last virtual
     * trade on the instrument.
     */
    public long netE8(final int index, final long markPriceE8) {
        final long position = state.positionsE8[index];
        if (position == 0) {
            return state.cashE8[index];
        }
        final long growth = state.instrumentFundingE8[instrument(index)] - state.fundingIndexE8[index];
        return state.cashE8[index] + FixedPoint.multiplyHalfEven(position, markPriceE8) - FixedPoint.multiplyHalfEven(position, growth);
    }
}
