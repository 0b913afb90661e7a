package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.wire.Fault;
import io.ringmaster.exchange.wire.FaultRule;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The gateway and the simulated venue, over real sockets. */
@Execution(ExecutionMode.CONCURRENT)
class KrakenGatewayTest {

    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int FAULTY_LIVES = Integer.getInteger("times", 1) == 1 ? 150 : 500 * Integer.getInteger("times");
    private static final long LIMIT_NS = GatewayBench.LIMIT_NS;
    private static final long NO_PRICE = GatewayBench.NO_PRICE;
    private static final long LOT = GatewayBench.LOT;

    private GatewayBench bench;

    private void start(final FaultRule... faults) {
        bench = new GatewayBench(List.of(faults)).ready();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void shouldTradeOverTheWire() {
        start();
        bench.send(1, OrderType.MARKET, Side.BUY, 100 * LOT, NO_PRICE, false);
        bench.send(2, OrderType.LIMIT, Side.BUY, 100 * LOT, bench.markE8() - 1_000 * FixedPoint.ONE, false);
        bench.send(3, OrderType.POST_ONLY, Side.BUY, 100 * LOT, bench.markE8() + 1_000 * FixedPoint.ONE, false);
        bench.await("the fill", () -> bench.positionE8() == 100 * LOT);
        bench.await("the resting order", () -> bench.last.get(2L) == ExecType.NEW);
        bench.await("the refusal", () -> bench.last.get(3L) == ExecType.REJECTED);
        bench.intent(2, OrderKind.CANCEL, OrderType.LIMIT, Side.BUY, 0, NO_PRICE, false);
        bench.await("the cancel", () -> bench.last.get(2L) == ExecType.CANCELED);
        bench.send(4, OrderType.MARKET, Side.SELL, 100 * LOT, NO_PRICE, true);
        bench.await("the position to be closed", () -> bench.positionE8() == 0);

        assertTrue(bench.gateway.standDown(60_000));
        assertEquals(0, bench.kraken.openOrders());
        assertEquals(0, bench.kraken.positionE8());
    }

    @Test
    void shouldReportWhatOthersHaveWorkingOnTheAccount() {
        start();
        final KrakenGateway other = bench.gatewayAt(
            KrakenSettings.at(bench.kraken.restUri(), "ws://127.0.0.1:" + bench.kraken.port + "/ws/v1"), (System.currentTimeMillis() - 9_000) * 1_000_000);
        other.start((event, offset, length) -> { });
        bench.await("the other one", () -> other.agreement() == Agreement.AGREED);
        try (other) {
            bench.intent(other, 1, OrderKind.NEW, OrderType.LIMIT, Side.BUY, 7 * LOT, bench.markE8() - 1_000 * FixedPoint.ONE, false);
            bench.await("its order", () -> bench.externalLeavesE8 == 7 * LOT);
            bench.intent(other, 1, OrderKind.CANCEL, OrderType.LIMIT, Side.BUY, 0, NO_PRICE, false);
            bench.await("its end", () -> bench.externalLeavesE8 == 0);
        }
    }

    /** When the reply is lost, what is open tells where the stop rests. */
    @Test
    void shouldMoveAStopWhereItRestsWhateverBecomesOfTheReply() {
        bench = new GatewayBench(
            List.of(GatewayBench.once(Fault.REPLY_LOST, "editorder", 0), GatewayBench.once(Fault.REQUEST_LOST, "editorder", 0)),
            GatewayBench.PATIENT.withProcessWithin(10_000_000_000L)).ready();
        final long farE8 = bench.markE8() - 5_000 * FixedPoint.ONE;
        bench.stop(1, OrderKind.NEW, OrderType.STOP, Side.SELL, 10 * LOT, farE8);
        bench.await("the stop", () -> bench.last.get(1L) == ExecType.NEW);
        final List<ExecType> ends = new ArrayList<>();
        for (int move = 1; move <= 3; move++) {
            bench.last.put(1L, ExecType.NEW);
            bench.stop(1, OrderKind.AMEND, OrderType.STOP, Side.SELL, 10 * LOT, farE8 + move * 100 * FixedPoint.ONE);
            bench.await("an answer", () -> bench.last.get(1L) != ExecType.NEW);
            ends.add(bench.last.get(1L));
        }

        assertEquals(2, ends.stream().filter(ExecType.AMENDED::equals).count(), ends::toString);
        assertEquals(1, ends.stream().filter(ExecType.AMEND_REJECTED::equals).count(), "the request that was lost: " + ends);
        assertEquals(1, bench.kraken.openOrders());
    }

    @Test
    void shouldLetTheVenueTrailAStopAndKnowOfItsEnd() {
        start();
        bench.send(1, OrderType.MARKET, Side.BUY, 10 * LOT, NO_PRICE, false);
        bench.await("a position", () -> bench.positionE8() == 10 * LOT);
        bench.stop(2, OrderKind.NEW, OrderType.TRAILING_STOP, Side.SELL, 10 * LOT, FixedPoint.ONE);
        bench.await("the stop", () -> bench.last.containsKey(2L));

        bench.await("the market to come back by a tick, and the position to be closed", () -> bench.positionE8() == 0);

        bench.await("the end of the stop", () -> bench.last.get(2L) == ExecType.TRADE);
        assertEquals(0, bench.kraken.positionE8());
    }

    @Test
    void shouldBookWhatHoldingCostToTheLastUnit() {
        start(GatewayBench.rule(Fault.HTTP_ERROR, "account-log", 20, 503));
        // A fast machine buys and sells before the market has said what holding costs.
        bench.await("a rate", () -> bench.fundingRateE8 > 0);
        bench.send(1, OrderType.MARKET, Side.BUY, 500 * LOT, NO_PRICE, false);
        bench.await("a position", () -> bench.positionE8() == 500 * LOT);
        // Held for at least 400 ms of the venue's clock: a fast machine sells it before a unit has accrued.
        bench.kraken.aheadMs = 400;
        bench.send(2, OrderType.MARKET, Side.SELL, 500 * LOT, NO_PRICE, false);

        bench.await("the payment", () -> bench.kraken.positionE8() == 0 && bench.fundingE8() != 0 && bench.fundingE8() == bench.kraken.fundingE8());

        assertTrue(bench.fundingE8() < 0, "longs pay when the rate is positive");
    }

    @Test
    void shouldLeaveNothingOpenWhenItStandsDown() {
        start();
        for (long id = 1; id <= 5; id++) {
            bench.send(id, OrderType.LIMIT, Side.BUY, 10 * LOT, bench.markE8() - (1_000 + id) * FixedPoint.ONE, false);
        }
        bench.await("the orders", () -> bench.kraken.openOrders() == 5);

        assertTrue(bench.gateway.standDown(60_000));

        assertEquals(0, bench.kraken.openOrders());
    }

    @Test
    void shouldLetTheVenueCancelWhenThePipelineHangs() {
        bench = new GatewayBench(List.of(), GatewayBench.PATIENT.withSwitch(5_000_000_000L)).ready();
        bench.send(1, OrderType.LIMIT, Side.BUY, 10 * LOT, bench.markE8() - 1_000 * FixedPoint.ONE, false);
        bench.await("the order", () -> bench.kraken.openOrders() == 1);
        final long untilNs = System.nanoTime() + LIMIT_NS;

        while (bench.kraken.openOrders() > 0) {
            assertTrue(System.nanoTime() < untilNs, "the switch did not act");
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void shouldLetTheVenueCancelWhenTheProcessIsGone() {
        start();
        bench.send(1, OrderType.LIMIT, Side.BUY, 10 * LOT, bench.markE8() - 1_000 * FixedPoint.ONE, false);
        bench.await("the order", () -> bench.kraken.openOrders() == 1);

        bench.gateway.close();
        assertEquals(1, bench.kraken.openOrders());
        bench.kraken.aheadMs = 601_000;

        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (bench.kraken.openOrders() > 0) {
            assertTrue(System.nanoTime() < untilNs, "the switch did not act");
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void shouldAnswerIntentsAfterCloseAsThoseThatCouldNotBeSent() {
        start();
        final long farE8 = bench.markE8() - 5_000 * FixedPoint.ONE;
        bench.stop(1, OrderKind.NEW, OrderType.STOP, Side.SELL, 10 * LOT, farE8);
        bench.await("the stop", () -> bench.last.get(1L) == ExecType.NEW);
        bench.gateway.close();

        bench.send(2, OrderType.LIMIT, Side.BUY, 10 * LOT, bench.markE8() - 1_000 * FixedPoint.ONE, false);
        assertEquals(ExecType.REJECTED, bench.last.get(2L), "a new order");
        bench.intent(1, OrderKind.CANCEL, OrderType.STOP, Side.SELL, 0, NO_PRICE, true);
        bench.intent(0, OrderKind.CANCEL_ALL, OrderType.LIMIT, Side.BUY, 0, NO_PRICE, false);
        assertEquals(ExecType.NEW, bench.last.get(1L), "a cancel that was not sent proves nothing");
        bench.stop(1, OrderKind.AMEND, OrderType.STOP, Side.SELL, 10 * LOT, farE8 + 100 * FixedPoint.ONE);
        assertEquals(ExecType.AMEND_REJECTED, bench.last.get(1L), "the move of a stop");
        assertEquals(1, bench.kraken.openOrders(), "nothing of that reached the venue");
    }

    @Test
    void shouldSayThatItIsClosed() {
        start();
        bench.gateway.close();
        bench.gateway.close();

        assertEquals(List.of("the gateway is closed"), bench.gateway.objections());
        assertEquals("the gateway is closed", bench.gateway.describe());
        assertEquals(Agreement.UNKNOWN, bench.gateway.agreement());
        assertFalse(bench.gateway.standDown(1_000), "the venue confirms nothing any more");
    }

    @Test
    void shouldKnowWhatBecameOfEveryOrderOverABadNetwork() {
        // Short of patience, for some answers never come: on a slow machine more of them are given up, and the end is the same.
        bench = new GatewayBench(List.of(
            GatewayBench.rule(Fault.REPLY_LOST, "sendorder", 4, 0), GatewayBench.rule(Fault.REPLY_RESET, "sendorder", 4, 0), GatewayBench.rule(Fault.REPLY_NEVER, "sendorder", 2, 0),
            GatewayBench.rule(Fault.REQUEST_LOST, "sendorder", 4, 0), GatewayBench.rule(Fault.REQUEST_TWICE, "sendorder", 4, 0),
            GatewayBench.rule(Fault.REPLY_GARBLED, "sendorder", 3, 0), GatewayBench.rule(Fault.HTTP_ERROR, "sendorder", 3, 503),
            GatewayBench.rule(Fault.REQUEST_DELAYED, "sendorder", 2, 1_200), GatewayBench.rule(Fault.REPLY_DELAYED, "sendorder", 2, 500),
            GatewayBench.rule(Fault.REJECT, "sendorder", 5, 0), GatewayBench.rule(Fault.REPLY_LOST, "cancelorder", 5, 0), GatewayBench.rule(Fault.REQUEST_LOST, "cancelorder", 5, 0),
            GatewayBench.rule(Fault.HTTP_ERROR, "openorders", 5, 502), GatewayBench.rule(Fault.REPLY_NEVER, "fills", 2, 0), GatewayBench.rule(Fault.UNHEARD_OF, "", 5, 0),
            GatewayBench.rule(Fault.FRAME_LOST, "fills", 3, 0), GatewayBench.rule(Fault.FRAME_TWICE, "fills", 5, 0), GatewayBench.rule(Fault.FRAME_LATE, "open_orders_verbose", 5, 0),
            GatewayBench.rule(Fault.FRAME_LOST, "open_orders_verbose", 3, 0), GatewayBench.rule(Fault.SOCKET_DROPPED, "fills", 1, 0),
            GatewayBench.rule(Fault.FRAME_LOST, "book", 1, 0), GatewayBench.rule(Fault.FRAME_GARBLED, "trade", 1, 0)), new GatewayBench.Patience(8_000_000_000L, 1_000_000_000L, 1_000_000_000L, 1_000_000_000L, 60_000_000_000L)).ready();
        final SplittableRandom random = new SplittableRandom(SEED);
        for (long id = 1; id <= FAULTY_LIVES; id++) {
            final Side side = bench.positionE8() > 0 ? Side.SELL : Side.BUY;
            final long away = (random.nextLong(6) - 2) * FixedPoint.ONE;
            final OrderType type = OrderType.values()[random.nextInt(4)];
            bench.send(id, type, side, (1 + random.nextLong(200)) * LOT,
                type == OrderType.MARKET ? NO_PRICE : bench.markE8() + (side == Side.BUY ? -away : away), false);
            if (random.nextInt(3) == 0) {
                bench.intent(1 + random.nextLong(id), OrderKind.CANCEL, OrderType.LIMIT, Side.BUY, 0, NO_PRICE, false);
            }
            final long untilNs = System.nanoTime() + random.nextLong(60_000_000);
            bench.await("time", () -> System.nanoTime() >= untilNs);
        }

        bench.await("to stand down", () -> bench.gateway.standDown(60_000));

        assertEquals(0, bench.kraken.openOrders());
        assertEquals(bench.kraken.positionE8(), bench.positionE8(), () -> "seed=" + SEED + " " + bench.news);
        for (long id = 1; id <= FAULTY_LIVES; id++) {
            final ExecType end = bench.last.get(id);
            final long each = id;
            assertFalse(end == null || end == ExecType.NEW || end == ExecType.UNANSWERED, () -> "seed=" + SEED + " order " + each + " is " + end);
        }
    }
}
