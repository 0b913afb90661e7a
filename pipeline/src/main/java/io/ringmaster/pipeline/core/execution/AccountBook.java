package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.core.portfolio.ExecutionIds;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.schema.ExecutionReportDecoder;
import java.util.Arrays;

/** Books fills and funding in the ledger, each fill once, and reports the ledger. */
final class AccountBook {

    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long NEVER = Long.MIN_VALUE;

    private final Ledger ledger;
    private final OrderStore orders;
    private final ExecutionIds counted;
    private final Invariants invariants;
    private final OutputWriter outputs;
    private final int instruments;
    /** When each instrument was last reported. */
    private final long[] reportedNs;
    private long fills;
    private long duplicateFills;
    private long positionBeforeE8;
    private long realisedE8;

    AccountBook(
        final Ledger ledger, final OrderStore orders, final ExecutionIds counted, final Invariants invariants, final OutputWriter outputs,
        final int instruments) {
        this.ledger = ledger;
        this.orders = orders;
        this.counted = counted;
        this.invariants = invariants;
        this.outputs = outputs;
        this.instruments = instruments;
        reportedNs = new long[instruments];
        Arrays.fill(reportedNs, NEVER);
    }

    /** Books a fill; returns false if it was booked before. */
    boolean onFill(final ExecutionReportDecoder report) {
        if (!counted.add(report.executionId().high(), report.executionId().low())) {
            duplicateFills++;
            return false;
        }
        fills++;
        final int id = report.instrumentId();
        positionBeforeE8 = ledger.positionE8(id);
        realisedE8 = ledger.onFill(id, report.side(), report.lastQtyE8(), report.lastPriceE8(), report.feeE8());
        invariants.onFill(report);
        return true;
    }

    /** Books funding; positive is received. */
    void onFunding(final long amountE8) {
        ledger.onFunding(amountE8);
        invariants.onFunding(amountE8);
    }

    /** Reports the ledger and every instrument. */
    void report(final long timeNs) {
        for (int id = 0; id < instruments; id++) {
            report(id, timeNs);
        }
    }

    /** Reports an instrument that was not reported for an hour, so that a journal whose older records were removed soon says all of the account. */
    void reportHourly(final int instrumentId, final long timeNs) {
        if (reportedNs[instrumentId] == NEVER || timeNs - reportedNs[instrumentId] >= HOUR_NS) {
            report(instrumentId, timeNs);
        }
    }

    void report(final int instrumentId, final long timeNs) {
        reportedNs[instrumentId] = timeNs;
        outputs.portfolioState(ledger, instrumentId);
    }

    /** Whether nothing is held and no order works. */
    boolean isFlat() {
        for (int id = 0; id < instruments; id++) {
            if (ledger.positionE8(id) != 0) {
                return false;
            }
        }
        return orders.workingCount() == 0;
    }

    /** Signed. */
    long positionE8(final int instrumentId) {
        return ledger.positionE8(instrumentId);
    }

    /** The position before the last fill, signed. */
    long positionBeforeE8() {
        return positionBeforeE8;
    }

    /** The profit of the last fill before fees. */
    long realisedE8() {
        return realisedE8;
    }

    /** Fills booked, each once. */
    long fills() {
        return fills;
    }

    /** Fills that were reported again. */
    long duplicateFills() {
        return duplicateFills;
    }
}
