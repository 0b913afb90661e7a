package io.ringmaster.pipeline.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringmaster.inference.AccountSettings;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one account does with one signal and one price; amounts are worked out by hand. */
class VirtualAccountsTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final long HOUR_NS = 3_600_000_000_000L;
    /** Fee 0.05 %, lot and smallest order 0.0001, tick 1. */
    private static final InstrumentDefinition A = InstrumentDefinition.perpetual("A", FixedPoint.ONE);
    private static final InstrumentDefinition B = InstrumentDefinition.perpetual("B", FixedPoint.ONE / 10);
    private static final AccountSettings SETTINGS = new AccountSettings(e8("10000"), e8("0.001"), e8("0.00001"));

    private final AccountTrades trades = new AccountTrades(new AccountTrades.Store());

    private static long e8(final String number) {
        return FixedPoint.parse(number);
    }

    private static VirtualAccounts accounts(final int... instrumentIds) {
        return new VirtualAccounts(SETTINGS, List.of(A, B), instrumentIds);
    }

    private void touch(final VirtualAccounts accounts, final int instrumentId, final String bid, final String ask) {
        trades.clear();
        accounts.onTouch(instrumentId, e8(bid), e8(ask), trades);
    }

    /** 10,000 / 30,000 = 0.33333: 0.3333 cost 9,999 and a fee of 4.9995. Out at 33,000: 10,998.9 and 5.49945. */
    @Test
    void shouldBuyAtTheAskAndSellAtTheBidWithTheFeeOfEachSide() {
        final VirtualAccounts accounts = accounts(0);
        accounts.onSignal(0, Signal.LONG);
        touch(accounts, 0, "29990", "30000");

        assertEquals(e8("0.3333"), accounts.positionE8(0));
        assertEquals(e8("30000"), accounts.entryPriceE8(0));
        assertEquals(e8("-10003.9995"), accounts.cashE8(0));
        assertEquals(e8("994.9005"), accounts.netE8(0, e8("33000")));
        assertEquals(0, accounts.realisedE8(0));

        accounts.onSignal(0, Signal.FLAT);
        touch(accounts, 0, "33000", "33010");
        assertEquals(0, accounts.positionE8(0));
        assertEquals(e8("989.40105"), accounts.cashE8(0));
        assertEquals(e8("989.40105"), accounts.netE8(0, e8("1")), "a mark is nothing to an account that is flat");
        assertEquals(e8("999.9"), accounts.realisedE8(0));
        assertEquals(e8("10.49895"), accounts.feesE8(0));
        assertEquals(2, accounts.trades(0));
    }

    /** Long 0.3333 at 30,000, then short 10,000 / 25,000 = 0.4 at 25,000: sells 0.7333 for fees of 4.16625 and 5. */
    @Test
    void shouldCloseAndOpenAtOnePriceWhenItReverses() {
        final VirtualAccounts accounts = accounts(0);
        accounts.onSignal(0, Signal.LONG);
        touch(accounts, 0, "29990", "30000");
        accounts.onSignal(0, Signal.SHORT);
        touch(accounts, 0, "25000", "25010");

        assertEquals(1, MarketMessages.all(trades).size());
        final MarketMessages.Recorded trade = MarketMessages.all(trades).get(0);
        assertEquals(Side.SELL, trade.side());
        assertEquals(e8("25000"), trade.priceE8());
        assertEquals(e8("-0.4"), trade.positionE8());
        assertEquals(e8("-10003.9995") + e8("18332.5") - e8("9.16625"), trade.cashE8());
        assertEquals(e8("14.16575"), trade.feesE8());
        assertEquals(2, trade.trades());
        assertEquals(e8("-1666.5"), accounts.realisedE8(0));
        assertEquals(e8("25000"), accounts.entryPriceE8(0));
    }

    /** An open of 30,000 with 0.1 %: 30,030 to buy, 29,970 to sell; with half a tick more, 30,031 and 29,970. */
    @Test
    void shouldPayTheSlippageAndRoundToTheWorseTickWhereThereIsNoTouch() {
        final VirtualAccounts accounts = accounts(0, 0);
        accounts.onSignal(0, Signal.LONG);
        accounts.onSignal(1, Signal.SHORT);
        accounts.onPrice(0, e8("30000.5"), trades);
        assertEquals(e8("30031"), MarketMessages.all(trades).get(0).priceE8());
        assertEquals(e8("29970"), MarketMessages.all(trades).get(1).priceE8());

        accounts.onSignal(0, Signal.SHORT);
        accounts.onSignal(1, Signal.LONG);
        trades.clear();
        accounts.onPrice(0, e8("30000"), trades);
        assertEquals(e8("29970"), MarketMessages.all(trades).get(0).priceE8());
        assertEquals(e8("30030"), MarketMessages.all(trades).get(1).priceE8());
    }

    @Test
    void shouldKeepWhatItHasOnHoldAlsoWhileItWaits() {
        final VirtualAccounts accounts = accounts(0, 0);
        accounts.onSignal(0, Signal.HOLD);
        accounts.onSignal(1, Signal.SHORT);
        accounts.onSignal(1, Signal.HOLD);
        touch(accounts, 0, "100", "101");
        assertEquals(1, MarketMessages.all(trades).size());
        assertEquals(1, MarketMessages.all(trades).get(0).strategyIndex());

        accounts.onSignal(1, Signal.HOLD);
        touch(accounts, 0, "90", "91");
        assertEquals(0, MarketMessages.all(trades).size());
        assertEquals(e8("-100"), accounts.positionE8(1));
    }

    @Test
    void shouldNotTradeWhenTheSignalReturnsBeforeAPrice() {
        final VirtualAccounts accounts = accounts(0);
        accounts.onSignal(0, Signal.LONG);
        accounts.onSignal(0, Signal.FLAT);
        touch(accounts, 0, "100", "101");
        assertEquals(0, MarketMessages.all(trades).size());

        accounts.onSignal(0, Signal.LONG);
        touch(accounts, 0, "100", "101");
        accounts.onSignal(0, Signal.SHORT);
        accounts.onSignal(0, Signal.LONG);
        touch(accounts, 0, "200", "201");
        assertEquals(0, MarketMessages.all(trades).size());
        assertEquals(1, accounts.trades(0));
    }

    @Test
    void shouldLeaveThePositionOfAStrategyThatIsQuarantined() {
        final VirtualAccounts accounts = accounts(0);
        accounts.onSignal(0, Signal.SHORT);
        touch(accounts, 0, "100", "101");
        accounts.onSilenced(0);
        assertEquals(e8("-100"), accounts.positionE8(0), "it waits for a price");
        touch(accounts, 0, "98", "99");
        assertEquals(0, accounts.positionE8(0));
        assertEquals(Side.BUY, MarketMessages.all(trades).get(0).side());
        assertEquals(e8("99"), MarketMessages.all(trades).get(0).priceE8());
    }

    /** One lot is 0.0001, and 10,000 buys one up to 100,000,000. A price above that buys nothing; the next signal tries again. */
    @Test
    void shouldStayFlatWhenTheNotionalDoesNotBuyTheSmallestOrder() {
        final VirtualAccounts accounts = accounts(0);
        accounts.onSignal(0, Signal.LONG);
        touch(accounts, 0, "99999999", "100000001");
        assertEquals(0, MarketMessages.all(trades).size());
        touch(accounts, 0, "90", "100");
        assertEquals(0, MarketMessages.all(trades).size(), "the signal has had its price");

        accounts.onSignal(0, Signal.SHORT);
        touch(accounts, 0, "100000000", "100000001");
        assertEquals(e8("-0.0001"), MarketMessages.all(trades).get(0).positionE8());
        assertEquals(e8("-0.0001"), accounts.positionE8(0));
        accounts.onSignal(0, Signal.LONG);
        touch(accounts, 0, "99999999", "100000001");
        assertEquals(0, accounts.positionE8(0), "a reversal only closes then");
        assertEquals(0, MarketMessages.all(trades).get(0).positionE8());
    }

    @Test
    void shouldListTradesByStrategyAndOnlyThoseOfTheInstrument() {
        final int[] instruments = new int[200];
        for (int i = 0; i < instruments.length; i++) {
            instruments[i] = i % 2;
        }
        final VirtualAccounts accounts = accounts(instruments);
        for (final int i : new int[] {199, 3, 64, 128, 0, 63, 65, 1, 127}) {
            accounts.onSignal(i, i % 3 == 0 ? Signal.LONG : Signal.SHORT);
        }
        touch(accounts, 1, "100", "101");
        assertEquals(List.of("1 SELL 1", "3 BUY 1", "63 BUY 1", "65 SELL 1", "127 SELL 1", "199 SELL 1"), listed());
        touch(accounts, 1, "100", "101");
        assertEquals(List.of(), listed());
        touch(accounts, 0, "100", "101");
        assertEquals(List.of("0 BUY 0", "64 SELL 0", "128 SELL 0"), listed());
    }

    private List<String> listed() {
        return MarketMessages.all(trades).stream().map(each -> each.strategyIndex() + " " + each.side() + " " + each.instrumentId()).toList();
    }

    /** Long 0.5 at 20,000 for 3 hours at 2, 2 and -1 a unit: pays 1.5. Then short 0.5: gets 0.5 x 4. A new account has paid nothing. */
    @Test
    void shouldPayFundingForTheHoursOfItsPosition() {
        final VirtualAccounts accounts = accounts(0, 0);
        accounts.onMark(0, e8("20000"));
        accounts.onTime(0, 10 * HOUR_NS + 1);
        accounts.onFundingRate(0, e8("2"));
        accounts.onTime(0, 11 * HOUR_NS);
        accounts.onSignal(0, Signal.LONG);
        touch(accounts, 0, "20000", "20000");
        accounts.onTime(0, 13 * HOUR_NS);
        accounts.onFundingRate(0, e8("-1"));
        accounts.onTime(0, 14 * HOUR_NS);

        assertEquals(e8("-1.5"), accounts.fundingE8(0));
        assertEquals(e8("-5"), accounts.netE8(0, e8("20000")) + e8("1.5"), "beside the fee");
        assertEquals(e8("-10005"), accounts.cashE8(0), "not settled yet");

        accounts.onSignal(0, Signal.SHORT);
        touch(accounts, 0, "20000", "20000");
        assertEquals(e8("-1.5"), MarketMessages.all(trades).get(0).fundingE8());
        assertEquals(e8("5"), trades.first().fundingIndexE8(), "2 before the trade, then 2 + 2 - 1");
        accounts.onFundingRate(0, e8("4"));
        accounts.onTime(0, 15 * HOUR_NS);
        assertEquals(e8("0.5"), accounts.fundingE8(0));
        assertEquals(e8("-14.5"), accounts.netE8(0, e8("20000")));
        assertEquals(0, accounts.fundingE8(1));
    }

    /** 0.00001 of a mark of 20,000 is 0.2 a unit and interval; without a mark nothing is due, and without an interval never. */
    @Test
    void shouldPayTheUsualShareOfTheMarkWithoutARate() {
        final InstrumentDefinition unfunded =
            new InstrumentDefinition("C", A.steps(), A.maxPositionE8(), A.fees(), 0, A.marginLevels());
        final VirtualAccounts accounts = new VirtualAccounts(SETTINGS, List.of(A, unfunded), new int[] {0, 1});
        for (int id = 0; id < 2; id++) {
            accounts.onTime(id, HOUR_NS);
            accounts.onSignal(id, Signal.LONG);
            touch(accounts, id, "20000", "20000");
            accounts.onTime(id, 2 * HOUR_NS);
            assertEquals(0, accounts.fundingE8(id));
            accounts.onMark(id, e8("20000"));
            accounts.onTime(id, 5 * HOUR_NS + 7);
        }
        assertEquals(e8("-0.3"), accounts.fundingE8(0));
        assertEquals(0, accounts.fundingE8(1));
        accounts.onFundingRate(0, e8("7"));
        accounts.onFeedDown(0);
        accounts.onTime(0, 6 * HOUR_NS);
        assertEquals(e8("-0.4"), accounts.fundingE8(0));
    }

    @Test
    void shouldNotTradeAtAnUnknownPrice() {
        final VirtualAccounts accounts = accounts(0);
        accounts.onSignal(0, Signal.LONG);
        touch(accounts, 0, "0", "100");
        touch(accounts, 0, "100", "0");
        accounts.onPrice(0, 0, trades);
        assertEquals(0, MarketMessages.all(trades).size());
        touch(accounts, 0, "99", "100");
        assertEquals(1, MarketMessages.all(trades).size());
    }

    @Test
    void shouldThrowRatherThanOverflow() {
        final VirtualAccounts accounts = new VirtualAccounts(
            new AccountSettings(e8("1000000000"), 0, 0), List.of(A), new int[] {0});
        accounts.onSignal(0, Signal.LONG);
        touch(accounts, 0, "1", "1");
        assertThrows(ArithmeticException.class, () -> accounts.netE8(0, e8("100")));
    }

    @Test
    void shouldRefuseStepsWhoseProductIsNoWholeUnit() {
        final InstrumentDefinition fine = new InstrumentDefinition(
            "F", new InstrumentDefinition.Steps(1_000, 1_000, 1_000), A.maxPositionE8(), A.fees(), 0, A.marginLevels());
        final Exception thrown = assertThrows(
            IllegalArgumentException.class, () -> new VirtualAccounts(SETTINGS, List.of(fine), new int[] {0}));
        assertEquals("tick times lot of F must be a multiple of 0.00000001: tick=0.00001 lot=0.00001", thrown.getMessage());
    }

    /** Strategies 0 and 1 go on as 2 and 0; 1 waits for a price, 2 traded another instrument before, 3 is not there any more. */
    @Test
    void shouldGoOnUnderAnotherConfiguration() {
        final VirtualAccounts before = accounts(0, 1, 0, 0);
        for (int id = 0; id < 2; id++) {
            before.onMark(id, e8("20000"));
            before.onTime(id, 10 * HOUR_NS);
            before.onFundingRate(id, e8("2"));
        }
        before.onTime(0, 11 * HOUR_NS);
        for (int i = 0; i < 4; i++) {
            before.onSignal(i, Signal.LONG);
        }
        touch(before, 0, "20000", "20000");
        before.onTime(0, 12 * HOUR_NS);

        final VirtualAccounts after = new VirtualAccounts(
            new AccountSettings(e8("20000"), 0, 0), List.of(A, B), new int[] {1, 0, 0, 1});
        after.takeOver(before, new int[] {1, -1, 0, 2});
        assertEquals(e8("-1"), after.fundingE8(2));
        after.onTime(0, 13 * HOUR_NS);
        assertEquals(e8("-2"), after.fundingE8(2), "the same rate, from the same hour on");
        assertEquals(e8("-10005"), after.cashE8(2));
        assertEquals(e8("20000"), after.entryPriceE8(2));
        assertEquals(e8("5"), after.feesE8(2));
        assertEquals(1, after.trades(2));
        assertEquals(0, after.positionE8(1));
        assertEquals(0, after.positionE8(3), "a position in one instrument is none in another");
        assertEquals(0, after.trades(3));

        touch(after, 1, "20000", "20000");
        assertEquals(List.of("0 BUY 1"), listed(), "what waited still waits");
        assertEquals(e8("1"), after.positionE8(0), "the new notional");
        touch(after, 0, "20000", "20000");
        assertEquals(List.of(), listed());
        after.onSignal(2, Signal.FLAT);
        touch(after, 0, "20000", "20000");
        assertEquals(e8("-12"), after.cashE8(2), "two fees of 5 and two hours");
    }

    /** The trades of an event are no state: the second one has listed none before the snapshot. */
    @Test
    void shouldGoOnFromASnapshot() {
        final VirtualAccounts first = accounts(0, 1, 0);
        final VirtualAccounts second = accounts(0, 1, 0);
        first.onMark(0, e8("20000"));
        first.onTime(0, HOUR_NS);
        first.onSignal(0, Signal.LONG);
        touch(first, 0, "20000", "20001");
        first.onTime(0, 3 * HOUR_NS);
        first.onSignal(2, Signal.SHORT);
        final AccountTrades others = new AccountTrades(new AccountTrades.Store());
        ObjectGraph.of(List.of(second, others)).restore(ObjectGraph.of(List.of(first, trades)).save());

        for (final VirtualAccounts each : List.of(first, second)) {
            each.onTime(0, 4 * HOUR_NS);
            touch(each, 0, "21000", "21001");
            assertEquals(List.of("2 SELL 0"), listed());
            assertEquals(e8("-0.29994"), each.fundingE8(0), "3 hours of 0.2 on 10,000 / 20,001 = 0.4999");
        }
        assertEquals(first.netE8(0, e8("30000")), second.netE8(0, e8("30000")));
        assertEquals(0, MarketMessages.all(others).size());
    }

    /** Cash is what the listed trades say, and a mark is as good as leaving there. */
    @Test
    void shouldAddUp() {
        final InstrumentDefinition free = new InstrumentDefinition(
            "F", A.steps(), A.maxPositionE8(), new InstrumentDefinition.Fees(0, 0), HOUR_NS, A.marginLevels());
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int walk = 0; walk < 200; walk++) {
            final boolean costs = walk % 2 == 0;
            final VirtualAccounts accounts = new VirtualAccounts(SETTINGS, List.of(costs ? B : free), new int[] {0});
            accounts.onMark(0, FixedPoint.ONE);
            long sumE8 = 0;
            for (int n = 0; n < 200; n++) {
                final long heldE8 = accounts.positionE8(0);
                final long paidE8 = accounts.feesE8(0);
                accounts.onFundingRate(0, random.nextLong(-FixedPoint.ONE, FixedPoint.ONE));
                accounts.onTime(0, n * HOUR_NS / 3);
                final long bidE8 = FixedPoint.ONE * random.nextLong(1, 100_000);
                final long before = accounts.netE8(0, bidE8);
                trades.clear();
                accounts.onTouch(0, bidE8, costs ? bidE8 + B.tickE8() : bidE8, trades);
                if (MarketMessages.all(trades).size() == 1) {
                    final MarketMessages.Recorded trade = MarketMessages.all(trades).get(0);
                    final long notionalE8 = FixedPoint.multiplyFloor(Math.abs(trade.positionE8() - heldE8), trade.priceE8());
                    sumE8 += (trade.side() == Side.BUY ? -notionalE8 : notionalE8) - (trade.feesE8() - paidE8);
                    assertEquals(sumE8 + trade.fundingE8(), accounts.cashE8(0), "seed=" + SEED);
                }
                if (!costs) {
                    assertEquals(before, accounts.netE8(0, bidE8), "seed=" + SEED + ": a trade without costs changes nothing");
                }
                assertEquals(accounts.netE8(0, bidE8), accounts.realisedE8(0) - accounts.feesE8(0) + accounts.fundingE8(0)
                    + FixedPoint.multiplyFloor(accounts.positionE8(0), bidE8 - accounts.entryPriceE8(0)), "seed=" + SEED);
                accounts.onSignal(0, Signal.get((short) random.nextInt(4)));
            }
        }
    }

    @Test
    void shouldTakePendingStrategiesInOrder() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (final int size : new int[] {1, 63, 64, 65, 4_096, 4_097, 10_000}) {
            final PendingStrategies pending = new PendingStrategies(size);
            final int[] out = new int[size];
            final TreeSet<Integer> expected = new TreeSet<>();
            for (int n = 0; n < 3_000; n++) {
                final int index = random.nextInt(size);
                final String label = "seed=" + SEED + " size=" + size + " n=" + n;
                if (random.nextInt(200) == 0) {
                    final int count = pending.takeAll(out);
                    assertEquals(List.copyOf(expected), Arrays.stream(out, 0, count).boxed().toList(), label);
                    expected.clear();
                } else {
                    final boolean waits = random.nextBoolean();
                    pending.set(index, waits ? 1 + random.nextInt(3) : 0);
                    if (waits) {
                        expected.add(index);
                    } else {
                        expected.remove(index);
                    }
                }
            }
        }
    }

    @Test
    void shouldAllocateNothing() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final int size = 3_000;
        final VirtualAccounts accounts = accounts(new int[size]);
        accounts.onMark(0, e8("20000"));
        play(accounts, size, 0, 200);
        threads.getCurrentThreadAllocatedBytes();
        final long before = threads.getCurrentThreadAllocatedBytes();
        final long traded = play(accounts, size, 200, 400);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(traded > 10_000, "trades=" + traded);
        // Reading the counter may itself allocate, but not once an event.
        assertTrue(allocated < 1_000, allocated + " bytes in 200 events");
    }

    private long play(final VirtualAccounts accounts, final int size, final int from, final int to) {
        long traded = 0;
        long net = 0;
        for (int n = from; n < to; n++) {
            accounts.onTime(0, n * HOUR_NS);
            trades.clear();
            accounts.onTouch(0, e8k(20_000 + n % 7), e8k(20_001 + n % 7), trades);
            for (TradeBlock block = trades.first(); block != null; block = block.next) {
                traded += block.count();
            }
            for (int i = n % 5; i < size; i += 1 + n % 20) {
                accounts.onSignal(i, (n + i) % 3 == 0 ? Signal.LONG : (n + i) % 3 == 1 ? Signal.SHORT : Signal.FLAT);
                net += accounts.netE8(i, e8k(20_000));
            }
        }
        assertTrue(net != 0);
        return traded;
    }

    private static long e8k(final long price) {
        return price * FixedPoint.ONE;
    }
}
