package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.market.BookState;
import io.ringmaster.pipeline.core.market.MarketView;
import io.ringmaster.pipeline.core.order.ExternalOrders;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderStateMachine;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.core.portfolio.ExecutionIds;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.core.risk.EventRate;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.schema.AccountReportDecoder;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ExternalOrderDecoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.PositionReportDecoder;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.MutableDirectBuffer;

/**
 * The one that acts: owns orders, stops, limits and the ledger, and turns targets into orders that pass the risk gate. A function of the
 * inputs it is told of, in their order; allocates nothing in a steady state.
 *
 * <p>For each event: {@link #onEvent} first, then what the event is about, then its targets. Outputs are written through the
 * {@link OutputWriter}, which knows the cause.
 */
public final class SequencerCore {

    private static final int MISMATCHES_TO_LATCH = 2;
    /** More orders than may have been sent and lost with the end of a journal: what goes on numbers its own from beyond. */
    private static final long IDS_LEFT_OUT = 1_000;
    private static final long NEVER = Long.MAX_VALUE;
    private static final List<LimitKind> LIMIT_KINDS = Stream.of(LimitKind.values()).filter(kind -> kind != LimitKind.NULL_VAL).toList();

    private final List<InstrumentDefinition> instruments;
    private final OutputWriter outputs;
    private final Ledger ledger;
    private final OrderStore orders = new OrderStore();
    private final ExternalOrders externals = new ExternalOrders();
    private final ExecutionIds counted = new ExecutionIds();
    private final RiskGate gate;
    private final EventRate entries;
    private final EventRate rejects;
    private final TargetCheck targets;
    private final MarketView[] markets;
    private final Desk[] desks;
    private final int[] mismatches;
    private RiskLimits limits;
    private long timeNs;
    private long lastClientOrderId;
    private long nextDeadlineNs = Long.MAX_VALUE;
    private int consecutiveRejects;
    /** By how much the venue's cash is more than ours since the two were first compared; null before that. */
    private Long cashAheadE8;
    private long cashDiffersSinceNs = NEVER;
    private long accountEquityE8;
    private long accountCashE8;
    private boolean isAccountTold;
    private RiskReason lastRefusal = RiskReason.PASSED;
    private LatchReason latchedFor = LatchReason.RESET;
    private boolean isClosingAll;
    private long newOrders;
    private long fills;
    private long duplicateFills;
    private long refusals;
    private long impossibleEvents;
    private long unknownOrderReports;

    public SequencerCore(
        final List<InstrumentDefinition> instruments, final ExecutionSettings execution, final RiskLimits limits,
        final long initialCashE8, final OutputWriter outputs) {
        this.instruments = instruments;
        this.limits = limits;
        this.outputs = outputs;
        ledger = new Ledger(instruments, initialCashE8);
        markets = new MarketView[instruments.size()];
        desks = new Desk[instruments.size()];
        mismatches = new int[instruments.size()];
        for (int i = 0; i < markets.length; i++) {
            markets[i] = new MarketView();
            desks[i] = new Desk(this, execution, instruments.get(i), i, markets[i]);
        }
        entries = new EventRate(limits.maxEntries(), limits.entryWindowNs());
        rejects = new EventRate(limits.maxRejects(), limits.rejectWindowNs());
        targets = new TargetCheck(instruments.size());
        gate = new RiskGate(limits, instruments, ledger, orders, externals, markets);
    }

    /** Begins an event: what depends on time alone. */
    public void onEvent(final long sequence, final long eventTimeNs) {
        timeNs = eventTimeNs;
        ledger.onTime(eventTimeNs);
        gate.onTime(eventTimeNs);
        if (eventTimeNs >= nextDeadlineNs) {
            timeOutOrders();
        }
    }

    /** Begins a session. */
    public void onSessionStart(final long warmupEndTimeNs) {
        gate.setSessionStart(timeNs);
        gate.setWarmupEnd(warmupEndTimeNs);
    }

    /**
     * Goes on with a session, before anything else of the event: nobody could answer meanwhile, and what was sent last may be missing in
     * what is known of it.
     */
    public void onSessionResume(final long resumeTimeNs, final long warmupEndTimeNs) {
        for (int i = 0; i < orders.workingCount(); i++) {
            if (orders.working(i).answerDueNs != Long.MAX_VALUE) {
                orders.working(i).answerDueNs = resumeTimeNs + limits.orderTimeoutNs();
            }
        }
        nextDeadlineNs = orders.workingCount() == 0 ? Long.MAX_VALUE : resumeTimeNs;
        lastClientOrderId = (lastClientOrderId / IDS_LEFT_OUT + 1) * IDS_LEFT_OUT;
        gate.setSessionStart(resumeTimeNs);
        gate.setWarmupEnd(warmupEndTimeNs);
        gate.setStandingDown(false);
        gate.setAgreement(Agreement.UNKNOWN);
    }

    /** An instrument's market after this event. */
    public void onMarket(final MarketView view) {
        final int id = view.instrumentId;
        final boolean isMoved = view.markPriceE8 != markets[id].markPriceE8;
        markets[id].copyFrom(view);
        if (isMoved) {
            ledger.onMark(id, view.markPriceE8);
            checkLosses();
        }
        desks[id].onMarket(timeNs);
    }

    /** Lets time-driven work go on in a market that is silent. */
    public void onTimer() {
        checkCash();
        for (final Desk desk : desks) {
            desk.act(timeNs);
        }
    }

    /** The policy's target for one instrument; the ledger as it then stands is reported. */
    public void onTarget(final Target target) {
        final int id = target.instrumentId;
        final boolean isSound = targets.isSound(target, limits);
        gate.setPolicySound(id, isSound);
        if (isSound && gate.isArmed() && !gate.isLatched() && !gate.isPaused() && !isClosingAll) {
            desks[id].onTarget(target, timeNs);
        }
        reportPortfolio(id);
    }

    /** The venue's word on an order. */
    public void onExecutionReport(final ExecutionReportDecoder report) {
        final Order order = orders.find(report.clientOrderId());
        if (report.execType() == ExecType.TRADE) {
            onFill(report, order);
        }
        if (order == null) {
            onUnknownOrder(report);
            return;
        }
        switch (report.execType()) {
            case TRIGGERED -> order.isTriggered = true;
            case AMENDED -> endAmend(order, true);
            case AMEND_REJECTED -> endAmend(order, false);
            default -> { }
        }
        move(order, eventOf(report, order), report.reason());
        countRejects(report, order);
        desks[order.instrumentId].act(timeNs);
    }

    private static void endAmend(final Order order, final boolean holds) {
        if (order.isPendingAmend()) {
            order.stopPriceE8 = holds ? order.amendStopPriceE8 : order.stopPriceE8;
            order.amendStopPriceE8 = 0;
            order.isAmendFutile = !holds;
        }
    }

    private void onFill(final ExecutionReportDecoder report, final Order order) {
        if (!counted.add(report.executionId().high(), report.executionId().low())) {
            duplicateFills++;
            return;
        }
        fills++;
        final int id = report.instrumentId();
        final long before = ledger.positionE8(id);
        final long realisedE8 = ledger.onFill(id, report.side(), report.lastQtyE8(), report.lastPriceE8(), report.feeE8());
        if (order != null) {
            order.cumQtyE8 = Math.addExact(order.cumQtyE8, report.lastQtyE8());
        }
        desks[id].onPositionChanged(before, realisedE8, timeNs);
        final long after = ledger.positionE8(id);
        if (after != 0 && Long.signum(after) != Long.signum(before) && entries.onEvent(timeNs)) {
            latch(LatchReason.REPEATED_EXECUTION);
        }
        reportPortfolio(id);
        checkLosses();
    }

    private static OrderEvent eventOf(final ExecutionReportDecoder report, final Order order) {
        return switch (report.execType()) {
            case NEW -> OrderEvent.ACCEPTED;
            case TRADE -> order.cumQtyE8 >= order.qtyE8 ? OrderEvent.FILL_COMPLETE : OrderEvent.FILL_PARTIAL;
            case CANCELED -> OrderEvent.CANCEL_CONFIRMED;
            case REJECTED -> OrderEvent.REFUSED;
            case EXPIRED -> OrderEvent.EXPIRY;
            case TRIGGERED -> OrderEvent.TRIGGER;
            case CANCEL_REJECTED -> OrderEvent.CANCEL_REFUSED;
            case UNANSWERED -> OrderEvent.TIMEOUT;
            case AMENDED -> OrderEvent.AMEND_CONFIRMED;
            case AMEND_REJECTED -> OrderEvent.AMEND_REFUSED;
            case NULL_VAL -> throw new IllegalStateException("execution report without a type");
        };
    }

    private void onUnknownOrder(final ExecutionReportDecoder report) {
        unknownOrderReports++;
        if (report.execType() == ExecType.TRADE) {
            latch(report.reason() == VenueReason.LIQUIDATION ? LatchReason.LIQUIDATED : LatchReason.POSITION_MISMATCH);
        }
    }

    private void countRejects(final ExecutionReportDecoder report, final Order order) {
        if (report.execType() == ExecType.REJECTED && !order.reduceOnly && report.reason() != VenueReason.POST_WOULD_EXECUTE) {
            consecutiveRejects++;
            if (rejects.onEvent(timeNs) || consecutiveRejects >= limits.maxConsecutiveRejects()) {
                latch(LatchReason.CONSECUTIVE_REJECTS);
            }
        } else if (report.execType() == ExecType.NEW || report.execType() == ExecType.TRADE) {
            consecutiveRejects = 0;
        }
    }

    private void move(final Order order, final OrderEvent event, final VenueReason reason) {
        final OrderState from = order.state;
        final OrderState to = OrderStateMachine.next(from, event);
        if (to == OrderStateMachine.IMPOSSIBLE) {
            impossibleEvents++;
            outputs.orderStateChange(
                order.instrumentId, order.clientOrderId, from, from, event, order.cumQtyE8, order.leavesQtyE8(), reason);
            latch(LatchReason.IMPOSSIBLE_EVENT);
            return;
        }
        order.state = to;
        if (event != OrderEvent.CANCEL_SENT && event != OrderEvent.AMEND_SENT && event != OrderEvent.TIMEOUT) {
            order.answerDueNs = Long.MAX_VALUE;
        }
        outputs.orderStateChange(order.instrumentId, order.clientOrderId, from, to, event, order.cumQtyE8, order.leavesQtyE8(), reason);
        if (OrderStateMachine.isDone(to) && !OrderStateMachine.isDone(from)) {
            orders.retire(order);
            desks[order.instrumentId].onOrderDone(order, timeNs);
        }
    }

    private void timeOutOrders() {
        nextDeadlineNs = Long.MAX_VALUE;
        for (int i = orders.workingCount() - 1; i >= 0; i--) {
            final Order order = orders.working(i);
            if (order.answerDueNs <= timeNs) {
                order.answerDueNs = Long.MAX_VALUE;
                order.isAmendFutile |= order.isPendingAmend();
                move(order, OrderEvent.TIMEOUT, VenueReason.NONE);
                if (order.state == OrderState.UNKNOWN) {
                    latch(LatchReason.ORDER_UNKNOWN);
                }
            }
            nextDeadlineNs = Math.min(nextDeadlineNs, order.answerDueNs);
        }
    }

    /** The venue's word on a position: two disagreements in a row latch; one may have crossed a fill on its way. */
    public void onPositionReport(final PositionReportDecoder report) {
        final int id = report.instrumentId();
        if (report.positionQtyE8() == ledger.positionE8(id)) {
            mismatches[id] = 0;
            return;
        }
        mismatches[id]++;
        if (mismatches[id] >= MISMATCHES_TO_LATCH) {
            latch(LatchReason.POSITION_MISMATCH);
        }
    }

    /**
     * The venue's word on the account. The ledger keeps its own count; while nothing is held and nothing works, the two move alike whatever
     * the market does, and what moved only one of them is money we know nothing of. Reports may have crossed fills on their way, so a
     * difference latches when it has stayed for as long as an order may go unanswered.
     */
    public void onAccountReport(final AccountReportDecoder report) {
        accountEquityE8 = report.equityE8();
        accountCashE8 = report.cashE8();
        isAccountTold = true;
        compareCash();
    }

    private void compareCash() {
        if (!isAccountTold || !isFlat()) {
            cashDiffersSinceNs = NEVER;
            return;
        }
        final long aheadE8 = Math.subtractExact(accountCashE8, ledger.cashE8());
        if (cashAheadE8 == null) {
            cashAheadE8 = aheadE8;
        }
        final boolean isExplained = Math.abs(Math.subtractExact(aheadE8, cashAheadE8)) <= limits.maxCashDifferenceE8();
        cashDiffersSinceNs = isExplained ? NEVER : Math.min(cashDiffersSinceNs, timeNs);
    }

    private void checkCash() {
        if (cashDiffersSinceNs != NEVER && !isFlat()) {
            cashDiffersSinceNs = NEVER;
        } else if (cashDiffersSinceNs != NEVER && timeNs - cashDiffersSinceNs >= limits.orderTimeoutNs()) {
            latch(LatchReason.ACCOUNT_MISMATCH);
        }
    }

    private boolean isFlat() {
        for (int i = 0; i < desks.length; i++) {
            if (ledger.positionE8(i) != 0) {
                return false;
            }
        }
        return orders.workingCount() == 0;
    }

    /** Somebody else has an order on our account, has it no more, or less of it. */
    public void onExternalOrder(final ExternalOrderDecoder order) {
        final long priceE8 = order.limitPriceE8();
        externals.put(
            order.venueOrderId().high(), order.venueOrderId().low(), order.instrumentId(), order.side(), order.leavesQtyE8(),
            priceE8 == ExternalOrderDecoder.limitPriceE8NullValue() ? 0 : priceE8, order.reduceOnly() != 0);
    }

    /**
     * A person changes a limit. A tighter one holds at once, and what works and may increase a position is taken back; a wider one holds
     * only when it was confirmed.
     *
     * @param value in the limit's own unit
     */
    public void onLimitChange(final LimitKind kind, final long value, final boolean isConfirmed) {
        final boolean isWider = value > limits.get(kind);
        if (value < 0 || (isWider && !isConfirmed)) {
            return;
        }
        limits = limits.with(kind, value);
        gate.setLimits(limits);
        if (!isWider) {
            standDown();
        }
    }

    /** Funding was settled. */
    public void onFunding(final FundingPaymentDecoder payment) {
        ledger.onFunding(payment.amountE8());
        compareCash();
        reportPortfolio(payment.instrumentId());
        checkLosses();
    }

    /** An operator's word. */
    public void onCommand(final CommandKind kind) {
        switch (kind) {
            case PAUSE -> {
                gate.setPaused(true);
                standDown();
            }
            case RESUME -> {
                gate.setPaused(false);
                gate.setStandingDown(false);
                isClosingAll = false;
            }
            case CLOSE_ALL -> {
                isClosingAll = true;
                flatten(latchedFor);
            }
            case KILL -> {
                gate.setKilled(true);
                cancelEverything();
                latch(LatchReason.KILL_COMMAND);
            }
            case STAND_DOWN -> {
                gate.setStandingDown(true);
                cancelEverything();
            }
            case RESET_LATCH -> reset();
            case OBSERVE -> gate.setArmed(false);
            case ARM -> gate.setArmed(true);
            case NULL_VAL -> throw new IllegalStateException("a command without a kind");
        }
    }

    private void cancelEverything() {
        for (int i = 0; i < desks.length; i++) {
            gate.onCancelSent();
            outputs.cancelAll(i);
        }
    }

    public void onFeedState(final int instrumentId, final FeedCondition condition) {
        gate.onFeedState(instrumentId, condition);
        for (int i = 0; i < markets.length; i++) {
            if (condition == FeedCondition.DOWN && (instrumentId < 0 || instrumentId == i)) {
                markets[i].bookState = markets[i].bookState == BookState.NONE
                    ? BookState.NONE : BookState.DISCONNECTED;
            }
        }
    }

    /** No new risk while it is not known whether we and the venue agree. */
    public void onReconciliation(final Agreement agreement) {
        gate.setAgreement(agreement);
    }

    /** Nothing is sent while what was said cannot be kept. */
    public void onJournalHealth(final boolean healthy) {
        gate.setJournalHealthy(healthy);
        if (!healthy) {
            latch(LatchReason.JOURNAL);
        }
    }

    /** No new risk until a person resets it. */
    public void latch(final LatchReason reason) {
        if (gate.isLatched()) {
            return;
        }
        gate.setLatched(true);
        latchedFor = reason;
        outputs.latchChange(true, reason);
        final boolean isLoss = reason == LatchReason.DAILY_LOSS || reason == LatchReason.DRAWDOWN;
        if (isLoss && limits.flattenOnLatch()) {
            flatten(reason);
        } else if (!gate.isKilled()) {
            standDown();
        }
    }

    private void reset() {
        if (gate.isLatched() || gate.isKilled()) {
            gate.setKilled(false);
            gate.setLatched(false);
            consecutiveRejects = 0;
            entries.reset();
            rejects.reset();
            cashAheadE8 = null;
            cashDiffersSinceNs = NEVER;
            latchedFor = LatchReason.RESET;
            outputs.latchChange(false, LatchReason.RESET);
        }
    }

    private void standDown() {
        for (final Desk desk : desks) {
            desk.standDown(timeNs);
        }
    }

    private void flatten(final LatchReason reason) {
        for (final Desk desk : desks) {
            desk.flattening(reason);
            desk.standDown(timeNs);
            desk.leave(OrderPurpose.FLATTEN, timeNs);
        }
    }

    private void checkLosses() {
        if (!gate.isLatched()) {
            if (gate.isDailyLossBreached()) {
                latch(LatchReason.DAILY_LOSS);
            } else if (gate.isDrawdownBreached()) {
                latch(LatchReason.DRAWDOWN);
            }
        }
    }

    /**
     * Puts an order through the gate and, if it passes, on its way; null if it was refused.
     *
     * @param parentE8 position the decision behind it asks for, signed
     */
    Order submit(
        final int instrumentId, final OrderType type, final Side side, final long qtyE8, final long limitPriceE8,
        final long stopPriceE8, final boolean reduceOnly, final OrderPurpose purpose, final long parentE8, final long sentTimeNs) {
        candidate.clientOrderId = ++lastClientOrderId;
        fill(candidate, instrumentId, type, side, qtyE8, limitPriceE8, stopPriceE8, reduceOnly, purpose, sentTimeNs);
        lastRefusal = gate.check(candidate, parentE8, sentTimeNs);
        outputs.riskVerdict(instrumentId, lastClientOrderId, lastRefusal, gate.limitE8(), gate.observedE8());
        if (lastRefusal != RiskReason.PASSED) {
            refusals++;
            if (lastRefusal == RiskReason.PARENT_CAP) {
                // Our own arithmetic is wrong, and nobody knows by how much.
                latch(LatchReason.PARENT_CAP);
            }
            return null;
        }
        final Order order = orders.add(lastClientOrderId);
        fill(order, instrumentId, type, side, qtyE8, limitPriceE8, stopPriceE8, reduceOnly, purpose, sentTimeNs);
        expectAnswer(order, sentTimeNs);
        newOrders++;
        outputs.newOrder(
            instrumentId, lastClientOrderId, type, side, qtyE8, optional(limitPriceE8), optional(stopPriceE8), reduceOnly, purpose);
        outputs.orderStateChange(
            instrumentId, lastClientOrderId, OrderState.PENDING_NEW, OrderState.PENDING_NEW, OrderEvent.SUBMIT, 0, qtyE8,
            VenueReason.NONE);
        return order;
    }

    private final Order candidate = new Order();

    private static void fill(
        final Order order, final int instrumentId, final OrderType type, final Side side, final long qtyE8, final long limitPriceE8,
        final long stopPriceE8, final boolean reduceOnly, final OrderPurpose purpose, final long sentTimeNs) {
        order.instrumentId = instrumentId;
        order.type = type;
        order.side = side;
        order.qtyE8 = qtyE8;
        order.cumQtyE8 = 0;
        order.limitPriceE8 = limitPriceE8;
        order.stopPriceE8 = stopPriceE8;
        order.reduceOnly = reduceOnly;
        order.purpose = purpose;
        order.state = OrderState.PENDING_NEW;
        order.sentTimeNs = sentTimeNs;
        order.answerDueNs = Long.MAX_VALUE;
        order.isTriggered = false;
        order.amendStopPriceE8 = 0;
        order.isAmendFutile = false;
    }

    private static long optional(final long priceE8) {
        return priceE8 == 0 ? OutputWriter.NO_PRICE : priceE8;
    }

    private void expectAnswer(final Order order, final long askedNs) {
        order.answerDueNs = askedNs + limits.orderTimeoutNs();
        nextDeadlineNs = Math.min(nextDeadlineNs, order.answerDueNs);
    }

    /** Asks the venue to move a stop to another price while it rests, if the gate lets it pass. */
    void amend(final Order order, final long stopPriceE8, final long parentE8) {
        candidate.clientOrderId = order.clientOrderId;
        fill(
            candidate, order.instrumentId, order.type, order.side, order.qtyE8, order.limitPriceE8, stopPriceE8, order.reduceOnly, order.purpose,
            timeNs);
        lastRefusal = gate.check(candidate, parentE8, timeNs);
        outputs.riskVerdict(order.instrumentId, order.clientOrderId, lastRefusal, gate.limitE8(), gate.observedE8());
        if (lastRefusal != RiskReason.PASSED) {
            refusals++;
            return;
        }
        order.amendStopPriceE8 = stopPriceE8;
        outputs.amend(order.instrumentId, order.clientOrderId, order.side, order.qtyE8, stopPriceE8, order.purpose);
        expectAnswer(order, timeNs);
        move(order, OrderEvent.AMEND_SENT, VenueReason.USER);
    }

    /** Asks the venue to cancel an order. */
    void cancel(final Order order) {
        gate.onCancelSent();
        outputs.cancel(order.instrumentId, order.clientOrderId, order.type, order.side, order.purpose);
        expectAnswer(order, timeNs);
        move(order, OrderEvent.CANCEL_SENT, VenueReason.USER);
    }

    /** The largest order the limits on size and value allow, in whole lots, so that a large exit goes in parts. */
    long largestOrderE8(final int instrumentId, final long markE8) {
        final long byValueE8 = markE8 <= 0
            ? limits.maxOrderQtyE8()
            // A little less than the limit: a crossing order pays beyond the mark, and it is the higher price that counts.
            : FixedPoint.divideFloor(limits.maxOrderValueE8() / 100 * 98, markE8);
        return FixedPoint.toStepFloor(Math.min(limits.maxOrderQtyE8(), byValueE8), instruments.get(instrumentId).lotE8());
    }

    /** Reports the ledger of every instrument. */
    public void reportPortfolio() {
        for (int i = 0; i < desks.length; i++) {
            reportPortfolio(i);
        }
    }

    private void reportPortfolio(final int id) {
        outputs.portfolioState(
            id, ledger.positionE8(id), ledger.averageEntryPriceE8(id), ledger.markE8(id), ledger.cashE8(), ledger.realisedPnlE8(),
            ledger.unrealisedPnlE8(id), ledger.feesE8(), ledger.fundingE8(), ledger.equityE8());
    }

    /**
     * The first price on a way at which an instrument's stop or target acts, or the end of the way; to be asked when the core is at rest.
     *
     * @param fromE8 was looked at already
     */
    public long nextWatchedE8(final int instrumentId, final long fromE8, final long toE8) {
        return desks[instrumentId].nextWatchedE8(fromE8, toE8);
    }

    OutputWriter outputs() {
        return outputs;
    }

    boolean isShut() {
        return gate.isShut();
    }

    RiskReason lastRefusal() {
        return lastRefusal;
    }

    long lastClientOrderId() {
        return lastClientOrderId;
    }

    long averageEntryE8(final int instrumentId) {
        return ledger.averageEntryPriceE8(instrumentId);
    }

    public int instruments() {
        return desks.length;
    }

    /** Signed. */
    public long positionE8(final int instrumentId) {
        return ledger.positionE8(instrumentId);
    }

    public long equityE8() {
        return ledger.equityE8();
    }

    /** The ledger, to be read only. */
    public Ledger ledger() {
        return ledger;
    }

    public boolean isLatched() {
        return gate.isLatched();
    }

    /** Whether orders may be sent at all: false until a person arms a session that has to be. */
    public boolean isArmed() {
        return gate.isArmed();
    }

    /** What the venue said last the account is worth; 0 before that. */
    public long accountEquityE8() {
        return accountEquityE8;
    }

    /** What holds now. */
    public RiskLimits limits() {
        return limits;
    }

    /** Orders sent. */
    public long newOrders() {
        return newOrders;
    }

    /** Fills counted, each once. */
    public long fills() {
        return fills;
    }

    /** Fills reported again. */
    public long duplicateFills() {
        return duplicateFills;
    }

    /** Orders the gate refused. */
    public long refusals() {
        return refusals;
    }

    /** Events no order of messages explains. */
    public long impossibleEvents() {
        return impossibleEvents;
    }

    /** Orders that may still be filled. */
    public int workingOrders() {
        return orders.workingCount();
    }

    /** @param i from 0 for the oldest; to be read only */
    public Order workingOrder(final int i) {
        return orders.working(i);
    }

    /**
     * Writes the whole state in one canonical form: two cores that heard the same inputs write the same bytes.
     *
     * @return bytes written
     */
    public int encodeState(final MutableDirectBuffer buffer, final int offset) {
        int at = offset;
        at = put(buffer, at, lastClientOrderId);
        at = put(buffer, at, ledger.cashE8());
        at = put(buffer, at, ledger.equityE8());
        at = put(buffer, at, ledger.realisedPnlE8());
        at = put(buffer, at, ledger.feesE8());
        at = put(buffer, at, ledger.fundingE8());
        at = put(buffer, at, ledger.highestEquityE8());
        at = put(buffer, at, ledger.dayStartEquityE8());
        at = put(buffer, at, fills);
        at = put(buffer, at, (gate.isLatched() ? 1 : 0) + (gate.isKilled() ? 2 : 0) + (gate.isPaused() ? 4 : 0) + (isClosingAll ? 8 : 0)
            + (gate.agreement().value() << 4) + (gate.isStandingDown() ? 64 : 0) + (gate.isArmed() ? 0 : 128));
        at = put(buffer, at, latchedFor.value());
        for (final LimitKind kind : LIMIT_KINDS) {
            at = put(buffer, at, limits.get(kind));
        }
        for (int i = 0; i < desks.length; i++) {
            at = put(buffer, at, ledger.positionE8(i));
            at = put(buffer, at, ledger.costE8(i));
            at = put(buffer, at, desks[i].desiredE8());
            at = put(buffer, at, desks[i].stopE8());
        }
        for (int i = 0; i < orders.workingCount(); i++) {
            final Order order = orders.working(i);
            at = put(buffer, at, order.clientOrderId);
            at = put(buffer, at, order.state.value());
            at = put(buffer, at, order.cumQtyE8);
            at = put(buffer, at, order.stopPriceE8);
            at = put(buffer, at, order.amendStopPriceE8);
            at = put(buffer, at, order.leavesQtyE8());
        }
        return at - offset;
    }

    private static int put(final MutableDirectBuffer buffer, final int at, final long value) {
        buffer.putLong(at, value);
        return at + Long.BYTES;
    }
}
