package io.ringmaster.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.inference.Regime.Trend;
import io.ringmaster.inference.Regime.Volatility;
import io.ringmaster.schema.Signal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Running tallies against a count from the beginning, over random recommendations, conditions, regimes and bars, to the last unit. */
class TalliesTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int CHANGES = 200_000 * Integer.getInteger("times", 1);
    private static final int STRATEGIES = 37;
    private static final int INSTRUMENTS = 2;
    private static final long[] TIMEFRAMES_NS = {60, 300, 900};
    private static final long E8 = 100_000_000L;
    private static final BigInteger ONE = BigInteger.valueOf(E8);

    /** A recommendation as it was given, and what the count needs beside it. */
    private static final class Given {

        private int instrumentId;
        private long timeframeNs;
        private long baseWeightE8;
        private RegimeWeights regime;
        private boolean isActive;
        private Signal signal = Signal.HOLD;
        private long strengthE8;
        private long confidenceE8;
        private long stopE8 = Target.NO_PRICE;
        private long targetE8 = Target.NO_PRICE;

        private boolean isPlain() {
            final long sure = signal == Signal.HOLD ? 0 : E8;
            return strengthE8 == sure && confidenceE8 == sure && stopE8 == Target.NO_PRICE && targetE8 == Target.NO_PRICE;
        }
    }

    private final Random random = new Random(SEED);
    private final List<Given> all = new ArrayList<>();
    private final Trend[] trends = {Trend.UNKNOWN, Trend.UNKNOWN};
    private final Volatility[] volatilities = {Volatility.UNKNOWN, Volatility.UNKNOWN};
    private final long[][] closes = new long[INSTRUMENTS][TIMEFRAMES_NS.length];
    private final Agreeing sum = new Agreeing();

    @Test
    void shouldEqualACountFromTheBeginningAfterEveryChange() {
        for (int i = 0; i < STRATEGIES; i++) {
            all.add(strategy());
        }
        final Tallies tallies = new Tallies(
            new Voters(
                all.stream().map(each -> "s" + all.indexOf(each)).toList(), all.stream().map(each -> each.instrumentId).toList(),
                all.stream().map(each -> each.timeframeNs).toList(), all.stream().map(each -> each.baseWeightE8).toList(),
                all.stream().map(each -> each.regime).toList()),
            new PolicySettings.Filter(0, 0.3, 0.25), INSTRUMENTS);
        for (int change = 0; change < CHANGES; change++) {
            final int instrumentId = change(tallies, change);
            compare(tallies, instrumentId, change);
        }
    }

    private Given strategy() {
        final Given given = new Given();
        given.instrumentId = random.nextInt(INSTRUMENTS);
        given.timeframeNs = TIMEFRAMES_NS[random.nextInt(TIMEFRAMES_NS.length)];
        given.baseWeightE8 = random.nextInt(3) == 0 ? E8 : random.nextLong(3 * E8);
        given.regime = random.nextBoolean() ? RegimeWeights.NEUTRAL : new RegimeWeights(1.3, 0.7, 1.1, 0.9);
        return given;
    }

    /** Returns the instrument that it concerns. */
    private int change(final Tallies tallies, final long timeNs) {
        final int i = random.nextInt(STRATEGIES);
        final Given given = all.get(i);
        switch (random.nextInt(12)) {
            case 0 -> {
                given.isActive = random.nextInt(4) > 0;
                tallies.onActive(i, given.isActive);
            }
            case 1 -> regime(tallies, given.instrumentId);
            case 2 -> {
                final int timeframe = random.nextInt(TIMEFRAMES_NS.length);
                closes[given.instrumentId][timeframe] = timeNs + 1;
                tallies.onBarClosed(given.instrumentId, TIMEFRAMES_NS[timeframe], timeNs + 1);
            }
            default -> {
                recommend(given);
                if (given.isPlain()) {
                    tallies.onSignals(new OneSignal(i, given.signal));
                } else {
                    tallies.onRecommendation(i, given.signal, given.strengthE8 / 1e8, given.confidenceE8 / 1e8, given.stopE8, given.targetE8);
                }
            }
        }
        return given.instrumentId;
    }

    private void regime(final Tallies tallies, final int instrumentId) {
        trends[instrumentId] = Trend.values()[random.nextInt(3)];
        volatilities[instrumentId] = Volatility.values()[random.nextInt(4)];
        tallies.onRegime(instrumentId, trends[instrumentId], volatilities[instrumentId]);
    }

    private void recommend(final Given given) {
        given.signal = List.of(Signal.LONG, Signal.SHORT, Signal.FLAT, Signal.HOLD).get(random.nextInt(4));
        final boolean isSure = random.nextBoolean();
        final boolean isPlain = isSure && random.nextBoolean();
        final long sure = isPlain && given.signal == Signal.HOLD ? 0 : E8;
        given.strengthE8 = isSure ? sure : random.nextLong(E8 + 1);
        given.confidenceE8 = isSure ? sure : random.nextLong(E8 + 1);
        given.stopE8 = isPlain || random.nextInt(3) == 0 ? Target.NO_PRICE : (1 + random.nextInt(20)) * E8;
        given.targetE8 = isPlain || random.nextInt(3) == 0 ? Target.NO_PRICE : (1 + random.nextInt(20)) * E8;
    }

    private void compare(final Tallies tallies, final int instrumentId, final long timeNs) {
        final String label = "seed=" + SEED + " change " + timeNs + " instrument " + instrumentId + " ";
        for (final SeriesTally series : tallies.of(instrumentId)) {
            final int timeframe = List.of(60L, 300L, 900L).indexOf(series.timeframeNs());
            final long close = closes[instrumentId][timeframe];
            final long age = random.nextLong(2_000);
            assertEquals(close != 0 && (age == 0 || timeNs - close <= age), series.isCurrent(timeNs, age), label + "age");
            final List<Given> heard = all.stream()
                .filter(each -> each.instrumentId == instrumentId && each.timeframeNs == series.timeframeNs() && each.isActive).toList();
            assertEquals(heard.stream().filter(each -> each.signal == Signal.FLAT).count(), series.votes(Vote.FLAT), label);
            compareDirection(series, heard, Signal.LONG, Vote.LONG, label);
            compareDirection(series, heard, Signal.SHORT, Vote.SHORT, label);
        }
    }

    private void compareDirection(final SeriesTally series, final List<Given> heard, final Signal signal, final Vote vote, final String label) {
        BigInteger weight = BigInteger.ZERO;
        BigInteger strength = BigInteger.ZERO;
        BigInteger confidence = BigInteger.ZERO;
        BigInteger heaviest = BigInteger.valueOf(-1);
        int leader = -1;
        int votes = 0;
        long stop = Target.NO_PRICE;
        long target = Target.NO_PRICE;
        for (final Given each : heard) {
            if (each.signal == signal && each.strengthE8 >= 30_000_000 && each.confidenceE8 >= 25_000_000) {
                final BigInteger own = weight(each);
                votes++;
                weight = weight.add(own);
                strength = strength.add(product(own, each.strengthE8));
                confidence = confidence.add(product(own, each.confidenceE8));
                if (product(own, each.confidenceE8).compareTo(heaviest) > 0) {
                    heaviest = product(own, each.confidenceE8);
                    leader = all.indexOf(each);
                }
                stop = tighter(stop, each.stopE8, signal == Signal.LONG);
                target = tighter(target, each.targetE8, signal == Signal.SHORT);
            }
        }
        sum.clear();
        series.addTo(sum, vote);
        assertEquals(votes, sum.strategies, label);
        assertEquals(weight.longValueExact(), sum.weightE8, label + "weight");
        assertEquals(strength.longValueExact(), sum.strengthE8, label + "strength");
        assertEquals(confidence.longValueExact(), sum.confidenceE8, label + "confidence");
        assertEquals(leader, sum.heaviest.strategyIndex(), label + "leader");
        assertEquals(stop, sum.stop.strategyIndex() < 0 ? Target.NO_PRICE : all.get(sum.stop.strategyIndex()).stopE8, label + "stop");
        assertEquals(target, sum.target.strategyIndex() < 0 ? Target.NO_PRICE : all.get(sum.target.strategyIndex()).targetE8, label + "target");
    }

    private BigInteger weight(final Given given) {
        final double byTrend = switch (trends[given.instrumentId]) {
            case TREND -> given.regime.trend();
            case RANGE -> given.regime.range();
            case UNKNOWN -> 1;
        };
        final double byRange = switch (volatilities[given.instrumentId]) {
            case HIGH -> given.regime.high();
            case LOW -> given.regime.low();
            case NORMAL, UNKNOWN -> 1;
        };
        return new BigDecimal(given.baseWeightE8 * (byTrend * byRange)).setScale(0, RoundingMode.HALF_UP).toBigInteger();
    }

    private static BigInteger product(final BigInteger weightE8, final long shareE8) {
        return new BigDecimal(weightE8.multiply(BigInteger.valueOf(shareE8))).divide(new BigDecimal(ONE), 0, RoundingMode.HALF_EVEN).toBigInteger();
    }

    private static long tighter(final long known, final long other, final boolean highest) {
        if (known == Target.NO_PRICE || other == Target.NO_PRICE) {
            return known == Target.NO_PRICE ? other : known;
        }
        return highest ? Math.max(known, other) : Math.min(known, other);
    }
}
