package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.OrderPurpose;

/**
 * Acts on reasons to latch: closes the gate to new risk, takes entries back, and flattens after a loss. Other parts of the core only find a reason
 * and return it.
 */
final class TradingHalt {

    private final Latch latch;
    private final RiskGate gate;
    private final OrderEntry entry;
    private final AccountComparison account;
    private final Invariants invariants;
    private final InstrumentTrader[] traders;
    private final OutputWriter outputs;

    TradingHalt(
        final Latch latch, final RiskGate gate, final OrderEntry entry, final AccountComparison account, final Invariants invariants,
        final InstrumentTrader[] traders, final OutputWriter outputs) {
        this.latch = latch;
        this.gate = gate;
        this.entry = entry;
        this.account = account;
        this.invariants = invariants;
        this.traders = traders;
        this.outputs = outputs;
    }

    /** The loss of a day latches until the next day, unless the limits say that only a person releases it. */
    void onNewDay() {
        final boolean isOfTheDay = gate.limits().loss().dailyLossLatch() == RiskLimits.DailyLossLatch.DAY;
        if (isOfTheDay && latch.lift(LatchReason.DAILY_LOSS)) {
            gate.setLatched(latch.isClosed());
            outputs.latchChange(latch.isClosed(), latch.isClosed() ? latch.reason() : LatchReason.NEW_DAY);
        }
    }

    /**
     * Latches for a fault of order entry and for an invariant that does not hold. Where assertions are enabled, an invariant that this program
     * broke is a failure too.
     */
    void onFaults(final long timeNs) {
        latch(entry.takeFault(), timeNs);
        if (invariants.takeBroken()) {
            outputs.invariantBroken(invariants.broken(), invariants.instrumentId(), invariants.expected(), invariants.observed());
            latch(invariants.isOurFault() ? LatchReason.INVARIANT : LatchReason.POSITION_MISMATCH, timeNs);
            assert !invariants.isOurFault() : invariants.toString();
        }
    }

    /**
     * Allows no new risk until a person resets the latch, or, for the loss of a day, until the next day. An earlier reason hides no later one: a loss
     * flattens whatever else is latched.
     *
     * @param reason null for none
     */
    void latch(final LatchReason reason, final long timeNs) {
        if (reason == null || gate.isFollowing() || !latch.close(reason)) {
            return;
        }
        gate.setLatched(true);
        outputs.latchChange(true, reason);
        final boolean isLoss = reason == LatchReason.DAILY_LOSS || reason == LatchReason.DRAWDOWN;
        if (isLoss && gate.limits().loss().flattenOnLatch()) {
            flatten(reason, timeNs);
        } else if (!gate.isKilled()) {
            standDown();
        }
    }

    /** A person releases the latch. */
    void reset() {
        if (gate.isLatched() || gate.isKilled()) {
            gate.setKilled(false);
            gate.setLatched(false);
            latch.reset();
            account.reset();
            invariants.reset();
            outputs.latchChange(false, LatchReason.RESET);
        }
    }

    /** Latches if a loss reached its limit. */
    void checkLosses(final long timeNs) {
        if (gate.isDailyLossBreached()) {
            latch(LatchReason.DAILY_LOSS, timeNs);
        }
        if (gate.isDrawdownBreached()) {
            latch(LatchReason.DRAWDOWN, timeNs);
        }
        if (latch.isForLoss() && gate.limits().loss().flattenOnLatch()) {
            flattenLateFills(timeNs);
        }
    }

    /** An order that was filled after its cancel was sent leaves a position that the flattening did not see. */
    private void flattenLateFills(final long timeNs) {
        for (final InstrumentTrader trader : traders) {
            if (trader.isHolding() && !trader.isLeaving()) {
                trader.flattening(latch.reason());
                trader.leave(OrderPurpose.FLATTEN, timeNs);
            }
        }
    }

    /** Closes every position. */
    void flatten(final long timeNs) {
        flatten(latch.reason(), timeNs);
    }

    private void flatten(final LatchReason reason, final long timeNs) {
        for (final InstrumentTrader trader : traders) {
            trader.flattening(reason);
            trader.standDown();
            trader.leave(OrderPurpose.FLATTEN, timeNs);
        }
    }

    /** Takes back every wish to take risk and the entries that work. */
    void standDown() {
        for (final InstrumentTrader trader : traders) {
            trader.standDown();
        }
    }

    /** Forgets every wish to take risk without asking the venue for anything. */
    void dropWishes() {
        for (final InstrumentTrader trader : traders) {
            trader.dropWish();
        }
    }
}
