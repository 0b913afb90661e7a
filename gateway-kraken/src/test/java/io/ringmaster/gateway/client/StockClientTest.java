package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.wire.FaultSchedule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.currency.Currency;
import org.knowm.xchange.derivative.FuturesContract;
import org.knowm.xchange.dto.Order.OrderType;
import org.knowm.xchange.dto.marketdata.OrderBook;
import org.knowm.xchange.dto.marketdata.Ticker;
import org.knowm.xchange.dto.trade.LimitOrder;
import org.knowm.xchange.dto.trade.MarketOrder;
import org.knowm.xchange.dto.trade.OpenOrders;
import org.knowm.xchange.dto.trade.StopOrder;
import org.knowm.xchange.exceptions.ExchangeException;
import org.knowm.xchange.instrument.Instrument;
import org.knowm.xchange.krakenfutures.KrakenFuturesExchange;
import org.knowm.xchange.krakenfutures.dto.trade.KrakenFuturesOrderFlags;
import org.knowm.xchange.krakenfutures.service.KrakenFuturesTradeServiceRaw;
import org.knowm.xchange.service.trade.TradeService;
import org.knowm.xchange.service.trade.params.CancelAllOrders;
import org.knowm.xchange.service.trade.params.CancelOrderByInstrument;

/** XChange as it comes, which was written for the real venue, finds nothing missing at the simulated one of what works there. */
class StockClientTest {

    private static final Instrument BTC = new FuturesContract("BTC/USD/PERP");
    private static final BigDecimal QTY = new BigDecimal("0.5");

    private final SimulatedKraken kraken = new SimulatedKraken(FaultSchedule.none(), false);
    private Exchange exchange;
    private TradeService trading;

    @BeforeEach
    void connect() {
        final ExchangeSpecification specification = new ExchangeSpecification(KrakenFuturesExchange.class);
        specification.setSslUri(kraken.restUri());
        specification.setApiKey(SimulatedKraken.KEY);
        specification.setSecretKey(SimulatedKraken.SECRET);
        specification.setShouldLoadRemoteMetaData(true);
        exchange = ExchangeFactory.INSTANCE.createExchange(specification);
        trading = exchange.getTradeService();
    }

    @AfterEach
    void disconnect() {
        kraken.close();
    }

    @Test
    void shouldReadInstruments() {
        assertEquals(new BigDecimal("0.0001"), exchange.getExchangeMetaData().getInstruments().get(BTC).getMinimumAmount());
        assertEquals(0, exchange.getExchangeMetaData().getInstruments().get(BTC).getPriceScale());
    }

    @Test
    void shouldReadTheMarket() throws IOException {
        final Ticker ticker = exchange.getMarketDataService().getTicker(BTC);
        final OrderBook book = exchange.getMarketDataService().getOrderBook(BTC);

        assertTrue(ticker.getBid().compareTo(ticker.getAsk()) < 0, ticker.toString());
        assertEquals(25, book.getBids().size());
        assertEquals(25, book.getAsks().size());
        assertTrue(book.getBids().getFirst().getLimitPrice().compareTo(book.getAsks().getFirst().getLimitPrice()) < 0);
        exchange.getMarketDataService().getTrades(BTC).getTrades().forEach(trade -> assertTrue(trade.getPrice().signum() > 0));
        assertFalse(exchange.getMarketDataService().getFundingRates().getFundingRates().isEmpty());
    }

    @Test
    void shouldPlaceListAndCancelLimitOrders() throws IOException {
        final String id = trading.placeLimitOrder(limit("50000", "mine-1"));
        final LimitOrder postOnly = limit("50001", "mine-2");
        postOnly.addOrderFlag(KrakenFuturesOrderFlags.POST_ONLY);
        trading.placeLimitOrder(postOnly);

        final OpenOrders open = trading.getOpenOrders();
        assertEquals(List.of(id), open.getOpenOrders().stream().map(LimitOrder::getId).filter(id::equals).toList());
        assertEquals(2, open.getOpenOrders().size());

        assertTrue(trading.cancelOrder(id));
        assertEquals(1, kraken.openOrders());

        assertFalse(trading.cancelAllOrders(new AllOfInstrument()).isEmpty());
        assertEquals(0, kraken.openOrders());
    }

    private record AllOfInstrument() implements CancelOrderByInstrument, CancelAllOrders {

        @Override
        public Instrument getInstrument() {
            return BTC;
        }
    }

    @Test
    void shouldWriteAnAuditOfWhatTheVenueSees() throws IOException {
        final List<String> audit = new CopyOnWriteArrayList<>();
        kraken.server.ask(() -> {
            kraken.venue.auditTo(audit::add);
            return true;
        });

        final String id = trading.placeLimitOrder(limit("50000", "mine-1"));
        assertTrue(trading.cancelOrder(id));

        final List<String> events = audit.stream().map(line -> line.replaceFirst("\\{\"timeMs\":\\d+,", "")).toList();
        final String order = "\"account\":\"" + SimulatedKraken.KEY + "\",\"orderId\":\"" + id + "\",\"clientId\":\"mine-1\",\"instrument\":0,"
            + "\"type\":\"lmt\",\"side\":\"buy\",\"qty\":0.5,\"filled\":0,\"stopPrice\":0,\"reduceOnly\":false,\"reason\":";
        assertEquals("\"event\":\"order\"," + order + "\"new_placed_order_by_user\"}", events.get(0));
        assertTrue(events.get(1).startsWith("\"event\":\"request\",\"endpoint\":\"sendorder\",\"parameters\":\""), events.get(1));
        assertTrue(events.get(1).contains("cliOrdId=mine-1") && events.get(1).endsWith("\"httpStatus\":200}"), events.get(1));
        assertEquals("\"event\":\"gone\"," + order + "\"cancelled_by_user\"}", events.get(2));
        assertTrue(events.get(3).startsWith("\"event\":\"request\",\"endpoint\":\"cancelorder\""), events.get(3));
    }

    private static LimitOrder limit(final String price, final String clientText) {
        return new LimitOrder.Builder(OrderType.BID, BTC).originalAmount(QTY).limitPrice(new BigDecimal(price)).userReference(clientText).build();
    }

    @Test
    void shouldFillAMarketOrderAndTellOfPositionFillsAndAccount() throws IOException {
        trading.placeMarketOrder(new MarketOrder.Builder(OrderType.BID, BTC).originalAmount(QTY).userReference("mine").build());

        assertEquals(50_000_000, kraken.positionE8());
        assertEquals(QTY, trading.getOpenPositions().getOpenPositions().getFirst().getSize().setScale(1));
        assertEquals(0, QTY.compareTo(trading.getTradeHistory(null).getUserTrades().stream()
            .map(trade -> trade.getOriginalAmount()).reduce(BigDecimal.ZERO, BigDecimal::add)));
        assertTrue(exchange.getAccountService().getAccountInfo().getWallet().getBalance(Currency.USD).getTotal().signum() > 0);
    }

    @Test
    void shouldCloseAPositionWithAReduceOnlyOrder() throws IOException {
        trading.placeMarketOrder(new MarketOrder.Builder(OrderType.BID, BTC).originalAmount(QTY).build());
        final MarketOrder close = new MarketOrder.Builder(OrderType.ASK, BTC).originalAmount(QTY).build();
        close.addOrderFlag(KrakenFuturesOrderFlags.REDUCE_ONLY);
        trading.placeMarketOrder(close);

        assertEquals(0, kraken.positionE8());
        assertThrows(ExchangeException.class, () -> trading.placeMarketOrder(close));
    }

    @Test
    void shouldPlaceStopsAndTakeProfits() throws IOException {
        for (final StopOrder.Intention intention : List.of(StopOrder.Intention.STOP_LOSS, StopOrder.Intention.TAKE_PROFIT)) {
            trading.placeStopOrder(new StopOrder.Builder(OrderType.ASK, BTC).originalAmount(QTY).intention(intention)
                .stopPrice(new BigDecimal(intention == StopOrder.Intention.STOP_LOSS ? "40000" : "90000")).build());
        }

        assertEquals(2, kraken.openOrders());
        assertEquals(2, trading.getOpenOrders().getHiddenOrders().size() + trading.getOpenOrders().getOpenOrders().size());
    }

    @Test
    void shouldEditAnOrder() throws IOException {
        final String id = trading.placeLimitOrder(limit("50000", "mine-1"));
        trading.changeOrder(new LimitOrder.Builder(OrderType.BID, BTC).id(id).userReference("mine-1").originalAmount(QTY)
            .limitPrice(new BigDecimal("50005")).build());

        assertEquals(1, kraken.openOrders());
        assertEquals(0, new BigDecimal("50005").compareTo(trading.getOpenOrders().getOpenOrders().getFirst().getLimitPrice()));
    }

    @Test
    void shouldSetTheDeadMansSwitch() throws IOException {
        assertTrue(((KrakenFuturesTradeServiceRaw) trading).cancelAllOrdersAfter(60).isSuccess());
    }

    @Test
    void shouldRefuseAWrongSecret() {
        final ExchangeSpecification specification = new ExchangeSpecification(KrakenFuturesExchange.class);
        specification.setSslUri(kraken.restUri());
        specification.setApiKey(SimulatedKraken.KEY);
        specification.setSecretKey("bm90IHRoZSBzZWNyZXQ=");
        specification.setShouldLoadRemoteMetaData(true);
        final TradeService impostor = ExchangeFactory.INSTANCE.createExchange(specification).getTradeService();

        final ExchangeException refusal = assertThrows(ExchangeException.class, impostor::getOpenOrders);
        assertTrue(refusal.getMessage().contains("authenticationError"), refusal.getMessage());
    }

    @Test
    void shouldRefuseAnOrderUnderAnIdOfBefore() throws IOException {
        trading.placeLimitOrder(limit("50000", "mine-1"));

        final ExchangeException refusal = assertThrows(ExchangeException.class, () -> trading.placeLimitOrder(limit("50000", "mine-1")));
        assertTrue(refusal.getMessage().contains("clientOrderIdAlreadyExist"), refusal.getMessage());
        assertEquals(1, kraken.openOrders());
    }
}
