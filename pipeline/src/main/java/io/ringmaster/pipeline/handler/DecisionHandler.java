package io.ringmaster.pipeline.handler;

import io.ringmaster.inference.AskedModel;
import io.ringmaster.pipeline.core.decision.DecisionCore;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.ReconfiguredDecoder;
import io.ringmaster.schema.SessionResumeDecoder;
import io.ringmaster.schema.SessionStartDecoder;
import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.schema.WatchdogVerdictDecoder;

/** Stage 2, behind the barrier of all shards: keeps the data that the policy reads, and asks the policy when its trigger comes. */
public final class DecisionHandler implements StageHandler {

    /** The place of a strategy in a watchdog's verdict on the model that decides. */
    public static final int MODEL = -1;

    private final DecisionCore core;
    /** Null if no model is asked. */
    private final SwappableEngine engine;
    /** Null if no model is asked. */
    private final AskedModel model;
    private final boolean timing;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionStartDecoder sessionStart = new SessionStartDecoder();
    private final ReconfiguredDecoder reconfigured = new ReconfiguredDecoder();
    private final SessionResumeDecoder sessionResume = new SessionResumeDecoder();
    private final ExecutionReportDecoder execution = new ExecutionReportDecoder();
    private final WatchdogVerdictDecoder verdict = new WatchdogVerdictDecoder();
    private final FeedStateDecoder feed = new FeedStateDecoder();
    private final FundingPaymentDecoder funding = new FundingPaymentDecoder();

    /**
     * @param engine runs the model; null if none is asked
     * @param model  the model as the policy asks it; null if none is asked
     * @param timing whether to stamp the slot for latency figures
     */
    public DecisionHandler(final DecisionCore core, final SwappableEngine engine, final AskedModel model, final boolean timing) {
        this.core = core;
        this.engine = engine;
        this.model = model;
        this.timing = timing;
    }

    @Override
    public void onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch) {
        slot.decision.clear();
        core.onInput(slot.payload, slot.templateId, slot.timeNs);
        if (slot.market.instrumentId >= 0) {
            core.onMarket(slot.market);
        } else {
            onReport(slot);
        }
        core.onAccounts(slot.payload, slot.templateId, slot.timeNs, slot.market, slot.decision.trades);
        long evaluated = 0;
        for (final ShardCell cell : slot.shards) {
            evaluated |= cell.evaluatedInstruments;
            take(cell);
        }
        core.onBars(evaluated, slot.timeNs, slot.decision.weights);
        final DecisionTrigger due = slot.market.instrumentId >= 0 ? core.due(slot.market) : null;
        if ((evaluated != 0 || due != null) && core.isPastWarmup(slot.timeNs)) {
            decide(slot, evaluated, due);
        }
        if (timing) {
            slot.decidedNs = System.nanoTime();
        }
    }

    private void onReport(final EventSlot slot) {
        switch (slot.templateId) {
            case SessionStartDecoder.TEMPLATE_ID ->
                core.onSessionStart(sessionStart.wrapAndApplyHeader(slot.payload, 0, header).warmupEndTimeNs());
            case SessionResumeDecoder.TEMPLATE_ID ->
                core.onSessionStart(sessionResume.wrapAndApplyHeader(slot.payload, 0, header).warmupEndTimeNs());
            case ReconfiguredDecoder.TEMPLATE_ID -> {
                reconfigured.wrapAndApplyHeader(slot.payload, 0, header);
                if (reconfigured.scope() == ReconfigurationScope.MODEL) {
                    core.onModelSwapped(engine.swap());
                    model.onLate(false);
                } else {
                    core.onSessionStart(reconfigured.warmupEndTimeNs());
                }
            }
            case WatchdogVerdictDecoder.TEMPLATE_ID -> {
                verdict.wrapAndApplyHeader(slot.payload, 0, header);
                if (verdict.strategyIndex() == MODEL && model != null) {
                    model.onLate(verdict.finding() == WatchdogFinding.SLOW);
                }
            }
            case ExecutionReportDecoder.TEMPLATE_ID -> core.onExecutionReport(execution.wrapAndApplyHeader(slot.payload, 0, header));
            case FeedStateDecoder.TEMPLATE_ID -> {
                feed.wrapAndApplyHeader(slot.payload, 0, header);
                core.onFeedState(feed.instrumentId(), feed.condition());
            }
            case FundingPaymentDecoder.TEMPLATE_ID -> core.onFunding(funding.wrapAndApplyHeader(slot.payload, 0, header));
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
            for (int i = 0; i < block.count; i++) {
                take(block, i);
            }
        }
    }

    private void take(final ChangeBlock block, final int i) {
        final int strategyIndex = block.strategyIndex[i];
        if (block.condition[i] != null) {
            core.onStrategyState(strategyIndex, block.condition[i]);
        }
        if (block.signal[i] != null) {
            core.onRecommendation(
                strategyIndex, block.signal[i], block.strength[i], block.confidence[i], block.stopPriceE8[i], block.targetPriceE8[i]);
        }
    }

    /** Decides once for each instrument with bars that closed, and for the instrument of the event if a decision on it is due. */
    private void decide(final EventSlot slot, final long evaluated, final DecisionTrigger due) {
        final DecisionCell cell = slot.decision;
        for (long left = evaluated | (due == null ? 0 : 1L << slot.market.instrumentId); left != 0; left &= left - 1) {
            final int instrumentId = Long.numberOfTrailingZeros(left);
            final int i = cell.count++;
            cell.triggers[i] = (evaluated >>> instrumentId & 1) == 1 ? DecisionTrigger.BAR : due;
            core.decide(instrumentId, slot.timeNs, cell.targets[i]);
        }
        core.reportDrift(cell.drift);
    }
}
