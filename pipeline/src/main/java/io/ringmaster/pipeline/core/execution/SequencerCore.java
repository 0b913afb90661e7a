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
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ExternalOrderDecoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.PositionReportDecoder;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.units.InstrumentDefinition;
import java.util.Arrays;
import java.util.List;

/**
 * Owns orders, stops, limits and the ledger, and turns targets into orders that pass the risk gate. Its state is a function of the inputs in their
 * order. Allocates nothing in a steady state.
 *
 * <p>For each event call {@link #onEvent} first, then the method for the event's content, then {@link #onTarget} for each of its targets. Outputs are
 * written through the {@link OutputWriter}, which knows the cause.
 */
public final class SequencerCore {

    private final Ledger ledger;
    private final OrderStore orders = new OrderStore();
    private final ExternalOrders externals = new ExternalOrders();
    private final RiskGate gate;
    private final OrderEntry entry;
    private final Latch latch;
    private final AccountComparison account;
    private final AccountBook book;
    private final Invariants invariants;
    private final TargetCheck targets;
    private final MarketView[] markets;
    private final InstrumentTrader[] traders;
    private final TradingHalt halt;
    private final VenueReports reports;
    private final OperatorControl operator;
    private long timeNs;

    public SequencerCore(
        final List<InstrumentDefinition> instruments, final ExecutionSettings execution, final RiskLimits limits,
        final long initialCashE8, final OutputWriter outputs) {
        final ExecutionIds counted = new ExecutionIds();
        ledger = new Ledger(instruments, initialCashE8);
        markets = new MarketView[instruments.size()];
        traders = new InstrumentTrader[instruments.size()];
        Arrays.setAll(markets, i -> new MarketView());
        latch = new Latch(limits);
        account = new AccountComparison(ledger, instruments.size());
        targets = new TargetCheck(instruments.size());
        gate = new RiskGate(limits, instruments, ledger, orders, externals, markets);
        invariants = invariants(instruments, counted);
        entry = new OrderEntry(instruments, orders, gate, invariants, outputs);
        book = new AccountBook(ledger, orders, counted, invariants, outputs, instruments.size());
        final PositionSizing sizing = new PositionSizing(execution, ledger);
        final EntryRules rules = new EntryRules(execution, sizing, instruments.size());
        Arrays.setAll(traders, i ->
            new InstrumentTrader(entry, ledger, sizing, rules, execution, new TradedInstrument(i, instruments.get(i), markets[i])));
        halt = new TradingHalt(latch, gate, entry, account, invariants, traders, outputs);
        reports = new VenueReports(gate, entry, book, account, latch, halt, traders);
        operator = new OperatorControl(gate, entry, halt);
    }

    private Invariants invariants(final List<InstrumentDefinition> instruments, final ExecutionIds counted) {
        final BrokenInvariant broken = new BrokenInvariant();
        final WorstCase worst = new WorstCase(instruments, ledger, orders, externals, markets);
        return new Invariants(
            broken, new AccountInvariants(broken, ledger, counted, instruments.size()),
            new OrderInvariants(broken, orders, worst, gate, latch, instruments.size()), new DecisionInvariants(broken, markets, gate));
    }

    /** Begins an event: what depends on time alone. */
    public void onEvent(final long sequence, final long eventTimeNs) {
        timeNs = eventTimeNs;
        invariants.onEvent(sequence, eventTimeNs);
        if (ledger.onTime(eventTimeNs)) {
            halt.onNewDay();
        }
        gate.onTime(eventTimeNs);
        entry.onEvent(sequence, eventTimeNs);
        halt.onFaults(timeNs);
    }

    /** Begins a session. */
    public void onSessionStart(final long warmupEndTimeNs) {
        gate.setSessionStart(timeNs);
        gate.setWarmupEnd(warmupEndTimeNs);
    }

    /** Resumes a session, before anything else of the event. Wishes from before its end are dropped: only a later decision takes new risk. */
    public void onSessionResume(final long resumeTimeNs, final long warmupEndTimeNs) {
        entry.onSessionResume(resumeTimeNs);
        halt.dropWishes();
        gate.setSessionStart(resumeTimeNs);
        gate.setWarmupEnd(warmupEndTimeNs);
        gate.setStandingDown(false);
        gate.setAgreement(Agreement.UNKNOWN);
    }

    /** The limits of another configuration, with which this core continues. Changes that a person made since the old ones no longer hold. */
    public void takeLimits(final RiskLimits configured) {
        gate.setLimits(configured);
    }

    /** The first event under another configuration: entries that work are canceled, and the position stays protected. */
    public void onReconfigured(final long warmupEndTimeNs) {
        gate.setWarmupEnd(warmupEndTimeNs);
        halt.standDown();
    }

    /** An instrument's market after this event. */
    public void onMarket(final MarketView view) {
        final int id = view.instrumentId;
        final boolean isMoved = view.markPriceE8 != markets[id].markPriceE8;
        markets[id].copyFrom(view);
        if (isMoved) {
            ledger.onMark(id, view.markPriceE8);
            halt.checkLosses(timeNs);
        }
        traders[id].onMarket(timeNs);
        halt.onFaults(timeNs);
    }

    /** Continues time-driven work in a market that is silent. */
    public void onTimer() {
        reports.onTimer(timeNs);
        for (final InstrumentTrader trader : traders) {
            trader.act(timeNs);
        }
        halt.onFaults(timeNs);
    }

    /**
     * The policy's target for one instrument; the ledger is reported afterwards if it was not for an hour. While latched or paused a target can only bring the
     * position nearer to zero.
     */
    public void onTarget(final Target target) {
        final int id = target.instrumentId;
        final boolean isSound = targets.isSound(target, gate.limits());
        gate.setPolicySound(id, isSound);
        invariants.onTarget(target);
        if (isSound && !gate.isShut() && !operator.isClosingAll()) {
            traders[id].onTarget(target, !gate.isLatched() && !gate.isPaused(), timeNs);
        }
        halt.onFaults(timeNs);
        book.reportHourly(id, timeNs);
    }

    /**
     * The mark of an instrument at an event that {@link #onMarket} has not taken yet.
     *
     * @param event the market after it; of no instrument if it moves none
     */
    public long markAtE8(final int instrumentId, final MarketView event) {
        return event.instrumentId == instrumentId ? event.markPriceE8 : ledger.markE8(instrumentId);
    }

    /** Equity at the marks of such an event. */
    public long equityAtE8(final MarketView event) {
        return event.instrumentId < 0 ? ledger.equityE8() : ledger.equityAtE8(event.instrumentId, event.markPriceE8);
    }

    /** The venue reports on an order. */
    public void onExecutionReport(final ExecutionReportDecoder report) {
        reports.onExecutionReport(report, timeNs);
    }

    /** The venue reports a position. */
    public void onPositionReport(final PositionReportDecoder report) {
        reports.onPositionReport(report, timeNs);
    }

    /** The venue reports the account. */
    public void onAccountReport(final AccountReportDecoder report) {
        reports.onAccountReport(report, timeNs);
    }

    /** Funding was settled. */
    public void onFunding(final FundingPaymentDecoder payment) {
        reports.onFunding(payment, timeNs);
    }

    /** An order on our account that we did not send is new, smaller, or gone. */
    public void onExternalOrder(final ExternalOrderDecoder order) {
        final long priceE8 = order.limitPriceE8();
        externals.put(
            order.venueOrderId().high(), order.venueOrderId().low(), order.instrumentId(), order.side(), order.leavesQtyE8(),
            priceE8 == ExternalOrderDecoder.limitPriceE8NullValue() ? 0 : priceE8, order.reduceOnly() != 0);
    }

    /** A person changes a limit: see {@link OperatorControl#onLimitChange}. */
    public void onLimitChange(final LimitKind kind, final long value, final boolean isConfirmed) {
        operator.onLimitChange(kind, value, isConfirmed);
    }

    /** A strategy becomes active, or is no longer. */
    public void onStrategyState(final int strategyIndex, final StrategyCondition condition) {
        invariants.onStrategyState(strategyIndex, condition);
    }

    /** The strategies were configured again: the state of each is reported again. */
    public void forgetStrategies() {
        invariants.forgetStrategies();
    }

    /** The session ends. No fill can cross a report any more, so a position that differs from the venue's is named and latches. */
    public void onSessionEnd() {
        final int id = account.differingInstrument();
        if (id >= 0) {
            invariants.onPositionDiffers(id, account.reportedE8(id));
        }
        halt.onFaults(timeNs);
        book.report(timeNs);
    }

    /** A person's command. */
    public void onCommand(final CommandKind kind) {
        operator.onCommand(kind, timeNs);
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

    /** Allows no new risk while it is unknown whether we and the venue agree. */
    public void onReconciliation(final Agreement agreement) {
        gate.setAgreement(agreement);
    }

    /** If the journal's disk is short of space or writing lags, no new risk is allowed. Exits continue while records can be written. */
    public void onJournalHealth(final boolean healthy) {
        gate.setJournalHealthy(healthy);
        if (!healthy) {
            latch(LatchReason.JOURNAL);
        }
    }

    /** Acts on a reason to latch: see {@link TradingHalt}. */
    public void latch(final LatchReason reason) {
        halt.latch(reason, timeNs);
    }

    /**
     * The first price on a way at which an instrument's stop or target acts, or the end of the way. Call it between events.
     *
     * @param fromE8 where the way begins; this price itself does not count
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

    /** The price at which an open position is closed; 0 while flat. */
    long stopPriceE8(final int instrumentId) {
        return traders[instrumentId].stopPriceE8();
    }

    /** The ledger. Read only. */
    public Ledger ledger() {
        return ledger;
    }

    public boolean isLatched() {
        return gate.isLatched();
    }

    /** All reasons why it is latched: bit n is set for the reason numbered n; 0 while it is not latched. */
    public int latchReasons() {
        return latch.reasons();
    }

    /** Lets this core take over a session that another build ran. */
    public Follower follower() {
        return new Follower(traders, entry, gate, latch, operator);
    }

    /** The invariants. Read only. */
    public Invariants invariants() {
        return invariants;
    }

    public boolean isPaused() {
        return gate.isPaused();
    }

    /** Whether a person asked for every position to be closed, and has not ended that yet. */
    public boolean isClosingAll() {
        return operator.isClosingAll();
    }

    /** No new risk before this event time. */
    public long warmupEndTimeNs() {
        return gate.warmupEndTimeNs();
    }

    /** Whether orders may be sent at all: false until a person arms a session that must be armed. */
    public boolean isArmed() {
        return gate.isArmed();
    }

    /** The equity that the venue reported last; 0 before that. */
    public long accountEquityE8() {
        return account.equityE8();
    }

    /** The risk gate. Read only. */
    public RiskGate gate() {
        return gate;
    }

    /** The limits in force. */
    public RiskLimits limits() {
        return gate.limits();
    }

    /** Orders sent. */
    public long newOrders() {
        return entry.newOrders();
    }

    /** Fills counted, each once. */
    public long fills() {
        return book.fills();
    }

    /** Fills that were reported again. */
    public long duplicateFills() {
        return book.duplicateFills();
    }

    /** Orders that the gate refused. */
    public long refusals() {
        return entry.refusals();
    }

    /** Events that no order of messages explains. */
    public long impossibleEvents() {
        return entry.impossibleEvents();
    }

    /** Orders that may still be filled. */
    public int workingOrders() {
        return orders.workingCount();
    }

    /** @param i from 0 for the oldest. Read only */
    public Order workingOrder(final int i) {
        return orders.working(i);
    }
}
