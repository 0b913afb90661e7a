package io.ringmaster.pipeline.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.AccountSettings;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Each account equals an independent simulation of its strategy, to the last unit, over markets of bars and of books with funding. */
class VirtualAccountsOracleTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int EVENTS = 100_000 * Integer.getInteger("times", 1);
    private static final int STRATEGIES = 5;
    private static final int CHECKED_EVERY = 16;
    private static final long NS = 1_000_000_000L;
    private static final long HOUR_NS = 3_600 * NS;
    private static final long BEGIN_NS = 1_700_000_000L * NS;
    private static final long NONE = Long.MIN_VALUE;
    private static final Signal[] SIGNALS = {Signal.LONG, Signal.SHORT, Signal.FLAT, Signal.HOLD};

    private static final InstrumentDefinition INSTRUMENT = new InstrumentDefinition(
        "X", new InstrumentDefinition.Steps(FixedPoint.ONE / 2, FixedPoint.ONE / 1_000, FixedPoint.ONE / 500), 1_000 * FixedPoint.ONE,
        new InstrumentDefinition.Fees(20_000, 50_000), HOUR_NS, List.of());
    private static final AccountSettings SETTINGS = new AccountSettings(123_456_789_012L, 12_345, 1_250);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final VirtualAccounts accounts = new VirtualAccounts(SETTINGS, List.of(INSTRUMENT), new int[STRATEGIES]);
    private final MarketMessages messages = new MarketMessages(accounts, 1);
    private final PlainAccount[] expected = new PlainAccount[STRATEGIES];
    private long timeNs = BEGIN_NS;
    /** Until when funding has been paid; 0 before there is a mark. */
    private long paidUntilNs;
    private long priceE8 = 600_000 * FixedPoint.ONE;
    private long markE8;
    private long rateE8 = NONE;
    private long traded;
    private int fundings;

    VirtualAccountsOracleTest() {
        final PlainAccount.Terms terms = new PlainAccount.Terms(
            decimal(INSTRUMENT.tickE8()), decimal(INSTRUMENT.lotE8()), decimal(INSTRUMENT.minQtyE8()), decimal(INSTRUMENT.takerFeeE8()),
            decimal(SETTINGS.notionalE8()), decimal(SETTINGS.slippageE8()));
        for (int i = 0; i < STRATEGIES; i++) {
            expected[i] = new PlainAccount(terms);
        }
    }

    private static BigDecimal decimal(final long e8) {
        return BigDecimal.valueOf(e8, 8);
    }

    private static long e8(final BigDecimal value) {
        return value.setScale(8, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
    }

    /** Walks up and down by up to 1 %, and jumps at times; most prices are no ticks. From 617,284 on the notional does not buy the smallest order. */
    private void walk() {
        if (random.nextInt(2_000) == 0) {
            priceE8 = (60L << random.nextInt(15)) * FixedPoint.ONE;
        }
        final long step = random.nextLong(-priceE8 / 100, priceE8 / 100 + 1);
        priceE8 = Math.clamp(priceE8 + step, 60 * FixedPoint.ONE, 6_000_000 * FixedPoint.ONE);
        if (random.nextInt(4) == 0) {
            priceE8 -= priceE8 % INSTRUMENT.tickE8();
        }
    }

    /** Bars of 1 minute to 3 hours with gaps, so that 0 to many fundings fall into and between them. */
    @Test
    void shouldEqualASimulationOfEachStrategyOnBars() {
        for (int n = 0; n < EVENTS; n++) {
            final long openTimeNs = timeNs + (random.nextInt(50) == 0 ? random.nextLong(9 * HOUR_NS) : 0);
            timeNs = openTimeNs + 60 * NS * (random.nextInt(20) == 0 ? 180 : 1);
            walk();
            final long openE8 = priceE8;
            walk();
            messages.bar(0, BarPhase.LIVE, openTimeNs, timeNs, openE8, priceE8);

            pay(openTimeNs);
            for (int i = 0; i < STRATEGIES; i++) {
                traded += expected[i].open(decimal(openE8)) ? 1 : 0;
            }
            markE8 = openE8;
            paidUntilNs = paidUntilNs == 0 ? openTimeNs : paidUntilNs;
            pay(timeNs);
            markE8 = priceE8;
            compare(n);
            speak();
        }
        assertWorthIt();
    }

    /** A book every 0 to 20 minutes, some of them void; tickers with and without mark and rate; lost connections. */
    @Test
    void shouldEqualASimulationOfEachStrategyOnBooks() {
        for (int n = 0; n < EVENTS; n++) {
            timeNs += random.nextLong(20 * 60 * NS);
            pay(timeNs);
            final int kind = random.nextInt(100);
            if (kind < 10) {
                final long mark = random.nextBoolean() ? priceE8 + random.nextLong(-1_000_000, 1_000_001) : NONE;
                final long rate = random.nextInt(3) == 0 ? NONE : random.nextLong(-priceE8 / 10_000, priceE8 / 10_000);
                messages.ticker(0, timeNs, mark, rate);
                rateE8 = rate == NONE ? rateE8 : rate;
            } else if (kind == 10) {
                messages.feedDown(random.nextBoolean() ? 0 : -1, timeNs);
                rateE8 = NONE;
            } else {
                onBook(kind == 11);
            }
            // The mark is of the market, which is not what is tested here.
            if (messages.view.instrumentId == 0) {
                markE8 = messages.view.markPriceE8;
                paidUntilNs = timeNs;
            }
            compare(n);
            speak();
        }
        assertWorthIt();
    }

    private void onBook(final boolean isCrossed) {
        walk();
        final long bidE8 = priceE8;
        final long askE8 = isCrossed ? bidE8 : bidE8 + 1 + random.nextLong(3 * FixedPoint.ONE);
        messages.book(0, timeNs, bidE8, askE8);
        for (int i = 0; i < STRATEGIES && !isCrossed; i++) {
            traded += expected[i].touch(decimal(bidE8), decimal(askE8)) ? 1 : 0;
        }
    }

    /** One payment at each full hour since the last, at the rate of the market or at the usual share of the mark. */
    private void pay(final long untilNs) {
        if (paidUntilNs == 0 || markE8 == 0) {
            return;
        }
        final BigDecimal rate = rateE8 != NONE ? decimal(rateE8)
            : decimal(SETTINGS.fundingRateE8()).multiply(decimal(markE8)).setScale(8, RoundingMode.HALF_EVEN);
        for (long hour = paidUntilNs / HOUR_NS + 1; hour <= untilNs / HOUR_NS; hour++) {
            fundings++;
            for (final PlainAccount each : expected) {
                each.pay(rate);
            }
        }
        paidUntilNs = Math.max(paidUntilNs, untilNs);
    }

    /** Some strategies say something, after the price of the event: fast ones and slow ones. The last is silenced at some time and stays so. */
    private void speak() {
        for (int i = 0; i < STRATEGIES; i++) {
            if (random.nextInt(2 + 10 * i) == 0) {
                final Signal says = SIGNALS[random.nextInt(SIGNALS.length)];
                accounts.onSignal(i, says);
                expected[i].hear(says);
            }
        }
        if (random.nextInt(500) == 0) {
            accounts.onSilenced(STRATEGIES - 1);
            expected[STRATEGIES - 1].hear(Signal.FLAT);
        }
    }

    private void compare(final int n) {
        if (MarketMessages.all(messages.trades).size() == 0 && n % CHECKED_EVERY != 0) {
            return;
        }
        for (int i = 0; i < STRATEGIES; i++) {
            final int at = i;
            final PlainAccount plain = expected[i];
            final long[] wanted = {
                e8(plain.position), e8(plain.entry), e8(plain.cash), e8(plain.fees), e8(plain.realised), e8(plain.fundingUntilNow()),
                e8(plain.net(decimal(markE8))), plain.trades};
            final long[] found = {
                accounts.positionE8(i), accounts.entryPriceE8(i), accounts.cashE8(i), accounts.feesE8(i), accounts.realisedE8(i),
                accounts.fundingE8(i), accounts.netE8(i, markE8), accounts.trades(i)};
            for (int k = 0; k < wanted.length; k++) {
                final int field = k;
                assertEquals(wanted[k], found[k], () -> "seed=" + SEED + " event=" + n + " strategy=" + at + " field=" + field);
            }
        }
    }

    private void assertWorthIt() {
        long listed = 0;
        for (int i = 0; i < STRATEGIES; i++) {
            listed += accounts.trades(i);
        }
        assertEquals(traded, listed);
        final long tooSmall = Arrays.stream(expected).mapToLong(each -> each.tooSmall).sum();
        assertTrue(traded > EVENTS / 10 && fundings > EVENTS / 100 && tooSmall > 100,
            "seed=" + SEED + " trades=" + traded + " fundings=" + fundings + " too small=" + tooSmall);
    }
}
