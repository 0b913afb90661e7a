package io.ringmaster.monitor.model;

import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The limits in force at a moment, and their use. */
final class Limits {

    private Limits() {
    }

    /**
     * Limits as configured, with the changes that a person made since: a tighter one holds at once, a wider one only if it was confirmed. Another
     * configuration brings its own limits.
     */
    static Map<LimitKind, Long> inForce(final Moment moment) {
        final Map<LimitKind, Long> limits = new EnumMap<>(LimitKind.class);
        limits.putAll(moment.factsAtStart().limits());
        for (final EventRow row : moment.inputEvents().asList()) {
            if (row.event() instanceof final Event.Reconfigured next && next.scope() == ReconfigurationScope.EVERYTHING) {
                limits.clear();
                limits.putAll(moment.factsAt(row.sequence()).limits());
            } else if (row.event() instanceof final Event.LimitChange change) {
                final Long before = limits.get(change.kind());
                final boolean isWider = before != null && change.value() > before;
                if (change.value() >= 0 && (change.isConfirmed() || !isWider)) {
                    limits.put(change.kind(), change.value());
                }
            }
        }
        return limits;
    }

    static List<LimitUse> uses(final Moment moment) {
        final List<LimitUse> uses = new ArrayList<>();
        inForce(moment).forEach((kind, limit) -> uses.add(new LimitUse(kind, limit, Math.max(0, used(kind, moment)))));
        return List.copyOf(uses);
    }

    private static long used(final LimitKind kind, final Moment moment) {
        final AccountView account = moment.account();
        final List<OrderRow> open = moment.openOrders();
        return switch (kind) {
            case MAX_ORDER_QTY -> open.stream().mapToLong(OrderRow::leavesQtyE8).max().orElse(0);
            case MAX_ORDER_VALUE -> open.stream().mapToLong(order -> value(order, moment)).max().orElse(0);
            case MAX_POSITION -> account.positions().stream().mapToLong(position -> worst(position, open)).max().orElse(0);
            case MAX_LEVERAGE -> worstLeverage(account, open);
            case MAX_OPEN_ORDERS -> open.size();
            case MAX_OPEN_VALUE -> open.stream().filter(order -> !order.isReduceOnly()).mapToLong(order -> value(order, moment)).sum();
            case MAX_DAILY_LOSS -> account.dayLossE8();
            case MAX_DRAWDOWN -> account.drawdownE8();
            case MAX_DAILY_LOSS_SHARE ->
                account.dayStartEquityE8() <= 0 ? 0 : FixedPoint.divideFloor(account.dayLossE8(), account.dayStartEquityE8());
            case NULL_VAL -> 0;
        };
    }

    /** With everything pending filled, as an order is held against it. */
    private static long worstLeverage(final AccountView account, final List<OrderRow> open) {
        long notional = 0;
        for (final PositionView position : account.positions()) {
            notional += FixedPoint.multiplyCeil(worst(position, open), position.markPriceE8());
        }
        return account.equityE8() <= 0 ? 0 : FixedPoint.divideHalfEven(notional, account.equityE8());
    }

    /** At its limit or at the mark, whichever is higher. */
    private static long value(final OrderRow order, final Moment moment) {
        return FixedPoint.multiplyCeil(order.leavesQtyE8(), Math.max(order.limitPriceE8(), moment.instrument(order.instrument()).markPriceE8()));
    }

    /** The position if everything that only one side has is filled; orders that only reduce count for nothing. */
    private static long worst(final PositionView position, final List<OrderRow> open) {
        long buys = 0;
        long sells = 0;
        for (final OrderRow order : open) {
            if (order.instrument() == position.instrument() && !order.isReduceOnly()) {
                buys += order.side() == Side.BUY ? order.leavesQtyE8() : 0;
                sells += order.side() == Side.SELL ? order.leavesQtyE8() : 0;
            }
        }
        return Math.max(Math.abs(position.qtyE8() + buys), Math.abs(position.qtyE8() - sells));
    }
}
