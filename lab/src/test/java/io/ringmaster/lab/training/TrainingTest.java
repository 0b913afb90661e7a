package io.ringmaster.lab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.model.Difference;
import io.ringmaster.inference.model.GoldenVectors;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.lab.backtest.RecordedSession;
import io.ringmaster.lab.environment.Market;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.environment.TradingEnvironment;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class TrainingTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int BARS = 6_000;
    private static final double RIGHT = 0.6;
    private static final double MOVE = 0.01;

    /** The volume of a bar is 2 before most of the rises, and 1 before most of the falls; the strategy says so. */
    private static RecordedEvents market() {
        return market(BARS);
    }

    static RecordedEvents market(final int bars) {
        final SplittableRandom random = new SplittableRandom(SEED);
        final boolean[] says = new boolean[bars + 1];
        final long[] closeE8 = new long[bars + 1];
        closeE8[0] = 20_000 * FixedPoint.ONE;
        for (int i = 0; i < bars; i++) {
            says[i + 1] = random.nextBoolean();
            final boolean rises = says[i] == random.nextDouble() < RIGHT;
            closeE8[i + 1] = Math.round(closeE8[i] * (rises ? 1 + MOVE : 1 / (1 + MOVE)) / 1e7) * 10_000_000L;
        }
        return RecordedEvents.of(new Market(bars, i -> closeE8[i + 1], i -> (says[i + 1] ? 2 : 1) * FixedPoint.ONE), "market");
    }

    private static EngineConfig config(final ServedModel model) {
        return config(model, "buy_sell_hold");
    }

    private static EngineConfig config(final ServedModel model, final String head) {
        return new EngineConfig(
            RecordedSession.bind(SessionSettings.class, "{initialCash: 100000, warmup: 10m, tick: 1m}"),
            List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10)),
            List.of(StrategySpec.of("told", "rule", Market.MINUTE_NS, Map.of("long", "volume > 1.5", "short", "volume < 1.5"))),
            RecordedSession.bind(
                PolicySettings.class, "{type: model, observation: [meta], observationTimeframe: 1m, missingValues: mask,"
                    + " model: {head: " + head + ", maxUnknown: 4096}}"),
            RecordedSession.bind(ExecutionSettings.class, "{style: aggressive, riskFraction: 0}"),
            RecordedSession.bind(RiskLimits.class, "{maxOrderQty: 1000000, maxOrderValue: 10000000000, maxPosition: 1000000, maxOpenValue: 10000000000,"
                + " maxDailyLoss: 10000000000, maxDrawdown: 1, maxEntries: 100000, maxSameTargets: 0, duplicateWindow: 0s}"),
            model);
    }

    private static ObservationContract contract() {
        final EngineConfig shape = new TradingEnvironment.Plan(TrainingTest::config, VenueSettings.defaults(), compact()).shape();
        return ModelContract.of(shape.instruments(), shape.strategies(), shape.policy());
    }

    private static Training.Task task(final RecordedEvents events) {
        return task(events, "buy_sell_hold");
    }

    static Training.Task task(final RecordedEvents events, final String head) {
        return new Training.Task(model -> config(model, head), VenueSettings.defaults(), compact(), events);
    }

    private static TopologySettings compact() {
        return RecordedSession.topology(TopologySettings.Mode.COMPACT, 1);
    }

    private static TrainingSettings settings(final long seed, final String more) {
        return settings(seed, more, 400);
    }

    private static TrainingSettings settings(final long seed, final String more, final int episode) {
        return RecordedSession.bind(
            TrainingSettings.class, "{seed: " + seed + ", hidden: [16], environments: 4, episodeDecisions: " + episode + ", starts: 16, updateDecisions: 1024,"
                + " learningRate: 0.002, validations: 4, patience: 4, " + more + "}");
    }

    private static Training.Result train(final RecordedEvents events, final TrainingSettings settings) {
        try (Training training = new Training(task(events), settings)) {
            return training.run((_, _) -> { });
        }
    }

    /** The file decides what the learner decided: its golden vectors come from the learner's own network. */
    @Test
    void shouldGiveTheSameFileWithAnyNumberOfThreads() {
        final RecordedEvents events = market();
        final Training.Result one = train(events, settings(5, "decisions: 1024, threads: 1"));
        final Training.Result two = train(events, settings(5, "decisions: 1024, threads: 2"));

        assertArrayEquals(one.onnx(), two.onnx(), "seed=" + SEED);
        assertEquals(one.golden(), two.golden());
        final Model model = OnnxReader.read("model.onnx", one.onnx(), 1 << 20);
        assertEquals(contract().canonical(), model.metadata().get(Model.CONTRACT_KEY));
        final GoldenVectors golden = GoldenVectors.read("model.golden.csv", one.golden().getBytes(StandardCharsets.UTF_8), model);
        assertTrue(golden.rows().size() > 100, golden.rows().size() + " rows");
        try (ExactEngine engine = ExactEngine.of(model)) {
            final Difference worst = golden.compare(engine, model);
            assertEquals(0, worst.error(), () -> golden.describe(worst));
        }
    }

    /** Gaps make an episode longer in time than it has decisions. */
    @Test
    void shouldNotLearnFromTheValidationData() {
        final TrainingSettings settings = settings(3, "decisions: 2048, validation: 0.3");
        final Training.Result one = train(withGaps(1), settings);
        final Training.Result other = train(withGaps(1.5), settings);

        assertTrue(one.best().netReturn() != other.best().netReturn());
        assertArrayEquals(one.onnx(), other.onnx(), "seed=" + SEED);
    }

    /** Seven of ten hours are missing, and the prices of the last 30 % of the time are times a factor. */
    private static RecordedEvents withGaps(final double factor) {
        final SplittableRandom random = new SplittableRandom(SEED);
        final long[] closeE8 = new long[BARS + 1];
        closeE8[0] = 20_000 * FixedPoint.ONE;
        for (int i = 1; i <= BARS; i++) {
            closeE8[i] = closeE8[i - 1] + random.nextInt(-500, 501) * 10_000_000L;
        }
        // One bar is enough between the border and the first that differs.
        final int border = BARS * 7 / 10 + 2;
        final Market all = new Market(
            BARS, i -> i < border ? closeE8[i + 1] : Math.round(closeE8[i + 1] * factor / 1e7) * 10_000_000L, i -> FixedPoint.ONE);
        return RecordedEvents.of(new MarketDataSource() {

            private int bar;

            @Override
            public int next(final MutableDirectBuffer buffer) {
                int length = all.next(buffer);
                while (length > 0 && bar++ % 600 >= 180) {
                    length = all.next(buffer);
                }
                return length;
            }

            @Override
            public void close() {
                all.close();
            }
        }, "market");
    }

    @Test
    void shouldRefuseDataThatAreTooShort() {
        final RecordedEvents events = market();

        final InvalidInputException refused =
            assertThrows(InvalidInputException.class, () -> train(events, settings(1, "decisions: 1024", 5_000)));

        assertEquals("the data hold 359940 s; the first 287952 s are for learning, and an episode of 5000 decisions takes 300060 s behind a warm-up of"
            + " 600 s. Give more data, or fewer episodeDecisions.", refused.getMessage());
    }
}
