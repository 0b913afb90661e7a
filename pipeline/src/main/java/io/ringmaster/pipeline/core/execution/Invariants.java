package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.order.ExternalOrders;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.portfolio.ExecutionIds;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.Invariant;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.units.InstrumentDefinition;
import java.util.Arrays;
import java.util.List;

/**
 * Checks what always holds, beside the code that makes it hold: with figures of its own wherever it can. It notes the first break of each kind with
 * its two numbers; the sequencer writes it down, latches, and fails where assertions are enabled.
 *
 * <p>What runs in production costs a few comparisons an event, a loop over the instruments with a fill, and a loop over the working orders with a
 * new order that takes risk. {@link #isAtRest} recomputes everything; call it in an {@code assert}.
 */
public final class Invariants {

    private static final int NONE = -1;
    private static final int INITIAL_WORDS = 16;

    private final Ledger ledger;
    private final ExecutionIds counted;
    private final OrderStore orders;
    private final MarketView[] markets;
    private final RiskGate gate;
    private final Latch latch;
    private final FillTotals fills;
    private final PendingTotals pending;
    private final WorstCase worst;
    private final int instruments;
    private long lastSequence;
    private long lastTimeNs = Long.MIN_VALUE;
    private int knownIds;
    private long verdictOrderId;
    private boolean isVerdictPassed;
    private long verdictSequence;
    private long lastOrderId;
    /** Strategies that are heard, by index, as bits. */
    private long[] active = new long[INITIAL_WORDS];
    private int brokenKinds;
    private boolean isNew;
    private Invariant broken = Invariant.NULL_VAL;
    private int instrumentId = NONE;
    private long expected;
    private long observed;

    /**
     * @param counted identifiers of the fills that are counted
     * @param markets by instrument id; kept up to date by their owner
     */
    Invariants(
        final List<InstrumentDefinition> definitions, final Ledger ledger, final ExecutionIds counted, final OrderStore orders,
        final ExternalOrders externals, final MarketView[] markets, final RiskGate gate, final Latch latch) {
        this.ledger = ledger;
        this.counted = counted;
        this.orders = orders;
        this.markets = markets;
        this.gate = gate;
        this.latch = latch;
        instruments = definitions.size();
        fills = new FillTotals(ledger, instruments);
        pending = new PendingTotals(orders, instruments);
        worst = new WorstCase(definitions, ledger, orders, externals, markets);
    }

    /** An event begins: what the one before it left is at rest. */
    void onEvent(final long sequence, final long timeNs) {
        require(sequence == lastSequence + 1, Invariant.EVENT_SEQUENCE, NONE, lastSequence + 1, sequence);
        require(timeNs >= lastTimeNs, Invariant.EVENT_TIME, NONE, lastTimeNs, timeNs);
        lastSequence = sequence;
        lastTimeNs = timeNs;
        assert isAtRest() : "what is found is noted";
    }

    /** Recomputes everything from the objects that hold it, between events. Always true: what is found is noted. */
    boolean isAtRest() {
        checkMoney();
        for (int id = 0; id < instruments; id++) {
            checkPosition(id);
            checkPending(id);
        }
        require(gate.isLatched() == latch.isClosed(), Invariant.LATCHED, NONE, latch.isClosed() ? 1 : 0, gate.isLatched() ? 1 : 0);
        return true;
    }

    /** A fill was booked. */
    void onFill(final ExecutionReportDecoder report) {
        final int id = report.instrumentId();
        final boolean hasId = report.executionId().high() != 0 || report.executionId().low() != 0;
        final int ids = counted.size();
        require(ids == knownIds + (hasId ? 1 : 0), Invariant.FILL_ONCE, id, knownIds + (hasId ? 1 : 0), ids);
        knownIds = ids;
        fills.onFill(id, report.side(), report.lastQtyE8(), report.lastPriceE8(), report.feeE8());
        checkPosition(id);
        checkMoney();
    }

    /** Funding was booked. */
    void onFunding(final long amountE8) {
        fills.onFunding(amountE8);
        checkMoney();
    }

    private void checkPosition(final int id) {
        require(ledger.positionE8(id) == fills.positionE8(id), Invariant.POSITION, id, fills.positionE8(id), ledger.positionE8(id));
    }

    private void checkMoney() {
        final long equityE8 = ledger.equityE8();
        final long byPartsE8 = fills.equityByPartsE8();
        require(equityE8 == byPartsE8, Invariant.EQUITY, NONE, byPartsE8, equityE8);
        final long byFillsE8 = fills.equityByFillsE8();
        require(Math.abs(equityE8 - byFillsE8) <= fills.roundingsE8(), Invariant.CASH, NONE, byFillsE8, equityE8);
    }

    private void checkPending(final int id) {
        require(pending.buysE8(id) == pending.summedE8(id, Side.BUY), Invariant.PENDING, id, pending.summedE8(id, Side.BUY), pending.buysE8(id));
        require(pending.sellsE8(id) == pending.summedE8(id, Side.SELL), Invariant.PENDING, id, pending.summedE8(id, Side.SELL), pending.sellsE8(id));
    }

    /** The gate spoke on an order that is new or is to be changed. */
    void onVerdict(final long clientOrderId, final RiskReason verdict) {
        verdictOrderId = clientOrderId;
        isVerdictPassed = verdict == RiskReason.PASSED;
        verdictSequence = lastSequence;
    }

    /** An order that another build sent. */
    void onFollowed(final Order order) {
        pending.onChange(order);
        lastOrderId = Math.max(lastOrderId, order.clientOrderId);
    }

    /** An order of ours is about to be changed. */
    void onAmend(final Order order) {
        requireVerdict(order);
    }

    /** A new order is in the store and about to leave. */
    void onNewOrder(final Order order) {
        pending.onChange(order);
        requireVerdict(order);
        require(order.clientOrderId > lastOrderId, Invariant.ORDER_ID, order.instrumentId, lastOrderId, order.clientOrderId);
        lastOrderId = Math.max(lastOrderId, order.clientOrderId);
        if (order.reduceOnly) {
            return;
        }
        require(!latch.isClosed(), Invariant.LATCHED, order.instrumentId, 0, order.qtyE8);
        final int entries = entriesOf(order.instrumentId);
        require(entries <= 1, Invariant.ONE_ENTRY, order.instrumentId, 1, entries);
        checkPending(order.instrumentId);
        checkLimits(order);
    }

    private void requireVerdict(final Order order) {
        final boolean isPassed = isVerdictPassed && verdictOrderId == order.clientOrderId && verdictSequence == lastSequence;
        require(isPassed, Invariant.RISK_VERDICT, order.instrumentId, order.clientOrderId, verdictOrderId);
        isVerdictPassed = false;
    }

    private int entriesOf(final int id) {
        int entries = 0;
        for (int i = 0; i < orders.workingCount(); i++) {
            entries += orders.working(i).instrumentId == id && orders.working(i).purpose == OrderPurpose.INCREASE ? 1 : 0;
        }
        return entries;
    }

    /** What is left of limits while a session ramps up is the gate's affair: here the whole of each holds. */
    private void checkLimits(final Order order) {
        final int id = order.instrumentId;
        final long positionE8 = worst.positionE8(id, pending);
        final long mostE8 = worst.limitE8(id, gate.limits());
        require(positionE8 <= mostE8, Invariant.MAX_POSITION, id, mostE8, positionE8);
        final long leverageE8 = worst.leverageE8(pending);
        require(leverageE8 <= gate.limits().exposure().maxLeverageE8(), Invariant.LEVERAGE, id, gate.limits().exposure().maxLeverageE8(), leverageE8);
        final long open = worst.openOrders();
        require(open <= gate.limits().exposure().maxOpenOrders(), Invariant.OPEN_ORDERS, id, gate.limits().exposure().maxOpenOrders(), open);
        final long valueE8 = worst.openValueE8();
        require(valueE8 <= gate.limits().exposure().maxOpenValueE8(), Invariant.OPEN_VALUE, id, gate.limits().exposure().maxOpenValueE8(), valueE8);
    }

    /** An order moved to another state, or more of it was filled. */
    void onOrderChange(final Order order) {
        pending.onChange(order);
    }

    /** The venue speaks of one of our orders. The venue may give a stop that triggers another number. */
    void onReport(final Order order, final ExecutionReportDecoder report) {
        final long high = report.venueOrderId().high();
        final long low = report.venueOrderId().low();
        if (order.isStop() || (high == 0 && low == 0)) {
            return;
        }
        final boolean isFirst = order.venueOrderIdHigh == 0 && order.venueOrderIdLow == 0;
        require(isFirst || (order.venueOrderIdHigh == high && order.venueOrderIdLow == low), Invariant.VENUE_ORDER, order.instrumentId,
            order.venueOrderIdLow, low);
        if (isFirst) {
            order.venueOrderIdHigh = high;
            order.venueOrderIdLow = low;
        }
    }

    /** The policy decided. */
    void onTarget(final Target target) {
        if (target.signal == Signal.HOLD) {
            return;
        }
        final MarketView market = markets[target.instrumentId];
        final boolean isReadable = market.bookState == BookState.VALID || market.bookState == BookState.NONE;
        require(isReadable, Invariant.DECISION_BOOK, target.instrumentId, BookState.VALID.ordinal(), market.bookState.ordinal());
        final long ageNs = lastTimeNs - market.markTimeNs;
        final long maxAgeNs = gate.limits().reference().maxReferenceAgeNs();
        require(ageNs <= maxAgeNs, Invariant.DECISION_AGE, target.instrumentId, maxAgeNs, ageNs);
        require(lastTimeNs >= gate.warmupEndTimeNs(), Invariant.DECISION_WARMUP, target.instrumentId, gate.warmupEndTimeNs(), lastTimeNs);
        require(target.strategyIndex < 0 || isActive(target.strategyIndex), Invariant.DECISION_STRATEGY, target.instrumentId,
            target.strategyIndex, target.strategyIndex);
    }

    private boolean isActive(final int strategyIndex) {
        final int word = strategyIndex / Long.SIZE;
        return word < active.length && (active[word] & 1L << strategyIndex) != 0;
    }

    /** A strategy is heard from now on, or no longer. */
    void onStrategyState(final int strategyIndex, final StrategyCondition condition) {
        final int word = strategyIndex / Long.SIZE;
        if (word >= active.length) {
            active = Arrays.copyOf(active, 2 * word);
        }
        if (condition == StrategyCondition.ACTIVE) {
            active[word] |= 1L << strategyIndex;
        } else {
            active[word] &= ~(1L << strategyIndex);
        }
    }

    /** Strategies are configured anew: each is heard of again. */
    void forgetStrategies() {
        Arrays.fill(active, 0);
    }

    /** A session ends while the venue's position is another one. The difference is the venue's as much as ours: it is named, and nothing fails. */
    void onPositionDiffers(final int id, final long venueE8) {
        require(false, Invariant.VENUE_POSITION, id, ledger.positionE8(id), venueE8);
    }

    private void require(final boolean holds, final Invariant invariant, final int id, final long should, final long is) {
        final int bit = 1 << invariant.value();
        if (holds || (brokenKinds & bit) != 0) {
            return;
        }
        brokenKinds |= bit;
        if (!isNew) {
            isNew = true;
            broken = invariant;
            instrumentId = id;
            expected = should;
            observed = is;
        }
    }

    /** Whether one broke since this was asked last. Of several the first is kept: the others follow from it. */
    boolean takeBroken() {
        final boolean taken = isNew;
        isNew = false;
        return taken;
    }

    /** Whether what broke is an error of this program; a difference from the venue is the other kind. */
    boolean isOurFault() {
        return broken != Invariant.VENUE_POSITION;
    }

    /** A person has looked: what is there is right from now on. */
    void reset() {
        brokenKinds = 0;
        isNew = false;
        broken = Invariant.NULL_VAL;
        fills.rebase();
        pending.rebase();
        knownIds = counted.size();
    }

    /** What broke last; null value when nothing did since a person reset the latch. */
    public Invariant broken() {
        return broken;
    }

    /** Of what it is; -1 of none. */
    int instrumentId() {
        return instrumentId;
    }

    /** Its first number. */
    public long expected() {
        return expected;
    }

    /** Its second number. */
    public long observed() {
        return observed;
    }

    @Override
    public String toString() {
        return broken + ": expected " + expected + ", observed " + observed + ", instrument " + instrumentId + ", event " + lastSequence;
    }
}
