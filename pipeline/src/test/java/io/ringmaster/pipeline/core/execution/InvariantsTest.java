package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.pipeline.core.order.ExternalOrders;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.portfolio.ExecutionIds;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.Invariant;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.PositionReportDecoder;
import io.ringmaster.schema.PositionReportEncoder;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.lang.reflect.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each invariant is broken on purpose. Each production check is called by itself. In a whole sequencer the break is recorded and latches, and because
 * assertions are enabled here it fails too.
 *
 * <pre>
 *   invariant of the architecture                       broken here by                                             elsewhere
 *   1 sequence, event time; the journal's chain         EVENT_SEQUENCE, EVENT_TIME                                 JournalDamageTest
 *   2 state is the fold: fills, position, equity        FILL_ONCE, POSITION, EQUITY, CASH                          StateImageTest
 *   3 a pass, a record, one venue order for an intent   RISK_VERDICT, ORDER_ID, ONE_ENTRY, VENUE_ORDER             OutputWriterTest
 *   4 limits with everything pending; latched           PENDING, MAX_POSITION, LEVERAGE, OPEN_ORDERS, OPEN_VALUE,
 *                                                       LATCHED                                                    SequencerCoreTest
 *   5 no decision on a bad book or before warm-up       DECISION_BOOK, _AGE, _WARMUP, _STRATEGY
 *   6 the venue's position at the end                   VENUE_POSITION
 * </pre>
 */
class InvariantsTest {

    private final List<InstrumentDefinition> instruments =
        List.of(InstrumentDefinition.perpetual("A", FixedPoint.ONE), InstrumentDefinition.perpetual("B", FixedPoint.ONE));
    private final Ledger ledger = new Ledger(instruments, e8("10000"));
    private final ExecutionIds counted = new ExecutionIds();
    private final OrderStore orders = new OrderStore();
    private final ExternalOrders externals = new ExternalOrders();
    private final MarketView[] markets = {new MarketView(), new MarketView()};
    private final RiskLimits limits = Configuration.bind(RiskLimits.class, "none", "", Map.of(
        "maxPosition", "2", "maxLeverage", "4", "maxOpenOrders", "3", "maxOpenValue", "30000"));
    private final RiskGate gate = new RiskGate(limits, instruments, ledger, orders, externals, markets);
    private final Latch latch = new Latch(limits);
    private final BrokenInvariant broken = new BrokenInvariant();
    private final Invariants invariants = new Invariants(
        broken, new AccountInvariants(broken, ledger, counted, 2),
        new OrderInvariants(broken, orders, new WorstCase(instruments, ledger, orders, externals, markets), gate, latch, 2),
        new DecisionInvariants(broken, markets, gate));
    private final Bench reports = new Bench(2, Map.of(), Map.of());
    private long lastId;

    private static long e8(final String text) {
        return FixedPoint.parse(text);
    }

    /** A fill that the core books as it should: counted, in the ledger, known to the invariants. */
    private void fill(final int id, final Side side, final String qty, final String price) {
        final ExecutionReportDecoder report = reports.encoded(id, 0, ExecType.TRADE, side, qty, price);
        counted.add(report.executionId().high(), report.executionId().low());
        ledger.onFill(id, side, e8(qty), e8(price), 0);
        invariants.onFill(report);
    }

    private void mark(final int id, final String price) {
        markets[id].instrumentId = id;
        markets[id].markPriceE8 = e8(price);
        ledger.onMark(id, e8(price));
    }

    private Order order(final int id, final Side side, final String qty, final String price) {
        final Order order = orders.add(++lastId);
        order.clear(lastId);
        order.instrumentId = id;
        order.type = OrderType.LIMIT;
        order.side = side;
        order.purpose = OrderPurpose.REDUCE;
        order.qtyE8 = e8(qty);
        order.limitPriceE8 = e8(price);
        return order;
    }

    /** A gate that lets everything pass. */
    private Order send(final int id, final Side side, final String qty, final String price) {
        final Order order = order(id, side, qty, price);
        invariants.onVerdict(order.clientOrderId, RiskReason.PASSED);
        invariants.onNewOrder(order);
        return order;
    }

    private void assertBroken(final Invariant invariant, final String expected, final String observed) {
        assertTrue(invariants.takeBroken(), "nothing broke");
        assertEquals(invariant, invariants.broken());
        assertEquals(expected + " " + observed, FixedPoint.format(invariants.expected()) + " " + FixedPoint.format(invariants.observed()));
    }

    private void assertHolds() {
        assertFalse(invariants.takeBroken(), invariants::toString);
    }

    // ------------------------------------------------------------------ the account

    /** The ledger rounds what closes and what opens apart: 1.5 units twice is 2 there, and 3 in one piece. */
    @Test
    void shouldAllowForTheRoundingOfAFillThatTurnsAPosition() {
        final Bench bench = new Bench(Map.of(), Map.of()).mark("10000")
            .fill(77, Side.BUY, "0.00000001", "2").fill(78, Side.SELL, "0.00000002", "1.5").mark("10000");
        assertEquals(List.of("on POSITION_MISMATCH"), bench.latches());
    }

    @Test
    void shouldHoldOverFillsFeesFundingAndMarks() {
        mark(0, "10000");
        fill(0, Side.BUY, "0.3", "10000");
        fill(0, Side.SELL, "0.1", "10123");
        mark(0, "9876.54321");
        fill(0, Side.SELL, "0.5", "9877");
        fill(1, Side.SELL, "0.0007", "50001");
        ledger.onFunding(e8("-1.23456789"));
        invariants.onFunding(e8("-1.23456789"));
        mark(1, "49999.5");
        assertTrue(invariants.isAtRest());
        assertHolds();
        // By hand: 10000 - 3000 + 1012.3 + 4938.5 + 35.0007 - 1.23456789 - 0.3 x 9876.54321 - 0.0007 x 49999.5.
        assertEquals("9986.60351911", FixedPoint.format(ledger.equityE8()));
    }

    @Test
    void shouldFindAFillThatIsCountedTwice() {
        fill(0, Side.BUY, "0.1", "10000");
        final ExecutionReportDecoder again = reports.fillAgain(0, Side.BUY, "0.1", "10000").encoded(0, 0, ExecType.TRADE, Side.BUY, "0.1", "10000");
        ledger.onFill(0, Side.BUY, e8("0.1"), e8("10000"), 0);
        invariants.onFill(again);
        assertTrue(invariants.takeBroken());
        assertEquals("FILL_ONCE 2 1", invariants.broken() + " " + invariants.expected() + " " + invariants.observed());
    }

    @Test
    void shouldFindAPositionThatIsNotTheSumOfItsFills() {
        fill(0, Side.BUY, "0.1", "10000");
        ledger.onFill(0, Side.BUY, e8("0.05"), e8("10000"), 0);
        fill(0, Side.BUY, "0.1", "10000");
        assertBroken(Invariant.POSITION, "0.2", "0.25");
    }

    @Test
    void shouldFindMoneyThatNoFillExplains() {
        mark(0, "10000");
        fill(0, Side.BUY, "0.1", "10000");
        ledger.onFunding(1);
        ledger.onFunding(e8("5"));
        invariants.onFunding(e8("5"));
        assertBroken(Invariant.CASH, "10005", "10005.00000001");
    }

    @Test
    void shouldFindUnrealisedProfitThatDoesNotFollowTheMark() throws ReflectiveOperationException {
        mark(0, "10000");
        fill(0, Side.BUY, "0.1", "10000");
        final Field kept = Ledger.class.getDeclaredField("unrealisedE8");
        kept.setAccessible(true);
        kept.setLong(ledger, 7);
        invariants.onFunding(0);
        assertBroken(Invariant.EQUITY, "10000", "10000.00000007");
    }

    @Test
    void shouldGoOnFromWhatAPersonHasSeen() {
        ledger.onFunding(1);
        order(0, Side.BUY, "0.1", "10000");
        invariants.isAtRest();
        assertTrue(invariants.takeBroken());
        invariants.reset();
        invariants.isAtRest();
        assertHolds();
    }

    // ------------------------------------------------------------------ orders

    @Test
    void shouldFindAnOrderWithoutAPassOfItsOwn() {
        final Order order = order(0, Side.BUY, "0.1", "10000");
        invariants.onVerdict(order.clientOrderId, RiskReason.LEVERAGE);
        invariants.onNewOrder(order);
        assertTrue(invariants.takeBroken());
        assertEquals(Invariant.RISK_VERDICT, invariants.broken());

        invariants.reset();
        invariants.onVerdict(lastId, RiskReason.PASSED);
        invariants.onNewOrder(order(0, Side.BUY, "0.1", "10000"));
        assertTrue(invariants.takeBroken(), "the pass was on another order");
        assertEquals("RISK_VERDICT 2 1", invariants.broken() + " " + invariants.expected() + " " + invariants.observed());
    }

    @Test
    void shouldFindAnOrderWhosePassIsOfAnEarlierEvent() {
        invariants.onEvent(1, 1);
        final Order order = order(0, Side.BUY, "0.1", "10000");
        invariants.onVerdict(order.clientOrderId, RiskReason.PASSED);
        invariants.onEvent(2, 1);
        invariants.takeBroken();
        invariants.onNewOrder(order);
        assertTrue(invariants.takeBroken());
        assertEquals(Invariant.RISK_VERDICT, invariants.broken());
    }

    @Test
    void shouldFindTheSameNumberForTwoOrders() {
        send(0, Side.BUY, "0.1", "10000");
        lastId--;
        send(0, Side.SELL, "0.1", "10000");
        assertTrue(invariants.takeBroken());
        assertEquals("ORDER_ID 1 1", invariants.broken() + " " + invariants.expected() + " " + invariants.observed());
    }

    @Test
    void shouldFindThatPendingIsNotTheSumOverTheWorkingOrders() {
        send(0, Side.BUY, "0.1", "10000");
        assertHolds();
        orders.retire(orders.working(0));
        send(0, Side.BUY, "0.2", "10000");
        assertBroken(Invariant.PENDING, "0.2", "0.3");
    }

    @Test
    void shouldCountWhatIsPendingWithEveryFill() {
        final Order order = send(0, Side.BUY, "0.5", "10000");
        order.cumQtyE8 = e8("0.2");
        invariants.onOrderChange(order);
        send(1, Side.SELL, "0.1", "10000");
        assertTrue(invariants.isAtRest());
        assertHolds();
    }

    @Test
    void shouldFindNewRiskWhileLatched() {
        latch.close(LatchReason.DRAWDOWN);
        final Order exit = order(0, Side.SELL, "0.1", "10000");
        exit.reduceOnly = true;
        invariants.onVerdict(exit.clientOrderId, RiskReason.PASSED);
        invariants.onNewOrder(exit);
        assertHolds();
        send(0, Side.BUY, "0.1", "10000");
        assertBroken(Invariant.LATCHED, "0", "0.1");
    }

    @Test
    void shouldFindAGateThatDoesNotKnowOfTheLatch() {
        latch.close(LatchReason.DRAWDOWN);
        assertTrue(invariants.isAtRest());
        assertTrue(invariants.takeBroken());
        assertEquals("LATCHED 1 0", invariants.broken() + " " + invariants.expected() + " " + invariants.observed());
    }

    @Test
    void shouldHoldTheLimitOnPositionsAgainstEverythingPendingAtOnce() {
        mark(0, "1000");
        fill(0, Side.BUY, "1", "1000");
        send(0, Side.BUY, "0.6", "1000");
        externals.put(1, 1, 0, Side.BUY, e8("0.4"), e8("1000"), false);
        send(0, Side.SELL, "0.5", "1000");
        assertHolds();
        send(0, Side.BUY, "0.0001", "1000");
        assertBroken(Invariant.MAX_POSITION, "2", "2.0001");
    }

    @Test
    void shouldHoldTheLimitOnLeverageAgainstAllInstruments() {
        mark(0, "20000");
        mark(1, "10000");
        fill(0, Side.SELL, "1.5", "20000");
        send(1, Side.BUY, "1", "10000");
        assertHolds();
        send(1, Side.BUY, "0.1", "10000");
        assertBroken(Invariant.LEVERAGE, "4", "4.1");
    }

    @Test
    void shouldHoldTheLimitOnWorkingOrders() {
        for (int i = 0; i < 3; i++) {
            send(0, Side.BUY, "0.1", "1000");
        }
        assertHolds();
        send(0, Side.BUY, "0.1", "1000");
        assertTrue(invariants.takeBroken());
        assertEquals("OPEN_ORDERS 3 4", invariants.broken() + " " + invariants.expected() + " " + invariants.observed());
    }

    @Test
    void shouldHoldTheLimitOnTheValueOfWorkingOrders() {
        mark(0, "15000");
        send(0, Side.BUY, "1", "14000");
        send(0, Side.SELL, "0.5", "30000");
        assertHolds();
        send(0, Side.BUY, "0.0001", "10000");
        assertBroken(Invariant.OPEN_VALUE, "30000", "30001.5");
    }

    // ------------------------------------------------------------------ a whole sequencer

    /** A way to break an invariant in a sequencer that holds 0.1 and has one entry working. */
    private enum Plant {

        EVENT_SEQUENCE("EVENT_SEQUENCE %s %s", bench -> bench.core.onEvent(bench.sequence() + 2, bench.nowNs())),
        EVENT_TIME("EVENT_TIME %s %s", bench -> bench.core.onEvent(bench.sequence() + 1, bench.nowNs() - 1)),
        FILL_ONCE("FILL_ONCE 2 1", bench -> {
            bench.core.invariants().onFill(bench.encoded(0, 0, ExecType.TRADE, Side.BUY, "0.1", "10000"));
            bench.pass(1);
        }),
        POSITION("POSITION 10000000 20000000", bench -> {
            bench.core.ledger().onFill(0, Side.BUY, e8("0.1"), e8("10000"), 0);
            bench.pass(1);
        }),
        CASH("CASH 1000000000000 1000000000001", bench -> {
            bench.core.ledger().onFunding(1);
            bench.pass(1);
        }),
        RISK_VERDICT("RISK_VERDICT 2 2", bench -> {
            bench.core.invariants().onNewOrder(bench.core.workingOrder(0));
            bench.pass(1);
        }),
        ORDER_ID("ORDER_ID 2 2", bench -> {
            bench.core.invariants().onVerdict(bench.core.workingOrder(0).clientOrderId, RiskReason.PASSED);
            bench.core.invariants().onNewOrder(bench.core.workingOrder(0));
            bench.pass(1);
        }),
        ONE_ENTRY("ONE_ENTRY 1 2", bench -> {
            final OrderRequest second = bench.core.orderEntry().draft();
            second.type = OrderType.IOC;
            second.side = Side.BUY;
            second.qtyE8 = e8("0.01");
            second.limitPriceE8 = e8("10001");
            second.purpose = OrderPurpose.INCREASE;
            bench.core.orderEntry().submit(second, e8("5"));
            bench.pass(1);
        }),
        VENUE_ORDER("VENUE_ORDER 7 8", bench -> bench.venueOrder(7).report(2, ExecType.NEW).venueOrder(8).report(2, ExecType.NEW)),
        PENDING("PENDING 5000000 10000000", bench -> {
            bench.core.workingOrder(0).cumQtyE8 = e8("0.05");
            bench.pass(1);
        }),
        DECISION_BOOK("DECISION_BOOK 2 4", bench -> bench.gap("10000").decide(Signal.LONG, "0.3")),
        DECISION_AGE("DECISION_AGE 3600000000000 %s", bench ->
            bench.report(2, ExecType.REJECTED).pass(3_601 * Bench.SECOND).decide(Signal.FLAT, "0")),
        DECISION_WARMUP("DECISION_WARMUP %s %s", bench -> {
            bench.restart(Bench.SECOND);
            bench.core.onSessionStart(bench.nowNs() + 10 * Bench.SECOND);
            bench.mark("10000").decide(Signal.FLAT, "0");
        }),
        DECISION_STRATEGY("DECISION_STRATEGY 70 70", bench -> bench.decide(0, 70, Signal.FLAT, "0", "", ""));

        private final String text;
        private final Consumer<Bench> how;

        Plant(final String text, final Consumer<Bench> how) {
            this.text = text;
            this.how = how;
        }
    }

    /** Holds 0.1 since order 1, and has order 2 working to double it. */
    private static Bench holding() {
        final Bench bench = new Bench(Map.of(), Map.of()).mark("10000").decide(Signal.LONG, "0.1").fill(1, Side.BUY, "0.1", "10000");
        bench.decide(Signal.LONG, "0.2");
        assertEquals(1, bench.core.workingOrders());
        assertEquals(2, bench.core.workingOrder(0).clientOrderId);
        assertEquals(OrderPurpose.INCREASE, bench.core.workingOrder(0).purpose);
        bench.latches();
        return bench;
    }

    @ParameterizedTest
    @EnumSource(Plant.class)
    void shouldLatchAndNameItAndFailWhereAssertionsAreEnabled(final Plant plant) {
        final Bench bench = holding();
        final AssertionError failure = assertThrows(AssertionError.class, () -> plant.how.accept(bench), plant.name());
        final List<String> said = bench.latches();
        assertTrue(said.getFirst().matches(plant.text.replace("%s", "\\d+")), said.toString());
        assertEquals("on INVARIANT", said.getLast());
        assertTrue(failure.getMessage().startsWith(plant.name() + ": expected "), failure.getMessage());
        assertTrue(bench.core.isLatched());
        assertEquals(1 << LatchReason.INVARIANT.value(), bench.core.latchReasons());
        assertEquals(Invariant.valueOf(plant.name()), bench.core.invariants().broken());
    }

    @Test
    void shouldTakeNoNewRiskWhileAnInvariantIsBrokenAndLetAPersonGoOn() {
        final Bench bench = holding();
        assertThrows(AssertionError.class, () -> Plant.CASH.how.accept(bench));
        bench.sent();
        bench.mark("10000").report(2, ExecType.EXPIRED).decide(Signal.LONG, "0.3");
        assertEquals(List.of(), bench.said(), "no new risk");
        bench.decide(Signal.FLAT, "0");
        assertEquals(List.of("SELL 0.1 true"), bench.sent().stream().map(each -> each.side() + " " + each.qty() + " " + each.reduceOnly()).toList());
        bench.latches();
        bench.command(CommandKind.RESET_LATCH).mark("10000");
        assertEquals(List.of("off RESET"), bench.latches(), "what a person has seen is not said again");
    }

    @Test
    void shouldNameAPositionThatIsNotTheVenuesAtTheEnd() {
        final Bench bench = holding();
        position(bench, "0.1");
        bench.core.onSessionEnd();
        assertEquals(List.of(), bench.latches());
        position(bench, "0.25");
        bench.core.onSessionEnd();
        assertEquals(List.of("VENUE_POSITION 10000000 25000000", "on POSITION_MISMATCH"), bench.latches());
    }

    @Test
    void shouldNotNameAPositionWhoseFillCameAfterItsReport() {
        final Bench bench = holding();
        position(bench, "0.2");
        bench.fill(2, Side.BUY, "0.1", "10000");
        bench.core.onSessionEnd();
        assertEquals(List.of(), bench.latches());
    }

    private static void position(final Bench bench, final String qty) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        new PositionReportEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .receiveTimeNs(bench.nowNs()).exchangeTimeNs(bench.nowNs()).positionQtyE8(e8(qty)).averageEntryPriceE8(0).instrumentId(0);
        bench.core.onPositionReport(new PositionReportDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }

    /** The limits and EQUITY are broken above. */
    @Test
    void shouldBreakEveryInvariant() {
        final Set<Invariant> above = EnumSet.of(
            Invariant.EQUITY, Invariant.LATCHED, Invariant.MAX_POSITION, Invariant.LEVERAGE, Invariant.OPEN_ORDERS, Invariant.OPEN_VALUE,
            Invariant.VENUE_POSITION, Invariant.NULL_VAL);
        for (final Plant plant : Plant.values()) {
            above.add(Invariant.valueOf(plant.name()));
        }
        assertEquals(EnumSet.allOf(Invariant.class), above);
        assertEquals(BookState.VALID.ordinal(), 2, "the number in DECISION_BOOK");
    }
}
