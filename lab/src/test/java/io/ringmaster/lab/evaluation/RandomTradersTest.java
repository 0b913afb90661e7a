package io.ringmaster.lab.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.lab.backtest.RecordedSession;
import io.ringmaster.lab.environment.Market;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.environment.TradingEnvironment;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class RandomTradersTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int BARS = 3_000;
    private static final double TURNOVER = 60;
    private static final double SIZE = 0.25;

    private static RecordedEvents market() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final long[] closeE8 = new long[BARS + 1];
        closeE8[0] = 20_000 * FixedPoint.ONE;
        for (int i = 1; i <= BARS; i++) {
            closeE8[i] = closeE8[i - 1] + random.nextInt(-200, 201) * 10_000_000L;
        }
        return RecordedEvents.of(new Market(BARS, i -> closeE8[i + 1], _ -> FixedPoint.ONE), "market");
    }

    private static EngineConfig config(final ServedModel model, final int stopBps) {
        return new EngineConfig(
            RecordedSession.bind(SessionSettings.class, "{initialCash: 100000, warmup: 10m, tick: 1m}"),
            List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10)),
            List.of(StrategySpec.of("hold", "rule", Market.MINUTE_NS, Map.of("long", "close > 0"))),
            RecordedSession.bind(
                PolicySettings.class, "{type: model, maxExposure: 0.25, observation: [meta], observationTimeframe: 1m, missingValues: mask,"
                    + " model: {head: adjust, step: 2, maxUnknown: 4096}}"),
            RecordedSession.bind(ExecutionSettings.class, "{style: aggressive, riskFraction: 0, defaultStopBps: " + stopBps + "}"),
            RecordedSession.bind(RiskLimits.class, "{maxOrderQty: 1000000, maxOrderValue: 10000000000, maxPosition: 1000000, maxOpenValue: 10000000000,"
                + " maxDailyLoss: 10000000000, maxDrawdown: 1, maxEntries: 100000, maxSameTargets: 0, duplicateWindow: 0s}"),
            model);
    }

    private static List<RandomTraders.Outcome> play(final RecordedEvents events, final RandomTraders.Habits habits) {
        return play(events, habits, 100);
    }

    private static List<RandomTraders.Outcome> play(final RecordedEvents events, final RandomTraders.Habits habits, final int stopBps) {
        final TradingEnvironment.Plan plan = new TradingEnvironment.Plan(
            model -> config(model, stopBps), VenueSettings.defaults(), RecordedSession.topology(TopologySettings.Mode.COMPACT, 1));
        return new RandomTraders(plan, events, habits).play(4, _ -> { });
    }

    @Test
    void shouldTradeAsMuchAsThePolicyAtRandomTimes() {
        final RecordedEvents events = market();
        final List<RandomTraders.Outcome> outcomes = play(events, new RandomTraders.Habits(TURNOVER, 0.5, 0.3, 0.8 * SIZE));

        assertEquals(List.of(1L, 2L, 3L, 4L), outcomes.stream().map(RandomTraders.Outcome::seed).toList());
        for (final RandomTraders.Outcome each : outcomes) {
            assertEquals(TURNOVER, each.turnover(), RandomTraders.TOLERANCE * TURNOVER, () -> "seed=" + SEED + ": " + outcomes);
        }
        assertEquals(4, outcomes.stream().map(RandomTraders.Outcome::netReturn).distinct().count(), outcomes::toString);
        assertEquals(outcomes, play(events, new RandomTraders.Habits(TURNOVER, 0.5, 0.3, 0.8 * SIZE)), "the same seeds trade alike, whatever thread they run on");
        final double best = outcomes.stream().mapToDouble(RandomTraders.Outcome::netReturn).max().orElseThrow();
        assertEquals(0.75, RandomTraders.below(outcomes, best));
    }

    /** A policy that is nearly always long, and one that is nearly always flat: drawing among the sides not held would bring both near to even shares. */
    @Test
    void shouldBeOnEachSideAsLongAsThePolicyInItsSize() {
        final RecordedEvents events = market();
        for (final double[] shares : new double[][] {{0.8, 0.1}, {0.1, 0.1}}) {
            final double held = shares[0] + shares[1];
            final List<RandomTraders.Outcome> outcomes = play(events, new RandomTraders.Habits(TURNOVER, shares[0], shares[1], held * SIZE));

            assertEquals(shares[0], mean(outcomes, RandomTraders.Habits::timeLong), 0.06, () -> "seed=" + SEED + ": " + outcomes);
            assertEquals(shares[1], mean(outcomes, RandomTraders.Habits::timeShort), 0.06, () -> "seed=" + SEED + ": " + outcomes);
            assertEquals(SIZE, mean(outcomes, RandomTraders.Habits::size), 0.01, () -> "seed=" + SEED + ": " + outcomes);
        }
    }

    /** Stops at three bars' moves would make them flat too often, if they drew flat as often as the policy is. */
    @Test
    void shouldBeInTheMarketAsLongAsThePolicyInSpiteOfStops() {
        final List<RandomTraders.Outcome> outcomes = play(market(), new RandomTraders.Habits(TURNOVER, 0.3, 0.2, 0.5 * SIZE), 20);

        assertEquals(0.5, mean(outcomes, each -> each.timeLong() + each.timeShort()), 0.06, () -> "seed=" + SEED + ": " + outcomes);
    }

    private static double mean(final List<RandomTraders.Outcome> outcomes, final ToDoubleFunction<RandomTraders.Habits> figure) {
        return outcomes.stream().map(RandomTraders.Outcome::habits).mapToDouble(figure).average().orElseThrow();
    }

    /** Even a trader that changes its mind at each decision cannot trade that much. */
    @Test
    void shouldComeAsNearAsItCan() {
        final List<RandomTraders.Outcome> outcomes = play(market(), new RandomTraders.Habits(1e6, 0.4, 0.4, 0.8 * SIZE));

        assertTrue(outcomes.stream().allMatch(each -> each.turnover() > 500 * SIZE && !each.isNear(1e6)), () -> "seed=" + SEED + ": " + outcomes);
    }
}
