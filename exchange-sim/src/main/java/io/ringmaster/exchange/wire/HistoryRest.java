package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;

/** The history of an account's orders: what happened to each, long after {@code orders/status} has forgotten it. One thread. */
final class HistoryRest {

    private static final int MOST_IN_A_PAGE = 1_000;
    private static final String ACCOUNT = "00000000-0000-4000-8000-000000000000";

    private final OrderJson words;

    HistoryRest(final OrderJson words) {
        this.words = words;
    }

    /** @return null if there is no such history */
    String answer(final String endpoint, final OrderHistory history, final Arguments arguments) {
        return switch (endpoint) {
            case "history/orders" -> page(HistoryPage.of(history.orders(), OrderHistory.Event::timeMs, arguments, MOST_IN_A_PAGE));
            case "history/triggers" -> page(HistoryPage.of(history.triggers(), OrderHistory.Event::timeMs, arguments, MOST_IN_A_PAGE));
            case "history/executions" -> HistoryPage.of(history.executions(), each -> each.fill().timeMs(), arguments, MOST_IN_A_PAGE)
                .json(HistoryRest::account, this::execution);
            default -> null;
        };
    }

    private String page(final HistoryPage<OrderHistory.Event> page) {
        return page.json(HistoryRest::account, (each, event) -> each
            .text("uid", event.uid()).number("timestamp", event.timeMs())
            .object("event", outer -> outer.object(event.kind().text(), fields -> event(fields, event))));
    }

    private static void account(final Json json) {
        json.text("accountUid", ACCOUNT);
    }

    private void event(final Json json, final OrderHistory.Event event) {
        switch (event.kind()) {
            case UPDATED, TRIGGER_UPDATED -> {
                if (event.before() != null) {
                    json.object("oldOrder", fields -> order(fields, event.before()));
                }
                json.object("newOrder", fields -> order(fields, event.order())).text("reason", event.reason()).text("reducedQuantity", "");
            }
            case REJECTED -> json.object("order", fields -> order(fields, event.order())).text("orderError", event.reason());
            case PLACED, TRIGGER_PLACED -> json.object("order", fields -> order(fields, event.order()))
                .text("reason", "new_user_order").text("reducedQuantity", "").text("algoId", "");
            case CANCELLED, TRIGGER_ACTIVATED, TRIGGER_CANCELLED ->
                json.object("order", fields -> order(fields, event.order())).text("reason", event.reason());
        }
    }

    /** {@code quantity} is what is still open. */
    private void order(final Json json, final OrderImage order) {
        json.text("uid", order.venueOrderId()).text("accountUid", ACCOUNT).text("tradeable", words.symbol(order.instrumentId()))
            .text("direction", order.side() == Side.BUY ? "Buy" : "Sell").textE8("quantity", order.openE8()).textE8("filled", order.filledE8())
            .number("timestamp", order.receivedMs());
        if (order.limitPriceE8() != 0) {
            json.textE8("limitPrice", order.limitPriceE8());
        }
        if (order.isTrigger()) {
            json.textE8("triggerPrice", order.stopPriceE8()).text("triggerSide", OrderJson.triggerSide(order))
                .text("triggerSignal", order.triggerSignal() + "_price");
        }
        json.text("orderType", type(order))
            .text("clientId", order.clientText()).flag("reduceOnly", order.reduceOnly()).number("lastUpdateTimestamp", order.updatedMs());
    }

    private static String type(final OrderImage order) {
        return switch (order.type()) {
            case "lmt" -> "Limit";
            case "post" -> "Post";
            case "ioc" -> "IoC";
            case "mkt" -> "Market";
            default -> order.limitPriceE8() == 0 ? "Market" : "Limit";
        };
    }

    private void execution(final Json json, final OrderHistory.Execution execution) {
        final AccountFill fill = execution.fill();
        json.text("uid", fill.fillId()).number("timestamp", fill.timeMs())
            .object("event", event -> event.object("execution", outer -> outer.object("execution", fields -> {
                fields.text("uid", fill.fillId());
                if (fill.source().prior() != null) {
                    fields.object(fill.fillType().equals("maker") ? "makerOrder" : "takerOrder", order -> order(order, fill.source().prior()));
                }
                fields.number("timestamp", fill.timeMs()).textE8("quantity", fill.qtyE8()).textE8("price", fill.priceE8())
                    .textE8("markPrice", execution.markE8()).flag("limitFilled", fill.source().remainingE8() == 0)
                    .text("executionType", fill.fillType()).textE8("usdValue", FixedPoint.multiplyHalfEven(fill.qtyE8(), fill.priceE8()));
            }).text("takerReducedQuantity", "")));
    }
}
