package io.ringmaster.exchange.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Answers of the venue where a public client (ccxt 4.5.84) reads more than ours does; what they hold follows the venue's documents. The
 * client's own run against {@code sim serve} is in docs/simulator.md.
 */
class RestApiTest {

    private static final InstrumentDefinition BTC = InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE);
    private static final String SECRET = Base64.getEncoder().encodeToString("guards nothing".getBytes(StandardCharsets.UTF_8));
    private static final String API = "/derivatives/api/v3/";
    private static final String HISTORY = "/api/history/v2/";

    private long nowMs = 1_700_000_000_000L;
    private final Venue venue = new Venue(
        List.of(BTC), VenueSettings.defaults(), List.of(new ApiKey("key", SECRET, 1_000_000 * FixedPoint.ONE, false)), false, 7, FaultSchedule.none(),
        () -> nowMs);

    @BeforeEach
    void playTheMarket() {
        try (MarketDataSource market = new RandomMarket(BTC, 0, 60_000 * FixedPoint.ONE, nowMs * 1_000_000, 7)) {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
            for (int i = 0; i < 2_000 && market.next(buffer) > 0; i++) {
                venue.onMarket(buffer, 0);
            }
        }
        venue.onTime();
    }

    private RestReply ask(final String method, final String path, final String parameters) {
        final Map<String, List<String>> values = new LinkedHashMap<>();
        for (final String each : parameters.isEmpty() ? new String[0] : parameters.split("&")) {
            final int at = each.indexOf('=');
            values.computeIfAbsent(each.substring(0, at), name -> new ArrayList<>()).add(each.substring(at + 1));
        }
        return venue.handle(new RestRequest(
            method, path, new RestRequest.Parameters(parameters, parameters, values),
            new RestRequest.Credentials("key", sign(parameters, path), "")));
    }

    private static RestRequest unsigned(final String path) {
        return new RestRequest("GET", path, new RestRequest.Parameters("", "", Map.of()), new RestRequest.Credentials(null, null, ""));
    }

    private static String sign(final String parameters, final String path) {
        try {
            final String ownPath = path.startsWith("/derivatives") ? path.substring("/derivatives".length()) : path;
            final byte[] hash = MessageDigest.getInstance("SHA-256").digest((parameters + ownPath).getBytes(StandardCharsets.UTF_8));
            final Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA512"));
            return Base64.getEncoder().encodeToString(mac.doFinal(hash));
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String get(final String endpoint, final String parameters) {
        return ask("GET", API + endpoint, parameters).body();
    }

    private String post(final String endpoint, final String parameters) {
        return ask("POST", API + endpoint, parameters).body();
    }

    /** Every value of a field, in the order of the text. */
    private static List<String> all(final String json, final String field) {
        final Matcher matcher = Pattern.compile("\"" + field + "\":(?:\"([^\"]*)\"|([0-9.-]+|null))").matcher(json);
        return matcher.results().map(each -> each.group(1) == null ? each.group(2) : each.group(1)).toList();
    }

    private static String first(final String json, final String field) {
        return all(json, field).getFirst();
    }

    private String rest(final String size, final String price) {
        return first(post("sendorder", "orderType=lmt&symbol=PF_XBTUSD&side=buy&size=" + size + "&limitPrice=" + price), "order_id");
    }

    @Test
    void shouldTellWhatWasFilledBeforeEachExecution() {
        // Large enough to take several levels.
        final String reply = post("sendorder", "orderType=mkt&symbol=PF_XBTUSD&side=buy&size=8");

        final List<String> amounts = all(reply, "amount");
        final List<String> before = all(reply, "filled");
        assertTrue(amounts.size() > 1, reply);
        assertEquals(amounts.size(), before.size(), reply);
        long filledE8 = 0;
        for (int i = 0; i < amounts.size(); i++) {
            assertEquals(filledE8, FixedPoint.parse(before.get(i)), "before execution " + i + ": " + reply);
            filledE8 += FixedPoint.parse(amounts.get(i));
        }
        assertEquals(8 * FixedPoint.ONE, filledE8);
        assertEquals(List.of("8"), all(reply, "quantity").stream().distinct().toList(), "of the order as a whole");
    }

    @Test
    void shouldTellOfAnEditWithTheOrderBeforeAndAfterIt() {
        final String id = rest("0.01", "50000");

        final String reply = post("editorder", "orderId=" + id + "&size=0.03&limitPrice=50100");

        assertEquals("edited", first(reply, "status"));
        assertEquals("EDIT", first(reply, "type"));
        assertEquals(List.of("0.01", "0.03"), all(reply, "quantity"));
        assertEquals(List.of("50000", "50100"), all(reply, "limitPrice"));
        assertTrue(reply.indexOf("\"old\"") < reply.indexOf("\"new\""), reply);
        assertTrue(reply.contains("\"reducedQuantity\":null"), reply);
        assertEquals("orderForEditNotAStop", first(post("editorder", "orderId=" + id + "&stopPrice=49000"), "status"));
        assertEquals("orderForEditNotFound", first(post("editorder", "orderId=00000000-0000-4000-8000-000000000000&size=1"), "status"));
    }

    @Test
    void shouldCarryOutABatchOneInstructionAfterTheOther() {
        final String id = rest("0.01", "50000");

        final String reply = post("batchorder", "json={\"batchOrder\":["
            + "{\"order\":\"send\",\"order_tag\":\"a\",\"orderType\":\"lmt\",\"symbol\":\"PF_XBTUSD\",\"side\":\"buy\",\"size\":0.02,\"limitPrice\":50000,"
            + "\"cliOrdId\":\"mine\"},"
            + "{\"order\":\"send\",\"order_tag\":\"b\",\"orderType\":\"lmt\",\"symbol\":\"PF_XBTUSD\",\"side\":\"buy\",\"size\":0.02},"
            + "{\"order\":\"edit\",\"order_tag\":\"c\",\"order_id\":\"" + id + "\",\"limitPrice\":50001},"
            + "{\"order\":\"cancel\",\"order_tag\":\"d\",\"cliOrdId\":\"mine\"},"
            + "{\"order\":\"cancel\",\"order_tag\":\"e\",\"order_id\":\"nothing\"}]}");

        assertEquals(List.of("a", "b", "c", "d", "e"), all(reply, "order_tag"));
        assertEquals(List.of("placed", "requiredArgumentMissing", "edited", "cancelled", "notFound"), all(reply, "status"));
        assertEquals(4, all(reply, "dateTimeReceived").size(), "of those that could be read: " + reply);
        assertEquals(1, venue.openOrders("key"));
        assertEquals("Json Parse Error", first(post("batchorder", "json={\"batchOrder\":["), "error"));
    }

    @Test
    void shouldCountABatchAgainstTheBudgetByItsSize() {
        // 9 and 1 for each instruction: 45 of them cost 54, so that 9 batches fit into 500 in 10 seconds, and no tenth does.
        final String cancel = "{\"order\":\"cancel\",\"order_id\":\"nothing\"}";
        final String batch = "json={\"batchOrder\":[" + String.join(",", Arrays.asList(new String[45])).replace("null", cancel) + "]}";
        for (int i = 0; i < 9; i++) {
            assertEquals("success", first(post("batchorder", batch), "result"));
        }
        assertEquals("apiLimitExceeded", first(post("batchorder", batch), "error"));
    }

    @Test
    void shouldKeepLeveragePreferences() {
        assertTrue(get("leveragepreferences", "").contains("\"leveragePreferences\":[]"));

        assertEquals("success", first(ask("PUT", API + "leveragepreferences", "symbol=PF_XBTUSD&maxLeverage=5").body(), "result"));
        assertEquals(List.of("5"), all(get("leveragepreferences", "symbol=pf_xbtusd"), "maxLeverage"));
        post("sendorder", "orderType=mkt&symbol=PF_XBTUSD&side=buy&size=0.1");
        assertEquals("5", first(get("openpositions", ""), "maxFixedLeverage"));

        assertEquals("success", first(ask("PUT", API + "leveragepreferences", "symbol=PF_XBTUSD").body(), "result"));
        assertTrue(get("leveragepreferences", "").contains("\"leveragePreferences\":[]"), "without a leverage the margin is shared again");
        final RestReply unknown = ask("PUT", API + "leveragepreferences", "symbol=PF_NOPE&maxLeverage=2");
        assertEquals(500, unknown.status());
        assertTrue(unknown.body().contains("{\"code\":87,\"message\":\"CONTRACT_NOT_FOUND\"}"), unknown.body());
    }

    @Test
    void shouldCallAnOrderBeyondTheLargestPositionWhatItIs() {
        for (final String size : List.of("1201", "2400.0001", "90000000000")) {
            final String reply = post("sendorder", "orderType=lmt&symbol=PF_XBTUSD&side=buy&limitPrice=50000&size=" + size);
            assertEquals("maxPositionViolation", first(reply, "status"), size);
            assertEquals("MAX_POSITION_VIOLATION", first(reply, "reason"), size);
        }
        assertEquals("invalidSize", first(post("sendorder", "orderType=lmt&symbol=PF_XBTUSD&side=buy&limitPrice=50000&size=0.00001"), "status"));
    }

    @Test
    void shouldGiveTickersBySymbol() {
        assertEquals(List.of("PF_XBTUSD"), all(get("tickers", "symbol=PF_XBTUSD"), "symbol"));
        assertEquals(List.of("PF_XBTUSD"), all(get("tickers/pf_xbtusd", ""), "symbol"));
        assertEquals(404, ask("GET", API + "tickers", "symbol=PF_NOPE").status());
        assertEquals("PF_XBTUSD", first(get("instruments/PF_XBTUSD/status", ""), "tradeable"));
    }

    @Test
    void shouldAnswerAnUnknownPathWithNotFoundWhoeverAsks() {
        for (final String path : List.of(API + "nothing", API + "tickers/PF_NOPE", "/derivatives/api/v9/tickers", "/", HISTORY + "nothing")) {
            final RestReply reply = venue.handle(unsigned(path));
            assertEquals(404, reply.status(), path);
            assertEquals("notFound", first(reply.body(), "error"), path);
        }
        final RestReply unsigned = venue.handle(unsigned(API + "openorders"));
        assertEquals("authenticationError", first(unsigned.body(), "error"));
    }

    @Test
    void shouldKeepTheHistoryOfEveryOrder() {
        post("cancelorder", "order_id=" + rest("0.01", "50000"));
        nowMs += 10_000;
        post("sendorder", "orderType=mkt&symbol=PF_XBTUSD&side=buy&size=0.5");
        post("sendorder", "orderType=post&symbol=PF_XBTUSD&side=buy&size=0.5&limitPrice=90000");
        final String stop = first(post("sendorder", "orderType=stp&symbol=PF_XBTUSD&side=sell&size=0.5&stopPrice=40000&reduceOnly=true"), "order_id");
        post("cancelorder", "order_id=" + stop);

        final String orders = ask("GET", HISTORY + "orders", "sort=asc").body();
        assertEquals(List.of("OrderPlaced", "OrderCancelled", "OrderPlaced", "OrderRejected"), kinds(orders));
        assertEquals(List.of("0.01", "0.01", "0", "0.5"), all(orders, "quantity"), "what is open of each");
        assertEquals(List.of("0", "0", "0.5", "0"), all(orders, "filled"));
        assertEquals(kinds(orders).reversed(), kinds(ask("GET", HISTORY + "orders", "").body()), "the newest first unless asked otherwise");
        final String executions = ask("GET", HISTORY + "executions", "").body();
        assertEquals(50_000_000, all(executions, "uid").isEmpty() ? 0 : filledE8(executions));
        assertEquals(List.of("OrderTriggerPlaced", "OrderTriggerCancelled"), kinds(ask("GET", HISTORY + "triggers", "sort=asc").body()));
    }

    private static long filledE8(final String executions) {
        final Matcher matcher = Pattern.compile("\"quantity\":\"([0-9.]+)\",\"price\"").matcher(executions);
        return matcher.results().mapToLong(each -> FixedPoint.parse(each.group(1))).sum();
    }

    private static List<String> kinds(final String history) {
        return Pattern.compile("\"event\":\\{\"(\\w+)\"").matcher(history).results().map(each -> each.group(1)).toList();
    }

    @Test
    void shouldGiveTheHistoryInPages() {
        for (int i = 0; i < 5; i++) {
            rest("0.01", Integer.toString(50_000 + i));
            nowMs += 1_000;
        }
        final String firstPage = ask("GET", HISTORY + "orders", "sort=asc&count=2").body();
        assertEquals(List.of("50000", "50001"), all(firstPage, "limitPrice"));
        final String token = first(firstPage, "continuationToken");
        final String secondPage = ask("GET", HISTORY + "orders", "sort=asc&count=3&continuation_token=" + token).body();
        assertEquals(List.of("50002", "50003", "50004"), all(secondPage, "limitPrice"));
        assertEquals(List.of(), all(secondPage, "continuationToken"));
        assertEquals(List.of("50003", "50004"),
            all(ask("GET", HISTORY + "orders", "sort=asc&since=" + (nowMs - 2_000)).body(), "limitPrice"));
        assertEquals(List.of("50000"), all(ask("GET", HISTORY + "orders", "before=" + (nowMs - 4_000)).body(), "limitPrice"));
    }

    @Test
    void shouldTellTheMarketsTradesAsHistory() {
        final String history = ask("GET", "/api/history/v3/market/PF_XBTUSD/executions", "count=3").body();
        assertEquals(3, kinds(history).size(), history);
        assertEquals("Execution", kinds(history).getFirst());
        assertEquals(first(get("history", "symbol=PF_XBTUSD"), "price"), first(history, "price"), "the newest first in both");
    }

    @Test
    void shouldSayWhatBecameOfAnOrderByTheNamesOfTheDocuments() {
        final String id = rest("0.01", "50000");
        final String stop = first(post("sendorder", "orderType=stp&symbol=PF_XBTUSD&side=sell&size=0.5&stopPrice=40000&triggerSignal=mark"), "order_id");

        final String reply = post("orders/status", "orderIds=" + id + "&orderIds=" + stop);

        assertEquals(List.of("ORDER", "TRIGGER_ORDER"), all(reply, "type"));
        assertEquals(List.of("ENTERED_BOOK", "TRIGGER_PLACED"), all(reply, "status"));
        assertEquals("40000", first(reply, "triggerPrice"));
        assertEquals(List.of("null", "null"), all(reply, "error"));
    }

    @Test
    void shouldFeedTheShortTickerAndWholeBalances() {
        final List<String> heard = new ArrayList<>();
        final FeedSession session = venue.open(new FeedSocket() {

            @Override
            public void send(final String text) {
                heard.add(text);
            }

            @Override
            public void close() {
                throw new AssertionError("the venue hung up");
            }
        });
        venue.onText(session, "{\"event\":\"subscribe\",\"feed\":\"ticker_lite\",\"product_ids\":[\"PF_XBTUSD\"]}");
        final String ticker = heard.getLast();
        assertTrue(ticker.startsWith("{\"feed\":\"ticker_lite\",\"product_id\":\"PF_XBTUSD\",\"bid\":"), ticker);
        assertFalse(ticker.contains("markPrice"), ticker);
        final int before = heard.size();
        nowMs += 1_000;
        venue.onTime();
        assertEquals(before + 1, heard.size(), "one a second");

        venue.onText(session, "{\"event\":\"challenge\",\"api_key\":\"key\"}");
        final String challenge = first(heard.getLast(), "message");
        venue.onText(session, "{\"event\":\"subscribe\",\"feed\":\"balances\",\"api_key\":\"key\",\"original_challenge\":\"" + challenge
            + "\",\"signed_challenge\":\"" + sign(challenge, "") + "\"}");
        final String balances = heard.getLast();
        for (final String field : List.of("quantity", "available", "collateral_value", "balance_value", "initial_margin_without_orders",
            "unrealized_funding", "total_unrealized_as_margin", "margin_equity")) {
            assertFalse(all(balances, field).isEmpty(), field + " is missing in " + balances);
        }
        assertTrue(balances.contains("\"holding\":{}") && balances.contains("\"futures\":{}"), balances);
        assertEquals(Long.toString(nowMs), first(balances, "timestamp"));
    }
}
