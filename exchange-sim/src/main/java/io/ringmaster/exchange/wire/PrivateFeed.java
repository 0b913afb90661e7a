package io.ringmaster.exchange.wire;

import io.ringmaster.exchange.matching.MarginAccount;
import io.ringmaster.schema.Side;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Sends the events of one account to its sessions, in the format of the private feeds. One thread. */
final class PrivateFeed implements AccountListener {

    private static final int FILLS_IN_SNAPSHOT = 100;

    private final String key;
    private final List<InstrumentDefinition> instruments;
    private final List<FeedSession> sessions;
    private final Supplier<VenueAccount> account;
    private final LongSupplier clockMs;
    private long sequence;

    /** @param sessions of all clients, kept by the venue */
    PrivateFeed(
        final String key, final List<InstrumentDefinition> instruments, final List<FeedSession> sessions, final Supplier<VenueAccount> account,
        final LongSupplier clockMs) {
        this.key = key;
        this.instruments = instruments;
        this.sessions = sessions;
        this.account = account;
        this.clockMs = clockMs;
    }

    @Override
    public void onOrder(final AccountOrder order, final String reason) {
        for (final String feed : List.of("open_orders", "open_orders_verbose")) {
            publish(feed, Json.object(json -> json
                .text("feed", feed).object("order", fields -> orderFields(fields, order)).flag("is_cancel", false).text("reason", reason)));
        }
    }

    @Override
    public void onOrderGone(final AccountOrder order, final String reason, final boolean isVerboseOnly) {
        for (final String feed : isVerboseOnly ? List.of("open_orders_verbose") : List.of("open_orders", "open_orders_verbose")) {
            publish(feed, Json.object(json -> {
                json.text("feed", feed);
                if (reason.equals("full_fill")) {
                    json.object("order", fields -> orderFields(fields, order));
                } else {
                    json.text("order_id", order.venueOrderId).optionalText("cli_ord_id", order.clientText);
                }
                json.flag("is_cancel", true).text("reason", reason);
            }));
        }
    }

    @Override
    public void onFill(final AccountFill fill) {
        publish("fills", Json.object(json -> json
            .text("feed", "fills").text("username", key).objects("fills", List.of(fill), this::fillFields)));
    }

    @Override
    public void onAccount() {
        publish("open_positions", positions());
        publish("balances", balances("balances"));
    }

    private void publish(final String feed, final String text) {
        for (final FeedSession session : List.copyOf(sessions)) {
            if (session.key().equals(key) && session.isSubscribed(feed, "")) {
                session.send(feed, text);
            }
        }
    }

    /** First message of a subscription; empty for a feed without one. */
    String snapshot(final String feed) {
        return switch (feed) {
            case "open_orders", "open_orders_verbose" -> Json.object(json -> json
                .text("feed", feed + "_snapshot").text("account", key).objects("orders", account.get().open(), this::orderFields));
            case "fills" -> {
                final List<AccountFill> all = account.get().fills();
                final List<AccountFill> newest = all.subList(Math.max(0, all.size() - FILLS_IN_SNAPSHOT), all.size()).reversed();
                yield Json.object(json -> json.text("feed", "fills_snapshot").text("account", key).objects("fills", newest, this::fillFields));
            }
            case "open_positions" -> positions();
            case "balances" -> balances("balances_snapshot");
            default -> "";
        };
    }

    private String positions() {
        final MarginAccount margin = account.get().margin();
        final List<Integer> held =
            IntStream.range(0, instruments.size()).filter(id -> margin.positionE8(id) != 0).boxed().toList();
        return Json.object(json -> json
            .text("feed", "open_positions").text("account", key)
            .objects("positions", held, (each, id) -> each
                .text("instrument", instruments.get(id).symbol()).e8("balance", margin.positionE8(id))
                .e8("entry_price", margin.averageEntryPriceE8(id)).e8("mark_price", margin.markE8(id)))
            .number("seq", ++sequence));
    }

    private String balances(final String name) {
        final MarginAccount margin = account.get().margin();
        return Json.object(json -> {
            json.text("feed", name).text("account", key);
            if (name.endsWith("_snapshot")) {
                json.object("holding", wallet -> { }).object("futures", singles -> { });
            }
            json.object("flex_futures", flex -> {
                flex.object("currencies", all -> all.object("USD", usd -> usd
                    .e8("quantity", margin.cashE8()).e8("value", margin.cashE8()).e8("collateral_value", margin.cashE8())
                    .e8("available", margin.equityE8() - margin.marginUsedE8()).number("haircut", 0).number("conversion_spread", 0)));
                margin(flex, margin);
                flex.object("isolated", none -> { }).object("cross", cross -> margin(cross, margin));
            }).number("timestamp", clockMs.getAsLong()).number("seq", ++sequence);
        });
    }

    private void margin(final Json json, final MarginAccount margin) {
        final long cashE8 = margin.cashE8();
        final long pnlE8 = margin.equityE8() - cashE8;
        final long fundingE8 = account.get().unrealizedFundingE8();
        json.e8("balance_value", cashE8).e8("portfolio_value", margin.equityE8()).e8("collateral_value", cashE8)
            .e8("initial_margin", margin.marginUsedE8()).e8("initial_margin_without_orders", margin.marginUsedE8())
            .e8("maintenance_margin", margin.maintenanceMarginE8()).e8("pnl", pnlE8).e8("unrealized_funding", fundingE8)
            .e8("total_unrealized", pnlE8 + fundingE8).e8("total_unrealized_as_margin", pnlE8 + fundingE8)
            .e8("margin_equity", margin.equityE8()).e8("available_margin", margin.equityE8() - margin.marginUsedE8());
    }

    private void orderFields(final Json json, final AccountOrder order) {
        json.text("instrument", instruments.get(order.instrumentId).symbol()).number("time", order.receivedMs)
            .number("last_update_time", order.updatedMs).e8("qty", order.qtyE8 - order.filledE8).e8("filled", order.filledE8)
            .e8("limit_price", order.limitPriceE8).e8("stop_price", order.stopPriceE8).text("type", feedType(order.type))
            .text("order_id", order.venueOrderId).optionalText("cli_ord_id", order.clientText)
            .number("direction", order.side == Side.BUY ? 0 : 1).flag("reduce_only", order.reduceOnly)
            .optionalText("triggerSignal", order.isTrigger() ? order.triggerSignal : "");
    }

    private static String feedType(final String type) {
        return switch (type) {
            case "lmt" -> "limit";
            case "stp" -> "stop";
            default -> type;
        };
    }

    private void fillFields(final Json json, final AccountFill fill) {
        json.text("instrument", instruments.get(fill.instrumentId()).symbol()).number("time", fill.timeMs()).e8("price", fill.priceE8())
            .number("seq", fill.sequence()).flag("buy", fill.side() == Side.BUY).e8("qty", fill.qtyE8())
            .e8("remaining_order_qty", fill.source().remainingE8()).text("order_id", fill.venueOrderId())
            .optionalText("cli_ord_id", fill.clientText())
            .text("fill_id", fill.fillId()).text("fill_type", fill.fillType()).e8("fee_paid", fill.feeE8()).text("fee_currency", "USD")
            .text("taker_order_type", fill.source().type()).text("order_type", fill.source().type());
    }
}
