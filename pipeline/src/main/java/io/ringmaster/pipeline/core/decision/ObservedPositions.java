package io.ringmaster.pipeline.core.decision;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.observation.ObservedAccount;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.Signal;
import java.util.Arrays;

/**
 * The account as a model observes it: the decision stage's ledger, and when its positions opened and were stopped. The orders are a stage later, so the
 * stop is the one that the policy named last for the position, before it is rounded to a tick.
 */
final class ObservedPositions implements ObservedAccount {

    private final Ledger ledger;
    private final long initialEquityE8;
    private final long[] openedTimeNs;
    private final long[] stopFilledTimeNs;
    private final long[] stopPriceE8;
    /** By instrument, the stop order that the venue triggered last. */
    private final long[] triggeredOrderId;

    ObservedPositions(final Ledger ledger, final int instruments) {
        this.ledger = ledger;
        initialEquityE8 = ledger.equityE8();
        openedTimeNs = new long[instruments];
        Arrays.fill(openedTimeNs, NEVER);
        stopFilledTimeNs = new long[instruments];
        Arrays.fill(stopFilledTimeNs, NEVER);
        stopPriceE8 = new long[instruments];
        triggeredOrderId = new long[instruments];
    }

    void onReport(final ExecutionReportDecoder report) {
        if (report.execType() == ExecType.TRIGGERED) {
            triggeredOrderId[report.instrumentId()] = report.clientOrderId();
        }
    }

    /** Whether a report is about the stop order that the venue triggered. */
    boolean isStop(final ExecutionReportDecoder report) {
        return report.clientOrderId() == triggeredOrderId[report.instrumentId()];
    }

    /**
     * A fill changed the ledger's position, which was {@code beforeE8}.
     *
     * @param isStop whether it is of a stop
     */
    void onFill(final int id, final long timeNs, final boolean isStop, final long beforeE8) {
        final long nowE8 = ledger.positionE8(id);
        if (Long.signum(nowE8) != Long.signum(beforeE8)) {
            openedTimeNs[id] = nowE8 == 0 ? NEVER : timeNs;
        }
        if (Math.abs(nowE8) < Math.abs(beforeE8) && isStop) {
            stopFilledTimeNs[id] = timeNs;
        }
        if (nowE8 == 0) {
            stopPriceE8[id] = 0;
        }
    }

    void onTarget(final Target target) {
        if (target.signal == Signal.LONG || target.signal == Signal.SHORT) {
            stopPriceE8[target.instrumentId] = target.stopPriceE8 == Target.NO_PRICE ? 0 : target.stopPriceE8;
        }
    }

    @Override
    public long equityE8() {
        return ledger.equityE8();
    }

    @Override
    public long initialEquityE8() {
        return initialEquityE8;
    }

    @Override
    public long unrealisedPnlE8() {
        return ledger.unrealisedPnlE8();
    }

    @Override
    public long positionE8(final int instrumentId) {
        return ledger.positionE8(instrumentId);
    }

    @Override
    public long averageEntryPriceE8(final int instrumentId) {
        return ledger.averageEntryPriceE8(instrumentId);
    }

    @Override
    public long stopPriceE8(final int instrumentId) {
        return ledger.positionE8(instrumentId) == 0 ? 0 : stopPriceE8[instrumentId];
    }

    @Override
    public long openedTimeNs(final int instrumentId) {
        return openedTimeNs[instrumentId];
    }

    @Override
    public long stopFilledTimeNs(final int instrumentId) {
        return stopFilledTimeNs[instrumentId];
    }
}
