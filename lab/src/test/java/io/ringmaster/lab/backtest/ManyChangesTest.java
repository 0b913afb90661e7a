package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.PolicySettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.RecommendationsDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** 2,000 strategies that all change with every bar: no record is long, and the records together are what the strategies say. */
class ManyChangesTest {

    private static final int STRATEGIES = 2_000;
    private static final int LONGEST_BYTES = 16_384;
    private static final int BARS = 12;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long START_NS = 1_700_000_040L * 1_000_000_000L;
    private static final String SPOKE = "%d %s %.8f %.8f %d";

    @Test
    void shouldSplitWhatManyStrategiesSayAtOnce() {
        final RecordedSession session = new RecordedSession(config()).play(new UpAndDown(), 1, engine -> Interjections.NONE);

        final Map<Long, List<String>> said = new TreeMap<>();
        int records = 0;
        for (final UnsafeBuffer output : session.outputs()) {
            assertTrue(output.capacity() <= LONGEST_BYTES, () -> "template " + RecordedSession.templateId(output) + ": " + output.capacity() + " bytes");
            if (RecordedSession.templateId(output) == RecommendationsDecoder.TEMPLATE_ID) {
                final RecommendationsDecoder list = new RecommendationsDecoder().wrapAndApplyHeader(output, 0, new MessageHeaderDecoder());
                said.computeIfAbsent(list.timeNs(), time -> new ArrayList<>()).addAll(read(list));
                records++;
            }
        }
        final Map<Long, List<String>> expected = new TreeMap<>();
        // The first bar has none before it to compare with.
        for (int bar = 1; bar < BARS; bar++) {
            expected.put(START_NS + (bar + 1) * MINUTE_NS, expected(bar));
        }
        assertEquals(expected, said);
        assertEquals(8 * (BARS - 1), records, "2,000 in lists of at most 256");
        assertEquals(session.outputs(), session.replayed(TopologySettings.Mode.COMPACT, 3));
        assertEquals(session.outputs(), session.replayed(TopologySettings.Mode.SPREAD, 3));
    }

    /** By strategy. */
    private static List<String> read(final RecommendationsDecoder list) {
        final Map<Integer, String> byStrategy = new TreeMap<>();
        list.plain().forEach(each -> byStrategy.put(each.strategyIndex(), spoke(each.strategyIndex(), each.signal(), 1, 1, Long.MIN_VALUE)));
        list.graded().forEach(each -> byStrategy.put(
            each.strategyIndex(), spoke(each.strategyIndex(), each.signal(), each.strength(), each.confidence(), each.stopPriceE8())));
        return List.copyOf(byStrategy.values());
    }

    private static String spoke(final int strategy, final Signal signal, final double strength, final double confidence, final long stopE8) {
        return String.format(SPOKE, strategy, signal, strength, confidence, stopE8);
    }

    /** Even strategies follow the bar. Each third one grades itself, and names a stop below a long. */
    private static List<String> expected(final int bar) {
        final List<String> all = new ArrayList<>();
        for (int i = 0; i < STRATEGIES; i++) {
            final boolean isLong = (bar % 2 == 1) == (i % 2 == 0);
            final double strength = i % 3 == 0 ? (1 + i % 7) / 8.0 : 1;
            final long stopE8 = i % 3 == 0 && isLong ? (closeOf(bar) - 50) * FixedPoint.ONE : Long.MIN_VALUE;
            all.add(spoke(i, isLong ? Signal.LONG : Signal.SHORT, strength, 1, stopE8));
        }
        return all;
    }

    private static long closeOf(final int bar) {
        return bar % 2 == 0 ? 1_000 : 1_010;
    }

    private static EngineConfig config() {
        final List<StrategySpec> strategies = new ArrayList<>();
        for (int i = 0; i < STRATEGIES; i++) {
            final String up = "close > close[1]";
            final String down = "close < close[1]";
            final Map<String, String> rule = new TreeMap<>(Map.of("long", i % 2 == 0 ? up : down, "short", i % 2 == 0 ? down : up));
            if (i % 3 == 0) {
                rule.put("strength", (1 + i % 7) + " / 8");
                rule.put("long_stop", "close - 50");
            }
            strategies.add(StrategySpec.of("s" + i, "rule", MINUTE_NS, rule));
        }
        return new EngineConfig(
            RecordedSession.bind(SessionSettings.class, "{initialCash: 100000, warmup: 0s, tick: 1m}"),
            List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10)), strategies,
            RecordedSession.bind(PolicySettings.class, "{type: experts, experts: {algorithm: adahedge, round: 1m}}"),
            RecordedSession.bind(ExecutionSettings.class, "{style: aggressive}"), RecordedSession.bind(RiskLimits.class, ""));
    }

    /** Bars of a minute that go up and down in turn. */
    private static final class UpAndDown implements MarketDataSource {

        private final MarketEncoder encoder = new MarketEncoder(0);
        private int next;

        @Override
        public int next(final MutableDirectBuffer buffer) {
            if (next == BARS) {
                return 0;
            }
            final long closeE8 = closeOf(next) * FixedPoint.ONE;
            return encoder.bar(
                buffer, START_NS + next++ * MINUTE_NS, MINUTE_NS, closeE8, closeE8 + FixedPoint.ONE, closeE8 - FixedPoint.ONE, closeE8, FixedPoint.ONE);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
