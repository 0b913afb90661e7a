package io.ringmaster.inference.experts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.experts.ExpertSettings.Algorithm;
import io.ringmaster.inference.experts.ExpertSettings.LossType;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights worked out by hand, and what every algorithm promises for every sequence of rounds. */
class ExpertsTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int SEQUENCES = 1_000;
    private static final double CLIP = 0.05;
    private static final double ROUNDING = 1e-12;

    static Stream<ExpertSettings> algorithms() {
        return Stream.of(
            settings(Algorithm.EQUAL, LossType.LOG), settings(Algorithm.HEDGE, LossType.LOG), settings(Algorithm.ADAHEDGE, LossType.LOG),
            settings(Algorithm.FIXED_SHARE, LossType.LOG), settings(Algorithm.FIXED_SHARE, LossType.CLIPPED), settings(Algorithm.EG, LossType.LOG));
    }

    /** With the one that takes only few experts. */
    static Stream<ExpertSettings> algorithmsForFew() {
        return Stream.concat(algorithms(), Stream.of(settings(Algorithm.UNIVERSAL, LossType.LOG)));
    }

    private static ExpertSettings settings(final Algorithm algorithm, final LossType loss) {
        return new ExpertSettings(algorithm, 0, 0, 0.01, loss, CLIP);
    }

    @Test
    void shouldKeepEqualWeights() {
        final Experts equal = new EqualWeight(4);
        equal.update(new double[] {2, 1, 1, 0.5});
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, equal.weights());
        // ln 2 - ln 1.125, and ln 4 for one round.
        assertEquals(Math.log(2 / 1.125), equal.regret(), ROUNDING);
        assertEquals(Math.log(4), equal.regretBound(), ROUNDING);
    }

    /** Losses 0, 1 and 0.5 with rate ln 4: weights 1, 1/4 and 1/2, divided by 7/4. */
    @Test
    void shouldWeighByTotalLossInHedge() {
        final Experts hedge = new Hedge(new ClippedLoss(0.1), 3, Math.log(4));
        hedge.update(new double[] {1.1, 0.9, 1});
        assertArrayEquals(new double[] {4 / 7.0, 1 / 7.0, 2 / 7.0}, hedge.weights(), ROUNDING);
        assertEquals(0.5, hedge.regret(), ROUNDING);
        hedge.update(new double[] {0.5, 1.5, 1});
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, hedge.weights(), ROUNDING);
        // Losses 1/2, then 4/7 + 1/7; the best has 1.
        assertEquals(0.5 + 5 / 7.0 - 1, hedge.regret(), ROUNDING);
        assertEquals(Math.log(3) / Math.log(4) + 2 * Math.log(4) / 8, hedge.regretBound(), ROUNDING);
    }

    /** Four times the mean absolute return: first 0.4 of (0.2, 0), then 0.2 of (0.2, 0, 0, 0). */
    @Test
    void shouldTakeTheClipFromTheReturnsSoFar() {
        final Experts hedge = new Hedge(new ClippedLoss(0), 2, Math.log(4));
        hedge.update(new double[] {1.2, 1});
        // Losses 1/4 and 1/2.
        assertEquals(0.375 - 0.25, hedge.regret(), ROUNDING);
        final double first = Math.pow(4, -0.25) / (Math.pow(4, -0.25) + Math.pow(4, -0.5));
        assertArrayEquals(new double[] {first, 1 - first}, hedge.weights(), ROUNDING);
        hedge.update(new double[] {1, 1});
        assertArrayEquals(new double[] {first, 1 - first}, hedge.weights(), ROUNDING);
        final Experts quiet = new Hedge(new ClippedLoss(0), 2, 1);
        quiet.update(new double[] {1, 1});
        assertArrayEquals(new double[] {0.5, 0.5}, quiet.weights());
    }

    /** The first round costs 1/2 more than the leader: the rate becomes 2 ln 2, and the weight of the loser 2^-2 of the leader's. */
    @Test
    void shouldTuneItsOwnRateInAdaHedge() {
        final Experts adaHedge = new AdaHedge(new ClippedLoss(0.1), 2);
        adaHedge.update(new double[] {1, 1});
        assertArrayEquals(new double[] {0.5, 0.5}, adaHedge.weights());
        adaHedge.update(new double[] {1.1, 0.9});
        assertArrayEquals(new double[] {0.8, 0.2}, adaHedge.weights(), ROUNDING);
        assertEquals(0.5, adaHedge.regret(), ROUNDING);
        assertEquals(2 * Math.sqrt(0.25 * Math.log(2)) + 4 * Math.log(2) / 3 + 2, adaHedge.regretBound(), ROUNDING);
        // Mean 0.8; mix loss -ln(0.8 / 4 + 0.2) / (2 ln 2).
        adaHedge.update(new double[] {0.9, 1.1});
        final double gap = 0.5 + 0.8 + Math.log(0.4) / (2 * Math.log(2));
        assertArrayEquals(new double[] {0.5, 0.5}, adaHedge.weights(), ROUNDING);
        adaHedge.update(new double[] {1.1, 0.9});
        final double lastGap = gap + 0.5 + Math.log(0.5 * (1 + Math.exp(-Math.log(2) / gap))) * gap / Math.log(2);
        final double loser = Math.exp(-Math.log(2) / lastGap);
        assertArrayEquals(new double[] {1 / (1 + loser), loser / (1 + loser)}, adaHedge.weights(), ROUNDING);
    }

    /** Wealth 2 and 1/2 is 0.8 and 0.2 of the whole; a quarter of it is shared. */
    @Test
    void shouldShareWealthInFixedShare() {
        final Experts fixedShare = new FixedShare(new LogLoss(), 2, 1, 0.25);
        fixedShare.update(new double[] {2, 0.5});
        assertArrayEquals(new double[] {0.725, 0.275}, fixedShare.weights(), ROUNDING);
        fixedShare.update(new double[] {1, 2});
        // 0.725 and 0.55 of 1.275.
        assertArrayEquals(new double[] {0.75 * 0.725 / 1.275 + 0.125, 0.75 * 0.55 / 1.275 + 0.125}, fixedShare.weights(), ROUNDING);
        assertEquals(Math.log(2) - Math.log(1.25 * 1.275), fixedShare.regret(), ROUNDING);
        assertEquals(Math.log(2) - Math.log(0.875), fixedShare.regretBound(), ROUNDING);
    }

    /** Without a share it is Hedge, and on log loss buy and hold. */
    @Test
    void shouldBeHedgeWithoutAShare() {
        final Experts hedge = new Hedge(new ClippedLoss(CLIP), 5, 0.7);
        final Experts fixedShare = new FixedShare(new ClippedLoss(CLIP), 5, 0.7, 0);
        final Experts held = new FixedShare(new LogLoss(), 5, 1, 0);
        final double[] wealth = {1, 1, 1, 1, 1};
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 200; round++) {
            final double[] relatives = random(random, 5);
            hedge.update(relatives);
            fixedShare.update(relatives);
            held.update(relatives);
            Arrays.setAll(wealth, i -> wealth[i] * relatives[i]);
        }
        assertArrayEquals(hedge.weights(), fixedShare.weights(), ROUNDING, "seed=" + SEED);
        assertEquals(hedge.regretBound(), fixedShare.regretBound(), ROUNDING);
        final double sum = Arrays.stream(wealth).sum();
        assertArrayEquals(Arrays.stream(wealth).map(each -> each / sum).toArray(), held.weights(), ROUNDING, "seed=" + SEED);
    }

    /** Price relatives 2 and 1 with rate 3: exponents 3 · 2/1.5 and 3 · 1/1.5, which differ by 2. */
    @Test
    void shouldFollowTheGradientInEg() {
        final Experts eg = new ExponentiatedGradient(2, 3);
        eg.update(new double[] {2, 1});
        final double first = Math.exp(2) / (Math.exp(2) + 1);
        assertArrayEquals(new double[] {first, 1 - first}, eg.weights(), ROUNDING);
        assertEquals(Math.log(2) - Math.log(1.5), eg.regret(), ROUNDING);
        assertEquals(Math.log(2) / 3 + 3 / (8 * 0.25), eg.regretBound(), ROUNDING);
    }

    /** A mix with part p of the first has 1 + p. Over p = 0, 1/20, … 1 the sums are: of p 10.5, of its squares 7.175; so 17.675 of 31.5. */
    @Test
    void shouldWeighMixesByTheirWealthInUniversal() {
        final Universal universal = new Universal(2);
        universal.update(new double[] {2, 1});
        assertArrayEquals(new double[] {17.675 / 31.5, 13.825 / 31.5}, universal.weights(), ROUNDING);
        assertEquals(Math.log(2 / 1.5), universal.regret(), ROUNDING);
        assertEquals(Math.log(21), universal.regretBound(), ROUNDING);
        // Then half of both has 1.5 · 1.5.
        universal.update(new double[] {1, 2});
        assertEquals(2.25, universal.bestMixWealth(), ROUNDING);
        for (int round = 0; round < 2_000; round++) {
            universal.update(new double[] {2, 2});
            universal.update(new double[] {0.5, 0.5});
        }
        assertEquals(2.25, universal.bestMixWealth(), ROUNDING);
    }

    /** Many rounds in which every expert gains: the wealth of a mix leaves the range of doubles, its share does not. */
    @Test
    void shouldKeepTheSharesOfMixesOutOfRange() {
        final Universal grows = new Universal(2);
        final Universal stays = new Universal(2);
        for (int round = 0; round < 3_000; round++) {
            final double first = 1 + 0.01 * (round % 3);
            stays.update(new double[] {first, 1.01});
            grows.update(new double[] {4 * first, 4 * 1.01});
        }
        assertArrayEquals(stays.weights(), grows.weights(), ROUNDING);
        assertEquals(Double.POSITIVE_INFINITY, grows.bestMixWealth());
    }

    @Test
    void shouldChooseTheRateWithTheSmallestBound() {
        final Experts hedge = settings(Algorithm.HEDGE, LossType.LOG).create(7, 500);
        final Experts planned = new ExpertSettings(Algorithm.HEDGE, 0, 500, 0.01, LossType.LOG, CLIP).create(7, 3);
        for (int round = 0; round < 500; round++) {
            hedge.update(new double[] {1, 1.01, 0.99, 1.02, 1, 1, 1});
            planned.update(new double[] {1, 1.01, 0.99, 1.02, 1, 1, 1});
        }
        assertEquals(Math.sqrt(500 * Math.log(7) / 2), hedge.regretBound(), 1e-9);
        assertArrayEquals(hedge.weights(), planned.weights());
        assertEquals("horizon must be above 0 if eta is 0: horizon=0",
            assertThrows(IllegalArgumentException.class, () -> settings(Algorithm.HEDGE, LossType.LOG).create(7, 0)).getMessage());
        assertEquals("there must be at least one expert: experts=0",
            assertThrows(IllegalArgumentException.class, () -> settings(Algorithm.EG, LossType.LOG).create(0, 1)).getMessage());
    }

    @Test
    void shouldBindItsKeys() {
        assertEquals(new ExpertSettings(Algorithm.ADAHEDGE, 0, 0, 0.01, LossType.LOG, 0), bind(Map.of()));
        assertEquals(new ExpertSettings(Algorithm.FIXED_SHARE, 0.5, 9, 0.1, LossType.CLIPPED, 0.2), bind(Map.of(
            "algorithm", "fixed_share", "eta", "0.5", "horizon", "9", "alpha", "0.1", "loss", "clipped", "clip", "0.2")));
        assertEquals("override: key 'eta': eta must be at most 1 for fixed_share on log loss: eta=2.0",
            assertThrows(InvalidInputException.class, () -> bind(Map.of("algorithm", "fixed_share", "eta", "2"))).getMessage());
    }

    private static ExpertSettings bind(final Map<String, String> overrides) {
        return Configuration.bind(ExpertSettings.class, "test", "", overrides);
    }

    /** Random and adversarial rounds; the adversary knows the weights. The bound holds after each round. */
    @ParameterizedTest
    @MethodSource("algorithmsForFew")
    void shouldNeverExceedItsRegretBound(final ExpertSettings settings) {
        double closest = 0;
        for (int i = 0; i < SEQUENCES; i++) {
            final long seed = SEED + i;
            final SplittableRandom random = new SplittableRandom(seed);
            final int experts = 1 + random.nextInt(settings.algorithm() == Algorithm.UNIVERSAL ? 3 : 12);
            final int rounds = 1 + random.nextInt(300);
            final Opponent opponent = Opponent.values()[random.nextInt(Opponent.values().length)];
            final Experts algorithm = vary(settings, random).create(experts, rounds);
            for (int round = 0; round < rounds; round++) {
                algorithm.update(opponent.play(algorithm.weights(), round, random));
                final String where = settings.algorithm() + " against " + opponent + ", seed=" + seed + " round=" + round;
                assertAreWeights(algorithm.weights(), where);
                assertTrue(algorithm.regret() <= algorithm.regretBound() + 1e-9,
                    () -> where + ": regret " + algorithm.regret() + ", bound " + algorithm.regretBound());
            }
            closest = experts > 1 ? Math.max(closest, algorithm.regret() / algorithm.regretBound()) : closest;
        }
        final double share = closest;
        assertTrue(share > 0.2, () -> "no opponent was serious: at most " + share + " of the bound of " + settings + ", seed=" + SEED);
    }

    /** Other rates, shares and clips; the bounds hold for all of them. */
    private static ExpertSettings vary(final ExpertSettings settings, final SplittableRandom random) {
        final double eta = random.nextInt(3) > 0 ? 0 : settings.isOnLogLoss() ? random.nextDouble(0.01, 1) : random.nextDouble(0.01, 5);
        return new ExpertSettings(
            settings.algorithm(), eta, 0, random.nextBoolean() ? 0.01 : random.nextDouble(), settings.loss(),
            random.nextBoolean() ? 0 : random.nextDouble(0.01, 0.5));
    }

    private static void assertAreWeights(final double[] weights, final String where) {
        double sum = 0;
        for (final double weight : weights) {
            assertTrue(weight >= 0, () -> where + ": " + Arrays.toString(weights));
            sum += weight;
        }
        assertEquals(1, sum, ROUNDING, where);
    }

    /** Who decides what the experts make of a round. */
    private enum Opponent {
        RANDOM, ONE_IS_BETTER, LEADER_LOSES, LEADER_CRASHES, TAKES_TURNS, ALL_OR_NOTHING, SWITCHES;

        private double[] play(final double[] weights, final int round, final SplittableRandom random) {
            final int experts = weights.length;
            final double[] relatives = random(random, experts);
            int heaviest = 0;
            for (int i = 0; i < experts; i++) {
                heaviest = weights[i] > weights[heaviest] ? i : heaviest;
            }
            final int leader = heaviest;
            switch (this) {
                case RANDOM -> { }
                case ONE_IS_BETTER -> relatives[experts - 1] += 0.02;
                case LEADER_LOSES -> Arrays.setAll(relatives, i -> i == leader ? 0.5 : 1.5);
                case LEADER_CRASHES -> Arrays.setAll(relatives, i -> i == leader ? 1e-6 : 1);
                case TAKES_TURNS -> Arrays.setAll(relatives, i -> i % 2 == round % 2 ? 1.5 : 0.5);
                case ALL_OR_NOTHING -> Arrays.setAll(relatives, i -> i == 0 ? 10 : 1e-3);
                case SWITCHES -> relatives[round / 20 % experts] += 0.1;
            }
            return relatives;
        }
    }

    private static double[] random(final SplittableRandom random, final int experts) {
        return random.doubles(experts, 0.9, 1.1).toArray();
    }

    @ParameterizedTest
    @MethodSource("algorithmsForFew")
    void shouldKeepWeightsWhateverHappens(final ExpertSettings settings) {
        final SplittableRandom random = new SplittableRandom(SEED);
        final ExpertSettings extreme = new ExpertSettings(
            settings.algorithm(), settings.loss() == LossType.LOG && settings.algorithm() == Algorithm.FIXED_SHARE ? 1 : 1_000, 0, 0,
            settings.loss(), 0);
        for (final ExpertSettings each : List.of(settings, extreme)) {
            final Experts algorithm = each.create(4, 20_000);
            for (int round = 0; round < 20_000; round++) {
                final double[] relatives = {1.5, 0.5, 1, 0.999};
                if (random.nextInt(50) == 0) {
                    Arrays.setAll(relatives, i -> Math.pow(10, random.nextInt(-300, 300)));
                }
                algorithm.update(relatives);
                assertAreWeights(algorithm.weights(), each + " round=" + round + " seed=" + SEED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void shouldGiveTheSameBitsAgain(final ExpertSettings settings) {
        assertArrayEquals(played(settings, IDENTITY), played(settings, IDENTITY), "seed=" + SEED);
    }

    private static final int[] IDENTITY = {0, 1, 2, 3, 4, 5};

    @ParameterizedTest
    @MethodSource("algorithms")
    void shouldNotDependOnTheOrderOfTheExperts(final ExpertSettings settings) {
        final int[] order = {3, 5, 0, 4, 1, 2};
        final double[] weights = played(settings, IDENTITY);
        final double[] permuted = played(settings, order);
        for (int i = 0; i < order.length; i++) {
            assertEquals(weights[order[i]], permuted[i], 1e-10, settings + " seed=" + SEED);
        }
    }

    /** @param order which expert stands in each place */
    private static double[] played(final ExpertSettings settings, final int[] order) {
        final SplittableRandom random = new SplittableRandom(SEED);
        final Experts algorithm = settings.create(order.length, 500);
        for (int round = 0; round < 500; round++) {
            final double[] relatives = random(random, order.length);
            algorithm.update(Arrays.stream(order).mapToDouble(i -> relatives[i]).toArray());
        }
        return algorithm.weights();
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void shouldAllocateNothingPerRound(final ExpertSettings settings) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final Experts algorithm = settings.create(20, 4_000);
        final double[] relatives = random(new SplittableRandom(SEED), 20);
        update(algorithm, relatives, 2_000);
        threads.getCurrentThreadAllocatedBytes();
        final long before = threads.getCurrentThreadAllocatedBytes();
        update(algorithm, relatives, 2_000);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        // Reading the counter may itself allocate, but not once a round.
        assertTrue(allocated < 1_000, settings + " allocated " + allocated + " bytes in 2,000 rounds");
    }

    private static void update(final Experts algorithm, final double[] relatives, final int rounds) {
        double sum = 0;
        for (int round = 0; round < rounds; round++) {
            relatives[round % relatives.length] = 1 + (round % 7 - 3) * 0.01;
            algorithm.update(relatives);
            sum += algorithm.weights()[0] + algorithm.regret() + algorithm.regretBound();
        }
        assertTrue(!Double.isNaN(sum));
    }
}
