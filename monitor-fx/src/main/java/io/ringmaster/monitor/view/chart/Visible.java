package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Candle;
import io.ringmaster.monitor.model.Candles;
import io.ringmaster.monitor.model.FillRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.PortfolioRow;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.monitor.model.SessionFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a moment has between two times, of one instrument. Immutable.
 *
 * @param orders       placed or open in this span, the oldest first
 * @param holdings     the oldest first
 * @param hiddenOrders how many more orders were placed in this span
 */
record Visible(
    Moment moment, SessionFacts.Instrument instrument, List<Candle> candles, List<FillRow> fills, List<OrderRow> orders, List<Holding> holdings,
    int hiddenOrders) {

    /** More marks than this hide the candles, and cost the time of a frame. */
    static final int MOST_MARKS = 2_000;

    /** Orders before the first visible one that are looked at, because they may reach into what is visible. */
    private static final int LOOK_BACK = 64;

    static Visible of(final Moment moment, final SessionFacts.Instrument instrument, final Candles candles, final long startNs, final long endNs) {
        final int index = instrument.index();
        final int to = candles.firstAtOrAfter(endNs);
        final List<Candle> shown = new ArrayList<>();
        for (int i = candles.firstAtOrAfter(startNs - candles.timeframeNs()); i < to; i++) {
            shown.add(candles.get(i));
        }
        final Rows<OrderRow> orders = moment.orders();
        final int firstOrder = orders.firstAtOrAfter(startNs);
        final int endOrder = orders.firstAtOrAfter(endNs);
        final int from = Math.max(firstOrder, endOrder - MOST_MARKS);
        return new Visible(
            moment, instrument, shown, fills(moment.fills(), index, startNs, endNs), orders(moment, index, from, endOrder, startNs),
            holdings(moment, index, startNs, endNs), from - firstOrder);
    }

    private static List<FillRow> fills(final Rows<FillRow> all, final int instrument, final long startNs, final long endNs) {
        final int end = all.firstAtOrAfter(endNs);
        final List<FillRow> fills = new ArrayList<>();
        for (int i = Math.max(all.firstAtOrAfter(startNs), end - MOST_MARKS); i < end; i++) {
            final FillRow fill = all.get(i);
            if (fill.instrument() == instrument) {
                fills.add(fill);
            }
        }
        return fills;
    }

    private static List<OrderRow> orders(final Moment moment, final int instrument, final int from, final int end, final long startNs) {
        final List<OrderRow> orders = new ArrayList<>();
        final Set<Long> known = new HashSet<>();
        for (final OrderRow order : moment.openOrders()) {
            if (order.timeNs() < startNs && order.instrument() == instrument && known.add(order.clientOrderId())) {
                orders.add(order);
            }
        }
        final Rows<OrderRow> all = moment.orders();
        for (int i = Math.max(0, from - LOOK_BACK); i < end; i++) {
            final OrderRow order = all.get(i);
            if (order.instrument() == instrument && (i >= from || order.changedTimeNs() >= startNs) && known.add(order.clientOrderId())) {
                orders.add(order);
            }
        }
        return orders;
    }

    /** Only a fill changes a position; the engine writes the ledger after each. */
    private static List<Holding> holdings(final Moment moment, final int instrument, final long startNs, final long endNs) {
        final Rows<FillRow> fills = moment.fills();
        final int end = fills.firstAtOrAfter(endNs);
        int i = Math.max(fills.firstAtOrAfter(startNs), end - MOST_MARKS);
        i = Math.max(0, lastOf(fills, instrument, i));
        final List<Holding> holdings = new ArrayList<>();
        PortfolioRow held = null;
        for (; i < end; i++) {
            final PortfolioRow next = fills.get(i).instrument() == instrument ? after(moment.portfolio(), fills.get(i)) : null;
            if (next != null) {
                add(holdings, held, fills.timeNs(i));
                held = next;
            }
        }
        add(holdings, held, moment.timeNs());
        return holdings;
    }

    /** The last fill of the instrument before one; -1 if there is none. */
    private static int lastOf(final Rows<FillRow> fills, final int instrument, final int before) {
        int i = before - 1;
        while (i >= 0 && fills.get(i).instrument() != instrument) {
            i--;
        }
        return i;
    }

    private static PortfolioRow after(final Rows<PortfolioRow> ledger, final FillRow fill) {
        PortfolioRow after = null;
        for (int i = ledger.firstAtOrAfterSequence(fill.sequence()); i < ledger.size() && ledger.sequence(i) == fill.sequence(); i++) {
            final PortfolioRow row = ledger.get(i);
            after = row.instrument() == fill.instrument() ? row : after;
        }
        return after;
    }

    private static void add(final List<Holding> holdings, final PortfolioRow held, final long untilNs) {
        if (held != null && held.positionQtyE8() != 0) {
            holdings.add(new Holding(held.timeNs(), untilNs, held.positionQtyE8(), held.averageEntryPriceE8()));
        }
    }

    /** Whether nothing is known of the instrument. */
    boolean isBlank() {
        return candles.isEmpty() && moment.instrument(instrument.index()).lastPriceE8() == 0;
    }

    /** The candle that a time is in; null in a gap. */
    Candle candleAt(final long timeNs, final long timeframeNs) {
        int low = 0;
        int high = candles.size();
        while (low < high) {
            final int middle = low + high >>> 1;
            if (candles.get(middle).openTimeNs() <= timeNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        final Candle candle = low == 0 ? null : candles.get(low - 1);
        return candle == null || timeNs >= candle.openTimeNs() + timeframeNs ? null : candle;
    }

    /** The price at which an order stands; 0 if it has none of its own and no fill. */
    static long levelE8(final OrderRow order) {
        return switch (order.type()) {
            case LIMIT, POST_ONLY -> order.limitPriceE8();
            case STOP -> order.stopPriceE8();
            case IOC, MARKET -> order.averagePriceE8() != 0 ? order.averagePriceE8() : order.limitPriceE8();
            case TRAILING_STOP, NULL_VAL -> order.averagePriceE8();
        };
    }

    /** Whether the order waits at its price, unlike one that takes at once. */
    static boolean isResting(final OrderRow order) {
        return switch (order.type()) {
            case LIMIT, POST_ONLY, STOP -> true;
            case IOC, MARKET, TRAILING_STOP, NULL_VAL -> false;
        };
    }

    /** Price axis for the candles, with marks that are not far from them. */
    PriceAxis priceAxis(final double top, final double bottom) {
        if (candles.isEmpty()) {
            final long price = moment.instrument(instrument.index()).lastPriceE8();
            return PriceAxis.of(price, price, instrument.tickE8(), top, bottom);
        }
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (final Candle candle : candles) {
            low = Math.min(low, candle.lowE8());
            high = Math.max(high, candle.highE8());
        }
        final long near = Math.max(instrument.tickE8() * 10, (high - low) / 4);
        final long leastE8 = low - near;
        final long mostE8 = high + near;
        for (final OrderRow order : orders) {
            final long level = isResting(order) ? levelE8(order) : 0;
            low = level >= leastE8 && level <= mostE8 ? Math.min(low, level) : low;
            high = level >= leastE8 && level <= mostE8 ? Math.max(high, level) : high;
        }
        for (final FillRow fill : fills) {
            low = Math.min(low, fill.priceE8());
            high = Math.max(high, fill.priceE8());
        }
        return PriceAxis.of(low, high, instrument.tickE8(), top, bottom);
    }
}
