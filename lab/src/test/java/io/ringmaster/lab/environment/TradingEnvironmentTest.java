package io.ringmaster.lab.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.lab.backtest.RecordedSession;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.EngineKind;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TradingEnvironmentTest {

    private static final long SEED = Long.getLong("seed", 20261201);
    private static final InstrumentDefinition INSTRUMENT = InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10);
    private static final long SECOND = 1_000_000_000L;
    private static final int EPISODE = 100;

    private static List<StrategySpec> strategies(final long timeframeNs) {
        return List.of(
            StrategySpec.of("trend", "rule", timeframeNs, Map.of("long", "close > sma(4)", "short", "close < sma(4)")),
            StrategySpec.of("slow", "supertrend", 3 * timeframeNs, Map.of()));
    }

    /** What the market consists of, and when the model is asked. */
    private enum Scene {
        /** Books and trades, decided on with each bar of a second. */
        TICKS("bar", SECOND, "1s", 20),
        /** The same, decided on with each event: reports come while a decision is due. */
        TICKS_ON_EVENTS("event", SECOND, "1s", 1),
        /** Bars of a minute, decided on with each event, inside the bars too. */
        BARS_ON_EVENTS("event", 60 * SECOND, "1m", 10);

        private final String trigger;
        private final long timeframeNs;
        private final String timeframe;
        private final int leastFills;

        Scene(final String trigger, final long timeframeNs, final String timeframe, final int leastFills) {
            this.trigger = trigger;
            this.timeframeNs = timeframeNs;
            this.timeframe = timeframe;
            this.leastFills = leastFills;
        }

        private MarketDataSource market() {
            if (this != BARS_ON_EVENTS) {
                return TradingEnvironmentTest.market();
            }
            final long[] closesE8 = new long[302];
            final SplittableRandom random = new SplittableRandom(SEED);
            closesE8[0] = 200 * FixedPoint.ONE;
            for (int i = 1; i < closesE8.length; i++) {
                closesE8[i] = closesE8[i - 1] + random.nextInt(-9, 10) * (FixedPoint.ONE / 10);
            }
            return new Market(300, i -> closesE8[i + 1], i -> 100 * FixedPoint.ONE);
        }
    }

    private static EngineConfig config(final Scene scene, final ServedModel model) {
        final PolicySettings policy = RecordedSession.bind(
            PolicySettings.class, "{type: model, trigger: " + scene.trigger + ", observation: [meta], observationTimeframe: " + scene.timeframe + ","
                + " missingValues: mask, model: {file: m.onnx, engine: exact, maxUnknown: 4096, deadZone: 0.2, leastStop: 0.0005, mostStop: 0.002}}");
        return new EngineConfig(
            RecordedSession.bind(SessionSettings.class, "{initialCash: 100000, warmup: 20s, tick: 1s}"), List.of(INSTRUMENT),
            strategies(scene.timeframeNs), policy,
            RecordedSession.bind(ExecutionSettings.class, "{style: aggressive, riskFraction: 0, retry: 200ms}"),
            RecordedSession.bind(RiskLimits.class, "{maxOrderQty: 1000, maxOrderValue: 1000000, maxPosition: 1000, maxOpenValue: 1000000,"
                + " maxDailyLoss: 100000, maxDrawdown: 1, maxEntries: 100000, maxSameTargets: 0}"),
            model);
    }

    private static VenueSettings venue(final String jitter) {
        return RecordedSession.bind(
            VenueSettings.class, "{orderLatency: 20ms, reportLatency: 20ms, reportInterval: 10s, latencyJitter: " + jitter + "}");
    }

    private static TradingEnvironment.Plan plan(final String jitter) {
        return plan(Scene.TICKS, jitter);
    }

    private static TradingEnvironment.Plan plan(final Scene scene, final String jitter) {
        return new TradingEnvironment.Plan(
            model -> config(scene, model), venue(jitter), RecordedSession.topology(TopologySettings.Mode.COMPACT, 1));
    }

    private static MarketDataSource market() {
        return RecordedSession.first(7_000, new RandomMarket(INSTRUMENT, 0, 200 * FixedPoint.ONE, Market.START_NS, SEED));
    }

    /** Answers with numbers that depend on what it sees, and keeps everything that it saw. */
    private static final class Watcher implements Agent {

        private final List<String> seen = new ArrayList<>();
        private double sum;
        private int ends;
        private boolean isOver;

        @Override
        public void decide(final float[] observation, final double reward, final float[] outputs) {
            long hash = 17;
            for (final float value : observation) {
                hash = hash * 0x9E3779B97F4A7C15L + Float.floatToRawIntBits(value);
            }
            final SplittableRandom random = new SplittableRandom(hash);
            outputs[0] = (float) random.nextDouble(-1, 1);
            outputs[1] = (float) random.nextDouble(-1, 1);
            sum += reward;
            seen.add(Arrays.toString(observation) + " " + reward);
        }

        @Override
        public void end(final double reward, final boolean isRuined) {
            sum += reward;
            ends++;
            isOver = isRuined;
            seen.add("end " + reward);
        }
    }

    private static void requireEqual(final List<String> expected, final List<String> seen) {
        for (int i = 0; i < Math.min(expected.size(), seen.size()); i++) {
            assertEquals(expected.get(i), seen.get(i), "decision " + i + ", seed=" + SEED);
        }
        assertEquals(expected.size(), seen.size(), "seed=" + SEED);
    }

    private static Watcher play(final TradingEnvironment environment, final int start, final long seed) {
        final Watcher watcher = new Watcher();
        environment.begin(start, seed, EPISODE, watcher);
        while (environment.step()) {
            assertEquals(0, watcher.ends);
        }
        assertEquals(1, watcher.ends);
        return watcher;
    }

    /** Asks in the middle of an event, as a model is asked. */
    private record AnsweringEngine(float[] input, float[] outputNumbers, Runnable onAsked) implements ModelEngine {

        private AnsweringEngine(final int observations, final int outputs, final Runnable onAsked) {
            this(new float[observations], new float[outputs], onAsked);
        }

        @Override
        public EngineKind kind() {
            return EngineKind.EXACT;
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public float[] output(final int index) {
            return outputNumbers;
        }

        @Override
        public void run() {
            onAsked.run();
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }

    /** The same agent in the pipeline as a backtest drives it, without an environment. */
    private static Watcher backtest(final Scene scene, final int[] fills) {
        final Watcher watcher = new Watcher();
        final SimulatedVenue[] venue = new SimulatedVenue[1];
        final long[] beforeE8 = new long[1];
        final EngineConfig shape = config(scene, ServedModel.of(new AgentEngine(0, 2)));
        final AnsweringEngine[] answers = new AnsweringEngine[1];
        answers[0] = new AnsweringEngine(
            ModelContract.of(shape.instruments(), shape.strategies(), shape.policy()).length(), 2, () -> {
                if (watcher.seen.size() == EPISODE) {
                    return;     // Decisions behind the episode.
                }
                final long equityE8 = venue[0].equityE8();
                watcher.decide(answers[0].input(), watcher.seen.isEmpty() ? 0 : StrictMath.log((double) equityE8 / beforeE8[0]), answers[0].output(0));
                beforeE8[0] = equityE8;
            });
        final EngineConfig config = config(scene, ServedModel.of(answers[0]));
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final ExecutionReportDecoder report = new ExecutionReportDecoder();
        final InputLog log = (_, buffer, offset, _) -> {
            if (watcher.seen.size() < EPISODE && header.wrap(buffer, offset).templateId() == ExecutionReportDecoder.TEMPLATE_ID
                && report.wrapAndApplyHeader(buffer, offset, header).execType() == ExecType.TRADE) {
                fills[0]++;
            }
        };
        try (Engine engine = new Engine(config, plan("0ns").topology(), new Connections(log, (_, _, _) -> { }))) {
            venue[0] = new SimulatedVenue(config.instruments(), venue("0ns"), config.session().initialCashE8(), SEED, engine);
            final LockstepDriver driver = new LockstepDriver(engine, scene.market(), venue[0], config.session().tickNs(), Pacer.UNPACED, Interjections.NONE);
            new SessionMessages(engine).start(driver.firstTimeNs(), config, "test", "0".repeat(64));
            driver.run(Long.MAX_VALUE - 1);
        }
        return watcher;
    }

    @ParameterizedTest
    @EnumSource
    void shouldPlayAnEpisodeAsABacktestDoes(final Scene scene) {
        final int[] fills = new int[1];
        final List<String> expected = backtest(scene, fills).seen;

        try (TradingEnvironment environment =
            new TradingEnvironment(plan(scene, "0ns"), starts(RecordedEvents.of(scene.market(), "market"), 0), new LogReturn(1))) {
            final List<String> seen = play(environment, 0, SEED).seen;

            assertEquals(EPISODE + 1, seen.size());
            requireEqual(expected, seen.subList(0, EPISODE));
        }
        assertTrue(fills[0] >= scene.leastFills, fills[0] + " fills, seed=" + SEED);
    }

    /** A learner may leave an episode in the middle of a decision, and of a bar. */
    @ParameterizedTest
    @EnumSource
    void shouldForgetAnEpisodeThatIsLeft(final Scene scene) {
        final TradingEnvironment.Starts starts = starts(RecordedEvents.of(scene.market(), "market"), 0);
        try (TradingEnvironment fresh = new TradingEnvironment(plan(scene, "0ns"), starts, new LogReturn(1));
             TradingEnvironment used = new TradingEnvironment(plan(scene, "0ns"), starts, new LogReturn(1))) {
            final List<String> expected = play(fresh, 0, SEED).seen;

            for (int left = 1; left <= 60; left += 7) {
                used.begin(0, SEED, EPISODE);
                for (int i = 0; i < left; i++) {
                    assertTrue(used.next());
                    used.answer(new float[] {i % 3 - 1, 0});
                }
                assertTrue(used.next());

                requireEqual(expected, play(used, 0, SEED).seen);
            }
        }
    }

    private static TradingEnvironment.Starts starts(final RecordedEvents events, final Integer... firstEvents) {
        return new TradingEnvironment.Starts(events, List.of(firstEvents), events.count());
    }

    private static TradingEnvironment.Starts starts(final Integer... firstEvents) {
        return starts(RecordedEvents.of(market(), "market"), firstEvents);
    }

    @Test
    void shouldMakeAnEpisodeAFunctionOfItsStartAndSeed() {
        final TradingEnvironment.Starts starts = starts(0, 1_500, 3_000);
        final List<String> first;
        final List<String> third;
        try (TradingEnvironment environment = new TradingEnvironment(plan("15ms"), starts, new LogReturn(1))) {
            first = play(environment, 0, 1).seen;
            third = play(environment, 2, 1).seen;
            assertFalse(first.equals(third));
            assertFalse(first.equals(play(environment, 0, 2).seen), "another latency fills at other prices, seed=" + SEED);
            requireEqual(first, play(environment, 0, 1).seen);
        }
        // Two others at once, one of them warmed up by the first, and in steps that alternate.
        try (TradingEnvironment one = new TradingEnvironment(plan("15ms"), starts, new LogReturn(1));
             TradingEnvironment other = new TradingEnvironment(plan("15ms"), starts(0, 1_500, 3_000), new LogReturn(1))) {
            final Watcher ofOne = new Watcher();
            final Watcher ofOther = new Watcher();
            one.begin(0, 1, EPISODE, ofOne);
            other.begin(2, 1, EPISODE, ofOther);
            while (one.step() | other.step()) {
                assertTrue(ofOne.seen.size() <= EPISODE + 1);
            }
            requireEqual(first, ofOne.seen);
            requireEqual(third, ofOther.seen);
        }
    }

    @Test
    void shouldRewardWhatTheAccountEarned() {
        try (TradingEnvironment environment = new TradingEnvironment(plan("15ms"), starts(1_000), new LogReturn(1))) {
            final Watcher watcher = play(environment, 0, 7);

            assertEquals(StrictMath.log(environment.account().equityE8() / 1e8 / 100_000), watcher.sum, 1e-12, "seed=" + SEED);
            assertTrue(environment.account().feesE8() > 0, "seed=" + SEED);
            assertFalse(watcher.isOver);
        }
    }

    @Test
    void shouldNameAWarmUpThatLeavesNoMarket() {
        final RecordedEvents events = RecordedEvents.of(RecordedSession.first(300, market()), "market");
        try (TradingEnvironment environment = new TradingEnvironment(
            plan("15ms"), starts(events, 290), new LogReturn(1))) {
            final InvalidInputException refused = assertThrows(InvalidInputException.class, () -> environment.begin(0, 1, EPISODE, new Watcher()));

            assertEquals("an episode that begins at the event 290 of 300 has no market behind its warm-up. Begin episodes earlier, or shorten"
                + " session.warmup.", refused.getMessage());
        }
    }

    @Test
    void shouldEndAnEpisodeWithItsPartOfTheRecording() {
        final RecordedEvents all = RecordedEvents.of(market(), "market");
        final RecordedEvents.Span first = new RecordedEvents.Span(all.timeNs(0), all.timeNs(1_000));
        final RecordedEvents parts = all.within(List.of(first, new RecordedEvents.Span(all.timeNs(1_500), all.timeNs(2_500))));

        assertEquals(List.of(2_000, 0, 1_000, 1_000, 2_000), List.of(
            parts.count(), parts.partStart(999), parts.partEnd(999), parts.partStart(1_000), parts.partEnd(1_000)));
        assertEquals(all.timeNs(1_500), parts.timeNs(1_000));
        try (TradingEnvironment alone = new TradingEnvironment(plan("15ms"), starts(all.within(List.of(first)), 0), new LogReturn(1));
             TradingEnvironment environment = new TradingEnvironment(plan("15ms"), starts(parts, 0, 1_000), new LogReturn(1))) {
            final List<String> expected = toTheEnd(alone, 0);
            requireEqual(expected, toTheEnd(environment, 0));
            assertTrue(expected.size() > 20, expected.size() + " decisions, seed=" + SEED);
            assertFalse(expected.equals(toTheEnd(environment, 1)));
        }
    }

    private static List<String> toTheEnd(final TradingEnvironment environment, final int start) {
        final Watcher watcher = new Watcher();
        environment.begin(start, SEED, Integer.MAX_VALUE, watcher);
        while (environment.step()) {
            // The agent decides.
        }
        return watcher.seen;
    }
}
