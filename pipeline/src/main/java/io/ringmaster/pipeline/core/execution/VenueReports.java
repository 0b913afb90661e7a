package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.schema.AccountReportDecoder;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.PositionReportDecoder;
import io.ringmaster.schema.VenueReason;

/** What the venue reports: on orders, fills, positions, the account and funding. */
final class VenueReports {

    private final RiskGate gate;
    private final OrderEntry entry;
    private final AccountBook book;
    private final AccountComparison account;
    private final Latch latch;
    private final TradingHalt halt;
    private final InstrumentTrader[] traders;

    VenueReports(
        final RiskGate gate, final OrderEntry entry, final AccountBook book, final AccountComparison account, final Latch latch,
        final TradingHalt halt, final InstrumentTrader[] traders) {
        this.gate = gate;
        this.entry = entry;
        this.book = book;
        this.account = account;
        this.latch = latch;
        this.halt = halt;
        this.traders = traders;
    }

    void onExecutionReport(final ExecutionReportDecoder report, final long timeNs) {
        final Order order = entry.find(report.clientOrderId());
        if (report.execType() == ExecType.TRADE) {
            onFill(report, order, timeNs);
        }
        if (order == null) {
            onUnknownOrder(report, timeNs);
            return;
        }
        final InstrumentTrader trader = traders[order.instrumentId];
        if (entry.onReport(order, report)) {
            trader.onOrderDone(order, timeNs);
        }
        halt.onFaults(timeNs);
        countRejects(report, order, timeNs);
        trader.act(timeNs);
        halt.onFaults(timeNs);
    }

    private void onFill(final ExecutionReportDecoder report, final Order order, final long timeNs) {
        if (!book.onFill(report)) {
            return;
        }
        if (order != null) {
            order.cumQtyE8 = Math.addExact(order.cumQtyE8, report.lastQtyE8());
        }
        final int id = report.instrumentId();
        final long before = book.positionBeforeE8();
        traders[id].onFill(order, before, book.realisedE8(), report.feeE8(), timeNs);
        final long after = book.positionE8(id);
        if (after != 0 && Long.signum(after) != Long.signum(before)) {
            halt.latch(latch.onEntry(timeNs), timeNs);
        }
        book.report(id, timeNs);
        halt.checkLosses(timeNs);
    }

    private void onUnknownOrder(final ExecutionReportDecoder report, final long timeNs) {
        if (report.execType() == ExecType.TRADE) {
            halt.latch(report.reason() == VenueReason.LIQUIDATION ? LatchReason.LIQUIDATED : LatchReason.POSITION_MISMATCH, timeNs);
        }
    }

    private void countRejects(final ExecutionReportDecoder report, final Order order, final long timeNs) {
        if (report.execType() == ExecType.REJECTED) {
            gate.onVenueRefused(order);
            if (!order.reduceOnly && report.reason() != VenueReason.POST_WOULD_EXECUTE) {
                halt.latch(latch.onReject(timeNs), timeNs);
            }
        } else if (report.execType() == ExecType.NEW || report.execType() == ExecType.TRADE) {
            latch.onAccepted();
        }
    }

    void onPositionReport(final PositionReportDecoder report, final long timeNs) {
        halt.latch(account.onPosition(report.instrumentId(), report.positionQtyE8()), timeNs);
    }

    void onAccountReport(final AccountReportDecoder report, final long timeNs) {
        account.onAccount(report.cashE8(), report.equityE8());
        compareCash(timeNs);
    }

    void onFunding(final FundingPaymentDecoder payment, final long timeNs) {
        book.onFunding(payment.amountE8());
        if (payment.instrumentId() >= 0) {
            traders[payment.instrumentId()].onFunding(payment.amountE8());
        }
        compareCash(timeNs);
        book.report(payment.instrumentId(), timeNs);
        halt.checkLosses(timeNs);
        halt.onFaults(timeNs);
    }

    private void compareCash(final long timeNs) {
        account.compareCash(book.isFlat(), gate.limits().loss().maxCashDifferenceE8(), timeNs);
    }

    /** Time passed: latches if cash has differed for as long as an order may stay unanswered. */
    void onTimer(final long timeNs) {
        halt.latch(account.onTimer(book.isFlat(), gate.limits().traffic().orderTimeoutNs(), timeNs), timeNs);
    }
}
