package io.ringmaster.pipeline.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.pipeline.core.order.ExternalOrders;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each limit at its boundary: the last value that passes and the first that does not. */
class RiskGateTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_000 * SECOND;
    private static final RiskLimits LIMITS = Configuration.bind(RiskLimits.class, "test", """
        {maxOrderQty: 2, maxOrderValue: 50000, collarBps: 100, maxDivergenceBps: 200, maxReferenceAge: 5s, maxPosition: 3,
        maxLeverage: 2, maxOpenOrders: 3, messagesPerWindow: 10, messageWindow: 10s, cancelReserve: 4, duplicateWindow: 100ms,
        maxDailyLoss: 500, maxDrawdown: 0.2, maxConsecutiveRejects: 5, maxRejects: 30, rejectWindow: 600s, orderTimeout: 10s,
        maxOpenValue: 45000, maxEntries: 4, entryWindow: 60s, rampUp: 100s, rampUpShare: 0.1, maxSameTargets: 0,
        maxCashDifference: 100, flattenOnLatch: true, maxDailyLossShare: 1, dailyLossLatch: day}
        """, Map.of());

    private final List<InstrumentDefinition> instruments = List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE));
    private final Ledger ledger = new Ledger(instruments, e8("20000"));
    private final OrderStore orders = new OrderStore();
    private final ExternalOrders externals = new ExternalOrders();
    private final MarketView[] markets = {new MarketView()};
    private final RiskGate gate = new RiskGate(LIMITS, instruments, ledger, orders, externals, markets);
    private long nowNs = NOW;

    RiskGateTest() {
        mark("10000");
        gate.setWarmupEnd(NOW);
        gate.onTime(NOW);
    }

    @Test
    void shouldPassAnOrdinaryOrder() {
        assertEquals(RiskReason.PASSED, check(order -> { }));
    }

    @Test
    void shouldCheckNumbers() {
        assertEquals(RiskReason.NUMERIC, check(order -> order.qtyE8 = 0));
        assertEquals(RiskReason.NUMERIC, check(order -> order.qtyE8 = -e8("1")));
        assertEquals(RiskReason.NUMERIC, check(order -> order.qtyE8 = e8("0.00005")));
        assertEquals(RiskReason.NUMERIC, check(order -> order.qtyE8 = e8("0.10001")));
        assertEquals(RiskReason.NUMERIC, check(order -> order.limitPriceE8 = 0));
        assertEquals(RiskReason.NUMERIC, check(order -> order.limitPriceE8 = -e8("10000")));
        assertEquals(RiskReason.NUMERIC, check(order -> order.limitPriceE8 = e8("10000.5")));
        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("0.0001")));
    }

    @Test
    void shouldLimitOrderSize() {
        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("2")));
        assertEquals(RiskReason.ORDER_SIZE, check(order -> order.qtyE8 = e8("2.0001")));
        assertEquals(e8("2"), gate.limitE8());
        assertEquals(e8("2.0001"), gate.observedE8());
    }

    @Test
    void shouldLimitOrderValueByTheHigherOfPriceAndMark() {
        mark("25000");
        assertEquals(RiskReason.PASSED, check(order -> { order.qtyE8 = e8("1.5"); order.limitPriceE8 = e8("24900"); }));
        assertEquals(RiskReason.ORDER_VALUE, check(order -> { order.qtyE8 = e8("2"); order.limitPriceE8 = e8("25001"); }));
        // An exit is held to no limit on open value: 2 at 25000 are the 50000 that an order may be worth.
        assertEquals(RiskReason.PASSED, check(order -> { order.qtyE8 = e8("2"); order.limitPriceE8 = e8("25000"); order.reduceOnly = true; }));
        mark("25001");
        assertEquals(RiskReason.ORDER_VALUE, check(order -> { order.qtyE8 = e8("2"); order.limitPriceE8 = e8("24900"); }));
        assertEquals(RiskReason.ORDER_VALUE, check(order -> { order.qtyE8 = e8("2"); order.limitPriceE8 = e8("80000000000"); }));
    }

    @Test
    void shouldHoldPricesWithinTheCollar() {
        assertEquals(RiskReason.PASSED, check(order -> order.limitPriceE8 = e8("10100")));
        assertEquals(RiskReason.PRICE_COLLAR, check(order -> order.limitPriceE8 = e8("10101")));
        assertEquals(RiskReason.PASSED, check(order -> { order.side = Side.SELL; order.limitPriceE8 = e8("9900"); }));
        assertEquals(RiskReason.PRICE_COLLAR, check(order -> { order.side = Side.SELL; order.limitPriceE8 = e8("9899"); }));
        assertEquals(RiskReason.PASSED, check(order -> order.limitPriceE8 = e8("9000")), "a low bid harms nobody");
    }

    @Test
    void shouldCountEverythingPendingInThePosition() {
        hold("1.5");
        working(Side.BUY, "1", OrderState.PENDING_CANCEL).limitPriceE8 = e8("9990");
        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("0.5")));
        assertEquals(RiskReason.MAX_POSITION, check(order -> order.qtyE8 = e8("0.5001")));
        assertEquals(e8("3.0001"), gate.observedE8());
        assertEquals(RiskReason.PASSED, check(order -> { order.side = Side.SELL; order.qtyE8 = e8("2"); order.limitPriceE8 = e8("10000"); }));
    }

    @Test
    void shouldNotCountWhatMayOnlyReduce() {
        hold("2");
        final Order exit = working(Side.SELL, "2", OrderState.NEW);
        exit.reduceOnly = true;
        exit.limitPriceE8 = e8("10020");
        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("1")));
    }

    @Test
    void shouldLimitLeverageWithEverythingPending() {
        mark("14000");
        assertEquals(RiskReason.PASSED, check(order -> { order.qtyE8 = e8("2"); order.limitPriceE8 = e8("14000"); }));
        working(Side.BUY, "0.8571", OrderState.PENDING_NEW);
        assertEquals(RiskReason.PASSED, check(order -> { order.qtyE8 = e8("2"); order.limitPriceE8 = e8("14000"); }));
        working(Side.BUY, "0.0001", OrderState.PENDING_CANCEL);
        assertEquals(RiskReason.LEVERAGE, check(order -> { order.qtyE8 = e8("2"); order.limitPriceE8 = e8("14000"); }));
    }

    @Test
    void shouldLimitWorkingOrders() {
        working(Side.BUY, "0.1", OrderState.NEW);
        working(Side.BUY, "0.1", OrderState.NEW);
        assertEquals(RiskReason.PASSED, check(order -> { }));
        working(Side.BUY, "0.1", OrderState.NEW);
        assertEquals(RiskReason.OPEN_ORDERS, check(order -> { }));
        assertEquals(RiskReason.PASSED, check(order -> order.reduceOnly = true));
    }

    @Test
    void shouldNeedAFreshMark() {
        nowNs = NOW + 5 * SECOND;
        assertEquals(RiskReason.PASSED, check(order -> { }));
        nowNs++;
        assertEquals(RiskReason.STALE_DATA, check(order -> { }));
        assertEquals(RiskReason.PASSED, check(order -> order.reduceOnly = true), "leaving stays possible");
        for (final BookState state : List.of(
            BookState.CROSSED, BookState.GAPPED, BookState.PARTIAL, BookState.ONE_SIDED, BookState.DISCONNECTED)) {
            mark("10000");
            markets[0].bookState = state;
            assertEquals(RiskReason.STALE_DATA, check(order -> { }), state.name());
        }
        markets[0].markPriceE8 = 0;
        assertEquals(RiskReason.STALE_DATA, check(order -> order.reduceOnly = true), "no price was ever known");
    }

    @Test
    void shouldRefuseTheSameIntentAgainWithinItsWindow() {
        final Consumer<Order> same = order -> order.qtyE8 = e8("0.3");
        assertEquals(RiskReason.PASSED, gate.check(order(same), e8("1000"), nowNs));
        assertEquals(RiskReason.DUPLICATE_INTENT, gate.check(order(same), e8("1000"), nowNs + SECOND / 10 - 1));
        assertEquals(RiskReason.PASSED, gate.check(order(same), e8("1000"), nowNs + SECOND / 10));
        assertEquals(RiskReason.PASSED, gate.check(order(order -> order.qtyE8 = e8("0.4")), e8("1000"), nowNs + SECOND / 10));
    }

    /** Ten messages in ten seconds, four of them for cancels alone, of which exits may use two. */
    @Test
    void shouldKeepAReserveOfMessagesForCancels() {
        for (int i = 0; i < 6; i++) {
            assertEquals(RiskReason.PASSED, check(order -> { }), "message " + i);
        }
        assertEquals(RiskReason.THROTTLE, check(order -> { }));
        assertEquals(RiskReason.PASSED, check(order -> order.reduceOnly = true));
        assertEquals(RiskReason.PASSED, check(order -> order.reduceOnly = true));
        assertEquals(RiskReason.THROTTLE, check(order -> order.reduceOnly = true));
        gate.onCancelSent();
        gate.onCancelSent();
        gate.onTime(NOW + 4 * SECOND);
        assertEquals(RiskReason.THROTTLE, check(order -> { }));
        gate.onTime(NOW + 5 * SECOND);
        assertEquals(RiskReason.PASSED, check(order -> { }));
    }

    /** Ten seconds bring back ten messages; five cancels beyond what there is have to be earned first. */
    @Test
    void shouldLetCancelsRunUpADebt() {
        for (int i = 0; i < 15; i++) {
            gate.onCancelSent();
        }
        gate.onTime(NOW + 10 * SECOND - 1);
        assertEquals(RiskReason.THROTTLE, check(order -> { }));
        gate.onTime(NOW + 10 * SECOND);
        assertEquals(RiskReason.PASSED, check(order -> { }));
        assertEquals(RiskReason.THROTTLE, check(order -> { }));
    }

    /** However long it is quiet, no more than the messages of one window come together. */
    @Test
    void shouldSaveUpNoMoreMessagesThanAWindowHas() {
        gate.onTime(NOW + 1_000 * SECOND);
        for (int i = 0; i < 6; i++) {
            assertEquals(RiskReason.PASSED, check(order -> { }), "message " + i);
        }
        assertEquals(RiskReason.THROTTLE, check(order -> { }));
    }

    @Test
    void shouldTakeAnotherSidePriceOrPurposeForAnotherIntent() {
        final Consumer<Order> first = order -> order.qtyE8 = e8("0.3");
        assertEquals(RiskReason.PASSED, gate.check(order(first), e8("1000"), nowNs));
        assertEquals(RiskReason.PASSED, gate.check(order(first.andThen(order -> order.limitPriceE8 = e8("10001"))), e8("1000"), nowNs));
        assertEquals(RiskReason.PASSED, gate.check(order(first.andThen(order -> order.side = Side.SELL)), -e8("1000"), nowNs));
        assertEquals(RiskReason.PASSED, gate.check(order(first.andThen(order -> order.purpose = OrderPurpose.REDUCE)), e8("1000"), nowNs));
        assertEquals(RiskReason.DUPLICATE_INTENT, gate.check(order(first), e8("1000"), nowNs));
    }

    @Test
    void shouldCountEverythingPendingInAShortPosition() {
        externals.put(1, 1, 0, Side.SELL, e8("1"), e8("10050"), false);
        working(Side.SELL, "0.5", OrderState.NEW).limitPriceE8 = e8("10050");
        assertEquals(RiskReason.PASSED, check(order -> { order.side = Side.SELL; order.qtyE8 = e8("1.5"); }));
        assertEquals(RiskReason.MAX_POSITION, check(order -> { order.side = Side.SELL; order.qtyE8 = e8("1.5001"); }));
        assertEquals(e8("3.0001"), gate.observedE8());
    }

    @Test
    void shouldStopNewRiskAtTheDailyLoss() {
        ledger.onTime(NOW);
        ledger.onFunding(-e8("499.99999999"));
        assertEquals(RiskReason.PASSED, check(order -> { }));
        ledger.onFunding(-1);
        assertTrue(gate.isDailyLossBreached());
        assertEquals(RiskReason.DAILY_LOSS, check(order -> { }));
        assertEquals(RiskReason.PASSED, check(order -> order.reduceOnly = true));
    }

    @Test
    void shouldStopNewRiskAtTheDrawdown() {
        final long dayNs = 86_400 * SECOND;
        for (int day = 0; day < 9; day++) {
            ledger.onTime(NOW + day * dayNs);
            ledger.onFunding(-e8("400"));
        }
        ledger.onTime(NOW + 9 * dayNs);
        ledger.onFunding(-e8("399.99999999"));
        assertEquals(RiskReason.PASSED, check(order -> { }));
        ledger.onFunding(-1);
        assertTrue(gate.isDrawdownBreached());
        assertEquals(RiskReason.DRAWDOWN, check(order -> { }));
    }

    /** A fifth of 20000.00000001 is not a whole number of units: 4000 and a fraction. The limit is the whole units. */
    @Test
    void shouldRoundTheLimitOfADrawdownDown() {
        ledger.onFunding(1);
        ledger.onFunding(-e8("3999.99999999"));
        assertFalse(gate.isDrawdownBreached());
        ledger.onFunding(-1);
        assertTrue(gate.isDrawdownBreached());
    }

    @Test
    void shouldTakeNoNewRiskWhenLatchedPausedOrCold() {
        gate.setLatched(true);
        assertEquals(RiskReason.LATCHED, check(order -> { }));
        assertEquals(RiskReason.PASSED, check(order -> order.reduceOnly = true));
        gate.setLatched(false);
        gate.setPaused(true);
        assertEquals(RiskReason.PAUSED, check(order -> { }));
        gate.setPaused(false);
        gate.setWarmupEnd(NOW + 1);
        assertEquals(RiskReason.POLICY_NOT_WARM, check(order -> { }));
        nowNs = NOW + 1;
        assertEquals(RiskReason.PASSED, check(order -> { }));
    }

    @Test
    void shouldLetOnlyExitsPassWhenTheJournalIsUnhealthyAndNothingWhenStandingDownOrKilled() {
        gate.setJournalHealthy(false);
        assertEquals(RiskReason.JOURNAL, check(order -> { }));
        assertEquals(RiskReason.PASSED, check(order -> order.reduceOnly = true));
        gate.setStandingDown(true);
        assertEquals(RiskReason.STANDING_DOWN, check(order -> order.reduceOnly = true));
        gate.setKilled(true);
        assertEquals(RiskReason.KILLED, check(order -> order.reduceOnly = true));
    }

    @Test
    void shouldRespectWhatTheVenueTakes() {
        gate.onFeedState(-1, FeedCondition.DOWN);
        assertEquals(RiskReason.VENUE_STATE, check(order -> { }));
        gate.onFeedState(0, FeedCondition.POST_ONLY);
        assertEquals(RiskReason.VENUE_STATE, check(order -> { }));
        assertEquals(RiskReason.VENUE_STATE, check(order -> order.type = OrderType.POST_ONLY), "a venue that takes only resting orders takes no stop");
        assertEquals(RiskReason.PASSED, check(order -> order.reduceOnly = true));
        gate.onFeedState(0, FeedCondition.UP);
        assertEquals(RiskReason.PASSED, check(order -> { }));
    }

    /** Without tickers the book's middle is the mark, and the divergence of the two would be that of the book from itself. */
    @Test
    void shouldTakeNoNewRiskWhenTheVenueGivesNoMarkAnyMore() {
        markets[0].venueMarkTimeNs = nowNs - 10_000_000_000L;
        assertEquals(RiskReason.PASSED, check(order -> { }));
        markets[0].venueMarkTimeNs--;
        assertEquals(RiskReason.STALE_DATA, check(order -> { }));
        assertEquals(RiskReason.PASSED, check(order -> {
            order.side = Side.SELL;
            order.reduceOnly = true;
        }));
        markets[0].venueMarkTimeNs = 0;
        assertEquals(RiskReason.PASSED, check(order -> { }), "a market that never had marks of the venue's");
    }

    @Test
    void shouldLimitTheValueOfEverythingOpen() {
        working(Side.BUY, "2", OrderState.NEW);
        working(Side.SELL, "1.5", OrderState.NEW).limitPriceE8 = e8("12000");

        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("0.7")));
        assertEquals(RiskReason.OPEN_ORDERS, check(order -> order.qtyE8 = e8("0.7001")));
        assertEquals(e8("45000"), gate.limitE8());
        assertEquals(e8("45001"), gate.observedE8());
    }

    @Test
    void shouldNotLeadBeyondWhatTheDecisionAskedFor() {
        hold("0.5");
        working(Side.BUY, "0.2", OrderState.NEW);
        parentE8 = e8("1");

        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("0.3")));
        assertEquals(RiskReason.PARENT_CAP, check(order -> order.qtyE8 = e8("0.3001")));

        parentE8 = -e8("0.2");

        assertEquals(RiskReason.PARENT_CAP, check(order -> {
            order.side = Side.SELL;
            order.qtyE8 = e8("0.7001");
            order.limitPriceE8 = e8("10001");
        }));
        assertEquals(RiskReason.PASSED, check(order -> {
            order.side = Side.SELL;
            order.qtyE8 = e8("0.7");
            order.limitPriceE8 = e8("10001");
        }));
    }

    @Test
    void shouldNotTradeWithItself() {
        working(Side.SELL, "0.1", OrderState.NEW).limitPriceE8 = e8("10010");

        assertEquals(RiskReason.PASSED, check(order -> order.limitPriceE8 = e8("10009")));
        assertEquals(RiskReason.SELF_TRADE, check(order -> order.limitPriceE8 = e8("10010")));
        assertEquals(RiskReason.SELF_TRADE, check(order -> order.type = OrderType.MARKET));
        assertEquals(RiskReason.PASSED, check(order -> {
            order.type = OrderType.STOP;
            order.stopPriceE8 = e8("10020");
        }));
        orders.working(0).type = OrderType.STOP;
        assertEquals(RiskReason.PASSED, check(order -> order.limitPriceE8 = e8("10010")));
    }

    @Test
    void shouldHoldToASmallShareOfItsLimitsAtFirst() {
        gate.setSessionStart(nowNs);

        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("0.2")));
        assertEquals(RiskReason.ORDER_SIZE, check(order -> order.qtyE8 = e8("0.2001")));
        hold("0.3");
        assertEquals(RiskReason.MAX_POSITION, check(order -> order.qtyE8 = e8("0.0001")));
        assertEquals(RiskReason.PASSED, check(order -> {
            order.qtyE8 = e8("0.3");
            order.side = Side.SELL;
            order.reduceOnly = true;
        }));

        nowNs += 100 * SECOND - 1;
        gate.onTime(nowNs);
        mark("10000");
        assertEquals(RiskReason.MAX_POSITION, check(order -> order.qtyE8 = e8("0.0002")));

        nowNs++;
        gate.onTime(nowNs);
        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("0.0003")));
    }

    @Test
    void shouldCountEntriesWithinTheirWindow() {
        final EventRate entries = new EventRate(LIMITS.repetition().maxEntries(), LIMITS.repetition().entryWindowNs());

        assertFalse(entries.onEvent(0));
        assertFalse(entries.onEvent(20 * SECOND));
        assertFalse(entries.onEvent(40 * SECOND));
        assertFalse(entries.onEvent(60 * SECOND));
        assertTrue(entries.onEvent(80 * SECOND - 1));
        entries.reset();
        assertFalse(entries.onEvent(80 * SECOND));
    }

    @Test
    void shouldCountEntriesAnewAfterAReset() {
        final EventRate entries = new EventRate(4, 60 * SECOND);
        for (int i = 0; i < 3; i++) {
            assertFalse(entries.onEvent(i * SECOND));
        }
        assertTrue(entries.onEvent(3 * SECOND));

        entries.reset();

        for (int i = 4; i < 7; i++) {
            assertFalse(entries.onEvent(i * SECOND));
        }
        assertTrue(entries.onEvent(7 * SECOND));
    }

    /** However large the limit is, and wherever a reset has left the ring. */
    @Test
    void shouldCountAsManyEntriesAsTheLimitSays() {
        for (final int most : new int[] {1, 2, 31, 32, 33, 100, 1_000}) {
            for (int before = 0; before < 40; before++) {
                final EventRate entries = new EventRate(most, 2L * most);
                for (int i = 0; i < before; i++) {
                    entries.onEvent(i);
                }
                entries.reset();
                for (int i = 1; i < most; i++) {
                    assertFalse(entries.onEvent(1_000 + i), "entry " + i + " of " + most);
                }
                assertTrue(entries.onEvent(1_000 + most), "entry " + most);
                // The window holds this one, the one before and none of the first, or the limit is one.
                assertEquals(most <= 2, entries.onEvent(1_000 + 3L * most - 1), "after " + most);
            }
        }
    }

    @Test
    void shouldTakeNoNewRiskWhileItIsNotKnownWhetherWeAndTheVenueAgree() {
        gate.setAgreement(Agreement.UNKNOWN);
        assertEquals(RiskReason.RECONCILIATION, check(order -> { }));
        assertEquals(RiskReason.PASSED, check(order -> order.reduceOnly = true));

        gate.setAgreement(Agreement.AGREED);
        final Order unknown = working(Side.BUY, "0.1", OrderState.UNKNOWN);
        assertEquals(RiskReason.RECONCILIATION, check(order -> { }));

        unknown.state = OrderState.NEW;
        assertEquals(RiskReason.PASSED, check(order -> { }));
    }

    @Test
    void shouldTakeNoNewRiskOnAMarkThatIsFarFromTheBookOrTheIndex() {
        markets[0].bidPriceE8 = e8("10200");
        markets[0].askPriceE8 = e8("10208.16326530");
        assertEquals(RiskReason.PASSED, check(order -> { }), "200 basis points of the middle");
        markets[0].askPriceE8 = e8("10208.16326600");
        assertEquals(RiskReason.PRICE_COLLAR, check(order -> { }));
        assertEquals(RiskReason.PASSED, check(order -> order.reduceOnly = true));
        markets[0].bookState = BookState.NONE;
        assertEquals(RiskReason.PASSED, check(order -> { }), "a market of bars has no book");

        markets[0].indexPriceE8 = e8("9803.92156863");
        assertEquals(RiskReason.PASSED, check(order -> { }));
        markets[0].indexPriceE8 = e8("9803.92156862");
        assertEquals(RiskReason.PRICE_COLLAR, check(order -> { }));
    }

    @Test
    void shouldTakeNoNewRiskWhileTheClocksDiffer() {
        gate.setAgreement(Agreement.CLOCKS_DIFFER);
        assertEquals(RiskReason.CLOCK, check(order -> { }));
        assertEquals(RiskReason.PASSED, check(order -> order.reduceOnly = true));
    }

    @Test
    void shouldLetNothingPassBeforeItIsArmed() {
        gate.setArmed(false);
        assertEquals(RiskReason.NOT_ARMED, check(order -> { }));
        assertEquals(RiskReason.NOT_ARMED, check(order -> order.reduceOnly = true));
        assertTrue(gate.isShut());

        gate.setArmed(true);
        assertEquals(RiskReason.PASSED, check(order -> { }));
    }

    @Test
    void shouldTakeNoNewRiskOnAPolicyWhoseLastWordMadeNoSense() {
        gate.setPolicySound(0, false);
        assertEquals(RiskReason.POLICY_OUTPUT, check(order -> { }));
        assertEquals(RiskReason.PASSED, check(order -> order.reduceOnly = true));

        gate.setPolicySound(0, true);
        assertEquals(RiskReason.PASSED, check(order -> { }));
    }

    @Test
    void shouldCountWhatOthersHaveWorkingOnTheAccount() {
        hold("1.5");
        externals.put(1, 1, 0, Side.BUY, e8("1"), e8("9990"), false);
        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("0.5")));
        assertEquals(RiskReason.MAX_POSITION, check(order -> order.qtyE8 = e8("0.5001")));
        assertEquals(RiskReason.SELF_TRADE, check(order -> { order.side = Side.SELL; order.limitPriceE8 = e8("9990"); }));

        externals.put(1, 1, 0, Side.BUY, e8("0.9"), e8("9990"), false);
        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("0.6")));
        externals.put(1, 2, 0, Side.SELL, e8("0.1"), 0, true);
        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("0.5999")), "what can only reduce adds nothing");
        externals.put(1, 3, 0, Side.SELL, e8("0.1"), 0, true);
        assertEquals(RiskReason.OPEN_ORDERS, check(order -> { }), "three work already");

        externals.put(1, 3, 0, Side.SELL, 0, 0, true);
        externals.put(1, 2, 0, Side.SELL, 0, 0, true);
        externals.put(1, 1, 0, Side.BUY, 0, e8("9990"), false);
        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("1.5")));
    }

    @Test
    void shouldCountTheValueOfWhatOthersHaveWorking() {
        externals.put(1, 1, 0, Side.SELL, e8("3"), e8("10500"), false);
        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("1.35")));
        assertEquals(RiskReason.OPEN_ORDERS, check(order -> order.qtyE8 = e8("1.3501")));
    }

    @Test
    void shouldHoldToAChangedLimitAtItsNewBoundary() {
        gate.setLimits(LIMITS.with(LimitKind.MAX_ORDER_QTY, e8("0.5")));
        assertEquals(RiskReason.PASSED, check(order -> order.qtyE8 = e8("0.5")));
        assertEquals(RiskReason.ORDER_SIZE, check(order -> order.qtyE8 = e8("0.5001")));
    }

    @Test
    void shouldChangeOneLimitAndNoOther() {
        for (final LimitKind kind : LimitKind.values()) {
            if (kind != LimitKind.NULL_VAL) {
                final RiskLimits changed = LIMITS.with(kind, 7);
                assertEquals(7, changed.get(kind), kind.name());
                assertEquals(LIMITS, changed.with(kind, LIMITS.get(kind)), kind.name());
            }
        }
    }

    private void mark(final String price) {
        markets[0].markPriceE8 = e8(price);
        markets[0].markTimeNs = nowNs;
        markets[0].bookState = BookState.VALID;
        ledger.onMark(0, e8(price));
    }

    private void hold(final String qty) {
        ledger.onFill(0, Side.BUY, e8(qty), markets[0].markPriceE8, 0);
    }

    private Order working(final Side side, final String qty, final OrderState state) {
        final Order order = orders.add(orders.workingCount() + 1);
        fill(order);
        order.side = side;
        order.qtyE8 = e8(qty);
        order.state = state;
        return order;
    }

    private long nextQtyE8;
    /** 0: as much as the order's side can. */
    private long parentE8;

    /** Each check asks for a quantity of its own, unless the test sets one, so that it is no duplicate. */
    private RiskReason check(final Consumer<Order> change) {
        final Order asked = order(order -> {
            order.purpose = OrderPurpose.values()[(int) (nextQtyE8 / 10_000 % 5)];
            change.accept(order);
        });
        final long anywhereE8 = asked.side == Side.BUY ? e8("1000") : -e8("1000");
        return gate.check(asked, parentE8 == 0 ? anywhereE8 : parentE8, nowNs);
    }

    private Order order(final Consumer<Order> change) {
        final Order order = new Order();
        fill(order);
        nextQtyE8 += 10_000;
        order.qtyE8 = e8("0.1") + nextQtyE8;
        change.accept(order);
        return order;
    }

    private static void fill(final Order order) {
        order.instrumentId = 0;
        order.type = OrderType.LIMIT;
        order.side = Side.BUY;
        order.purpose = OrderPurpose.INCREASE;
        order.qtyE8 = e8("0.1");
        order.cumQtyE8 = 0;
        order.reduceOnly = false;
        order.limitPriceE8 = e8("10000");
        order.stopPriceE8 = 0;
        order.state = OrderState.PENDING_NEW;
    }

    private static long e8(final String text) {
        return FixedPoint.parse(text);
    }

    /** 15000 are held of another instrument: with an equity of 20000 and a leverage of 2, 25000 more are as much as may be. */
    @Test
    void shouldCountEveryInstrumentInTheLeverage() {
        final List<InstrumentDefinition> two = List.of(
            InstrumentDefinition.perpetual("X", FixedPoint.ONE), InstrumentDefinition.perpetual("Y", FixedPoint.ONE));
        final Ledger both = new Ledger(two, e8("20000"));
        final MarketView[] views = {new MarketView(), new MarketView()};
        final RiskGate wide = new RiskGate(LIMITS, two, both, orders, externals, views);
        wide.setWarmupEnd(0);
        for (int i = 0; i < views.length; i++) {
            views[i].instrumentId = i;
            views[i].bookState = BookState.VALID;
            views[i].markPriceE8 = e8("10000");
            views[i].markTimeNs = NOW;
            both.onMark(i, e8("10000"));
        }
        both.onFill(1, Side.BUY, e8("1.5"), e8("10000"), 0);
        final Order order = new Order();
        order.clear(1);
        order.type = OrderType.IOC;
        order.side = Side.BUY;
        order.purpose = OrderPurpose.INCREASE;
        order.limitPriceE8 = e8("10000");
        order.qtyE8 = e8("1.9999");
        assertEquals(RiskReason.PASSED, wide.check(order, e8("5"), NOW));
        both.onFill(1, Side.BUY, e8("0.6"), e8("10000"), 0);
        order.qtyE8 = e8("1.9998");
        assertEquals(RiskReason.LEVERAGE, wide.check(order, e8("5"), NOW));
    }
}
