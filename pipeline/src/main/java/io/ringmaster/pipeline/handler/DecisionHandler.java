package io.ringmaster.pipeline.handler;

import io.ringmaster.inference.AskedModel;
import io.ringmaster.pipeline.core.decision.DecisionCore;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.ReconfiguredDecoder;
import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.schema.WatchdogVerdictDecoder;

/** Stage 2, behind the barrier of all shards: keeps the data that the policy reads, and asks the policy when its trigger comes. */
public final class DecisionHandler implements StageHandler {

    /** The place of a strategy in a watchdog's verdict on the model that decides. */
    public static final int MODEL = -1;

    private final DecisionCore core;
    private final DecisionStep step;
    /** Null if no model is asked. */
    private final SwappableEngine engine;
    /** Null if no model is asked. */
    private final AskedModel model;
    private final boolean timing;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReconfiguredDecoder reconfigured = new ReconfiguredDecoder();
    private final ExecutionReportDecoder execution = new ExecutionReportDecoder();
    private final WatchdogVerdictDecoder verdict = new WatchdogVerdictDecoder();
    private final FundingPaymentDecoder funding = new FundingPaymentDecoder();

    /**
     * @param engine runs the model; null if none is asked
     * @param model  the model as the policy asks it; null if none is asked
     * @param timing whether to stamp the slot for latency figures
     */
    public DecisionHandler(final DecisionCore core, final SwappableEngine engine, final AskedModel model, final boolean timing) {
        this.core = core;
        step = new DecisionStep(core, slot -> {
            if (slot.market.instrumentId < 0) {
                onReport(slot);
            }
            if (engine != null) {
                engine.at(slot.sequence);
            }
        });
        this.engine = engine;
        this.model = model;
        this.timing = timing;
    }

    @Override
    public void onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch) {
        step.onEvent(slot, slot.decision, true);
        if (timing) {
            slot.decidedNs = System.nanoTime();
        }
    }

    /** For the answer of the model. */
    @Override
    public boolean isWaiting() {
        return engine != null && engine.isWaiting();
    }

    @Override
    public void goOn(final EventSlot slot) {
        step.goOn(slot, slot.decision);
    }

    private void onReport(final EventSlot slot) {
        switch (slot.templateId) {
            case ReconfiguredDecoder.TEMPLATE_ID -> {
                if (reconfigured.wrapAndApplyHeader(slot.payload, 0, header).scope() == ReconfigurationScope.MODEL) {
                    core.onModelSwapped(engine.swap());
                    model.onLate(false);
                }
            }
            case WatchdogVerdictDecoder.TEMPLATE_ID -> {
                verdict.wrapAndApplyHeader(slot.payload, 0, header);
                if (verdict.strategyIndex() == MODEL && model != null) {
                    model.onLate(verdict.finding() == WatchdogFinding.SLOW);
                }
            }
            case ExecutionReportDecoder.TEMPLATE_ID -> core.onExecutionReport(execution.wrapAndApplyHeader(slot.payload, 0, header));
            case FundingPaymentDecoder.TEMPLATE_ID -> core.onFunding(funding.wrapAndApplyHeader(slot.payload, 0, header));
            default -> {
                // Other stages handle the rest.
            }
        }
    }
}
