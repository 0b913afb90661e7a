package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.wire.Fault;
import io.ringmaster.exchange.wire.FaultRule;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One fault at a time, over real sockets: what the gateway makes of it. Those of a bad network are in {@link KrakenGatewayTest}, together. */
@Execution(ExecutionMode.CONCURRENT)
class VenueFaultsTest {

    private static final long SECOND = 1_000_000_000L;
    /** After every test, unless the test skips it. */
    private static final long LATER = 3_600 * SECOND;

    private GatewayBench bench;

    private void start(final FaultRule... faults) {
        bench = new GatewayBench(List.of(faults));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private void restAnOrder(final long id) {
        bench.send(id, OrderType.LIMIT, Side.BUY, 10 * GatewayBench.LOT, bench.markE8() - 1_000 * FixedPoint.ONE, false);
    }

    @Test
    void shouldCallAnOrderRejectedThatNoCopyOfWasCarriedOut() {
        start(GatewayBench.once(Fault.AUTHENTICATION, "sendorder", 0));
        bench.ready();
        restAnOrder(1);
        bench.await("the refusal", () -> bench.last.get(1L) == ExecType.REJECTED);
        restAnOrder(2);
        bench.await("the next order", () -> bench.last.get(2L) == ExecType.NEW);
        assertEquals(1, bench.kraken.openOrders());
    }

    /** The venue says these words before it looks at the order: another copy of the request may have been carried out. */
    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"NONCE", "API_LIMIT"})
    void shouldFindOutWhatBecameOfAnOrderWhoseRefusalProvesNothing(final Fault fault) {
        bench = new GatewayBench(List.of(GatewayBench.once(fault, "sendorder", 0)), GatewayBench.PATIENT.withProcessWithin(10 * SECOND)).ready();
        restAnOrder(1);
        bench.await("no clear answer", () -> bench.last.get(1L) == ExecType.UNANSWERED);
        bench.await("the evidence", () -> bench.last.get(1L) == ExecType.EXPIRED);
        restAnOrder(2);
        bench.await("the next order", () -> bench.last.get(2L) == ExecType.NEW);
        assertEquals(1, bench.kraken.openOrders());
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"REQUEST_LOST", "HTTP_ERROR", "REPLY_RESET"})
    void shouldPlaceAProtectiveStopAtOnceThoughItsRequestFails(final Fault fault) {
        bench = new GatewayBench(
            List.of(new FaultRule(fault, "sendorder", FixedPoint.ONE, LATER, 0, 1, 502)), GatewayBench.PATIENT.withStopsWithin(2 * SECOND)).ready();
        bench.send(1, OrderType.MARKET, Side.BUY, 10 * GatewayBench.LOT, GatewayBench.NO_PRICE, false);
        bench.await("a position", () -> bench.positionE8() == 10 * GatewayBench.LOT);
        bench.kraken.skipFaults(LATER);
        bench.stop(2, OrderKind.NEW, OrderType.STOP, Side.SELL, 10 * GatewayBench.LOT, bench.markE8() - 1_000 * FixedPoint.ONE);
        bench.await("no clear answer", () -> bench.last.get(2L) != null);
        // It is not given up, which would take the minute that the venue has for it here.
        bench.await("the stop", () -> bench.last.get(2L) != ExecType.UNANSWERED);
        assertEquals(ExecType.NEW, bench.last.get(2L));
        assertEquals(1, bench.kraken.openOrders());
    }

    /** The second copy is answered with nonceDuplicate; the first one works. */
    @Test
    void shouldKnowThatAnOrderWorksWhoseRequestArrivedTwice() {
        start(GatewayBench.once(Fault.REQUEST_TWICE, "sendorder", 0), GatewayBench.rule(Fault.FRAME_LOST, "open_orders_verbose", 100, 0));
        bench.ready();
        restAnOrder(1);
        bench.await("the order", () -> bench.last.get(1L) == ExecType.NEW);
        assertEquals(1, bench.kraken.openOrders());
    }

    @Test
    void shouldSurviveAnOutageOfRestWithOrdersThatAreWanted() {
        // A switch that is set anew often notices the outage; an order whose answer is lost must be able to expire.
        bench = new GatewayBench(
            List.of(new FaultRule(Fault.HTTP_ERROR, "", FixedPoint.ONE, LATER, 2 * LATER, 0, 502)),
            new GatewayBench.Patience(20 * SECOND, 30 * SECOND, 30 * SECOND, 10 * SECOND, 60 * SECOND)).ready();
        restAnOrder(1);
        bench.await("the order", () -> bench.last.get(1L) == ExecType.NEW);
        bench.kraken.skipFaults(LATER);
        bench.await("the outage", () -> bench.news.stream().anyMatch(line -> line.contains("dead man's switch could not be set")));
        for (int i = 0; i < 2_000; i++) {
            bench.intent(1, OrderKind.CANCEL, OrderType.LIMIT, Side.BUY, 0, GatewayBench.NO_PRICE, false);
        }
        restAnOrder(2);
        bench.await("no clear answer", () -> bench.last.get(2L) == ExecType.UNANSWERED);
        bench.kraken.skipFaults(LATER);
        bench.await("the cancel, after the outage", () -> bench.last.get(1L) == ExecType.CANCELED);
        bench.await("the end of the other one", () -> bench.last.get(2L) == ExecType.EXPIRED);
        restAnOrder(3);
        bench.await("a new order", () -> bench.last.get(3L) == ExecType.NEW);
        assertEquals(1, bench.kraken.openOrders());
        assertTrue(bench.news.stream().noneMatch(line -> line.contains("the gateway failed")), bench.news::toString);
    }

    @Test
    void shouldNoticeASocketThatIsOpenAndSilent() {
        start(GatewayBench.once(Fault.SOCKET_SILENT, "book", 0));
        bench.await("a book from another connection", bench::hasBook);
        bench.ready();
        assertTrue(bench.news.stream().anyMatch(line -> line.contains("is given up")), bench.news::toString);
    }

    @Test
    void shouldTakeNoNewRiskWhileTheVenuesClockIsFarFromOurs() {
        start(GatewayBench.rule(Fault.CLOCK_SKEW, "", 100, 5_000));
        bench.await("the clocks to be compared", () -> bench.gateway.agreement() == Agreement.CLOCKS_DIFFER);
        assertTrue(bench.gateway.objections().toString().contains("ms ahead of ours"), () -> bench.gateway.objections().toString());
    }

    /** Not only by the comparison of everything, which comes once an hour here: longer than any await. */
    @Test
    void shouldNoticeAClockThatStepsAndThatItIsSetRight() {
        bench = new GatewayBench(
            List.of(new FaultRule(Fault.CLOCK_SKEW, "", FixedPoint.ONE, LATER, 2 * LATER, 0, 5_000)),
            GatewayBench.PATIENT.withReconciliationEvery(LATER)).ready();
        bench.kraken.skipFaults(LATER);
        bench.await("the step", () -> bench.gateway.agreement() == Agreement.CLOCKS_DIFFER);
        bench.kraken.skipFaults(LATER);
        bench.await("the clocks to agree", () -> bench.gateway.agreement() == Agreement.AGREED);
    }

    @Test
    void shouldAskForACrossedBookAgain() {
        // Crossed anew every second until it is noticed: a slow machine may see a single crossing for too short a time.
        start(new FaultRule(Fault.CROSSED_BOOK, "", FixedPoint.ONE, LATER, 2 * LATER, 0, 0));
        bench.ready();
        bench.kraken.skipFaults(LATER);
        bench.await("the crossing", () -> bench.bookStates.contains(BookState.CROSSED));
        bench.await("a question", () -> bench.news.stream().anyMatch(line -> line.contains("the book of PF_XBTUSD stopped") && line.contains("crossed")));
        bench.kraken.skipFaults(LATER);
        bench.await("a book", () -> bench.hasBook() && bench.gateway.agreement() == Agreement.AGREED);
    }

    /** It says the same again and again, with the same time. */
    @Test
    void shouldKnowThatTheTickerStoppedAndAskForItAgain() {
        start(new FaultRule(Fault.STALE_TICKER, "", FixedPoint.ONE, LATER, 0, 0, 0));
        bench.ready();
        bench.kraken.skipFaults(LATER);
        bench.await("no new risk", () -> bench.gateway.agreement() == Agreement.UNKNOWN
            && bench.gateway.objections().contains("ticker of PF_XBTUSD stopped"));
        bench.await("a question", () -> bench.news.stream().anyMatch(line -> line.contains("the ticker of PF_XBTUSD stopped and is subscribed to again")));
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"POST_ONLY", "SUSPENDED"})
    void shouldHearWhatTheMarketTakesNoMore(final Fault fault) {
        start(new FaultRule(fault, "", FixedPoint.ONE, 0, LATER, 0, 0));
        bench.await("the state", () -> bench.conditions.contains(FeedCondition.valueOf(fault.name())));
        bench.send(1, OrderType.MARKET, Side.BUY, GatewayBench.LOT, GatewayBench.NO_PRICE, false);
        bench.await("the refusal", () -> bench.last.get(1L) == ExecType.REJECTED);
        bench.kraken.skipFaults(LATER);
        bench.await("its end", () -> bench.conditions.getLast() == FeedCondition.UP);
    }

    @Test
    void shouldTellAPersonOfMaintenanceAndTakeNoNewRiskAroundIt() {
        start(new FaultRule(Fault.MAINTENANCE, "", FixedPoint.ONE, LATER, 0, 1, 60_000));
        bench.ready();
        bench.kraken.skipFaults(LATER);
        bench.await("the notice", () -> bench.news.stream().anyMatch(line -> line.contains("maintenance begins soon")));
        bench.await("no new risk around it", () -> bench.gateway.agreement() == Agreement.UNKNOWN);
        assertTrue(bench.gateway.objections().toString().contains("maintenance of the venue at"), () -> bench.gateway.objections().toString());
    }

    @Test
    void shouldObjectToIsolatedMargin() {
        start();
        bench.kraken.server.ask(() -> {
            bench.kraken.venue.isolate(0);
            return null;
        });
        bench.await("the objection", () -> bench.gateway.objections().toString().contains("PF_XBTUSD is on isolated margin"));
        assertEquals(Agreement.UNKNOWN, bench.gateway.agreement());
    }

    @Test
    void shouldHearThatAnAdministratorCanceledItsOrder() {
        start(new FaultRule(Fault.ADMIN_CANCEL, "", FixedPoint.ONE, LATER, 0, 0, 0));
        bench.ready();
        restAnOrder(1);
        bench.await("the order", () -> bench.last.get(1L) == ExecType.NEW);
        bench.kraken.skipFaults(LATER);
        bench.await("the end of the order", () -> bench.last.get(1L) == ExecType.CANCELED);
        assertEquals(0, bench.kraken.openOrders());
    }

    @Test
    void shouldReportALiquidationAsAFillNobodyAskedFor() {
        start(new FaultRule(Fault.LIQUIDATION, "", FixedPoint.ONE, LATER, 0, 0, 0));
        bench.ready();
        bench.send(1, OrderType.MARKET, Side.BUY, 100 * GatewayBench.LOT, GatewayBench.NO_PRICE, false);
        bench.await("a position", () -> bench.positionE8() == 100 * GatewayBench.LOT);
        bench.kraken.skipFaults(LATER);
        bench.await("the liquidation", () -> bench.hasLiquidation);
        bench.await("the position to be gone", () -> bench.positionE8() == 0);
    }

    @Test
    void shouldShowACrossedBookAsOneAndThenTheBookAgain() {
        start(new FaultRule(Fault.CROSSED_BOOK, "", FixedPoint.ONE, LATER, 0, 1, 0));
        bench.ready();
        bench.kraken.skipFaults(LATER);
        bench.await("the crossed book", () -> bench.bookStates.contains(BookState.CROSSED));
        bench.await("the book", bench::hasBook);
    }

    @Test
    void shouldTakeASnapshotThatIsLargerThanAnyOther() {
        start(GatewayBench.rule(Fault.BIG_SNAPSHOT, "book", 100, 5_000));
        bench.ready();
        bench.await("the levels", () -> bench.bidLevels() > 4_000);
    }
}
