package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.FillRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Signs;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.OrderType;
import java.util.List;

/** The columns of orders and of fills, in the units of their instruments. */
final class OrderColumns {

    private Moment moment;

    void at(final Moment shown) {
        moment = shown;
    }

    List<TextColumn<OrderRow>> orders() {
        return List.of(
            TextColumn.number("Id", 56, OrderRow::clientOrderId, (OrderRow order) -> Long.toString(order.clientOrderId())),
            TextColumn.number("Sent", 108, OrderRow::timeNs, (OrderRow order) -> Times.millis(order.timeNs())).ink(order -> Ink.MUTED),
            TextColumn.text("Instrument", 96, (OrderRow order) -> symbol(order.instrument())).ink(order -> Ink.MUTED),
            TextColumn.text("Side", 68, (OrderRow order) -> order.isKnown() ? Signs.of(order.side()) : Numbers.NONE).ink(order -> Signs.ink(order.side())),
            TextColumn.text("Type", 92, (OrderRow order) -> order.isKnown() ? Signs.of(order.type()) : Numbers.NONE),
            TextColumn.text("Purpose", 112, (OrderRow order) -> order.isKnown() ? Words.of(order.purpose()) : Numbers.NONE),
            TextColumn.number("Quantity", 84, OrderRow::qtyE8, (OrderRow order) -> qty(order.instrument(), order.qtyE8())),
            TextColumn.number("Limit or stop", 104, OrderColumns::asked, this::asking),
            TextColumn.text("State", 112, (OrderRow order) -> Signs.of(order.state())).ink(order -> Signs.ink(order.state())),
            TextColumn.number("Filled", 118, OrderRow::cumQtyE8, (OrderRow order) -> qty(order.instrument(), order.cumQtyE8()))
                .bar(order -> order.qtyE8() == 0 ? Double.NaN : (double) order.cumQtyE8() / order.qtyE8()),
            TextColumn.number("Average", 92, OrderRow::averagePriceE8, (OrderRow order) -> price(order.instrument(), order.averagePriceE8())),
            TextColumn.number("Fees", 78, OrderRow::feesE8, (OrderRow order) -> order.cumQtyE8() == 0 ? Numbers.NONE : Numbers.fee(order.feesE8()))
                .exported(order -> order.cumQtyE8() == 0 ? Numbers.NONE : Numbers.exact(order.feesE8())),
            TextColumn.number("Open for", 84, this::openNs, (OrderRow order) -> Times.duration(openNs(order))));
    }

    List<TextColumn<FillRow>> fills() {
        return List.of(
            TextColumn.number("Time", 108, FillRow::timeNs, (FillRow fill) -> Times.millis(fill.timeNs())).ink(fill -> Ink.MUTED),
            TextColumn.number("Order", 60, FillRow::clientOrderId, (FillRow fill) ->
                fill.clientOrderId() == 0 ? "not ours" : Long.toString(fill.clientOrderId())),
            TextColumn.text("Side", 68, (FillRow fill) -> Signs.of(fill.side())).ink(fill -> Signs.ink(fill.side())),
            TextColumn.number("Quantity", 84, FillRow::qtyE8, (FillRow fill) -> qty(fill.instrument(), fill.qtyE8())),
            TextColumn.number("Price", 92, FillRow::priceE8, (FillRow fill) -> price(fill.instrument(), fill.priceE8())),
            TextColumn.number("Fee", 78, FillRow::feeE8, (FillRow fill) -> Numbers.fee(fill.feeE8()))
                .exported(fill -> Numbers.exact(fill.feeE8())),
            TextColumn.text("Liquidity", 76, (FillRow fill) -> fill.liquidity() == Liquidity.NONE ? Numbers.NONE : Words.of(fill.liquidity())));
    }

    /** What a search of orders looks at. */
    String searched(final OrderRow order) {
        return order.clientOrderId() + " " + symbol(order.instrument()) + " " + Signs.of(order.side()) + " " + Signs.of(order.type()) + " "
            + Words.of(order.purpose()) + " " + Signs.of(order.state());
    }

    private SessionFacts.Instrument instrument(final int index) {
        return moment.facts().instrument(index);
    }

    private String symbol(final int index) {
        final SessionFacts.Instrument instrument = instrument(index);
        return instrument == null ? "instrument " + index : instrument.symbol();
    }

    private String qty(final int index, final long qtyE8) {
        final SessionFacts.Instrument instrument = instrument(index);
        return Numbers.onStep(qtyE8, instrument == null ? 1 : instrument.lotE8());
    }

    /** An average can lie between two ticks; it is shown on the tick, as prices are. */
    private String price(final int index, final long priceE8) {
        final SessionFacts.Instrument instrument = instrument(index);
        return priceE8 == 0 ? Numbers.NONE : Numbers.onStep(priceE8, instrument == null ? 1 : instrument.tickE8());
    }

    private static long asked(final OrderRow order) {
        return order.limitPriceE8() != 0 ? order.limitPriceE8() : order.stopPriceE8();
    }

    private String asking(final OrderRow order) {
        if (order.type() == OrderType.MARKET) {
            return "market";
        }
        final String text = price(order.instrument(), asked(order));
        return switch (order.type()) {
            case STOP -> "stop " + text;
            case TRAILING_STOP -> text + " behind";
            case LIMIT, POST_ONLY, IOC, MARKET, NULL_VAL -> text;
        };
    }

    /** How long an order worked, or works by now. */
    private long openNs(final OrderRow order) {
        return (order.isOpen() ? moment.timeNs() : order.changedTimeNs()) - order.timeNs();
    }
}
