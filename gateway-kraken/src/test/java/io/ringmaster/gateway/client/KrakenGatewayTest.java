package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.wire.Fault;
import io.ringmaster.exchange.wire.FaultRule;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.gateway.Nonces;
import io.ringmaster.gateway.Secret;
import io.ringmaster.gateway.session.FeedSettings;
import io.ringmaster.gateway.session.SessionNews;
import io.ringmaster.gateway.session.SessionSettings;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.pipeline.core.market.BookState;
import io.ringmaster.pipeline.core.market.MarketState;
import io.ringmaster.pipeline.core.market.MarketView;
import io.ringmaster.pipeline.engine.InputMessage;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ExternalOrderDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway and the simulated venue, over real sockets. */
class KrakenGatewayTest implements SessionNews {

    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int FAULTY_LIVES = Integer.getInteger("times", 1) == 1 ? 150 : 500 * Integer.getInteger("times");
    private static final long LIMIT_NS = 30_000_000_000L;
    private static final long NO_PRICE = OrderIntentEncoder.limitPriceE8NullValue();
    private static final long LOT = SimulatedKraken.PF_XBTUSD.lotE8();

    private final MarketState market = new MarketState(1);
    private final MarketView view = new MarketView();
    private final Map<Long, ExecType> last = new ConcurrentHashMap<>();
    private final Map<Long, Long> filledE8 = new ConcurrentHashMap<>();
    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private volatile long externalLeavesE8 = -1;
    private long positionE8;
    private SimulatedKraken kraken;
    private KrakenGateway gateway;

    private void start(final List<FaultRule> faults) {
        kraken = new SimulatedKraken(new FaultSchedule(new FaultSchedule.Settings(SEED, faults)), false);
        final KrakenSettings defaults =
            KrakenSettings.at(kraken.restUri(), "ws://127.0.0.1:" + kraken.port + "/ws/v1");
        gateway = gatewayAt(new KrakenSettings(
            defaults.rest(), defaults.feeds(), SimulatedKraken.KEY, "", 2_000_000_000L, defaults.aliveWithinNs(), new RestSettings(200_000_000L, 300_000_000L),
            new FeedSettings(2_000_000_000L, 30_000_000_000L, 20_000_000L, 200_000_000L),
            new SessionSettings(500_000_000L, 50_000_000L, 60_000_000_000L, 1_000_000_000L, 20)));
        gateway.start(this::onEvent);
        await("reconciled", () -> gateway.agreement() == Agreement.AGREED);
        await("a book", this::hasBook);
    }

    private KrakenGateway gatewayAt(final KrakenSettings settings) {
        return gatewayAt(settings, (System.currentTimeMillis() - 5_000) * 1_000_000);
    }

    private KrakenGateway gatewayAt(final KrakenSettings settings, final long sinceNs) {
        return new KrakenGateway(
            settings,
            new KrakenCredentials(SimulatedKraken.KEY, Secret.take(SimulatedKraken.SECRET.getBytes(StandardCharsets.UTF_8)),
                new Nonces(System::currentTimeMillis, 0)),
            List.of(SimulatedKraken.PF_XBTUSD), KnownAccount.empty(1, 0, sinceNs), this, news::add,
            System::currentTimeMillis);
    }

    @AfterEach
    void stop() {
        gateway.close();
        kraken.close();
    }

    private void await(final String what, final BooleanSupplier condition) {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < untilNs, () -> what + " did not come in time; " + gateway.describe() + "; " + news + "; seed=" + SEED);
            gateway.onPipelineAlive();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private synchronized boolean hasBook() {
        return market.book(0).state() == BookState.VALID;
    }

    private synchronized void onEvent(final DirectBuffer event, final int offset, final int length) {
        final int templateId = InputMessage.templateId(event, offset);
        if (templateId == ExternalOrderDecoder.TEMPLATE_ID) {
            externalLeavesE8 = new ExternalOrderDecoder().wrapAndApplyHeader(event, offset, new MessageHeaderDecoder()).leavesQtyE8();
            return;
        }
        if (templateId != ExecutionReportDecoder.TEMPLATE_ID) {
            market.onInput(event, offset, templateId, view);
            return;
        }
        final ExecutionReportDecoder report = new ExecutionReportDecoder().wrapAndApplyHeader(event, offset, new MessageHeaderDecoder());
        if (report.execType() == ExecType.TRADE) {
            positionE8 += report.side() == Side.BUY ? report.lastQtyE8() : -report.lastQtyE8();
            filledE8.merge(report.clientOrderId(), report.lastQtyE8(), Long::sum);
        }
        final boolean isLate = report.execType() == ExecType.NEW && last.containsKey(report.clientOrderId());
        if (!isLate) {
            last.put(report.clientOrderId(), report.execType());
        }
    }

    private synchronized long positionE8() {
        return positionE8;
    }

    private synchronized long markE8() {
        return FixedPoint.toStepFloor(market.view(0).markPriceE8, SimulatedKraken.PF_XBTUSD.tickE8());
    }

    private void send(final long id, final OrderType type, final Side side, final long qtyE8, final long limitE8, final boolean reduceOnly) {
        intent(id, OrderKind.NEW, type, side, qtyE8, limitE8, reduceOnly);
    }

    private void intent(
        final long id, final OrderKind kind, final OrderType type, final Side side, final long qtyE8, final long limitE8,
        final boolean reduceOnly) {
        intent(gateway, id, kind, type, side, qtyE8, limitE8, reduceOnly);
    }

    private void intent(
        final KrakenGateway target, final long id, final OrderKind kind, final OrderType type, final Side side, final long qtyE8, final long limitE8,
        final boolean reduceOnly) {
        new OrderIntentEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .causeSequence(1).timeNs(1).clientOrderId(id).qtyE8(qtyE8).limitPriceE8(limitE8).stopPriceE8(NO_PRICE).instrumentId(0).kind(kind)
            .orderType(type).side(side).reduceOnly((short) (reduceOnly ? 1 : 0)).purpose(OrderPurpose.INCREASE);
        target.onOrderIntent(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + OrderIntentEncoder.BLOCK_LENGTH);
    }

    @Test
    void shouldTradeOverTheWire() {
        start(List.of());
        send(1, OrderType.MARKET, Side.BUY, 100 * LOT, NO_PRICE, false);
        send(2, OrderType.LIMIT, Side.BUY, 100 * LOT, markE8() - 1_000 * FixedPoint.ONE, false);
        send(3, OrderType.POST_ONLY, Side.BUY, 100 * LOT, markE8() + 1_000 * FixedPoint.ONE, false);
        await("the fill", () -> positionE8() == 100 * LOT);
        await("the resting order", () -> last.get(2L) == ExecType.NEW);
        await("the refusal", () -> last.get(3L) == ExecType.REJECTED);
        intent(2, OrderKind.CANCEL, OrderType.LIMIT, Side.BUY, 0, NO_PRICE, false);
        await("the cancel", () -> last.get(2L) == ExecType.CANCELED);
        send(4, OrderType.MARKET, Side.SELL, 100 * LOT, NO_PRICE, true);
        await("the position to be closed", () -> positionE8() == 0);

        assertTrue(gateway.standDown(5_000));
        assertEquals(0, kraken.openOrders());
        assertEquals(0, kraken.positionE8());
    }

    @Test
    void shouldReportWhatOthersHaveWorkingOnTheAccount() {
        start(List.of());
        final KrakenGateway other = gatewayAt(
            KrakenSettings.at(kraken.restUri(), "ws://127.0.0.1:" + kraken.port + "/ws/v1"), (System.currentTimeMillis() - 9_000) * 1_000_000);
        other.start((event, offset, length) -> { });
        await("the other one", () -> other.agreement() == Agreement.AGREED);
        try (other) {
            intent(other, 1, OrderKind.NEW, OrderType.LIMIT, Side.BUY, 7 * LOT, markE8() - 1_000 * FixedPoint.ONE, false);
            await("its order", () -> externalLeavesE8 == 7 * LOT);
            intent(other, 1, OrderKind.CANCEL, OrderType.LIMIT, Side.BUY, 0, NO_PRICE, false);
            await("its end", () -> externalLeavesE8 == 0);
        }
    }

    @Test
    void shouldLeaveNothingOpenWhenItStandsDown() {
        start(List.of());
        for (long id = 1; id <= 5; id++) {
            send(id, OrderType.LIMIT, Side.BUY, 10 * LOT, markE8() - (1_000 + id) * FixedPoint.ONE, false);
        }
        await("the orders", () -> kraken.openOrders() == 5);

        assertTrue(gateway.standDown(5_000));

        assertEquals(0, kraken.openOrders());
    }

    @Test
    void shouldLetTheVenueCancelWhenThePipelineHangs() {
        start(List.of());
        send(1, OrderType.LIMIT, Side.BUY, 10 * LOT, markE8() - 1_000 * FixedPoint.ONE, false);
        await("the order", () -> kraken.openOrders() == 1);
        final long untilNs = System.nanoTime() + LIMIT_NS;

        while (kraken.openOrders() > 0) {
            assertTrue(System.nanoTime() < untilNs, "the switch did not act");
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void shouldLetTheVenueCancelWhenTheProcessIsGone() {
        start(List.of());
        send(1, OrderType.LIMIT, Side.BUY, 10 * LOT, markE8() - 1_000 * FixedPoint.ONE, false);
        await("the order", () -> kraken.openOrders() == 1);

        gateway.close();

        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (kraken.openOrders() > 0) {
            assertTrue(System.nanoTime() < untilNs, "the switch did not act");
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void shouldKnowWhatBecameOfEveryOrderOverABadNetwork() {
        start(List.of(
            rule(Fault.REPLY_LOST, "sendorder", 4, 0), rule(Fault.REPLY_RESET, "sendorder", 4, 0), rule(Fault.REPLY_NEVER, "sendorder", 2, 0),
            rule(Fault.REQUEST_LOST, "sendorder", 4, 0), rule(Fault.REQUEST_TWICE, "sendorder", 4, 0),
            rule(Fault.REPLY_GARBLED, "sendorder", 3, 0), rule(Fault.HTTP_ERROR, "sendorder", 3, 503),
            rule(Fault.REQUEST_DELAYED, "sendorder", 2, 1_200), rule(Fault.REPLY_DELAYED, "sendorder", 2, 500),
            rule(Fault.REJECT, "sendorder", 5, 0), rule(Fault.REPLY_LOST, "cancelorder", 5, 0), rule(Fault.REQUEST_LOST, "cancelorder", 5, 0),
            rule(Fault.HTTP_ERROR, "openorders", 5, 502), rule(Fault.REPLY_NEVER, "fills", 2, 0), rule(Fault.UNHEARD_OF, "", 5, 0),
            rule(Fault.FRAME_LOST, "fills", 3, 0), rule(Fault.FRAME_TWICE, "fills", 5, 0), rule(Fault.FRAME_LATE, "open_orders_verbose", 5, 0),
            rule(Fault.FRAME_LOST, "open_orders_verbose", 3, 0), rule(Fault.SOCKET_DROPPED, "fills", 1, 0),
            rule(Fault.FRAME_LOST, "book", 1, 0), rule(Fault.FRAME_GARBLED, "trade", 1, 0)));
        final SplittableRandom random = new SplittableRandom(SEED);
        for (long id = 1; id <= FAULTY_LIVES; id++) {
            final Side side = positionE8() > 0 ? Side.SELL : Side.BUY;
            final long away = (random.nextLong(6) - 2) * FixedPoint.ONE;
            final OrderType type = OrderType.values()[random.nextInt(4)];
            send(id, type, side, (1 + random.nextLong(200)) * LOT,
                type == OrderType.MARKET ? NO_PRICE : markE8() + (side == Side.BUY ? -away : away), false);
            if (random.nextInt(3) == 0) {
                intent(1 + random.nextLong(id), OrderKind.CANCEL, OrderType.LIMIT, Side.BUY, 0, NO_PRICE, false);
            }
            final long untilNs = System.nanoTime() + random.nextLong(60_000_000);
            await("time", () -> System.nanoTime() >= untilNs);
        }

        await("to stand down", () -> gateway.standDown(5_000));

        assertEquals(0, kraken.openOrders());
        assertEquals(kraken.positionE8(), positionE8(), () -> "seed=" + SEED + " " + news);
        for (long id = 1; id <= FAULTY_LIVES; id++) {
            final ExecType end = last.get(id);
            final long each = id;
            assertFalse(end == null || end == ExecType.NEW || end == ExecType.UNANSWERED, () -> "seed=" + SEED + " order " + each + " is " + end);
        }
    }

    private static FaultRule rule(final Fault fault, final String on, final int percent, final long value) {
        return new FaultRule(fault, on, percent * FixedPoint.ONE / 100, 0, 0, 0, value);
    }

    @Override
    public void onDifference(final String what) {
        news.add(what);
    }

    @Override
    public void onExternalOrder(final VenueOrderState order) {
        news.add("external: " + order);
    }

    @Override
    public void onNotice(final String text) {
        news.add(text);
    }
}
