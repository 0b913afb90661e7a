package io.ringmaster.cli.metrics;

import io.ringmaster.monitor.model.AccountView;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.PositionView;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;

/** Positions and money. */
final class AccountMetrics {

    private AccountMetrics() {
    }

    static void add(final Exposition all, final Moment moment) {
        final AccountView account = moment.account();
        all.gauge("equity_usd", "Cash and unrealised profit", Exposition.decimal(account.equityE8()));
        all.gauge("cash_usd", "Initial cash, realised profit and funding, less fees", Exposition.decimal(account.cashE8()));
        all.gauge("realised_pnl_usd", "Realised profit, before fees and funding", Exposition.decimal(account.realisedPnlE8()));
        all.gauge("unrealised_pnl_usd", "Profit of open positions at the mark", Exposition.decimal(account.unrealisedPnlE8()));
        all.gauge("fees_usd", "Fees; positive is paid", Exposition.decimal(account.feesE8()));
        all.gauge("funding_usd", "Funding; positive is received", Exposition.decimal(account.fundingE8()));
        all.gauge("exposure_usd", "Values of all positions at the mark, without their signs", Exposition.decimal(account.grossNotionalE8()));
        all.gauge("leverage_ratio", "Exposure over equity", Exposition.decimal(account.leverageE8()));
        all.gauge("day_pnl_usd", "Change of equity since the UTC day began", Exposition.decimal(-account.dayLossE8()));
        all.gauge("drawdown_ratio", "Loss since the highest equity, as a share of it", Exposition.decimal(account.drawdownE8()));
        all.gauge("drawdown_worst_ratio", "Largest such loss of the session", Exposition.decimal(account.worstDrawdownE8()));
        positions(all, moment);
    }

    private static void positions(final Exposition all, final Moment moment) {
        Metrics.instruments(all, moment, "position_quantity", "Position in units of the base currency; a short one is negative",
            index -> Exposition.decimal(position(moment, index).qtyE8()));
        Metrics.instruments(all, moment, "average_entry_price_usd", "Average entry of the position; 0 when flat",
            index -> Exposition.decimal(position(moment, index).averageEntryPriceE8()));
        Metrics.instruments(all, moment, "stop_price_usd", "Price at which the engine leaves the position; 0 when flat or without one",
            index -> Exposition.decimal(moment.stopPriceE8(index)));
        Metrics.instruments(all, moment, "position_uncovered_quantity", "The part of the position that no protective stop at the venue closes",
            index -> Exposition.decimal(uncoveredE8(moment, index)));
    }

    private static PositionView position(final Moment moment, final int instrument) {
        return moment.account().positions().get(instrument);
    }

    private static long uncoveredE8(final Moment moment, final int instrument) {
        final long held = Math.abs(position(moment, instrument).qtyE8());
        final long covered = moment.openOrders().stream().filter(order -> order.instrument() == instrument && isWorkingStop(order))
            .mapToLong(OrderRow::leavesQtyE8).sum();
        return Math.max(0, held - covered);
    }

    private static boolean isWorkingStop(final OrderRow order) {
        return order.purpose() == OrderPurpose.PROTECTIVE_STOP && (order.state() == OrderState.NEW || order.state() == OrderState.PARTIALLY_FILLED);
    }
}
