package io.ringmaster.lab.backtest;

import io.ringmaster.pipeline.core.execution.SequencerCore;
import io.ringmaster.pipeline.core.portfolio.ExecutionIds;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TimerDecoder;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Receives the inputs of a backtest in place of a journal. Combines fills into trades and reads the ledger after each step. A step ends when the
 * next input comes; on one thread, the sequencer has then finished it.
 */
final class BacktestRecorder implements InputLog {

    private static final long NS_PER_MS = 1_000_000;

    private final RoundTrips trips;
    private final OrderOrigins origins;
    private final Consumer<Fill> fills;
    private final StepListener listener;
    private final StepListener.Step step = new StepListener.Step();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder execution = new ExecutionReportDecoder();
    private final FundingPaymentDecoder funding = new FundingPaymentDecoder();
    private final ImportedBarDecoder bar = new ImportedBarDecoder();
    private final ExecutionIds counted = new ExecutionIds();
    private final long[] positionsE8;
    private SequencerCore sequencer;
    private boolean hasBars;
    private boolean isRuined;
    private long pendingTimeNs = Long.MIN_VALUE;
    private long bars;

    /** @param fills receives each fill once, after the trades */
    BacktestRecorder(
        final int instruments, final RoundTrips trips, final OrderOrigins origins, final Consumer<Fill> fills, final StepListener listener) {
        this.trips = trips;
        this.origins = origins;
        this.fills = fills;
        positionsE8 = new long[instruments];
        this.listener = listener;
    }

    /** Sets the ledger, before the first input. */
    void watch(final SequencerCore core) {
        sequencer = core;
    }

    @Override
    public void append(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        isRuined |= sequencer.equityE8() < 0;
        finishStep();
        switch (InputMessage.templateId(buffer, offset)) {
            case ImportedBarDecoder.TEMPLATE_ID -> {
                hasBars = true;
                if (bar.wrapAndApplyHeader(buffer, offset, header).phase() != BarPhase.HISTORY) {
                    bars++;
                    pendingTimeNs = bar.receiveTimeNs();
                }
            }
            case TimerDecoder.TEMPLATE_ID -> {
                if (!hasBars) {
                    pendingTimeNs = InputMessage.timeNs(buffer, offset);
                }
            }
            case ExecutionReportDecoder.TEMPLATE_ID -> onReport(sequence, execution.wrapAndApplyHeader(buffer, offset, header));
            case FundingPaymentDecoder.TEMPLATE_ID -> {
                funding.wrapAndApplyHeader(buffer, offset, header);
                trips.onFunding(funding.instrumentId(), funding.amountE8());
            }
            default -> {
                // Market data, and messages that concern only the engine.
            }
        }
    }

    private void onReport(final long sequence, final ExecutionReportDecoder report) {
        if (report.execType() != ExecType.TRADE || !counted.add(report.executionId().high(), report.executionId().low())) {
            return;
        }
        final int id = report.instrumentId();
        positionsE8[id] += report.side() == Side.BUY ? report.lastQtyE8() : -report.lastQtyE8();
        final Fill fill = new Fill(
            sequence, wholeMs(report.receiveTimeNs()), id,
            new Fill.Execution(report.side(), report.lastQtyE8(), report.lastPriceE8(), report.feeE8(), report.liquidity()),
            new Fill.Source(report.clientOrderId(), origins.of(report.clientOrderId())), positionsE8[id]);
        trips.onFill(fill);
        fills.accept(fill);
    }

    /** The files contain milliseconds, and every figure must follow from the files. */
    static long wholeMs(final long timeNs) {
        return Math.floorDiv(timeNs, NS_PER_MS) * NS_PER_MS;
    }

    /** Reads the ledger if a step has just ended; also called after the last input. */
    void finishStep() {
        if (pendingTimeNs == Long.MIN_VALUE) {
            return;
        }
        final Ledger ledger = sequencer.ledger();
        step.timeNs = wholeMs(pendingTimeNs);
        step.markPriceE8 = ledger.markE8(0);
        step.notionalE8 = ledger.grossNotionalE8();
        step.positionE8 = ledger.positionE8(0);
        step.cashE8 = ledger.cashE8();
        step.equityE8 = ledger.equityE8();
        step.feesE8 = ledger.feesE8();
        step.fundingE8 = ledger.fundingE8();
        pendingTimeNs = Long.MIN_VALUE;
        listener.onStep(step);
    }

    /** Whether the account was at or below zero at some moment, also inside a bar. */
    boolean isRuined() {
        return isRuined || sequencer != null && sequencer.equityE8() < 0;
    }

    /** Imported bars played. */
    long bars() {
        return bars;
    }
}
