package io.ringmaster.pipeline.core.decision;

import io.ringmaster.inference.ExpertWeights;
import io.ringmaster.inference.NewSignals;
import io.ringmaster.inference.Observation;
import io.ringmaster.inference.Policy;
import io.ringmaster.inference.Target;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.drift.DriftReference;
import io.ringmaster.inference.drift.DriftReport;
import io.ringmaster.pipeline.core.account.AccountFeed;
import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.pipeline.core.account.VirtualAccounts;
import io.ringmaster.pipeline.core.portfolio.ExecutionIds;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.market.BarHistory;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Keeps the data that the policy reads, and asks the policy when a bar that strategies decide on has closed. It keeps a ledger of its own from the
 * same fills, because the sequencer's ledger is a stage behind.
 *
 * <p>The policy is not asked before the warm-up ends, while the market is not tradable, or when the market's data is too old. The target is then
 * HOLD with the reason.
 */
public final class DecisionCore {

    private final Policy policy;
    private final Observation observation;
    private final Ledger ledger;
    private final ExecutionIds counted = new ExecutionIds();
    /** Null if the policy reads only price and imbalance. */
    private final PolicyContext context;
    /** Null if no model decides. */
    private final ModelObservation observed;
    private final ObservedPositions positions;
    private final MarketView[] markets;
    private final VirtualAccounts accounts;
    private final AccountFeed accountFeed;
    private final Asking asking;
    private long warmupEndTimeNs = Long.MAX_VALUE;

    /**
     * When the policy is asked.
     *
     * @param maxMarketAgeNs oldest mark to decide on, in nanoseconds of event time
     * @param onEveryEvent   whether it is asked on every event of a market, and not only when bars close and claims become true
     */
    public record Asking(long maxMarketAgeNs, boolean onEveryEvent) { }

    /**
     * @param context  null if the policy does not use it
     * @param contract of what a model observes, which {@code observation} has room for; null if no model decides
     */
    public DecisionCore(
        final Policy policy, final PolicyContext context, final Observation observation, final Ledger ledger, final VirtualAccounts accounts,
        final Asking asking, final ObservationContract contract) {
        this.policy = policy;
        this.context = context;
        this.observation = observation;
        this.ledger = ledger;
        this.accounts = accounts;
        this.asking = asking;
        accountFeed = new AccountFeed(accounts, accounts.instruments());
        markets = new MarketView[accounts.instruments()];
        for (int i = 0; i < markets.length; i++) {
            markets[i] = new MarketView();
        }
        positions = new ObservedPositions(ledger, markets.length);
        observed = contract == null ? null : new ModelObservation(
            contract, observation, positions, id -> markets[id], markets.length, policy.experts());
    }

    /** Begins or resumes a session. */
    public void onSessionStart(final long warmupEnd) {
        warmupEndTimeNs = warmupEnd;
    }

    /** The objects that hold the account: their state continues under another configuration. */
    public List<Object> account() {
        return List.of(ledger, counted, positions);
    }

    /** Takes over the market of another core and the accounts of the strategies that both have, and warms up the context with the bars of the past. */
    public void takeOver(final DecisionCore before, final BarHistory history) {
        for (int i = 0; i < markets.length; i++) {
            markets[i].copyFrom(before.markets[i]);
        }
        warmupEndTimeNs = before.warmupEndTimeNs;
        final int[] indexBefore = observation.tallies.voters().indexesIn(before.observation.tallies.voters());
        accounts.takeOver(before.accounts, indexBefore);
        policy.takeOver(before.policy, indexBefore);
        if (context != null) {
            context.warmUp(history);
        }
        if (observed != null) {
            observed.warmUp(history);
        }
    }

    /** Takes any input message, its header at offset 0, before a decision on it. */
    public void onInput(final DirectBuffer buffer, final int templateId, final long timeNs) {
        if (context != null) {
            context.onInput(buffer, templateId, timeNs);
        }
        if (observed != null) {
            observed.onInput(buffer, templateId, timeNs);
        }
    }

    /**
     * Takes any input message for the virtual accounts, after {@link #onMarket} and before the recommendations of the same event.
     *
     * @param trades out: gets their trades
     */
    public void onAccounts(
        final DirectBuffer buffer, final int templateId, final long timeNs, final MarketView view, final AccountTrades trades) {
        accountFeed.onInput(buffer, templateId, timeNs, view, trades);
    }

    /** Bars closed that strategies of these instruments decide on; {@code instruments} has a bit for each. */
    public void onBars(final long instruments, final long timeNs, final ExpertWeights changed) {
        for (long left = instruments; left != 0; left &= left - 1) {
            policy.onBars(Long.numberOfTrailingZeros(left), timeNs, changed);
        }
    }

    /** An instrument's market after this event. */
    public void onMarket(final MarketView view) {
        final MarketView known = markets[view.instrumentId];
        if (known.markPriceE8 != view.markPriceE8) {
            ledger.onMark(view.instrumentId, view.markPriceE8);
        }
        known.copyFrom(view);
    }

    /**
     * What a decision is due for after this event.
     *
     * @return null if none is due
     */
    public DecisionTrigger due(final MarketView view) {
        final boolean isClaimed = context != null && context.claimBecomesTrue(view);
        return isClaimed ? DecisionTrigger.CLAIM : asking.onEveryEvent ? DecisionTrigger.EVENT : null;
    }

    /** After a lost connection no book may be read until its next snapshot. */
    public void onFeedState(final int instrumentId, final FeedCondition condition) {
        for (int i = 0; i < markets.length; i++) {
            if (condition == FeedCondition.DOWN && (instrumentId < 0 || instrumentId == i)) {
                markets[i].onDisconnect();
            }
        }
    }

    public void onExecutionReport(final ExecutionReportDecoder report) {
        positions.onReport(report);
        if (report.execType() == ExecType.TRADE && counted.add(report.executionId().high(), report.executionId().low())) {
            onFill(
                report.instrumentId(), report.side(), report.lastQtyE8(), report.lastPriceE8(), report.feeE8(), report.receiveTimeNs(),
                positions.isStop(report));
        }
    }

    /** A fill of the account that the policy observes; {@code isStop} if a stop closes the position. */
    public void onFill(
        final int instrumentId, final Side side, final long qtyE8, final long priceE8, final long feeE8, final long timeNs, final boolean isStop) {
        final long beforeE8 = ledger.positionE8(instrumentId);
        ledger.onFill(instrumentId, side, qtyE8, priceE8, feeE8);
        positions.onFill(instrumentId, timeNs, isStop, beforeE8);
    }

    /** The account that the policy observes. */
    public Ledger ledger() {
        return ledger;
    }

    public void onFunding(final FundingPaymentDecoder payment) {
        ledger.onFunding(payment.amountE8());
    }

    /** Strategies say something else, sure of it and without a price. */
    public void onSignals(final NewSignals said) {
        observation.tallies.onSignals(said);
        accounts.onSignals(said);
        for (int i = 0; observed != null && i < said.count(); i++) {
            observe(said.strategyIndex(i), said.signal(i));
        }
        policy.onSignals(said);
    }

    private void observe(final int strategyIndex, final Signal signal) {
        final double sure = signal == Signal.HOLD ? 0 : 1;
        observed.onRecommendation(strategyIndex, signal, sure, sure);
    }

    /** A strategy says something else, sure of it and without a price. */
    public void onSignal(final int strategyIndex, final Signal signal) {
        observation.tallies.onSignal(strategyIndex, signal);
        accounts.onSignal(strategyIndex, signal);
        if (observed != null) {
            observe(strategyIndex, signal);
        }
        policy.onChange(strategyIndex);
    }

    /** A strategy changes its recommendation. */
    public void onRecommendation(
        final int strategyIndex, final Signal signal, final double strength, final double confidence, final long stopPriceE8,
        final long targetPriceE8) {
        observation.tallies.onRecommendation(strategyIndex, signal, strength, confidence, stopPriceE8, targetPriceE8);
        accounts.onSignal(strategyIndex, signal);
        if (observed != null) {
            observed.onRecommendation(strategyIndex, signal, strength, confidence);
        }
        policy.onChange(strategyIndex);
    }

    /** A strategy becomes active, or is no longer. */
    public void onStrategyState(final int strategyIndex, final StrategyCondition condition) {
        observation.tallies.onActive(strategyIndex, condition == StrategyCondition.ACTIVE);
        if (observed != null) {
            observed.onActive(strategyIndex, condition == StrategyCondition.ACTIVE);
        }
        switch (condition) {
            case QUARANTINED_THREW, QUARANTINED_NAN, QUARANTINED_SLOW -> accounts.onSilenced(strategyIndex);
            case WARMING, ACTIVE, HELD_SLOW, NULL_VAL -> {
                // Its account waits with it.
            }
        }
        policy.onChange(strategyIndex);
    }

    /** A bar closed, and strategies have decided on it. */
    public void onBarClosed(final int instrumentId, final long timeframeNs, final long closeTimeNs) {
        observation.tallies.onBarClosed(instrumentId, timeframeNs, closeTimeNs);
    }

    /** Whether a session is past its warm-up at that event time. */
    public boolean isPastWarmup(final long timeNs) {
        return timeNs >= warmupEndTimeNs;
    }

    /**
     * Asks the policy for one instrument.
     *
     * @param target out: every field is written
     */
    public void decide(final int instrumentId, final long timeNs, final Target target) {
        final MarketView market = markets[instrumentId];
        final DecisionReason obstacle = obstacle(market, timeNs);
        if (obstacle != null) {
            target.hold(instrumentId, obstacle);
            return;
        }
        observation.instrumentId = instrumentId;
        observation.timeNs = timeNs;
        observation.market.markPriceE8 = market.markPriceE8;
        observation.market.imbalance = market.imbalance;
        observation.market.bookTimeNs = market.bookTimeNs;
        if (context != null) {
            context.describe(instrumentId, observation.market);
            observation.tallies.onRegime(instrumentId, observation.market.trend, observation.market.volatility);
        }
        final double worth = ledger.equityE8() / 1e8;
        observation.exposure = worth > 0 ? ledger.positionE8(instrumentId) / 1e8 * (market.markPriceE8 / 1e8) / worth : 0;
        if (observed != null) {
            observed.describe(observation);
        }
        policy.decide(observation, target);
        if (!policy.isWaiting()) {
            complete(target);
        }
    }

    /** Whether the last {@link #decide} waits for the answer of a model. */
    public boolean isWaiting() {
        return policy.isWaiting();
    }

    /** Completes the decision that waits; the model has answered. */
    public void goOn(final Target target) {
        policy.goOn(observation, target);
        complete(target);
    }

    private void complete(final Target target) {
        policy.reportAnswer(target.answer);
        positions.onTarget(target);
        if (observation.hasValues) {
            System.arraycopy(observation.values, 0, target.observed, 0, observation.values.length);
            target.isObserved = true;
        }
    }

    /** Another model decides from now on; {@code reference} is null if it carries none. */
    public void onModelSwapped(final DriftReference reference) {
        policy.onModelSwapped(reference);
    }

    /** Reports the drift of the model that decides, if it was measured with the last decision. */
    public void reportDrift(final DriftReport out) {
        policy.reportDrift(out);
    }

    private DecisionReason obstacle(final MarketView market, final long timeNs) {
        if (!market.isTradable()) {
            return DecisionReason.BOOK_INVALID;
        }
        return timeNs - market.markTimeNs > asking.maxMarketAgeNs ? DecisionReason.STALE : null;
    }
}
