package io.ringmaster.pipeline.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.AccountSettings;
import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The account of a policy, and an independent simulation of it in decimal numbers, from the rules in docs/models.md. */
class PolicyAccountTest {

    private static final long SEED = Long.getLong("seed", 20261202);
    private static final int STEPS = 100_000;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final String CASH = "100000";
    private static final InstrumentDefinition INSTRUMENT = InstrumentDefinition.perpetual("X", FixedPoint.parse("0.5"));
    private static final BigDecimal TICK = new BigDecimal("0.5");
    private static final BigDecimal LOT = new BigDecimal("0.0001");
    private static final BigDecimal TAKER = new BigDecimal("0.0005");
    private static final BigDecimal SLIPPAGE = new BigDecimal("0.0001");
    private static final BigDecimal USUAL_FUNDING = new BigDecimal("0.0000125");
    private static final BigDecimal DEAD_BAND = new BigDecimal("0.01");

    private final Ledger ledger = new Ledger(List.of(INSTRUMENT), FixedPoint.parse(CASH));
    private int stopFills;
    private final PolicyAccount account = new PolicyAccount(
        new PolicyAccount.Rules(AccountSettings.defaults(), FixedPoint.parse("0.01")), List.of(INSTRUMENT), ledger,
        (id, side, qtyE8, priceE8, feeE8, timeNs, isStop) -> {
            stopFills += isStop ? 1 : 0;
            ledger.onFill(id, side, qtyE8, priceE8, feeE8);
        });

    /** The rules once more, in decimal numbers and without a ledger. */
    private static final class Simulation {

        private BigDecimal cash = BigDecimal.ZERO;
        private BigDecimal fees = BigDecimal.ZERO;
        private BigDecimal funding = BigDecimal.ZERO;
        private BigDecimal position = BigDecimal.ZERO;
        private BigDecimal wished = BigDecimal.ZERO;
        private BigDecimal stop;
        private BigDecimal mark = BigDecimal.ZERO;
        private BigDecimal rate;
        private BigDecimal highest = new BigDecimal(CASH);
        private BigDecimal drawdown = BigDecimal.ZERO;
        private long nextFundingNs;
        private long trades;
        private long stops;

        private BigDecimal net() {
            return cash.add(money(position.multiply(mark)));
        }

        private BigDecimal equity() {
            return new BigDecimal(CASH).add(net());
        }

        private static BigDecimal money(final BigDecimal exact) {
            return exact.setScale(8, RoundingMode.HALF_EVEN);
        }

        private static BigDecimal steps(final BigDecimal value, final BigDecimal step, final RoundingMode rounding) {
            return value.divide(step, 0, rounding).multiply(step);
        }

        private void time(final long timeNs) {
            if (nextFundingNs == 0) {
                nextFundingNs = (timeNs / HOUR_NS + 1) * HOUR_NS;
            }
            BigDecimal sum = BigDecimal.ZERO;
            while (timeNs >= nextFundingNs) {
                sum = sum.add(rate == null ? money(USUAL_FUNDING.multiply(mark)) : rate);
                nextFundingNs += HOUR_NS;
            }
            final BigDecimal paid = money(position.multiply(sum));
            funding = funding.subtract(paid);
            cash = cash.subtract(paid);
        }

        private void price(final BigDecimal bid, final BigDecimal ask) {
            final BigDecimal bought = wished.subtract(position);
            if (bought.signum() == 0) {
                return;
            }
            final BigDecimal at = bought.signum() > 0 ? steps(ask, TICK, RoundingMode.CEILING) : steps(bid, TICK, RoundingMode.FLOOR);
            final BigDecimal fee = money(bought.abs().multiply(at).multiply(TAKER));
            cash = cash.subtract(bought.multiply(at)).subtract(fee);
            fees = fees.add(fee);
            position = wished;
            trades++;
            note();
        }

        private void marked(final BigDecimal price) {
            mark = price;
            if (position.signum() != 0 && stop != null && price.compareTo(stop) * position.signum() <= 0) {
                wished = BigDecimal.ZERO;
                stop = null;
                stops++;
            }
            note();
        }

        private void note() {
            highest = highest.max(equity());
            drawdown = drawdown.max(highest.subtract(equity()).divide(highest, 8, RoundingMode.FLOOR));
        }

        private void target(final Signal signal, final BigDecimal exposure, final BigDecimal stopPrice) {
            if (signal == Signal.FLAT) {
                wished = BigDecimal.ZERO;
                stop = null;
            } else if (signal != Signal.HOLD) {
                final BigDecimal notional = equity().multiply(exposure.abs()).setScale(8, RoundingMode.FLOOR);
                final BigDecimal full = steps(notional.divide(mark, 8, RoundingMode.FLOOR), LOT, RoundingMode.FLOOR);
                final BigDecimal wanted = exposure.signum() < 0 ? full.negate() : full;
                final BigDecimal change = wanted.subtract(position).abs().multiply(mark).setScale(8, RoundingMode.FLOOR);
                final boolean isSmall = wanted.signum() != 0 && wanted.signum() == position.signum()
                    && change.compareTo(equity().multiply(DEAD_BAND).setScale(8, RoundingMode.FLOOR)) < 0;
                wished = isSmall ? position : wanted;
                stop = stopPrice;
            }
        }
    }

    private static long e8(final BigDecimal value) {
        return value.movePointRight(8).longValueExact();
    }

    private static BigDecimal price(final SplittableRandom random, final BigDecimal around, final int cents) {
        return around.add(BigDecimal.valueOf(random.nextInt(2 * cents + 1) - cents, 2)).max(new BigDecimal("5000"));
    }

    @Test
    void shouldEqualAnIndependentSimulation() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final Simulation expected = new Simulation();
        BigDecimal mid = new BigDecimal("20000");
        long timeNs = START_NS;
        for (int step = 0; step < STEPS; step++) {
            timeNs += random.nextLong(HOUR_NS / 20);
            mid = price(random, mid, 4_000);
            market(random, expected, mid, timeNs);
            if (random.nextInt(4) == 0) {
                decide(random, expected, mid);
            }
            final String where = "step " + step + ", seed=" + SEED;
            assertEquals(e8(expected.net()), account.netE8(), where);
            assertEquals(e8(expected.position), account.positionE8(0), where);
            assertEquals(e8(expected.fees), account.feesE8(), where);
            assertEquals(e8(expected.funding), account.fundingE8(), where);
            assertEquals(e8(expected.drawdown), account.drawdownE8(), where);
            assertEquals(expected.trades, account.trades(), where);
        }
        assertTrue(expected.trades > STEPS / 20 && expected.stops > 100, expected.trades + " trades, " + expected.stops + " stops, seed=" + SEED);
        assertTrue(stopFills > 50 && stopFills <= expected.stops, stopFills + " of " + expected.stops + ", seed=" + SEED);
    }

    private void market(final SplittableRandom random, final Simulation expected, final BigDecimal mid, final long timeNs) {
        account.onTime(0, timeNs);
        expected.time(timeNs);
        final BigDecimal half = BigDecimal.valueOf(random.nextInt(100), 2);
        switch (random.nextInt(6)) {
            case 0 -> {
                account.onPrice(0, e8(mid), null);
                final BigDecimal slip = mid.multiply(SLIPPAGE).setScale(8, RoundingMode.FLOOR);
                expected.price(mid.subtract(slip), mid.add(slip));
            }
            case 1 -> {
                final BigDecimal rate = BigDecimal.valueOf(random.nextInt(200) - 100, 2);
                account.onFundingRate(0, e8(rate));
                expected.rate = rate;
            }
            case 2 -> {
                account.onFeedDown(0);
                expected.rate = null;
            }
            default -> {
                account.onTouch(0, e8(mid.subtract(half)), e8(mid.add(half)), null);
                expected.price(mid.subtract(half), mid.add(half));
            }
        }
        account.onMark(0, e8(mid));
        expected.marked(mid);
    }

    private void decide(final SplittableRandom random, final Simulation expected, final BigDecimal mid) {
        final Target target = new Target();
        target.hold(0, DecisionReason.MODEL);
        target.signal = List.of(Signal.LONG, Signal.SHORT, Signal.FLAT, Signal.HOLD).get(random.nextInt(4));
        final BigDecimal size = BigDecimal.valueOf(random.nextInt(1, 150), 2);
        final BigDecimal exposure = target.signal == Signal.SHORT ? size.negate() : size;
        target.exposureE8 = e8(exposure);
        BigDecimal stop = null;
        if (random.nextBoolean()) {
            final BigDecimal distance = BigDecimal.valueOf(random.nextInt(1, 300));
            stop = target.signal == Signal.SHORT ? mid.add(distance) : mid.subtract(distance);
            target.stopPriceE8 = e8(stop);
        }
        account.onTarget(target);
        expected.target(target.signal, exposure, stop);
    }

    @Test
    void shouldLeaveItsPositionAtTheNextPriceWhenThePolicyIsSilent() {
        account.onTime(0, START_NS);
        account.onMark(0, FixedPoint.parse("20000"));
        final Target target = new Target();
        target.signal = Signal.LONG;
        target.exposureE8 = FixedPoint.ONE;
        account.onTarget(target);
        account.onTouch(0, FixedPoint.parse("19999.5"), FixedPoint.parse("20000"), null);
        assertEquals(FixedPoint.parse("5"), account.positionE8(0));
        account.onSilenced();
        assertEquals(FixedPoint.parse("5"), account.positionE8(0));
        account.onTouch(0, FixedPoint.parse("20010"), FixedPoint.parse("20010.5"), null);
        assertEquals(0, account.positionE8(0));
        // 5 x 10 profit, minus 0.05 % of 100,000 and of 100,050.
        assertEquals(FixedPoint.parse("-50.025"), account.netE8());
    }
}
