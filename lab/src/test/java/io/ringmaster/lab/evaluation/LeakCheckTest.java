package io.ringmaster.lab.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OutsideSignalEncoder;
import io.ringmaster.schema.SignalSource;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class LeakCheckTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int BARS = 1_500;
    private static final int BARS_A_DAY = 24;
    private static final long START_NS = 1_577_836_800_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final double[] closes = new double[BARS + BARS_A_DAY];

    /** Bars of a random walk; before some of them, a value of the series {@code peek}. */
    private final class Market implements MarketDataSource {

        private final MarketEncoder bars = new MarketEncoder(0);
        private final OutsideSignalEncoder signal = new OutsideSignalEncoder();
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final IntFunction<Double> values;
        private int next;
        private boolean isSignalled;

        /** @param values of the series that arrives as a bar closes; null for none */
        private Market(final IntFunction<Double> values) {
            this.values = values;
        }

        @Override
        public int next(final MutableDirectBuffer buffer) {
            if (next == BARS) {
                return 0;
            }
            final Double value = isSignalled ? null : values.apply(next);
            if (value != null) {
                isSignalled = true;
                final long timeNs = START_NS + (next + 1) * HOUR_NS - 1;
                signal.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).exchangeTimeNs(timeNs).score(value)
                    .instrumentId(OutsideSignalEncoder.instrumentIdNullValue()).source(SignalSource.OTHER);
                signal.text("").series("peek");
                return MessageHeaderEncoder.ENCODED_LENGTH + signal.encodedLength();
            }
            isSignalled = false;
            final long close = e8(closes[next]);
            final long open = next == 0 ? close : e8(closes[next - 1]);
            return bars.bar(
                buffer, START_NS + next++ * HOUR_NS, HOUR_NS, open, Math.max(open, close), Math.min(open, close), close, FixedPoint.ONE);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static long e8(final double price) {
        return Math.round(price * 100) * (FixedPoint.ONE / 100);
    }

    private void walk(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        closes[0] = 10_000;
        for (int i = 1; i < closes.length; i++) {
            closes[i] = closes[i - 1] * Math.exp(0.006 * random.nextGaussian());
        }
    }

    private List<LeakCheck.Checked> check(final IntFunction<Double> values) {
        final List<StrategySpec> specs = List.of(
            StrategySpec.of("peeks", "rule", HOUR_NS, Map.of("long", "outside(peek) > close", "short", "outside(peek) < close")),
            StrategySpec.of("trend", "rule", HOUR_NS, Map.of("long", "close > sma(5)", "short", "close < sma(5)")));
        return LeakCheck.of(new Market(values), "market", specs, List.of(), _ -> InstrumentDefinition.perpetual("X", FixedPoint.ONE / 100));
    }

    private static List<String> suspicious(final List<LeakCheck.Checked> checked) {
        return checked.stream().filter(LeakCheck.Checked::isSuspicious).map(LeakCheck.Checked::name).toList();
    }

    @Test
    void shouldNameASeriesThatKnowsTheNextClose() {
        walk(SEED);
        final List<LeakCheck.Checked> checked = check(bar -> closes[bar + 1]);

        assertEquals(List.of("strategy peeks", "outside series peek"), suspicious(checked), () -> "seed=" + SEED + ": " + checked);
        assertTrue(checked.stream().anyMatch(each -> each.name().equals("outside series peek") && each.correlation() > 0.9), checked::toString);
    }

    /** The close of a day, known as the day begins. */
    @Test
    void shouldNameASeriesOfDaysThatKnowsTomorrow() {
        walk(SEED);
        final List<LeakCheck.Checked> checked = check(bar -> bar % BARS_A_DAY == 0 ? (Double) closes[bar + BARS_A_DAY] : null);

        assertTrue(suspicious(checked).contains("outside series peek"), () -> "seed=" + SEED + ": " + checked);
    }

    @Test
    void shouldNotSuspectWhatKnowsThePast() {
        for (int seed = 1; seed <= 10; seed++) {
            walk(seed);
            final List<LeakCheck.Checked> checked = check(bar -> closes[bar]);
            assertEquals(List.of(), suspicious(checked), "seed " + seed);
            assertTrue(checked.stream().filter(each -> each.name().startsWith("strategy trend")).allMatch(LeakCheck.Checked::isKnown));
            assertFalse(checked.stream().filter(each -> each.name().equals("volume")).allMatch(LeakCheck.Checked::isKnown), "it never changes");
        }
    }
}
