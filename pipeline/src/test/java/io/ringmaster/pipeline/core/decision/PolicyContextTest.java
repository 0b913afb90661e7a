package io.ringmaster.pipeline.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.ObservedMarket;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.Regime.Trend;
import io.ringmaster.inference.Regime.Volatility;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.BookSnapshotEncoder;
import io.ringmaster.schema.ImportedBarEncoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TradeEncoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The regime and the book's score on markets of which both can be said beforehand. */
class PolicyContextTest {

    private static final long E8 = 100_000_000L;
    private static final long HOUR = 3_600_000_000_000L;
    /** Wilder's ADX(14) has forgotten its beginning after 20 times as many bars. */
    private static final int SETTLED = 300;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4_096]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ObservedMarket seen = new ObservedMarket();
    private long timeNs = 1_000 * HOUR;

    @Test
    void shouldTellATrendFromARange() {
        final PolicyContext rising = context(PolicySettings.Regime.LEVELS);
        final PolicyContext turning = context(PolicySettings.Regime.LEVELS);
        rising.describe(0, seen);
        assertEquals(Trend.UNKNOWN, seen.trend, "nothing is warm");
        for (int i = 0; i < SETTLED; i++) {
            bar(rising, 1_000 + i, 5);
        }
        for (int i = 0; i < SETTLED; i++) {
            bar(turning, i % 2 == 0 ? 1_000 : 1_010, 5);
        }
        rising.describe(0, seen);
        assertEquals(Trend.TREND, seen.trend);
        turning.describe(0, seen);
        assertEquals(Trend.RANGE, seen.trend);
    }

    /** Bars from 2 % below the close to 1 % above it reach 3 %; bars of 0.5 % are calm, bars of 1.2 % neither. */
    @Test
    void shouldTellWildFromCalmByLevels() {
        assertEquals(Volatility.HIGH, volatilityOf(30));
        assertEquals(Volatility.LOW, volatilityOf(5));
        assertEquals(Volatility.NORMAL, volatilityOf(12));
    }

    private Volatility volatilityOf(final long range) {
        final PolicyContext context = context(PolicySettings.Regime.LEVELS);
        for (int i = 0; i < SETTLED; i++) {
            bar(context, 1_000, range);
        }
        context.describe(0, seen);
        return seen.volatility;
    }

    /** What is calm by levels is the wildest of the last 100 bars when it grows, and the calmest when it falls. */
    @Test
    void shouldTellWildFromCalmByPercentile() {
        final PolicyContext context = context(PolicySettings.Regime.PERCENTILE);
        for (int i = 0; i < 2 * SETTLED; i++) {
            bar(context, 10_000, 2 + i % 20 / 10);
        }
        for (int i = 0; i < 15; i++) {
            bar(context, 10_000, 10);
        }
        context.describe(0, seen);
        assertEquals(Volatility.HIGH, seen.volatility);
        for (int i = 0; i < 85; i++) {
            bar(context, 10_000, 1);
        }
        context.describe(0, seen);
        assertEquals(Volatility.LOW, seen.volatility);
    }

    @Test
    void shouldNotMeasureARegimeThatIsOff() {
        final PolicyContext context = context(PolicySettings.Regime.OFF);
        for (int i = 0; i < SETTLED; i++) {
            bar(context, 1_000 + i, 30);
        }
        context.describe(0, seen);
        assertEquals(Trend.UNKNOWN, seen.trend);
        assertEquals(Volatility.UNKNOWN, seen.volatility);
    }

    /** Bid 3, ask 1 on the only levels, which are within 0.1 %; all trades buy, 19 of 20 in one size: 0.6/2 + 0.25/2 + 0.10 and no large ones. */
    @Test
    void shouldScoreTheBookAndItsTrades() {
        final PolicyContext context = context(PolicySettings.Regime.OFF);
        context.describe(0, seen);
        assertTrue(Double.isNaN(seen.bookScore));
        book(context, 3, 1);
        for (int i = 0; i < 8; i++) {
            new TradeEncoder().wrapAndApplyHeader(buffer, 0, header)
                .receiveTimeNs(timeNs).priceE8(10_000 * E8).qtyE8(E8).instrumentId(0).aggressorSide(Side.BUY);
            context.onInput(buffer, TradeEncoder.TEMPLATE_ID, timeNs);
            timeNs += HOUR;
        }
        context.describe(0, seen);
        assertEquals(0.6 * 0.5 + 0.25 * 0.5 + 0.10, seen.bookScore, 1e-12);
    }

    /**
     * Rising by 1 a bar: RSI 100 takes 0.1, ADX 100 gives 0.1, the place between the bands, (9.5 + 2 x 5.77) / (4 x 5.77) = 0.91, gives 0.06. At rest:
     * RSI 0 takes 0.1, and bands that are one give 0.05. The volume is its mean.
     */
    @Test
    void shouldPredictByWhatIsKnown() {
        final PolicyContext rising = context(PolicySettings.Regime.OFF);
        final PolicyContext resting = context(PolicySettings.Regime.OFF);
        rising.describe(0, seen);
        assertEquals(0.5, seen.chance, 0, "nothing is warm");
        for (int i = 0; i < 25; i++) {
            bar(rising, 1_000 + i, 5);
        }
        rising.describe(0, seen);
        assertEquals(0.56, seen.chance, 1e-12, "only volume and bands are warm");
        for (int i = 0; i < SETTLED; i++) {
            bar(rising, 1_025 + i, 5);
            bar(resting, 1_000, 30);
        }
        rising.describe(0, seen);
        assertEquals(0.5 - 0.1 + 0.1 + 0.06, seen.chance, 1e-12);
        resting.describe(0, seen);
        assertEquals(0.5 - 0.1 + 0.05, seen.chance, 1e-12);
    }

    private static PolicyContext context(final PolicySettings.Regime regime) {
        return new PolicyContext(regime, true, true, List.of(), new long[] {HOUR});
    }

    /** From two thirds of the range below the close to a third above it. */
    private void bar(final PolicyContext context, final long close, final long range) {
        timeNs += HOUR;
        new ImportedBarEncoder().wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(timeNs).openTimeNs(timeNs - HOUR).durationNs(HOUR).openPriceE8(close * E8).highPriceE8(close * E8 + range * E8 / 3)
            .lowPriceE8(close * E8 - 2 * range * E8 / 3).closePriceE8(close * E8).volumeE8(E8).instrumentId(0).phase(BarPhase.LIVE);
        context.onInput(buffer, ImportedBarEncoder.TEMPLATE_ID, timeNs);
    }

    private void book(final PolicyContext context, final long bidQty, final long askQty) {
        final BookSnapshotEncoder message = new BookSnapshotEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).bookSequence(1).instrumentId(0).part().clear().first(true).last(true);
        message.bidsCount(1).next().priceE8(9_999 * E8).qtyE8(bidQty * E8);
        message.asksCount(1).next().priceE8(10_001 * E8).qtyE8(askQty * E8);
        context.onInput(buffer, BookSnapshotEncoder.TEMPLATE_ID, timeNs);
    }
}
