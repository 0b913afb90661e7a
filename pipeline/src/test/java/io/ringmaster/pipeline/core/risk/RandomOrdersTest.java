package io.ringmaster.pipeline.core.risk;

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
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random orders, sane and absurd, in a market and an account that change at random. Of every one that passes, each limit is computed again
 * in another way, with numbers that can't overflow.
 */
class RandomOrdersTest {

    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int ORDERS = 10_000_000;
    private static final long SECOND = 1_000_000_000L;
    private static final BigInteger E8 = BigInteger.valueOf(FixedPoint.ONE);
    private static final RiskLimits LIMITS = Configuration.bind(RiskLimits.class, "test", """
        {maxOrderQty: 2, maxOrderValue: 15000, collarBps: 100, maxDivergenceBps: 200, maxReferenceAge: 5s, maxPosition: 3,
        maxLeverage: 0.7, maxOpenOrders: 12, messagesPerWindow: 40, messageWindow: 10s, cancelReserve: 10,
        duplicateWindow: 100ms, maxDailyLoss: 5000, maxDrawdown: 0.2, maxConsecutiveRejects: 5, maxRejects: 30,
        rejectWindow: 600s, orderTimeout: 10s, maxOpenValue: 60000, maxEntries: 1000, entryWindow: 60s, rampUp: 0s,
        rampUpShare: 0.1, maxSameTargets: 0, maxCashDifference: 100, flattenOnLatch: true, maxDailyLossShare: 1,
        dailyLossLatch: day}
        """, Map.of());

    private final InstrumentDefinition instrument = InstrumentDefinition.perpetual("X", FixedPoint.ONE);
    private final List<InstrumentDefinition> instruments = List.of(instrument);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final OrderStore orders = new OrderStore();
    private final ExternalOrders externals = new ExternalOrders();
    private final MarketView market = new MarketView();
    private final Map<RiskReason, Integer> said = new EnumMap<>(RiskReason.class);
    private final ArrayDeque<long[]> passed = new ArrayDeque<>();
    private Ledger ledger = new Ledger(instruments, e8("30000"));
    private RiskGate gate = new RiskGate(LIMITS, instruments, ledger, orders, externals, new MarketView[] {market});
    private FeedCondition feed = FeedCondition.UP;
    private boolean isHealthy = true;
    private boolean isLatched;
    private boolean isPaused;
    private boolean isKilled;
    private boolean isReconciled = true;
    private boolean isArmed = true;
    private boolean isSound = true;
    private long nowNs = 1_000 * SECOND;
    private long ids;
    private Order last;

    @Test
    void shouldLetNoOrderPassBeyondAnyLimit() {
        begin();
        for (int i = 0; i < ORDERS; i++) {
            if (random.nextInt(8) == 0) {
                change();
            }
            final Order order = randomOrder();
            final long parentE8 = (random.nextInt(3) - 1) * random.nextLong(5 * FixedPoint.ONE);
            final RiskReason reason = gate.check(order, parentE8, nowNs);
            said.merge(reason, 1, Integer::sum);
            if (reason == RiskReason.PASSED) {
                verify(order, parentE8, i);
                take(order);
            }
        }
        System.out.println(said);
        for (final RiskReason each : List.of(
            RiskReason.PASSED, RiskReason.NUMERIC, RiskReason.ORDER_SIZE, RiskReason.ORDER_VALUE, RiskReason.PRICE_COLLAR,
            RiskReason.MAX_POSITION, RiskReason.OPEN_ORDERS, RiskReason.THROTTLE, RiskReason.DUPLICATE_INTENT, RiskReason.PARENT_CAP,
            RiskReason.SELF_TRADE, RiskReason.DAILY_LOSS, RiskReason.STALE_DATA, RiskReason.RECONCILIATION, RiskReason.JOURNAL,
            RiskReason.VENUE_STATE, RiskReason.KILLED, RiskReason.LEVERAGE, RiskReason.LATCHED, RiskReason.PAUSED,
            RiskReason.NOT_ARMED, RiskReason.POLICY_OUTPUT)) {
            assertTrue(said.getOrDefault(each, 0) > 100, () -> "hardly ever said: " + each + " in " + said);
        }
    }

    /** A new account, for one that has lost its day stays shut. */
    private void begin() {
        while (orders.workingCount() > 0) {
            retire(orders.working(0));
        }
        ledger = new Ledger(instruments, e8("30000"));
        gate = new RiskGate(LIMITS, instruments, ledger, orders, externals, new MarketView[] {market});
        gate.setWarmupEnd(0);
        gate.onTime(nowNs);
        mark(10_000);
        feed = FeedCondition.UP;
        isHealthy = true;
        isLatched = false;
        isPaused = false;
        isKilled = false;
        isReconciled = true;
        isArmed = true;
        isSound = true;
        passed.clear();
    }

    private void mark(final long price) {
        market.markPriceE8 = price * FixedPoint.ONE;
        market.markTimeNs = nowNs;
        market.bookState = BookState.VALID;
        ledger.onTime(nowNs);
        ledger.onMark(0, market.markPriceE8);
    }

    private void change() {
        nowNs += random.nextLong(SECOND / 4);
        gate.onTime(nowNs);
        switch (random.nextInt(27)) {
            case 0 -> gate.setKilled(isKilled = random.nextInt(12) == 0);
            case 1 -> gate.setLatched(isLatched = random.nextInt(12) == 0);
            case 2 -> gate.setPaused(isPaused = random.nextInt(12) == 0);
            case 3 -> gate.setJournalHealthy(isHealthy = random.nextInt(12) != 0);
            case 4 -> gate.setAgreement((isReconciled = random.nextInt(12) != 0) ? Agreement.AGREED : Agreement.UNKNOWN);
            case 5 -> gate.onFeedState(0, feed = random.nextBoolean() ? FeedCondition.UP : FeedCondition.get((short) random.nextInt(5)));
            case 6 -> market.bookState = BookState.values()[random.nextInt(BookState.values().length)];
            case 7 -> nowNs += random.nextLong(8 * SECOND);
            case 8 -> {
                if (random.nextInt(400) == 0) {
                    begin();
                }
            }
            case 9, 10, 11, 12, 13, 14 -> fillOrEnd();
            case 15 -> externals.put(
                0, random.nextInt(4), 0, random.nextBoolean() ? Side.BUY : Side.SELL,
                random.nextInt(4) != 0 ? 0 : (1 + random.nextInt(5_000)) * instrument.lotE8(),
                random.nextInt(3) == 0 ? 0 : Math.max(0, market.markPriceE8 + (random.nextInt(301) - 150) * FixedPoint.ONE), random.nextInt(4) == 0);
            case 16 -> gate.setArmed(isArmed = random.nextInt(12) != 0);
            case 17 -> gate.setPolicySound(0, isSound = random.nextInt(12) != 0);
            default -> mark(Math.max(100, market.markPriceE8 / FixedPoint.ONE + random.nextInt(201) - 100));
        }
        gate.onTime(nowNs);
    }

    private void fillOrEnd() {
        if (orders.workingCount() == 0) {
            return;
        }
        final Order order = orders.working(random.nextInt(orders.workingCount()));
        if (random.nextInt(3) == 0) {
            ledger.onFill(0, order.side, order.leavesQtyE8(), market.markPriceE8, 0);
        }
        if (random.nextInt(12) == 0) {
            order.state = OrderState.UNKNOWN;
        } else {
            retire(order);
        }
    }

    private void retire(final Order order) {
        order.state = OrderState.CANCELED;
        orders.retire(order);
    }

    private Order randomOrder() {
        if (last != null && random.nextInt(16) == 0) {
            return last;
        }
        final Order order = new Order();
        last = order;
        order.clientOrderId = ++ids;
        order.instrumentId = 0;
        order.type = OrderType.get((short) random.nextInt(6));
        order.side = random.nextBoolean() ? Side.BUY : Side.SELL;
        order.purpose = OrderPurpose.values()[random.nextInt(5)];
        order.reduceOnly = random.nextInt(4) == 0;
        order.qtyE8 = random.nextInt(20) == 0 ? random.nextLong() : (1 + random.nextInt(25_000)) * instrument.lotE8();
        final long priceE8 = random.nextInt(20) == 0 ? random.nextLong()
            : FixedPoint.toStepFloor(market.markPriceE8, FixedPoint.ONE) + (random.nextInt(301) - 150) * FixedPoint.ONE;
        order.limitPriceE8 = order.type == OrderType.MARKET || order.isStop() ? 0 : priceE8;
        order.stopPriceE8 = order.isStop() ? priceE8 : 0;
        order.state = OrderState.PENDING_NEW;
        return order;
    }

    private void verify(final Order order, final long parentE8, final int number) {
        final String where = "seed=" + SEED + " order " + number;
        final long priceE8 = order.isStop() ? order.stopPriceE8 : order.limitPriceE8;
        assertTrue(!isKilled && isArmed, where);
        assertTrue(order.qtyE8 >= instrument.minQtyE8() && order.qtyE8 % instrument.lotE8() == 0, where);
        assertTrue(order.type == OrderType.MARKET || priceE8 > 0 && priceE8 % instrument.tickE8() == 0, where);
        assertTrue(order.qtyE8 <= LIMITS.order().maxOrderQtyE8(), where);
        assertTrue(value(order.qtyE8, Math.max(priceE8, market.markPriceE8)).compareTo(big(LIMITS.order().maxOrderValueE8())) <= 0, where);
        if (order.type != OrderType.MARKET && !order.isStop()) {
            final BigInteger worse = order.side == Side.BUY ? big(priceE8).subtract(big(market.markPriceE8)) : big(market.markPriceE8).subtract(big(priceE8));
            assertTrue(worse.multiply(big(10_000)).compareTo(big(market.markPriceE8).multiply(big(LIMITS.order().collarBps()))) <= 0, where);
        }
        verifyTraffic(order, where);
        for (int i = 0; i < orders.workingCount(); i++) {
            final Order ours = orders.working(i);
            final boolean rests = ours.type == OrderType.LIMIT || ours.type == OrderType.POST_ONLY;
            final boolean meets = order.type == OrderType.MARKET || !order.isStop()
                && (order.side == Side.BUY ? order.limitPriceE8 >= ours.limitPriceE8 : order.limitPriceE8 <= ours.limitPriceE8);
            assertTrue(!rests || ours.side == order.side || !meets, where);
        }
        for (int i = 0; i < externals.count(); i++) {
            final long theirsE8 = externals.limitPriceE8(i);
            final boolean meets = order.type == OrderType.MARKET || !order.isStop()
                && (order.side == Side.BUY ? order.limitPriceE8 >= theirsE8 : order.limitPriceE8 <= theirsE8);
            assertTrue(theirsE8 == 0 || externals.side(i) == order.side || !meets, where);
        }
        if (!order.reduceOnly) {
            verifyNewRisk(order, parentE8, where);
        }
    }

    /** No more within any window than the budget allows, and no intent again too soon. */
    private void verifyTraffic(final Order order, final String where) {
        passed.removeIf(each -> nowNs - each[0] >= LIMITS.traffic().messageWindowNs());
        assertTrue(passed.size() < 2 * LIMITS.traffic().messagesPerWindow(), where);
        for (final long[] each : passed) {
            final boolean isSame = each[1] == order.qtyE8 && each[2] == order.side.value() && each[3] == order.purpose.value()
                && each[4] == order.limitPriceE8 + order.stopPriceE8 && each[5] == ledger.positionE8(order.instrumentId);
            assertTrue(!isSame || nowNs - each[0] >= LIMITS.traffic().duplicateWindowNs(), where);
        }
        passed.add(new long[] {
            nowNs, order.qtyE8, order.side.value(), order.purpose.value(), order.limitPriceE8 + order.stopPriceE8,
            ledger.positionE8(order.instrumentId)});
    }

    private void verifyNewRisk(final Order order, final long parentE8, final String where) {
        assertTrue(isHealthy && !isLatched && !isPaused && isReconciled && isSound, where);
        assertTrue(feed == FeedCondition.UP, where);
        assertTrue(market.isTradable() && nowNs - market.markTimeNs <= LIMITS.reference().maxReferenceAgeNs(), where);
        assertTrue(orders.workingCount() + externals.count() < LIMITS.exposure().maxOpenOrders(), where);
        assertTrue(ledger.dayStartEquityE8() - ledger.equityE8() < LIMITS.loss().maxDailyLossE8(), where);
        BigInteger longest = big(ledger.positionE8(0));
        BigInteger shortest = longest;
        BigInteger open = value(order.qtyE8, Math.max(order.limitPriceE8, market.markPriceE8));
        for (int i = 0; i < orders.workingCount(); i++) {
            final Order other = orders.working(i);
            assertTrue(other.state != OrderState.UNKNOWN, where);
            if (!other.reduceOnly) {
                open = open.add(value(other.leavesQtyE8(), Math.max(other.limitPriceE8, market.markPriceE8)));
                longest = other.side == Side.BUY ? longest.add(big(other.leavesQtyE8())) : longest;
                shortest = other.side == Side.SELL ? shortest.subtract(big(other.leavesQtyE8())) : shortest;
            }
        }
        final BigInteger longestOfOurs = order.side == Side.BUY ? longest.add(big(order.qtyE8)) : longest;
        final BigInteger shortestOfOurs = order.side == Side.SELL ? shortest.subtract(big(order.qtyE8)) : shortest;
        assertTrue(order.side == Side.BUY ? longestOfOurs.compareTo(big(Math.max(0, parentE8))) <= 0
            : shortestOfOurs.compareTo(big(Math.min(0, parentE8))) >= 0, where);
        for (int i = 0; i < externals.count(); i++) {
            if (externals.mayIncrease(i)) {
                open = open.add(value(externals.leavesQtyE8(i), Math.max(externals.limitPriceE8(i), market.markPriceE8)));
                longest = externals.side(i) == Side.BUY ? longest.add(big(externals.leavesQtyE8(i))) : longest;
                shortest = externals.side(i) == Side.SELL ? shortest.subtract(big(externals.leavesQtyE8(i))) : shortest;
            }
        }
        longest = order.side == Side.BUY ? longest.add(big(order.qtyE8)) : longest;
        shortest = order.side == Side.SELL ? shortest.subtract(big(order.qtyE8)) : shortest;
        assertTrue(open.compareTo(big(LIMITS.exposure().maxOpenValueE8())) <= 0, where);
        final BigInteger worst = longest.abs().max(shortest.abs());
        assertTrue(worst.compareTo(big(LIMITS.exposure().maxPositionE8())) <= 0, where);
        // Rounded to the nearest 1e-8, so half of one may be missing.
        assertTrue(worst.multiply(big(market.markPriceE8)).multiply(big(2)).compareTo(
            big(ledger.equityE8()).multiply(big(2 * LIMITS.exposure().maxLeverageE8() + 1)).add(E8.multiply(big(2)))) <= 0, where);
    }

    private void take(final Order order) {
        if (orders.workingCount() >= 2 * LIMITS.exposure().maxOpenOrders()) {
            retire(orders.working(0));
        }
        final Order kept = orders.add(order.clientOrderId);
        kept.instrumentId = 0;
        kept.type = order.type;
        kept.side = order.side;
        kept.purpose = order.purpose;
        kept.reduceOnly = order.reduceOnly;
        kept.qtyE8 = order.qtyE8;
        kept.cumQtyE8 = 0;
        kept.limitPriceE8 = order.limitPriceE8;
        kept.stopPriceE8 = order.stopPriceE8;
        kept.state = OrderState.NEW;
    }

    private static BigInteger value(final long qtyE8, final long priceE8) {
        return big(qtyE8).multiply(big(priceE8)).add(E8).subtract(BigInteger.ONE).divide(E8);
    }

    private static BigInteger big(final long value) {
        return BigInteger.valueOf(value);
    }

    private static long e8(final String text) {
        return FixedPoint.parse(text);
    }
}
