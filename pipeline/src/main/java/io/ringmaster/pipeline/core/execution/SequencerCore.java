package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.order.ExternalOrders;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.core.portfolio.ExecutionIds;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.market.MarketView;
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
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.PositionReportDecoder;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.InstrumentDefinition;
import java.util.Arrays;
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

    private static final List<LimitKind> LIMIT_KINDS = Stream.of(LimitKind.values()).filter(kind -> kind != LimitKind.NULL_VAL).toList();

    private final OutputWriter outputs;
    private final Ledger ledger;
    private final OrderStore orders = new OrderStore();
    private final ExternalOrders externals = new ExternalOrders();
    private final ExecutionIds counted = new ExecutionIds();
    private final RiskGate gate;
    private final OrderEntry entry;
    private final Latch latch;
    private final AccountComparison account;
    private final Invariants invariants;
    private final TargetCheck targets;
    private final MarketView[] markets;
    private final InstrumentTrader[] traders;
    private RiskLimits limits;
    private long timeNs;
    private boolean isClosingAll;
    private long fills;
    private long duplicateFills;
    private long unknownOrderReports;

    public SequencerCore(
        final List<InstrumentDefinition> instruments, final ExecutionSettings execution, final RiskLimits limits,
        final long initialCashE8, final OutputWriter outputs) {
        this.limits = limits;
        this.outputs = outputs;
        ledger = new Ledger(instruments, initialCashE8);
        markets = new MarketView[instruments.size()];
        traders = new InstrumentTrader[instruments.size()];
        Arrays.setAll(markets, i -> new MarketView());
        latch = new Latch(limits);
        account = new AccountComparison(ledger, instruments.size());
        targets = new TargetCheck(instruments.size());
        gate = new RiskGate(limits, instruments, ledger, orders, externals, markets);
        invariants = new Invariants(instruments, ledger, counted, orders, externals, markets, gate, latch);
        entry = new OrderEntry(instruments, limits, orders, gate, invariants, outputs);
        final PositionSizing sizing = new PositionSizing(execution, ledger);
        final EntryRules rules = new EntryRules(execution, sizing, instruments.size());
        Arrays.setAll(traders, i -> new InstrumentTrader(entry, ledger, sizing, rules, execution, instruments.get(i), i, markets[i]));
    }

    /** Begins an event: what depends on time alone. */
    public void onEvent(final long sequence, final long eventTimeNs) {
        timeNs = eventTimeNs;
        invariants.onEvent(sequence, eventTimeNs);
        if (ledger.onTime(eventTimeNs)) {
            onNewDay();
        }
        gate.onTime(eventTimeNs);
        entry.onEvent(sequence, eventTimeNs);
        latchOnFault();
    }

    /** The loss of a day holds until the next one, unless it takes a person to lift it. */
    private void onNewDay() {
        if (limits.loss().dailyLossLatch() == RiskLimits.DailyLossLatch.DAY && latch.lift(LatchReason.DAILY_LOSS)) {
            gate.setLatched(latch.isClosed());
            outputs.latchChange(latch.isClosed(), latch.isClosed() ? latch.reason() : LatchReason.NEW_DAY);
        }
    }

    /** Latches for what order entry found wrong meanwhile, and for an invariant that broke; where assertions are enabled, that is a failure. */
    private void latchOnFault() {
        latch(entry.takeFault());
        if (invariants.takeBroken()) {
            outputs.invariantBroken(invariants.broken(), invariants.instrumentId(), invariants.expected(), invariants.observed());
            latch(invariants.isOurFault() ? LatchReason.INVARIANT : LatchReason.POSITION_MISMATCH);
            assert !invariants.isOurFault() : invariants.toString();
        }
    }

    /** Begins a session. */
    public void onSessionStart(final long warmupEndTimeNs) {
        gate.setSessionStart(timeNs);
        gate.setWarmupEnd(warmupEndTimeNs);
    }

    /**
     * Resumes a session, before anything else of the event. What was wished for before it ended is not made up for: only a decision that comes later
     * takes new risk.
     */
    public void onSessionResume(final long resumeTimeNs, final long warmupEndTimeNs) {
        entry.onSessionResume(resumeTimeNs);
        dropWishes();
        gate.setSessionStart(resumeTimeNs);
        gate.setWarmupEnd(warmupEndTimeNs);
        gate.setStandingDown(false);
        gate.setAgreement(Agreement.UNKNOWN);
    }

    /** The limits of another configuration, under which this core goes on with an account; what was changed by a person since is no longer. */
    public void takeLimits(final RiskLimits configured) {
        limits = configured;
        gate.setLimits(configured);
        entry.setLimits(configured);
    }

    /** The first event under another configuration: what works and may increase a position is taken back, what is there stays protected. */
    public void onReconfigured(final long warmupEndTimeNs) {
        gate.setWarmupEnd(warmupEndTimeNs);
        standDown();
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
        traders[id].onMarket(timeNs);
        latchOnFault();
    }

    /** Lets time-driven work go on in a market that is silent. */
    public void onTimer() {
        latch(account.onTimer(isFlat(), limits.traffic().orderTimeoutNs(), timeNs));
        for (final InstrumentTrader trader : traders) {
            trader.act(timeNs);
        }
        latchOnFault();
    }

    /**
     * The policy's target for one instrument; the ledger as it then stands is reported. While latched or paused a target can only bring the position
     * nearer to zero.
     */
    public void onTarget(final Target target) {
        final int id = target.instrumentId;
        final boolean isSound = targets.isSound(target, limits);
        gate.setPolicySound(id, isSound);
        invariants.onTarget(target);
        if (isSound && !gate.isShut() && !isClosingAll) {
            traders[id].onTarget(target, !gate.isLatched() && !gate.isPaused(), timeNs);
        }
        latchOnFault();
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
        invariants.onReport(order, report);
        ReportEvents.apply(report.execType(), order);
        if (entry.move(order, ReportEvents.of(report, order), report.reason())) {
            traders[order.instrumentId].onOrderDone(order, timeNs);
        }
        latchOnFault();
        countRejects(report, order);
        traders[order.instrumentId].act(timeNs);
        latchOnFault();
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
        invariants.onFill(report);
        if (order != null) {
            order.cumQtyE8 = Math.addExact(order.cumQtyE8, report.lastQtyE8());
        }
        traders[id].onFill(order, before, realisedE8, report.feeE8(), timeNs);
        final long after = ledger.positionE8(id);
        if (after != 0 && Long.signum(after) != Long.signum(before)) {
            latch(latch.onEntry(timeNs));
        }
        reportPortfolio(id);
        checkLosses();
    }

    private void onUnknownOrder(final ExecutionReportDecoder report) {
        unknownOrderReports++;
        if (report.execType() == ExecType.TRADE) {
            latch(report.reason() == VenueReason.LIQUIDATION ? LatchReason.LIQUIDATED : LatchReason.POSITION_MISMATCH);
        }
    }

    private void countRejects(final ExecutionReportDecoder report, final Order order) {
        if (report.execType() == ExecType.REJECTED) {
            gate.onVenueRefused(order);
            if (!order.reduceOnly && report.reason() != VenueReason.POST_WOULD_EXECUTE) {
                latch(latch.onReject(timeNs));
            }
        } else if (report.execType() == ExecType.NEW || report.execType() == ExecType.TRADE) {
            latch.onAccepted();
        }
    }

    /** The venue reports a position. */
    public void onPositionReport(final PositionReportDecoder report) {
        latch(account.onPosition(report.instrumentId(), report.positionQtyE8()));
    }

    /** The venue reports the account. */
    public void onAccountReport(final AccountReportDecoder report) {
        account.onAccount(report.cashE8(), report.equityE8());
        compareCash();
    }

    private void compareCash() {
        account.compareCash(isFlat(), limits.loss().maxCashDifferenceE8(), timeNs);
    }

    private boolean isFlat() {
        for (int i = 0; i < traders.length; i++) {
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
        entry.setLimits(limits);
        if (!isWider) {
            standDown();
        }
    }

    /** Funding was settled. */
    public void onFunding(final FundingPaymentDecoder payment) {
        ledger.onFunding(payment.amountE8());
        invariants.onFunding(payment.amountE8());
        if (payment.instrumentId() >= 0) {
            traders[payment.instrumentId()].onFunding(payment.amountE8());
        }
        compareCash();
        reportPortfolio(payment.instrumentId());
        checkLosses();
        latchOnFault();
    }

    /** A strategy is heard from now on, or no longer. */
    public void onStrategyState(final int strategyIndex, final StrategyCondition condition) {
        invariants.onStrategyState(strategyIndex, condition);
    }

    /** Strategies are configured anew: each is heard of again. */
    public void forgetStrategies() {
        invariants.forgetStrategies();
    }

    /** The session ends: nothing crosses a report on its way any more, so a position that differs from the venue's is named and latches. */
    public void onSessionEnd() {
        final int id = account.differingInstrument();
        if (id >= 0) {
            invariants.onPositionDiffers(id, account.reportedE8(id));
        }
        latchOnFault();
        reportPortfolio();
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
                flatten(latch.reason());
            }
            case KILL -> {
                gate.setKilled(true);
                dropWishes();
                entry.cancelEverything();
                latch(LatchReason.KILL_COMMAND);
            }
            case STAND_DOWN -> {
                gate.setStandingDown(true);
                dropWishes();
                entry.cancelEverything();
            }
            case RESET_LATCH -> reset();
            case OBSERVE -> {
                gate.setArmed(false);
                dropWishes();
            }
            case ARM -> gate.setArmed(true);
            case NULL_VAL -> throw new IllegalStateException("a command without a kind");
        }
    }

    public void onFeedState(final int instrumentId, final FeedCondition condition) {
        gate.onFeedState(instrumentId, condition);
        for (int i = 0; i < markets.length; i++) {
            if (instrumentId >= 0 && instrumentId != i) {
                continue;
            }
            if (condition == FeedCondition.DOWN) {
                markets[i].onDisconnect();
            } else if (condition != FeedCondition.UP) {
                traders[i].withdrawEntry();
            }
        }
    }

    /** No new risk while it is not known whether we and the venue agree. */
    public void onReconciliation(final Agreement agreement) {
        gate.setAgreement(agreement);
    }

    /** The journal's disk is short of space, or writing lags: no new risk; exits go on while records can be written. */
    public void onJournalHealth(final boolean healthy) {
        gate.setJournalHealthy(healthy);
        if (!healthy) {
            latch(LatchReason.JOURNAL);
        }
    }

    /**
     * No new risk until a person resets it, or, for the loss of a day, until the next one. An earlier reason hides nothing: a loss flattens whatever
     * else is latched.
     *
     * @param reason null for none
     */
    public void latch(final LatchReason reason) {
        if (reason == null || gate.isFollowing() || !latch.close(reason)) {
            return;
        }
        gate.setLatched(true);
        outputs.latchChange(true, reason);
        final boolean isLoss = reason == LatchReason.DAILY_LOSS || reason == LatchReason.DRAWDOWN;
        if (isLoss && limits.loss().flattenOnLatch()) {
            flatten(reason);
        } else if (!gate.isKilled()) {
            standDown();
        }
    }

    private void reset() {
        if (gate.isLatched() || gate.isKilled()) {
            gate.setKilled(false);
            gate.setLatched(false);
            latch.reset();
            account.reset();
            invariants.reset();
            outputs.latchChange(false, LatchReason.RESET);
        }
    }

    private void standDown() {
        for (final InstrumentTrader trader : traders) {
            trader.standDown();
        }
    }

    private void dropWishes() {
        for (final InstrumentTrader trader : traders) {
            trader.dropWish();
        }
    }

    private void flatten(final LatchReason reason) {
        for (final InstrumentTrader trader : traders) {
            trader.flattening(reason);
            trader.standDown();
            trader.leave(OrderPurpose.FLATTEN, timeNs);
        }
    }

    private void checkLosses() {
        if (gate.isDailyLossBreached()) {
            latch(LatchReason.DAILY_LOSS);
        }
        if (gate.isDrawdownBreached()) {
            latch(LatchReason.DRAWDOWN);
        }
        if (latch.isForLoss() && limits.loss().flattenOnLatch()) {
            flattenLateFills();
        }
    }

    /** An order that was filled after its cancel left leaves a position that the flattening has not seen. */
    private void flattenLateFills() {
        for (int i = 0; i < traders.length; i++) {
            if (ledger.positionE8(i) != 0 && !traders[i].isLeaving()) {
                traders[i].flattening(latch.reason());
                traders[i].leave(OrderPurpose.FLATTEN, timeNs);
            }
        }
    }

    /** Reports the ledger of every instrument. */
    public void reportPortfolio() {
        for (int i = 0; i < traders.length; i++) {
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
        return traders[instrumentId].nextWatchedE8(fromE8, toE8);
    }

    OrderEntry orderEntry() {
        return entry;
    }

    public int instruments() {
        return traders.length;
    }

    /** Signed. */
    public long positionE8(final int instrumentId) {
        return ledger.positionE8(instrumentId);
    }

    public long equityE8() {
        return ledger.equityE8();
    }

    /** Where an open position is left; 0 while flat. */
    long stopPriceE8(final int instrumentId) {
        return traders[instrumentId].stopPriceE8();
    }

    /** The ledger, to be read only. */
    public Ledger ledger() {
        return ledger;
    }

    public boolean isLatched() {
        return gate.isLatched();
    }

    /** Why it is latched, all reasons: bit n is set for the reason numbered n; 0 when it is not. */
    public int latchReasons() {
        return latch.reasons();
    }

    /** Lets this core take over a session of another build. */
    public Follower follower() {
        return new Follower(traders, entry, gate, latch, () -> isClosingAll);
    }

    /** What always holds, to be read only. */
    public Invariants invariants() {
        return invariants;
    }

    public boolean isPaused() {
        return gate.isPaused();
    }

    /** Whether a person asked for every position to be closed, and has not ended that yet. */
    public boolean isClosingAll() {
        return isClosingAll;
    }

    /** No new risk before this event time. */
    public long warmupEndTimeNs() {
        return gate.warmupEndTimeNs();
    }

    /** Whether orders may be sent at all: false until a person arms a session that has to be. */
    public boolean isArmed() {
        return gate.isArmed();
    }

    /** What the venue said last the account is worth; 0 before that. */
    public long accountEquityE8() {
        return account.equityE8();
    }

    /** What lets orders pass, to be read only. */
    public RiskGate gate() {
        return gate;
    }

    /** What holds now. */
    public RiskLimits limits() {
        return limits;
    }

    /** Orders sent. */
    public long newOrders() {
        return entry.newOrders();
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
        return entry.refusals();
    }

    /** Events no order of messages explains. */
    public long impossibleEvents() {
        return entry.impossibleEvents();
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
        at = put(buffer, at, entry.lastClientOrderId());
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
        at = put(buffer, at, latch.reasons());
        for (final LimitKind kind : LIMIT_KINDS) {
            at = put(buffer, at, limits.get(kind));
        }
        for (int i = 0; i < traders.length; i++) {
            at = put(buffer, at, ledger.positionE8(i));
            at = put(buffer, at, ledger.costE8(i));
            at = put(buffer, at, traders[i].desiredE8());
            at = put(buffer, at, traders[i].stopPriceE8());
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
