package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Side;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.Locale;

/** Orders and what happens to them, as the trading API writes them. */
final class OrderJson {

    private static final String CANCEL = "CANCEL";

    private final List<InstrumentDefinition> instruments;

    OrderJson(final List<InstrumentDefinition> instruments) {
        this.instruments = instruments;
    }

    String symbol(final int instrumentId) {
        return instruments.get(instrumentId).symbol();
    }

    static String side(final Side side) {
        return side == Side.BUY ? "buy" : "sell";
    }

    /** An order; {@code filled} is what was filled at the moment of the image. */
    void order(final Json json, final OrderImage order) {
        json.text("orderId", order.venueOrderId());
        textOrNothing(json, "cliOrdId", order.clientText());
        json.text("type", order.type());
        rest(json, order);
    }

    private void rest(final Json json, final OrderImage order) {
        json.text("symbol", symbol(order.instrumentId())).text("side", side(order.side()))
            .e8("quantity", order.qtyE8()).e8("filled", order.filledE8()).optionalE8("limitPrice", order.limitPriceE8())
            .optionalE8("stopPrice", order.stopPriceE8()).flag("reduceOnly", order.reduceOnly()).text("timestamp", Json.time(order.receivedMs()))
            .text("lastUpdateTimestamp", Json.time(order.updatedMs()));
    }

    private static void textOrNothing(final Json json, final String name, final String text) {
        if (text.isEmpty()) {
            json.nothing(name);
        } else {
            json.text(name, text);
        }
    }

    // ------------------------------------------------------------------ events of a request

    void place(final Json json, final OrderImage order) {
        json.text("type", "PLACE");
        if (order.isTrigger()) {
            json.object("orderTrigger", fields -> trigger(fields, order));
        } else {
            json.object("order", fields -> order(fields, order));
        }
        json.nothing("reducedQuantity");
    }

    private void trigger(final Json json, final OrderImage order) {
        json.text("uid", order.venueOrderId());
        textOrNothing(json, "clientId", order.clientText());
        json.text("type", order.limitPriceE8() == 0 ? "ioc" : "lmt").text("symbol", symbol(order.instrumentId())).text("side", side(order.side()))
            .e8("quantity", order.qtyE8()).optionalE8("limitPrice", order.limitPriceE8()).e8("triggerPrice", order.stopPriceE8())
            .text("triggerSide", triggerSide(order)).text("triggerSignal", order.triggerSignal() + "_price").flag("reduceOnly", order.reduceOnly())
            .text("timestamp", Json.time(order.receivedMs())).text("lastUpdateTimestamp", Json.time(order.updatedMs()));
    }

    static String triggerSide(final OrderImage order) {
        final boolean isAbove = order.type().equals("take_profit") == (order.side() == Side.SELL);
        return isAbove ? "trigger_above" : "trigger_below";
    }

    /** @param beforeEdit the order that was edited, where the edit made it execute; else null */
    void execution(final Json json, final AccountFill fill, final OrderImage beforeEdit) {
        json.text("type", "EXECUTION").text("executionId", fill.fillId()).e8("price", fill.priceE8()).e8("amount", fill.qtyE8())
            .object("orderPriorExecution", fields -> order(fields, fill.source().prior()));
        if (beforeEdit == null) {
            json.nothing("orderPriorEdit");
        } else {
            json.object("orderPriorEdit", fields -> order(fields, beforeEdit));
        }
        json.nothing("takerReducedQuantity");
    }

    /** @param status such as {@code iocWouldNotExecute} */
    void reject(final Json json, final OrderImage order, final String status) {
        json.text("type", "REJECT").text("uid", order.venueOrderId()).text("reason", OrderWords.constant(status))
            .object("order", fields -> order(fields, order));
    }

    void edit(final Json json, final OrderImage before, final OrderImage after) {
        json.text("type", "EDIT").object("old", fields -> order(fields, before)).object("new", fields -> order(fields, after))
            .nothing("reducedQuantity");
    }

    void cancel(final Json json, final OrderImage order) {
        json.text("type", CANCEL).text("uid", order.venueOrderId()).object("order", fields -> order(fields, order));
    }

    // ------------------------------------------------------------------ what is known of an order

    /** An open order, as {@code openorders} lists it. */
    void openOrder(final Json json, final AccountOrder order, final boolean hasUnfilledSize) {
        final String listed = switch (order.type) {
            case "stp" -> "stop";
            case "post" -> "lmt";
            default -> order.type;
        };
        json.text("order_id", order.venueOrderId).optionalText("cliOrdId", order.clientText).text("symbol", symbol(order.instrumentId))
            .text("side", side(order.side)).text("orderType", listed).optionalE8("limitPrice", order.limitPriceE8)
            .optionalE8("stopPrice", order.stopPriceE8);
        if (hasUnfilledSize) {
            json.e8("unfilledSize", order.qtyE8 - order.filledE8);
        }
        json.e8("filledSize", order.filledE8).text("status", order.filledE8 == 0 ? "untouched" : "partiallyFilled")
            .flag("reduceOnly", order.reduceOnly).optionalText("triggerSignal", order.isTrigger() ? order.triggerSignal : "")
            .text("receivedTime", Json.time(order.receivedMs)).text("lastUpdateTime", Json.time(order.updatedMs));
    }

    /** An order and its state, in the format of {@code orders/status}. */
    void status(final Json json, final AccountOrder order) {
        final OrderImage image = OrderImage.of(order);
        json.object("order", fields -> {
            fields.text("type", image.isTrigger() ? "TRIGGER_ORDER" : "ORDER").text("orderId", image.venueOrderId());
            textOrNothing(fields, "cliOrdId", image.clientText());
            rest(fields, image);
            if (image.isTrigger()) {
                fields.object("priceTriggerOptions", trigger -> trigger.e8("triggerPrice", image.stopPriceE8())
                    .text("triggerSide", triggerSide(image).toUpperCase(Locale.ROOT))
                    .text("triggerSignal", image.triggerSignal().toUpperCase(Locale.ROOT) + "_PRICE"));
            }
        }).text("status", order.status.name());
        textOrNothing(json, "updateReason", order.reason.toUpperCase(Locale.ROOT));
        json.nothing("error");
    }
}
