package io.ringmaster.exchange.wire;

import io.ringmaster.exchange.matching.MarginAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happens to the money of one account: fees, profit and funding, which is settled with each fill and at the end of each hour. One thread. */
final class AccountLog {

    private final MarginAccount account;
    private final FundingAccrual funding;
    private final Supplier<String> ids;
    private final List<LogEntry> entries = new ArrayList<>();
    private final long[] heldE8;
    private long loggedCashE8;

    AccountLog(
        final MarginAccount account, final FundingAccrual funding, final int instruments, final long initialCashE8, final Supplier<String> ids) {
        this.account = account;
        this.funding = funding;
        this.ids = ids;
        heldE8 = new long[instruments];
        loggedCashE8 = initialCashE8;
    }

    /** The oldest first. */
    List<LogEntry> entries() {
        return entries;
    }

    long unrealizedFundingE8(final int instrumentId, final long nowMs) {
        return funding.accruedE8(instrumentId, heldE8[instrumentId], nowMs);
    }

    /** The account holds what it holds after the fill already; what had accrued before it is settled. */
    void onFill(final AccountFill fill) {
        final long settledE8 = settle(fill.instrumentId(), fill.timeMs());
        add(fill.fillType().equals("liquidation") ? "futures liquidation" : "futures trade", fill.instrumentId(), fill.timeMs(), fill.feeE8(),
            settledE8, fill.fillId());
    }

    void settleHour(final long endedMs) {
        for (int id = 0; id < heldE8.length; id++) {
            final long settledE8 = settle(id, endedMs);
            if (settledE8 != 0) {
                add("funding rate change", id, endedMs, 0, settledE8, "");
            }
        }
    }

    /** Pays what had accrued on the position there was; returns what was received. */
    private long settle(final int id, final long atMs) {
        final long settledE8 = funding.accruedE8(id, heldE8[id], atMs);
        account.bookFunding(settledE8);
        funding.settle(id, atMs);
        heldE8[id] = account.positionE8(id);
        return settledE8;
    }

    private void add(
        final String info, final int id, final long timeMs, final long feeE8, final long settledE8, final String execution) {
        entries.add(new LogEntry(
            entries.size() + 1, ids.get(), timeMs, new LogEntry.Cause(info, id, execution),
            new LogEntry.Cash(loggedCashE8, account.cashE8(), feeE8), new LogEntry.Funding(funding.rateE8(id), settledE8)));
        loggedCashE8 = account.cashE8();
    }
}
