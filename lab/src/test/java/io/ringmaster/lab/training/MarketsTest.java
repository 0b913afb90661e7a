package io.ringmaster.lab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.lab.environment.Market;
import io.ringmaster.schema.EngineKind;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Markets on which it is known what can be earned. Training in the pipeline must find it: its model then trades new data, drawn from another
 * seed, in a session, net of all costs. A plain run trains once; {@code -Dtimes=3} trains with the seeds 1, 2 and 3 on every market.
 */
@Execution(ExecutionMode.SAME_THREAD)
class MarketsTest {

    private static final int SEEDS = Math.clamp(Integer.getInteger("times", 1), 1, 3);
    private static final String SETTINGS = "hidden: [32], episodeDecisions: 400, starts: 32, learningRate: 0.001, gamma: 0.9, validations: 8,"
        + " patience: 8, threads: 2, ";
    private static final String PPO = "algorithm: ppo, minibatch: 256, entropy: 0.001, ";
    /** With entropy and minibatches as usual: what to do is the sign of two things at once, which it does not find if it becomes sure too early. */
    private static final String EXPLORING_PPO = "algorithm: ppo, ";
    private static final String SAC = "algorithm: sac, ";

    private static final double RIGHT = 0.6;
    private static final double MOVE = 0.01;

    private static final MadeMarket SIGNALLED = new MadeMarket(
        List.of(rule("signal", "volume > 1.5", "volume < 1.5")), "buy_sell_hold", "", MarketsTest::signalled);
    private static final MadeMarket WALK = new MadeMarket(
        List.of(rule("trend", "close > sma(20)", "close < sma(20)"), rule("reversal", "rsi(14) < 40", "rsi(14) > 60")),
        "adjust", "", MarketsTest::walk);
    private static final MadeMarket REGIMES = new MadeMarket(
        List.of(rule("follow", "close > open", "close < open"), rule("fade", "close < open", "close > open")), "buy_sell_hold",
        "experts: {algorithm: fixed_share, loss: clipped, clip: 0.006, eta: 1, alpha: 0.01}, ", MarketsTest::regimes);
    /** They grade their signals: alone, each trades from a strength of 0.3 on; a model sees any. */
    private static final MadeMarket RETURNING = new MadeMarket(
        List.of(
            graded("slow", "close / sma(60) - 1", 25), graded("middle", "zscore(20)", 0.3), graded("fast", "close / sma(4) - 1", 60)),
        "adjust", "", MarketsTest::returning);

    private int sessions;
    @TempDir
    private Path directory;

    private static boolean isWhole() {
        return SEEDS == 3;
    }

    // ------------------------------------------------------------------ markets

    private static StrategySpec rule(final String id, final String isLong, final String isShort) {
        return StrategySpec.of(id, "rule", MadeMarket.BAR_NS, Map.of("long", isLong, "short", isShort));
    }

    /** Goes against a deviation. */
    private static StrategySpec graded(final String id, final String deviation, final double strength) {
        return StrategySpec.of(id, "rule", MadeMarket.BAR_NS, Map.of(
            "long", deviation + " < 0", "short", deviation + " > 0", "strength", "min(1, " + strength + " * abs(" + deviation + "))"));
    }

    private static Market bars(final double[] logCloses, final boolean[] isLarge) {
        return new Market(
            logCloses.length - 1, MadeMarket.BAR_NS, i -> Math.round(20_000 * Math.exp(logCloses[i + 1]) * 10) * (FixedPoint.ONE / 10),
            i -> (isLarge[i + 1] ? 2 : 1) * FixedPoint.ONE);
    }

    /** The volume of a bar is 2 before most of the rises, and 1 before most of the falls. */
    private static Market signalled(final long seed, final int bars) {
        final SplittableRandom random = new SplittableRandom(seed);
        final boolean[] says = new boolean[bars + 1];
        final double[] log = new double[bars + 1];
        for (int i = 0; i < bars; i++) {
            says[i + 1] = random.nextBoolean();
            log[i + 1] = log[i] + (says[i] == random.nextDouble() < RIGHT ? MOVE : -MOVE);
        }
        return bars(log, says);
    }

    private static Market walk(final long seed, final int bars) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] log = new double[bars + 1];
        for (int i = 0; i < bars; i++) {
            log[i + 1] = log[i] + 0.002 * random.nextGaussian();
        }
        return bars(log, new boolean[bars + 1]);
    }

    /** For two to five days, three of four moves continue the one before; then for as long, three of four reverse it. */
    private static Market regimes(final long seed, final int bars) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] log = new double[bars + 1];
        boolean rises = true;
        boolean continues = true;
        int left = 0;
        for (int i = 0; i < bars; i++) {
            if (left-- == 0) {
                left = random.nextInt(48, 120);
                continues = !continues;
            }
            rises = rises == random.nextDouble() < (continues ? 0.75 : 0.25);
            log[i + 1] = log[i] + (rises ? 0.006 : -0.006);
        }
        return bars(log, new boolean[bars + 1]);
    }

    /** An Ornstein-Uhlenbeck process, half of which is gone after 13 bars, with noise on top. */
    private static Market returning(final long seed, final int bars) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] log = new double[bars + 1];
        double level = 0;
        for (int i = 0; i < bars; i++) {
            level = 0.95 * level + 0.006 * random.nextGaussian();
            log[i + 1] = level + 0.006 * random.nextGaussian();
        }
        return bars(log, new boolean[bars + 1]);
    }

    // ------------------------------------------------------------------ what is known

    private Path out() {
        return directory.resolve("session" + sessions++);
    }

    private double single(final MadeMarket market, final String strategy) {
        return market.trade("type: single, strategy: " + strategy, out()).growth();
    }

    private double bestSingle(final MadeMarket market) {
        return market.strategies().stream().mapToDouble(each -> single(market, each.id())).max().orElseThrow();
    }

    /** The best of the experts policy with Fixed-Share, by hindsight on the new data. */
    private double bestFixedShare(final MadeMarket market) {
        final List<Double> all = new ArrayList<>();
        for (final String alpha : List.of("0.002", "0.005", "0.01", "0.02", "0.05")) {
            for (final String eta : List.of("0.5", "1", "2", "4")) {
                for (final String deadZone : List.of("0.1", "0.4")) {
                    all.add(market.trade("type: experts, experts: {algorithm: fixed_share, loss: clipped, clip: 0.006, alpha: " + alpha
                        + ", eta: " + eta + ", deadZone: " + deadZone + "}", out()).growth());
                }
            }
        }
        return all.stream().mapToDouble(each -> each).max().orElseThrow();
    }

    /** Acts by chance as its network says, as a policy does while it learns: the highest of logits with Gumbel noise is drawn with their chances. */
    private record ByChance(ExactEngine network, float[] drawn, SplittableRandom random) implements ModelEngine {

        @Override
        public EngineKind kind() {
            return network.kind();
        }

        @Override
        public float[] input() {
            return network.input();
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public float[] output(final int index) {
            return drawn;
        }

        @Override
        public void run() {
            network.run();
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = (float) (network.output(0)[i] - Math.log(-Math.log(random.nextDouble(Double.MIN_NORMAL, 1))));
            }
        }

        @Override
        public void close() {
            network.close();
        }
    }

    /** What a policy trades that has learned nothing. */
    private double untrainedTurnover(final MadeMarket market, final String algorithm, final int seed) {
        final byte[] untrained = market.train(
            SETTINGS.replace("learningRate: 0.001", "learningRate: 0.0000001") + algorithm + "decisions: 1, seed: " + seed);
        final ExactEngine engine = ExactEngine.of(MadeMarket.read(untrained));
        return market.trade(new ByChance(engine, engine.output(0).clone(), new SplittableRandom(seed)), out()).turnover();
    }

    // ------------------------------------------------------------------ trainings

    private MadeMarket.Traded learn(final MadeMarket market, final String settings, final int seed) {
        final long startNs = System.nanoTime();
        final byte[] onnx = market.train(SETTINGS + settings + ", seed: " + seed);
        final double minutes = (System.nanoTime() - startNs) / 6e10;
        final MadeMarket.Traded traded = market.trade(onnx, out());
        System.out.printf(
            Locale.ROOT, "%s, seed %d: growth %.3f, turnover %.2f, %.1f minutes%n", settings, seed, traded.growth(), traded.turnover(), minutes);
        return traded;
    }

    /** Each of the seeds must earn so much of the limit. */
    private void assertEarns(final MadeMarket market, final String settings, final double limit) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            final double growth = learn(market, settings, seed).growth();
            assertTrue(growth >= limit, "a growth of " + growth + " is below " + limit + ", seed " + seed + ", " + settings);
        }
    }

    private void assertFollowsTheSignal(final String settings) {
        final double best = single(SIGNALLED, "signal");
        // Who follows is on the right side of two bars of three, and out of the market in the third, between two fills. To stay would cost more.
        final double expected = MadeMarket.NEW_DECISIONS * (2 * (2 * RIGHT - 1) * MOVE - 2 * MadeMarket.COST) / 3;
        assertEquals(expected, best, 2 * MOVE * Math.sqrt(MadeMarket.NEW_DECISIONS * 2.0 / 3));
        assertEarns(SIGNALLED, settings, 0.9 * best);
    }

    private void assertStaysFlat(final String algorithm, final String settings) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            final double untrained = untrainedTurnover(WALK, algorithm, seed);
            System.out.printf(Locale.ROOT, "untrained, seed %d: turnover %.2f%n", seed, untrained);
            assertTrue(untrained > 100, "an untrained policy trades " + untrained + " times its cash");
            final double turnover = learn(WALK, algorithm + settings, seed).turnover();
            assertTrue(
                turnover < 0.01 * untrained, "a turnover of " + turnover + " is not below 1 % of " + untrained + ", seed " + seed + ", " + algorithm);
        }
    }

    @Test
    void shouldFollowASignalThatIsRightMoreOftenThanWrong() {
        assertFollowsTheSignal(PPO + "decisions: 30000");
    }

    @Test
    @EnabledIf("isWhole")
    void shouldFollowASignalThatIsRightMoreOftenThanWrongWithSac() {
        assertFollowsTheSignal(SAC + "decisions: 30000");
    }

    @Test
    @EnabledIf("isWhole")
    void shouldStayFlatInARandomWalk() {
        assertStaysFlat(PPO, "decisions: 40000");
    }

    @Test
    @EnabledIf("isWhole")
    void shouldStayFlatInARandomWalkWithSac() {
        assertStaysFlat(SAC, "decisions: 30000");
    }

    @Test
    @EnabledIf("isWhole")
    void shouldSwitchBetweenTwoExpertsAsTheMarketDoes() {
        final double bestExpert = bestSingle(REGIMES);
        final double bestFixedShare = bestFixedShare(REGIMES);
        System.out.printf(Locale.ROOT, "better expert %.3f, best Fixed-Share %.3f%n", bestExpert, bestFixedShare);
        assertEarns(REGIMES, EXPLORING_PPO + "decisions: 40000", Math.max(Math.nextUp(bestExpert), 0.9 * bestFixedShare));
    }

    @Test
    @EnabledIf("isWhole")
    void shouldBeatEachStrategyOfAMarketThatReturnsToItsMean() {
        final double best = bestSingle(RETURNING);
        System.out.printf(Locale.ROOT, "best strategy %.3f%n", best);
        assertEarns(RETURNING, PPO + "decisions: 40000", Math.nextUp(best));
    }
}
