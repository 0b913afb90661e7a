package io.ringmaster.gateway.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.gateway.wire.OrderIds;
import io.ringmaster.gateway.wire.VenueBalance;
import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.gateway.wire.VenuePosition;
import io.ringmaster.schema.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuturesAccountFeedTest implements FuturesAccountListener {

    private static final long E8 = 100_000_000L;

    private final Heard heard = new Heard();
    private final List<Object> news = new ArrayList<>();
    private final FuturesAccountFeed feed = new FuturesAccountFeed(List.of("PI_XBTUSD", "PF_ETHUSD"), this, heard);

    private void hear(final String json) {
        final byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        feed.onFrame(bytes, 0, bytes.length, 0);
        assertEquals(0, feed.malformed(), () -> heard.lines.toString());
    }

    private void hearFixture(final String name) throws IOException {
        hear(Files.readString(SharedData.file("kraken_fixtures/" + name)));
    }

    @Test
    void shouldDecodeTheDocumentedFill() throws IOException {
        hearFixture("ws_futures_fills_delta.json");

        assertEquals(
            List.of(new VenueFill(
                "6a22a3fb-e18e-4e76-b841-8689735c9158",
                new OrderIds("a08aed17-f1a6-4db6-876c-2de5df84951c", "b661bad0-7037-4b73-9e07-a65b515e4ef7"), "PF_ETHUSD", Side.BUY,
                new VenueFill.Execution(100_000, 3_162 * E8, 1_765_185_437_003L, "taker"), 158_100, 0)),
            news);
    }

    @Test
    void shouldDecodeTheDocumentedOrders() throws IOException {
        hearFixture("ws_futures_open_orders_snapshot.json");
        hearFixture("ws_futures_open_orders_delta.json");
        hearFixture("ws_futures_open_orders_cancel.json");

        assertEquals(
            List.of(
                new VenueOrderState(
                    new OrderIds("723ba95f-13b7-418b-8fcf-ab7ba6620555", ""), "PI_XBTUSD", Side.SELL, "stop",
                    new VenueOrderState.Quantities(1_000 * E8, 0), new VenueOrderState.Prices(34_900 * E8, 13_789 * E8), false),
                new VenueOrderState(
                    new OrderIds("59302619-41d2-4f0b-941f-7e7914760ad3", ""), "PI_XBTUSD", Side.SELL, "limit",
                    new VenueOrderState.Quantities(304 * E8, 0), new VenueOrderState.Prices(10_640 * E8, 0), true),
                "new_placed_order_by_user",
                "gone 660c6b23-8007-48c1-a7c9-4893f4572e8c  cancelled_by_user"),
            news);
    }

    @Test
    void shouldNameTheOrderThatWasFilledInFull() {
        hear("{\"feed\":\"open_orders_verbose\",\"order\":{\"instrument\":\"PF_ETHUSD\",\"qty\":0,\"filled\":1,\"limit_price\":10,\"type\":\"limit\","
            + "\"order_id\":\"a\",\"cli_ord_id\":\"b-1\",\"direction\":0},\"is_cancel\":true,\"reason\":\"full_fill\"}");

        assertEquals(List.of("gone a b-1 full_fill"), news);
    }

    @Test
    void shouldTellAHistoryOfFillsInItsOrder() {
        hear("{\"feed\":\"fills_snapshot\",\"account\":\"x\",\"fills\":[" + fill("2", "USD") + "," + fill("1", "BTC") + "]}");

        assertEquals(
            List.of(
                "history", told("1", VenueFill.NO_FEE),
                "history", told("2", 20_000_000)),
            news);
    }

    private static VenueFill told(final String id, final long feeE8) {
        return new VenueFill(id, new OrderIds("o", ""), "PF_ETHUSD", Side.SELL, new VenueFill.Execution(E8, 10 * E8, 5, "maker"), feeE8, -1);
    }

    private static String fill(final String id, final String feeCurrency) {
        return "{\"instrument\":\"PF_ETHUSD\",\"time\":5,\"price\":10.0,\"buy\":false,\"qty\":1.0,\"order_id\":\"o\",\"fill_id\":\"" + id
            + "\",\"fill_type\":\"maker\",\"fee_paid\":0.2,\"fee_currency\":\"" + feeCurrency + "\",\"cli_ord_id\":null,\"unheard_of\":[{}]}";
    }

    @Test
    void shouldDecodePositionsBalancesAndNotices() {
        hear("{\"feed\":\"open_positions\",\"account\":\"x\",\"positions\":[{\"instrument\":\"PF_ETHUSD\",\"balance\":-0.04,\"pnl\":1.2,"
            + "\"entry_price\":3162.123456789,\"mark_price\":1}],\"seq\":4,\"timestamp\":5}");
        hear("{\"feed\":\"balances_snapshot\",\"account\":\"x\",\"holding\":{\"USD\":1},\"futures\":{},\"flex_futures\":{\"currencies\":{\"USD\":"
            + "{\"quantity\":10}},\"balance_value\":10.5,\"portfolio_value\":11.25,\"initial_margin\":2.0},\"timestamp\":1,\"seq\":0}");
        hear("{\"feed\":\"notifications_auth\",\"notifications\":[{\"id\":1,\"type\":\"maintenance\",\"priority\":\"high\",\"note\":\"soon\","
            + "\"effective_time\":1520288300000}]}");

        assertEquals(
            List.of(
                new VenuePosition("PF_ETHUSD", -4_000_000, 316_212_345_679L),
                new VenueBalance(1_050_000_000, 1_125_000_000, 200_000_000),
                "maintenance high soon 1520288300000"),
            news);
    }

    @Test
    void shouldRefuseAFillWithoutItsMoney() {
        final byte[] bytes = ("{\"feed\":\"fills\",\"fills\":[" + fill("1", "USD").replace("\"price\":10.0", "\"price\":0") + "]}")
            .getBytes(StandardCharsets.UTF_8);
        feed.onFrame(bytes, 0, bytes.length, 0);

        assertEquals(List.of("malformed: field 'price' is missing or cannot be"), heard.lines);
        assertEquals(List.of(), news);
    }

    @Override
    public void onOpenOrders(final List<VenueOrderState> orders) {
        news.addAll(orders);
    }

    @Override
    public void onOrder(final VenueOrderState order, final String reason) {
        news.add(order);
        news.add(reason);
    }

    @Override
    public void onOrderGone(final String venueOrderId, final String clientText, final String reason) {
        news.add("gone " + venueOrderId + " " + clientText + " " + reason);
    }

    @Override
    public void onFill(final VenueFill fill, final boolean isHistory) {
        if (isHistory) {
            news.add("history");
        }
        news.add(fill);
    }

    @Override
    public void onPositions(final List<VenuePosition> positions) {
        news.addAll(positions);
    }

    @Override
    public void onBalance(final VenueBalance balance) {
        news.add(balance);
    }

    @Override
    public void onNotification(final String type, final String priority, final String note, final long effectiveTimeMs) {
        news.add(type + " " + priority + " " + note + " " + effectiveTimeMs);
    }
}
