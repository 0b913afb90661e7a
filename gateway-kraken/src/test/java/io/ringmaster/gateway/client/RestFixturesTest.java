package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmaster.gateway.parse.SharedData;
import io.ringmaster.gateway.wire.RestReplies;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchange.kraken.dto.KrakenResult;
import org.knowm.xchange.kraken.dto.account.results.KrakenBalanceResult;
import org.knowm.xchange.kraken.dto.account.results.KrakenTradeBalanceInfoResult;
import org.knowm.xchange.kraken.dto.marketdata.results.KrakenAssetPairsResult;
import org.knowm.xchange.kraken.dto.marketdata.results.KrakenDepthResult;
import org.knowm.xchange.kraken.dto.marketdata.results.KrakenOHLCResult;
import org.knowm.xchange.kraken.dto.marketdata.results.KrakenPublicTradesResult;
import org.knowm.xchange.kraken.dto.marketdata.results.KrakenServerTimeResult;
import org.knowm.xchange.kraken.dto.marketdata.results.KrakenTickerResult;
import org.knowm.xchange.kraken.dto.trade.results.KrakenCancelOrderResult;
import org.knowm.xchange.kraken.dto.trade.results.KrakenClosedOrdersResult;
import org.knowm.xchange.kraken.dto.trade.results.KrakenOpenOrdersResult;
import org.knowm.xchange.kraken.dto.trade.results.KrakenOrderResult;
import org.knowm.xchange.kraken.dto.trade.results.KrakenTradeHistoryResult;
import org.knowm.xchange.krakenfutures.dto.marketData.KrakenFuturesOrderBook;
import org.knowm.xchange.krakenfutures.dto.marketData.KrakenFuturesTickers;
import si.mazi.rescu.serialization.jackson.DefaultJacksonObjectMapperFactory;

/** Answers of the real venue, read as XChange's client library reads them. */
class RestFixturesTest {

    private final ObjectMapper mapper = new DefaultJacksonObjectMapperFactory().createObjectMapper();

    private <T> T read(final String name, final Class<T> type) throws IOException {
        return mapper.readValue(SharedData.file("kraken_fixtures/" + name).toFile(), type);
    }

    /** Which answer each one is: of ours where we ask, of the client library's where we do not. */
    private static final Map<String, Class<?>> ANSWERS = Map.ofEntries(
        Map.entry("http_futures_candles_mark.json", RestReplies.Candles.class),
        Map.entry("http_futures_candles_spot.json", RestReplies.Candles.class),
        Map.entry("http_futures_candles_trade.json", RestReplies.Candles.class),
        Map.entry("http_futures_historical_funding_rates.json", RestReplies.FundingRates.class),
        Map.entry("http_futures_instruments.json", RestReplies.Instruments.class),
        Map.entry("http_futures_open_orders.json", RestReplies.OpenOrders.class),
        Map.entry("http_futures_order_events.json", OrderEvents.class),
        Map.entry("http_futures_orderbook.json", KrakenFuturesOrderBook.class),
        Map.entry("http_futures_tickers.json", KrakenFuturesTickers.class),
        Map.entry("http_send_order_futures.json", RestReplies.Send.class),
        Map.entry("http_cancel_order_futures.json", RestReplies.Cancel.class),
        Map.entry("http_add_order_spot.json", KrakenOrderResult.class),
        Map.entry("http_asset_pairs.json", KrakenAssetPairsResult.class),
        Map.entry("http_cancel_order_spot.json", KrakenCancelOrderResult.class),
        Map.entry("http_closed_orders.json", KrakenClosedOrdersResult.class),
        Map.entry("http_ohlc.json", KrakenOHLCResult.class),
        Map.entry("http_open_orders.json", KrakenOpenOrdersResult.class),
        Map.entry("http_order_book.json", KrakenDepthResult.class),
        Map.entry("http_server_time.json", KrakenServerTimeResult.class),
        Map.entry("http_spot_balance.json", KrakenBalanceResult.class),
        Map.entry("http_spot_trade_balance.json", KrakenTradeBalanceInfoResult.class),
        Map.entry("http_system_status.json", SystemStatus.class),
        Map.entry("http_ticker.json", KrakenTickerResult.class),
        Map.entry("http_trades.json", KrakenPublicTradesResult.class),
        Map.entry("http_trades_history.json", KrakenTradeHistoryResult.class));

    /** Orders of an account's history, in the shape in which {@code orders/status} tells them. */
    private record OrderEvents(List<RestReplies.OrderStatus> orderEvents) {
    }

    private static final class SystemStatus extends KrakenResult<Map<String, String>> {

        @JsonCreator
        SystemStatus(@JsonProperty("result") final Map<String, String> result, @JsonProperty("error") final String[] error) {
            super(result, error);
        }
    }

    @Test
    void shouldReadEveryAnswerThereIs() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.file("kraken_fixtures"))) {
            final Set<String> there = files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("http_"))
                .collect(Collectors.toSet());
            assertEquals(there, ANSWERS.keySet());
        }
        for (final Map.Entry<String, Class<?>> each : ANSWERS.entrySet()) {
            final Object answer = read(each.getKey(), each.getValue());
            assertNotNull(answer, each::getKey);
            if (answer instanceof final KrakenResult<?> spot) {
                assertTrue(spot.isSuccess() && spot.getResult() != null, each::getKey);
            }
        }
    }

    @Test
    void shouldReadTheBestOfABookAndPastFunding() throws IOException {
        final KrakenFuturesOrderBook book = read("http_futures_orderbook.json", KrakenFuturesOrderBook.class);
        final RestReplies.FundingRates rates = read("http_futures_historical_funding_rates.json", RestReplies.FundingRates.class);

        assertEquals(0, new BigDecimal("105900").compareTo(book.getBidsAsks().getBids().getFirst().getFirst()));
        assertEquals(0, new BigDecimal("0.3").compareTo(book.getBidsAsks().getAsks().getFirst().getLast()));
        assertEquals(List.of("0.00005", "-0.000025", "0.000075"), rates.rates().stream().map(rate -> rate.fundingRate().toPlainString()).toList());
    }

    @Test
    void shouldReadOpenOrdersOfEveryKind() throws IOException {
        final List<RestReplies.OpenOrder> orders = read("http_futures_open_orders.json", RestReplies.OpenOrders.class).openOrders();

        assertEquals(List.of("lmt", "take_profit", "lmt"), orders.stream().map(RestReplies.OpenOrder::orderType).toList());
        assertEquals("my-client-order-123", orders.getLast().names().cliOrdId());
        assertEquals(0, new BigDecimal("2000").compareTo(orders.getLast().sizes().filledSize()));
    }

    @Test
    void shouldReadBothSpellingsOfOurNameOfAnOrderAndLeaveOutWhatIsMissing() throws IOException {
        final RestReplies.OpenOrder order = mapper.readValue("""
            {"order_id":"o","cli_ord_id":"a-1","unheard_of":{"x":[1]},"stopPrice":5.5,"unfilledSize":null}""", RestReplies.OpenOrder.class);
        final RestReplies.Fill fill = mapper.readValue("""
            {"fill_id":"f","cliOrdId":"a-2","size":2,"fee_currency":"USD","unheard_of":1}""", RestReplies.Fill.class);

        assertEquals(new RestReplies.Names("o", "a-1"), order.names());
        assertEquals(new RestReplies.Prices(null, new BigDecimal("5.5")), order.prices());
        assertEquals(new RestReplies.Sizes(null, null), order.sizes());
        assertEquals(new RestReplies.Names(null, "a-2"), fill.names());
        assertEquals(new RestReplies.Execution(new BigDecimal("2"), null, null, null), fill.execution());
        assertEquals(new RestReplies.Fee(null, "USD"), fill.fee());
    }

    @Test
    void shouldReadWhatBecomesOfAnOrder() throws IOException {
        final RestReplies.Send sent = read("http_send_order_futures.json", RestReplies.Send.class);
        final RestReplies.Cancel canceled = read("http_cancel_order_futures.json", RestReplies.Cancel.class);

        assertTrue(sent.isSuccess());
        assertEquals("placed", sent.sendStatus().status());
        assertEquals("c8a35168-8d52-4609-944f-3f32bb0d5c77", sent.sendStatus().orderId());
        assertEquals("cancelled", canceled.cancelStatus().status());
    }

    @Test
    void shouldReadCandles() throws IOException {
        final RestReplies.Candles candles = read("http_futures_candles_trade.json", RestReplies.Candles.class);

        assertEquals(List.of(1_731_715_200_000L, 1_731_718_800_000L, 1_731_722_400_000L),
            candles.candles().stream().map(RestReplies.Candle::time).toList());
        assertEquals(new BigDecimal("91373.5"), candles.candles().getFirst().high());
        assertEquals(new BigDecimal("4995"), candles.candles().getLast().volume());
        assertEquals(Boolean.FALSE, candles.hasMore());
    }

    /** An entry as Kraken's own documentation of the account log shows it. */
    @Test
    void shouldReadAPaymentForFunding() throws IOException {
        final RestReplies.LogEntry entry = mapper.readValue("""
            {"logs":[{"id":1690,"date":"2019-07-11T08:00:00.000Z","asset":"bch","info":"funding rate change",
            "booking_uid":"86fdc252-1b6e-40ec-ac1d-c7bd46ddeebf","margin_account":"f-bch:usd","old_balance":0.01215667051,
            "new_balance":0.01215736653,"old_average_entry_price":0.0,"new_average_entry_price":0.0,"trade_price":0.0,"mark_price":0.0,
            "realized_pnl":0.0,"fee":0.0,"execution":"","collateral":"bch","funding_rate":-8.7002552653e-8,"realized_funding":6.9602e-7,
            "conversion_spread_percentage":0.0,"liquidation_fee":0.0}]}""", RestReplies.AccountLog.class).logs().getFirst();

        assertEquals(new BigDecimal("6.9602e-7"), entry.realizedFunding(), "what the balance grew by is received");
        assertEquals(new BigDecimal("-8.7002552653e-8"), entry.fundingRate());
        assertEquals(1_690, entry.id());
    }

    @Test
    void shouldReadInstruments() throws IOException {
        final RestReplies.Instruments table = read("http_futures_instruments.json", RestReplies.Instruments.class);
        final RestReplies.Instrument ether =
            table.instruments().stream().filter(each -> each.symbol().equals("PF_ETHUSD")).findFirst().orElseThrow();

        assertEquals("flexible_futures", ether.type());
        assertEquals(new BigDecimal("0.1"), ether.tickSize());
        assertEquals(3, ether.contractValueTradePrecision());
    }
}
