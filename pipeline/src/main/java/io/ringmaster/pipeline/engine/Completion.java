package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.core.execution.SequencerCore;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.SequencerHandler;
import io.ringmaster.pipeline.handler.ShardCell;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.port.EventTimes;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.TradeDecoder;

/**
 * Keeps the displayed figures and the latency record. Runs at the end of the sequencer and is not part of a replay. The figures that follow from the
 * sequencer's state can wait until they are read: see {@link EngineStatus#showOnRequest}.
 */
final class Completion implements SequencerHandler.Completion {

    private final EngineStatus status;
    private final LatencyRecorder latency;
    private final OrderRing orders;
    private final EventTimes times;
    private final boolean timing;
    private final SequencerCore core;
    private final OutputWriter outputs;
    private boolean isShown;
    private long shownOutputs;

    /**
     * @param latency null when timing is off
     * @param outputs those of the core
     */
    Completion(
        final EngineStatus status, final LatencyRecorder latency, final OrderRing orders, final EventTimes times, final SequencerCore core,
        final OutputWriter outputs) {
        this.outputs = outputs;
        this.orders = orders;
        this.times = times;
        timing = latency != null || times != EventTimes.NONE;
        this.status = status;
        this.latency = latency;
        this.core = core;
    }

    @Override
    public void onSequenced(final EventSlot slot) {
        count(slot);
        showMarket(slot, status);
        if (!status.isOnRequest() && !isAsShown(slot.market)) {
            show();
        }
        status.set(Figure.EVENT_TIME_NS, slot.timeNs);
        status.set(Figure.LAST_SEQUENCE, slot.sequence);
        if (timing) {
            time(slot);
        }
    }

    private void time(final EventSlot slot) {
        final long nowNs = System.nanoTime();
        final long orderedNs = orders.takeWrittenNs();
        if (latency != null) {
            latency.record(slot.claimedNs, slot.stage1Ns, slot.decidedNs, nowNs);
            if (orderedNs != 0) {
                latency.recordOrder(slot.claimedNs, orderedNs);
            }
            status.set(Figure.LATENCY_NS, nowNs - slot.claimedNs);
        }
        times.onSequenced(slot.sequence, slot.claimedNs, slot.stage1Ns, slot.decidedNs, orderedNs, nowNs);
    }

    /** Whether the event left the sequencer's state as it is shown: a market event that moved no mark, began no day and caused no output. Most do. */
    private boolean isAsShown(final MarketView market) {
        return market.instrumentId >= 0 && isShown && !status.isOutdated()
            && status.instruments().get(market.instrumentId, InstrumentStatus.Figure.MARK_PRICE_E8) == market.markPriceE8
            && status.get(Figure.DAY_START_EQUITY_E8) == core.ledger().dayStartEquityE8()
            && shownOutputs == outputs.written();
    }

    /** Shows the state, if that does not happen after each event. */
    void showOnRequest() {
        if (status.isOnRequest()) {
            show();
        }
    }

    private void show() {
        isShown = true;
        status.setUpToDate();
        shownOutputs = outputs.written();
        status.set(Figure.POSITION_E8, core.positionE8(0));
        status.set(Figure.EQUITY_E8, core.equityE8());
        status.set(Figure.REALISED_PNL_E8, core.ledger().realisedPnlE8());
        status.set(Figure.FEES_E8, core.ledger().feesE8());
        status.set(Figure.FUNDING_E8, core.ledger().fundingE8());
        status.set(Figure.ORDERS, core.newOrders());
        status.set(Figure.FILLS, core.fills());
        status.set(Figure.RISK_REFUSALS, core.refusals());
        status.set(Figure.ARMED, core.isArmed() ? 1 : 0);
        status.set(Figure.WORKING_ORDERS, core.workingOrders());
        status.set(Figure.ACCOUNT_EQUITY_E8, core.accountEquityE8());
        status.set(core.limits());
        status.set(Figure.KILLED, core.gate().isKilled() ? 1 : 0);
        status.set(Figure.STANDING_DOWN, core.gate().isStandingDown() ? 1 : 0);
        status.set(Figure.RAMP_UP_END_NS, core.gate().rampUpEndTimeNs());
        status.set(Figure.LATCHED, core.isLatched() ? 1 : 0);
        status.set(Figure.LATCH_REASONS, core.latchReasons());
        status.set(Figure.BROKEN_EXPECTED, core.invariants().expected());
        status.set(Figure.BROKEN_OBSERVED, core.invariants().observed());
        status.set(Figure.BROKEN_INVARIANT, core.invariants().broken().value());
        status.set(Figure.PAUSED, core.isPaused() ? 1 : 0);
        status.set(Figure.CLOSING, core.isClosingAll() ? 1 : 0);
        status.set(Figure.WARMUP_END_NS, core.warmupEndTimeNs());
        status.set(Figure.UNREALISED_PNL_E8, core.ledger().unrealisedPnlE8());
        status.set(Figure.DAY_START_EQUITY_E8, core.ledger().dayStartEquityE8());
        status.instruments().update(core);
    }

    /** The prices alone: all that is shown of an engine whose outputs are not read. */
    static void showMarket(final EventSlot slot, final EngineStatus status) {
        if (slot.market.instrumentId >= 0) {
            status.set(Figure.MARK_PRICE_E8, slot.market.markPriceE8);
            status.set(Figure.BID_PRICE_E8, slot.market.bidPriceE8);
            status.set(Figure.ASK_PRICE_E8, slot.market.askPriceE8);
        }
    }

    private void count(final EventSlot slot) {
        status.add(Figure.EVENTS, 1);
        switch (slot.templateId) {
            case TradeDecoder.TEMPLATE_ID -> status.add(Figure.TRADES, 1);
            case BookDeltaDecoder.TEMPLATE_ID, BookSnapshotDecoder.TEMPLATE_ID -> status.add(Figure.BOOK_UPDATES, 1);
            default -> {
                // Only counted as an event.
            }
        }
        long evaluated = 0;
        for (final ShardCell cell : slot.shards) {
            evaluated |= cell.evaluatedInstruments;
            status.add(Figure.RECOMMENDATIONS, cell.recommendations);
        }
        status.add(Figure.BARS, Long.bitCount(evaluated));
        status.add(Figure.DECISIONS, slot.decision.count);
        for (int i = 0; i < slot.decision.count; i++) {
            count(slot.decision.targets[i].reason, slot.timeNs);
        }
    }

    private void count(final DecisionReason reason, final long timeNs) {
        switch (reason) {
            case MODEL_INVALID -> count(Figure.MODEL_INVALID, Figure.LAST_MODEL_INVALID_NS, timeNs);
            case MODEL_UNKNOWN -> count(Figure.MODEL_UNKNOWN, Figure.LAST_MODEL_UNKNOWN_NS, timeNs);
            case MODEL_LATE -> count(Figure.MODEL_LATE, Figure.LAST_MODEL_LATE_NS, timeNs);
            default -> {
                // Only counted as a decision.
            }
        }
    }

    private void count(final Figure count, final Figure lastNs, final long timeNs) {
        status.add(count, 1);
        status.set(lastNs, timeNs);
    }
}
