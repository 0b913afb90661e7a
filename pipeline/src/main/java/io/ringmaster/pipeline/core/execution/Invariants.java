package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.Invariant;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.StrategyCondition;

/**
 * Checks the invariants beside the code that makes them hold, with figures of its own wherever it can. The sequencer records the first break,
 * latches, and fails where assertions are enabled.
 *
 * <p>In production this costs a few comparisons for each event, a loop over the instruments for each fill, and a loop over the working orders for
 * each new order that takes risk. {@link #isAtRest} recomputes everything; call it in an {@code assert}.
 */
public final class Invariants {

    private final BrokenInvariant broken;
    private final AccountInvariants account;
    private final OrderInvariants orders;
    private final DecisionInvariants decisions;
    private long lastSequence;
    private long lastTimeNs = Long.MIN_VALUE;

    /** @param broken the one that the other three note their breaks in */
    Invariants(
        final BrokenInvariant broken, final AccountInvariants account, final OrderInvariants orders, final DecisionInvariants decisions) {
        this.broken = broken;
        this.account = account;
        this.orders = orders;
        this.decisions = decisions;
    }

    /** An event begins: the state that the event before it left is at rest. */
    void onEvent(final long sequence, final long timeNs) {
        broken.require(sequence == lastSequence + 1, Invariant.EVENT_SEQUENCE, BrokenInvariant.NONE, lastSequence + 1, sequence);
        broken.require(timeNs >= lastTimeNs, Invariant.EVENT_TIME, BrokenInvariant.NONE, lastTimeNs, timeNs);
        lastSequence = sequence;
        lastTimeNs = timeNs;
        orders.onEvent(sequence);
        assert isAtRest() : "a break is noted and not thrown here";
    }

    /** Recomputes everything from the objects that hold it, between events. Always true: a break is noted. */
    boolean isAtRest() {
        account.check();
        orders.check();
        return true;
    }

    /** A fill was booked. */
    void onFill(final ExecutionReportDecoder report) {
        account.onFill(report);
    }

    /** Funding was booked. */
    void onFunding(final long amountE8) {
        account.onFunding(amountE8);
    }

    /** The gate judged an order that is new or is to be changed. */
    void onVerdict(final long clientOrderId, final RiskReason verdict) {
        orders.onVerdict(clientOrderId, verdict);
    }

    /** An order that another build sent. */
    void onFollowed(final Order order) {
        orders.onFollowed(order);
    }

    /** An order of ours is about to be changed. */
    void onAmend(final Order order) {
        orders.requireVerdict(order);
    }

    /** A new order is in the store and about to leave. */
    void onNewOrder(final Order order) {
        orders.onNewOrder(order);
    }

    /** An order moved to another state, or more of it was filled. */
    void onOrderChange(final Order order) {
        orders.onOrderChange(order);
    }

    /** The venue reports on one of our orders. */
    void onReport(final Order order, final ExecutionReportDecoder report) {
        orders.onReport(order, report);
    }

    /** The policy decided. */
    void onTarget(final Target target) {
        decisions.onTarget(target, lastTimeNs);
    }

    /** A strategy becomes active, or is no longer. */
    void onStrategyState(final int strategyIndex, final StrategyCondition condition) {
        decisions.onStrategyState(strategyIndex, condition);
    }

    /** The strategies were configured again: the state of each is reported again. */
    void forgetStrategies() {
        decisions.forgetStrategies();
    }

    /** A session ends while the venue reports another position. The venue may be wrong as well as we: the difference is named, and nothing fails. */
    void onPositionDiffers(final int id, final long venueE8) {
        broken.require(false, Invariant.VENUE_POSITION, id, account.positionE8(id), venueE8);
    }

    /** Whether one broke since the last call. */
    boolean takeBroken() {
        return broken.take();
    }

    /** Whether the break is an error of this program; a difference from the venue is not. */
    boolean isOurFault() {
        return broken.invariant() != Invariant.VENUE_POSITION;
    }

    /** A person has checked: the state as it is counts as right from now on. */
    void reset() {
        broken.reset();
        account.rebase();
        orders.rebase();
    }

    /** The invariant that broke last; the null value if none did since a person reset the latch. */
    public Invariant broken() {
        return broken.invariant();
    }

    /** The instrument that the break concerns; -1 for none. */
    int instrumentId() {
        return broken.instrumentId();
    }

    /** The first number of the break. */
    public long expected() {
        return broken.expected();
    }

    /** The second number of the break. */
    public long observed() {
        return broken.observed();
    }

    @Override
    public String toString() {
        return broken + ", event " + lastSequence;
    }
}
