package io.ringmaster.pipeline.core.risk;

import io.ringmaster.pipeline.core.order.ExternalOrders;
import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.units.InstrumentDefinition;
import java.util.Arrays;
import java.util.List;

/**
 * Passes or refuses every order, with the first control that refuses, its limit, and the value that was compared with it.
 *
 * <p>An order that may increase risk must pass all controls. An order that can only reduce (reduce-only: exits, protective stops) is exempt from the
 * controls of position, leverage, losses, latch, pause, warm-up and the health of the journal, and its price is compared with the last known mark
 * however old: it must stay possible to leave when staying is what hurts. When killed, only cancels pass, and the gate is not asked about those.
 */
public final class RiskGate {

    private final OrderStore orders;
    private final FeedCondition[] feeds;
    private final boolean[] isPolicyUnsound;
    private final Comparison comparison = new Comparison();
    private final LimitsInForce limits;
    private final OrderCheck order;
    private final ReferenceCheck reference;
    private final ExposureCheck exposure;
    private final LossCheck losses;
    private final SelfTradeCheck selfTrade;
    private final TrafficCheck traffic;
    private boolean isKilled;
    private boolean isLatched;
    private boolean isPaused;
    private boolean isStandingDown;
    private boolean isFollowing;
    /** A session that must be armed says so first. */
    private boolean isArmed = true;
    private boolean isJournalHealthy = true;
    /** A venue that must be reconciled with says so first. */
    private Agreement agreement = Agreement.AGREED;
    private long warmupEndTimeNs = Long.MAX_VALUE;

    /**
     * @param externals what others have working on the account; kept up to date by their owner, as are the markets
     * @param markets   by instrument id
     */
    public RiskGate(
        final RiskLimits limits, final List<InstrumentDefinition> instruments, final Ledger ledger, final OrderStore orders,
        final ExternalOrders externals, final MarketView[] markets) {
        this.orders = orders;
        this.limits = new LimitsInForce(limits);
        order = new OrderCheck(comparison, this.limits, instruments, markets);
        reference = new ReferenceCheck(comparison, this.limits, markets);
        exposure = new ExposureCheck(comparison, this.limits, instruments, ledger, orders, externals, markets);
        losses = new LossCheck(comparison, this.limits, ledger);
        selfTrade = new SelfTradeCheck(comparison, orders, externals);
        traffic = new TrafficCheck(comparison, this.limits, ledger);
        feeds = new FeedCondition[instruments.size()];
        Arrays.fill(feeds, FeedCondition.UP);
        isPolicyUnsound = new boolean[instruments.size()];
    }

    public void onTime(final long timeNs) {
        limits.onTime(timeNs);
        traffic.onTime(timeNs);
    }

    /**
     * Judges a new order that is not yet in the store. What passes is counted against the message budget.
     *
     * @param parentE8 position the decision behind it asked for, signed; no order may lead beyond it
     * @return PASSED, or the first control that refused
     */
    public RiskReason check(final OrderRequest request, final long parentE8, final long timeNs) {
        final RiskReason reason = firstRefusal(request, parentE8, timeNs);
        if (reason == RiskReason.PASSED) {
            traffic.onPassed(request, timeNs);
        }
        return reason;
    }

    /** A cancel is about to be sent: it is never refused, but it costs a message. */
    public void onCancelSent() {
        traffic.onCancelSent();
    }

    /** The venue refused an order. One that reduces a position may be sent again at once. */
    public void onVenueRefused(final OrderRequest refused) {
        if (refused.reduceOnly) {
            traffic.forget(refused);
        }
    }

    private RiskReason firstRefusal(final OrderRequest request, final long parentE8, final long timeNs) {
        comparison.clear();
        if (isKilled) {
            return RiskReason.KILLED;
        }
        if (isStandingDown) {
            return RiskReason.STANDING_DOWN;
        }
        if (!isArmed || isFollowing) {
            return RiskReason.NOT_ARMED;
        }
        final RiskReason shape = order.check(request);
        if (shape != RiskReason.PASSED) {
            return shape;
        }
        if (!request.reduceOnly) {
            final RiskReason risk = checkNewRisk(request, parentE8, timeNs);
            if (risk != RiskReason.PASSED) {
                return risk;
            }
        }
        return selfTrade.isSelfTrade(request) ? RiskReason.SELF_TRADE : traffic.check(request, timeNs);
    }

    private RiskReason checkNewRisk(final OrderRequest request, final long parentE8, final long timeNs) {
        comparison.observedE8 = 0;
        final RiskReason session = checkSession(request.instrumentId, timeNs);
        if (session != RiskReason.PASSED) {
            return session;
        }
        final RiskReason prices = reference.check(request.instrumentId, timeNs);
        if (prices != RiskReason.PASSED) {
            return prices;
        }
        final RiskReason knowledge = checkKnowledge(request.instrumentId);
        if (knowledge != RiskReason.PASSED) {
            return knowledge;
        }
        final RiskReason open = exposure.checkOpenOrders();
        if (open != RiskReason.PASSED) {
            return open;
        }
        final RiskReason loss = losses.check();
        return loss != RiskReason.PASSED ? loss : exposure.check(request, parentE8);
    }

    /** Whether the session is in a state in which it takes new risk. */
    private RiskReason checkSession(final int instrumentId, final long timeNs) {
        if (!isJournalHealthy) {
            return RiskReason.JOURNAL;
        }
        if (isLatched) {
            return RiskReason.LATCHED;
        }
        if (isPaused) {
            return RiskReason.PAUSED;
        }
        if (timeNs < warmupEndTimeNs) {
            return RiskReason.POLICY_NOT_WARM;
        }
        // A venue that takes only resting orders takes no stop: a position could not be protected.
        return feeds[instrumentId] == FeedCondition.UP ? RiskReason.PASSED : RiskReason.VENUE_STATE;
    }

    /** Whether we know what the venue has of us, and the policy's last decision made sense. */
    private RiskReason checkKnowledge(final int instrumentId) {
        if (agreement == Agreement.CLOCKS_DIFFER) {
            return RiskReason.CLOCK;
        }
        if (agreement != Agreement.AGREED || orders.hasUnknown()) {
            return RiskReason.RECONCILIATION;
        }
        return isPolicyUnsound[instrumentId] ? RiskReason.POLICY_OUTPUT : RiskReason.PASSED;
    }

    /** A limit on order size, order value or position as it holds now for an order that may increase risk. */
    public long entryLimitE8(final long limit) {
        return limits.entryLimitE8(limit);
    }

    /** Whether the loss of the day is at or beyond its limit. */
    public boolean isDailyLossBreached() {
        return losses.isDailyLossBreached();
    }

    /** Whether the drawdown from the highest equity is at or beyond its limit. */
    public boolean isDrawdownBreached() {
        return losses.isDrawdownBreached();
    }

    public void onFeedState(final int instrumentId, final FeedCondition condition) {
        for (int i = 0; i < feeds.length; i++) {
            if (instrumentId < 0 || instrumentId == i) {
                feeds[i] = condition;
            }
        }
    }

    public void setKilled(final boolean killed) {
        isKilled = killed;
    }

    public void setLatched(final boolean latched) {
        isLatched = latched;
    }

    public void setPaused(final boolean paused) {
        isPaused = paused;
    }

    public void setStandingDown(final boolean standingDown) {
        isStandingDown = standingDown;
    }

    /** While a recorded session is followed, no order passes. */
    public void setFollowing(final boolean following) {
        isFollowing = following;
    }

    public boolean isFollowing() {
        return isFollowing;
    }

    public void setAgreement(final Agreement newAgreement) {
        agreement = newAgreement;
    }

    /** Until it is armed, only cancels pass. */
    public void setArmed(final boolean armed) {
        isArmed = armed;
    }

    /** These limits hold from now on. Orders that already work are not checked again. */
    public void setLimits(final RiskLimits newLimits) {
        limits.set(newLimits);
    }

    /** Whether the policy's last decision on an instrument made sense. */
    public void setPolicySound(final int instrumentId, final boolean isSound) {
        isPolicyUnsound[instrumentId] = !isSound;
    }

    public void setJournalHealthy(final boolean healthy) {
        isJournalHealthy = healthy;
    }

    /** A session begins: for a while its limits are smaller. */
    public void setSessionStart(final long timeNs) {
        limits.onSessionStart(timeNs);
    }

    /** No new risk before this event time. */
    public void setWarmupEnd(final long timeNs) {
        warmupEndTimeNs = timeNs;
    }

    /** The limits in force, without the reduction of a ramp-up. */
    public RiskLimits limits() {
        return limits.get();
    }

    /** Limits are smaller until this event time; {@link Long#MIN_VALUE} before a session begins. */
    public long rampUpEndTimeNs() {
        return limits.rampUpEndTimeNs();
    }

    /** No new risk before this event time; {@link Long#MAX_VALUE} before a session begins. */
    public long warmupEndTimeNs() {
        return warmupEndTimeNs;
    }

    public boolean isKilled() {
        return isKilled;
    }

    /** Whether no order passes, not even an exit. */
    public boolean isShut() {
        return isKilled || isStandingDown || !isArmed || isFollowing;
    }

    public boolean isArmed() {
        return isArmed;
    }

    public boolean isLatched() {
        return isLatched;
    }

    public Agreement agreement() {
        return agreement;
    }

    public boolean isStandingDown() {
        return isStandingDown;
    }

    public boolean isPaused() {
        return isPaused;
    }

    /** The limit of the control that refused last, in its own unit. */
    public long limitE8() {
        return comparison.limitE8;
    }

    /** The value that was compared with it. */
    public long observedE8() {
        return comparison.observedE8;
    }
}
