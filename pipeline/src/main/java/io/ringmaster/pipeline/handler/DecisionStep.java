package io.ringmaster.pipeline.handler;

import io.ringmaster.pipeline.core.decision.DecisionCore;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.ReconfiguredDecoder;
import io.ringmaster.schema.SessionResumeDecoder;
import io.ringmaster.schema.SessionStartDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;

/** Carries an event and what the strategies made of it from a slot into a decision core, and asks the core when its trigger comes. */
final class DecisionStep {

    private final DecisionCore core;
    private final OwnEvents own;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionStartDecoder sessionStart = new SessionStartDecoder();
    private final ReconfiguredDecoder reconfigured = new ReconfiguredDecoder();
    private final SessionResumeDecoder sessionResume = new SessionResumeDecoder();
    private final FeedStateDecoder feed = new FeedStateDecoder();
    /** Of the event that is decided on: the instruments that are not decided yet, those with bars that closed, and what else is due. */
    private long left;
    private long closed;
    private DecisionTrigger dueOtherwise;

    /** What changes the account and the model of one policy, and is not the same for another that sees the same events. */
    @FunctionalInterface
    interface OwnEvents {

        /** An event, after the market and before the strategies. */
        void onEvent(EventSlot slot);
    }

    DecisionStep(final DecisionCore core, final OwnEvents own) {
        this.core = core;
        this.own = own;
    }

    /**
     * @param out      out: the decisions
     * @param mayDecide whether the policy is asked; everything else happens in any case
     * @return how many decisions were due
     */
    int onEvent(final EventSlot slot, final DecisionCell out, final boolean mayDecide) {
        out.clear();
        core.onInput(slot.payload, slot.templateId, slot.timeNs);
        if (slot.market.instrumentId >= 0) {
            core.onMarket(slot.market);
        } else {
            onReport(slot);
        }
        own.onEvent(slot);
        core.onAccounts(slot.payload, slot.templateId, slot.timeNs, slot.market, out.trades);
        long evaluated = 0;
        for (final ShardCell cell : slot.shards) {
            evaluated |= cell.evaluatedInstruments;
            take(cell);
        }
        core.onBars(evaluated, slot.timeNs, out.weights);
        final DecisionTrigger due = slot.market.instrumentId >= 0 ? core.due(slot.market) : null;
        if (evaluated == 0 && due == null || !core.isPastWarmup(slot.timeNs)) {
            return 0;
        }
        final long instruments = evaluated | (due == null ? 0 : 1L << slot.market.instrumentId);
        if (mayDecide) {
            left = instruments;
            closed = evaluated;
            dueOtherwise = due;
            decide(slot.timeNs, out);
        }
        return Long.bitCount(instruments);
    }

    /** Goes on with an event whose decision waited for a model; the model has answered. */
    void goOn(final EventSlot slot, final DecisionCell out) {
        core.goOn(out.targets[out.count - 1]);
        decide(slot.timeNs, out);
    }

    private void onReport(final EventSlot slot) {
        switch (slot.templateId) {
            case SessionStartDecoder.TEMPLATE_ID ->
                core.onSessionStart(sessionStart.wrapAndApplyHeader(slot.payload, 0, header).warmupEndTimeNs());
            case SessionResumeDecoder.TEMPLATE_ID ->
                core.onSessionStart(sessionResume.wrapAndApplyHeader(slot.payload, 0, header).warmupEndTimeNs());
            case ReconfiguredDecoder.TEMPLATE_ID -> {
                if (reconfigured.wrapAndApplyHeader(slot.payload, 0, header).scope() != ReconfigurationScope.MODEL) {
                    core.onSessionStart(reconfigured.warmupEndTimeNs());
                }
            }
            case FeedStateDecoder.TEMPLATE_ID -> {
                feed.wrapAndApplyHeader(slot.payload, 0, header);
                core.onFeedState(feed.instrumentId(), feed.condition());
            }
            default -> {
                // Other stages handle the rest.
            }
        }
    }

    private void take(final ShardCell cell) {
        for (int i = 0; i < cell.barCount; i++) {
            core.onBarClosed(cell.barInstrumentId[i], cell.barTimeframeNs[i], cell.barCloseTimeNs[i]);
        }
        for (ChangeBlock block = cell.first; block != null; block = block.next) {
            if (block.hasOnlySignals()) {
                core.onSignals(block);
            } else {
                take(block);
            }
        }
    }

    private void take(final ChangeBlock block) {
        for (int i = 0; i < block.count; i++) {
            take(block, i);
        }
    }

    private void take(final ChangeBlock block, final int i) {
        final int strategyIndex = block.strategyIndex(i);
        final StrategyCondition condition = block.condition(i);
        if (condition != null) {
            core.onStrategyState(strategyIndex, condition);
        }
        final Signal signal = block.signal(i);
        if (signal != null && block.isPlain(i)) {
            core.onSignal(strategyIndex, signal);
        } else if (signal != null) {
            core.onRecommendation(
                strategyIndex, signal, block.strength[i], block.confidence[i], block.stopPriceE8[i], block.targetPriceE8[i]);
        }
    }

    /** Decides once for each instrument with bars that closed, and for the instrument of the event if a decision on it is due, until a model waits. */
    private void decide(final long timeNs, final DecisionCell out) {
        while (left != 0) {
            final int instrumentId = Long.numberOfTrailingZeros(left);
            left &= left - 1;
            final int i = out.count++;
            out.triggers[i] = (closed >>> instrumentId & 1) == 1 ? DecisionTrigger.BAR : dueOtherwise;
            core.decide(instrumentId, timeNs, out.targets[i]);
            if (core.isWaiting()) {
                return;
            }
        }
        core.reportDrift(out.drift);
    }
}
