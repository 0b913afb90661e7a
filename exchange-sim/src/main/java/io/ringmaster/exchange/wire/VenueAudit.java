package io.ringmaster.exchange.wire;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Writes what the venue itself sees, one JSON object a line: every request that arrives and every change of an account. No fault of the
 * network touches it, so a test of a client compares the client's own record with it. One thread.
 *
 * <pre>
 *   {"timeMs":…,"event":"request","endpoint":"cancelorder","parameters":"order_id=…","httpStatus":200}
 *   {"timeMs":…,"event":"order","account":…,"orderId":…,"clientId":…,"type":…,"side":…,"qty":…,"filled":…,"stopPrice":…,"reduceOnly":…,"reason":…}
 *   {"timeMs":…,"event":"gone", as "order"}
 *   {"timeMs":…,"event":"fill","account":…,"fillId":…,"orderId":…,"clientId":…,"instrument":…,"side":…,"qty":…,"price":…,"fee":…}
 *   {"timeMs":…,"event":"account","account":…,"cash":…,"funding":…,"positions":[{"instrument":…,"qty":…}]}
 * </pre>
 */
final class VenueAudit {

    private final LongSupplier clockMs;
    private Consumer<String> lines = line -> { };
    private boolean isWanted;

    VenueAudit(final LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    /** @param lines takes each line, without its end */
    void writeTo(final Consumer<String> lines) {
        this.lines = lines;
        isWanted = true;
    }

    /** Notes a request with the status of its answer; the fault schedule decides whether the answer arrives. */
    void onRequest(final RestRequest request, final int httpStatus) {
        write(json -> json.text("event", "request").text("endpoint", request.endpoint()).text("parameters", request.parameters().encoded())
            .number("httpStatus", httpStatus));
    }

    /**
     * Writes every event of an account, and passes it on to its feed.
     *
     * @param name    of the account
     * @param account not asked for while its listener is made: it does not exist yet
     */
    AccountListener beside(final AccountListener feed, final String name, final Supplier<VenueAccount> account) {
        return new AccountListener() {

            @Override
            public void onOrder(final AccountOrder order, final String reason) {
                writeOrder("order", name, order, reason);
                feed.onOrder(order, reason);
            }

            @Override
            public void onOrderGone(final AccountOrder order, final String reason, final boolean isVerboseOnly) {
                writeOrder("gone", name, order, reason);
                feed.onOrderGone(order, reason, isVerboseOnly);
            }

            @Override
            public void onFill(final AccountFill fill) {
                writeFill(name, fill);
                feed.onFill(fill);
            }

            @Override
            public void onAccount() {
                writeAccount(name, account.get());
                feed.onAccount();
            }
        };
    }

    private void writeOrder(final String event, final String account, final AccountOrder order, final String reason) {
        write(json -> json.text("event", event).text("account", account).text("orderId", order.venueOrderId).text("clientId", order.clientText)
            .number("instrument", order.instrumentId).text("type", order.type).text("side", order.side.name().toLowerCase(Locale.ROOT))
            .e8("qty", order.qtyE8).e8("filled", order.filledE8).e8("stopPrice", order.stopPriceE8).flag("reduceOnly", order.reduceOnly)
            .text("reason", reason));
    }

    private void writeFill(final String account, final AccountFill fill) {
        write(json -> json.text("event", "fill").text("account", account).text("fillId", fill.fillId()).text("orderId", fill.venueOrderId())
            .text("clientId", fill.clientText()).number("instrument", fill.instrumentId())
            .text("side", fill.side().name().toLowerCase(Locale.ROOT)).e8("qty", fill.qtyE8()).e8("price", fill.priceE8())
            .e8("fee", fill.feeE8()).text("fillType", fill.fillType()));
    }

    private void writeAccount(final String name, final VenueAccount account) {
        final List<Integer> instruments = IntStream.range(0, account.engines().length).boxed().toList();
        write(json -> json.text("event", "account").text("account", name).e8("cash", account.margin().cashE8())
            .e8("funding", account.margin().fundingE8()).objects("positions", instruments,
                (each, id) -> each.number("instrument", id).e8("qty", account.margin().positionE8(id))));
    }

    private void write(final Consumer<Json> fields) {
        if (isWanted) {
            lines.accept(Json.object(json -> {
                json.number("timeMs", clockMs.getAsLong());
                fields.accept(json);
            }));
        }
    }
}
