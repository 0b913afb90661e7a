package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.portfolio.ExecutionIds;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.Invariant;

/** Each fill counts once, a position is the sum of its fills, and equity is cash and positions at their marks, to the last unit. */
final class AccountInvariants {

    private final BrokenInvariant broken;
    private final Ledger ledger;
    private final ExecutionIds counted;
    private final FillTotals fills;
    private final int instruments;
    private int knownIds;

    /** @param counted identifiers of the fills that are counted */
    AccountInvariants(final BrokenInvariant broken, final Ledger ledger, final ExecutionIds counted, final int instruments) {
        this.broken = broken;
        this.ledger = ledger;
        this.counted = counted;
        this.instruments = instruments;
        fills = new FillTotals(ledger, instruments);
    }

    void check() {
        checkMoney();
        for (int id = 0; id < instruments; id++) {
            checkPosition(id);
        }
    }

    void onFill(final ExecutionReportDecoder report) {
        final int id = report.instrumentId();
        final boolean hasId = report.executionId().high() != 0 || report.executionId().low() != 0;
        final int ids = counted.size();
        broken.require(ids == knownIds + (hasId ? 1 : 0), Invariant.FILL_ONCE, id, knownIds + (hasId ? 1 : 0), ids);
        knownIds = ids;
        fills.onFill(id, report.side(), report.lastQtyE8(), report.lastPriceE8(), report.feeE8());
        checkPosition(id);
        checkMoney();
    }

    void onFunding(final long amountE8) {
        fills.onFunding(amountE8);
        checkMoney();
    }

    private void checkPosition(final int id) {
        broken.require(ledger.positionE8(id) == fills.positionE8(id), Invariant.POSITION, id, fills.positionE8(id), ledger.positionE8(id));
    }

    private void checkMoney() {
        final long equityE8 = ledger.equityE8();
        final long byPartsE8 = fills.equityByPartsE8();
        broken.require(equityE8 == byPartsE8, Invariant.EQUITY, BrokenInvariant.NONE, byPartsE8, equityE8);
        final long byFillsE8 = fills.equityByFillsE8();
        broken.require(Math.abs(equityE8 - byFillsE8) <= fills.roundingsE8(), Invariant.CASH, BrokenInvariant.NONE, byFillsE8, equityE8);
    }

    long positionE8(final int id) {
        return ledger.positionE8(id);
    }

    /** Takes the ledger as it is. */
    void rebase() {
        fills.rebase();
        knownIds = counted.size();
    }
}
