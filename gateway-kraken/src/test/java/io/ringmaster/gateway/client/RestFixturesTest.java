package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmaster.gateway.parse.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import si.mazi.rescu.serialization.jackson.DefaultJacksonObjectMapperFactory;

/** Answers of the real venue, read as XChange's client library reads them. */
class RestFixturesTest {

    private final ObjectMapper mapper = new DefaultJacksonObjectMapperFactory().createObjectMapper();

    private <T> T read(final String name, final Class<T> type) throws IOException {
        return mapper.readValue(SharedData.file("kraken_fixtures/" + name).toFile(), type);
    }

    @Test
    void shouldReadOpenOrdersOfEveryKind() throws IOException {
        final List<RestReplies.OpenOrder> orders = read("http_futures_open_orders.json", RestReplies.OpenOrders.class).openOrders();

        assertEquals(List.of("lmt", "take_profit", "lmt"), orders.stream().map(RestReplies.OpenOrder::orderType).toList());
        assertEquals("my-client-order-123", orders.getLast().cliOrdId());
        assertEquals(0, new BigDecimal("2000").compareTo(orders.getLast().filledSize()));
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
