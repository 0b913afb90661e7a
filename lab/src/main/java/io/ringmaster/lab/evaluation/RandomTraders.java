package io.ringmaster.lab.evaluation;

import io.ringmaster.lab.environment.Account;
import io.ringmaster.lab.environment.Agent;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.environment.Reward;
import io.ringmaster.lab.environment.TradingEnvironment;
import io.ringmaster.units.FixedPoint;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What traders without any idea earn that trade as much as a policy does, in its average size. At random times they draw a side, long, short or flat,
 * with the policy's shares of the time, whatever side they hold. So they are on each side as long as the policy was. A stop makes them flat until
 * they draw again; if that shortens their time in the market, they draw flat less often. They trade in the same pipeline with all costs. How often
 * they draw is chosen so that their turnover is the policy's.
 */
public final class RandomTraders {

    /** Their turnover differs from the policy's by at most this share, unless so few trades cannot meet it. */
    public static final double TOLERANCE = 0.05;

    /** They do not learn. */
    private static final Reward NO_REWARD = new Reward() {

        @Override
        public List<String> terms() {
            return List.of();
        }

        @Override
        public void begin() {
            // It remembers nothing.
        }

        @Override
        public void measure(final Account account, final double[] out) {
            // There are no terms.
        }
    };
    private static final int MOST_ATTEMPTS = 12;
    private static final int PILOTS = 4;
    private static final double FIRST_CHANCE = 0.05;
    private static final int INCREASE = 0;
    private static final int DECREASE = 1;
    private static final int STAY = 2;
    private static final int FLAT = 3;

    private final TradingEnvironment.Plan plan;
    private final TradingEnvironment.Starts starts;
    private final Habits habits;
    private final double initialE8;

    /**
     * How a policy trades.
     *
     * @param turnover        value of all fills by the initial equity
     * @param timeLong        share of the time
     * @param timeShort       share of the time
     * @param averageExposure value of the position by equity, the mean of all the time
     */
    public record Habits(double turnover, double timeLong, double timeShort, double averageExposure) {

        /** Whether it ever traded, and held what it bought. */
        public boolean isTrading() {
            return turnover > 0 && timeLong + timeShort > 0;
        }

        /** Its average exposure while it holds a position. */
        public double size() {
            return averageExposure / (timeLong + timeShort);
        }
    }

    /** What one of them did. */
    public record Outcome(long seed, double netReturn, Habits habits) {

        /** Value of all fills by the initial equity. */
        public double turnover() {
            return habits.turnover;
        }

        /** Whether its turnover is near enough to that of a policy. */
        public boolean isNear(final double wanted) {
            return Math.abs(turnover() / wanted - 1) <= TOLERANCE;
        }
    }

    /**
     * Prepares them.
     *
     * @param plan   of a policy with the head {@code adjust} and the step 2, which is asked whenever the policy could decide; a full target is the habitual size
     * @param habits of the policy; it trades
     */
    public RandomTraders(final TradingEnvironment.Plan plan, final RecordedEvents events, final Habits habits) {
        this.plan = plan;
        starts = new TradingEnvironment.Starts(events, List.of(0), events.count());
        this.habits = habits;
        initialE8 = plan.shape().session().initialCashE8();
    }

    /**
     * Lets them trade, several at once. The result does not depend on that.
     *
     * @param traders  their seeds are 1 to this number
     * @param progress how many are done
     */
    public List<Outcome> play(final int traders, final IntConsumer progress) {
        final List<Trader> pilots =
            IntStream.rangeClosed(1, Math.min(PILOTS, traders)).parallel().mapToObj(seed -> calibrated(seed, FIRST_CHANCE, 1)).toList();
        final double factor = factorForStops(pilots);
        final double chance = pilots.getFirst().chance;
        final AtomicInteger done = new AtomicInteger();
        final Outcome[] outcomes = new Outcome[traders];
        IntStream.range(0, traders).parallel().forEach(i -> {
            outcomes[i] = (factor == 1 && i < pilots.size() ? pilots.get(i) : calibrated(i + 1L, chance, factor)).outcome();
            synchronized (progress) {
                progress.accept(done.incrementAndGet());
            }
        });
        return Arrays.asList(outcomes);
    }

    /** By how much more often they must draw long or short, so that they are in the market as long as the policy though stops take them out of it. */
    private double factorForStops(final List<Trader> pilots) {
        final double wanted = habits.timeLong + habits.timeShort;
        final double reached = pilots.stream().map(Trader::outcome).mapToDouble(each -> each.habits.timeLong + each.habits.timeShort).average().orElseThrow();
        final double factor = reached > 0 ? Math.min(wanted / reached, 1 / wanted) : 1;
        return factor > 1 + TOLERANCE ? factor : 1;
    }

    /** Changes the chance until the turnover fits. The same random numbers decide each time, so that a higher chance only adds changes. */
    private Trader calibrated(final long seed, final double firstChance, final double factor) {
        try (TradingEnvironment environment = new TradingEnvironment(plan, starts, NO_REWARD)) {
            Trader best = null;
            double chance = firstChance;
            double low = 0;
            double high = 1;
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                final Trader trader = new Trader(environment, seed, chance, factor);
                trader.play();
                best = best == null || trader.error() < best.error() ? trader : best;
                if (best.error() <= TOLERANCE || chance == 1 && trader.turnover < habits.turnover) {
                    break;
                }
                low = trader.turnover < habits.turnover ? chance : low;
                high = trader.turnover < habits.turnover ? high : chance;
                final double wanted = trader.turnover > 0 ? chance * habits.turnover / trader.turnover : 2 * chance;
                chance = wanted > low && wanted < high ? wanted : high == 1 && wanted >= 1 ? 1 : (low + high) / 2;
            }
            return best;
        }
    }

    /** One run of a trader. */
    private final class Trader implements Agent {

        private final TradingEnvironment environment;
        private final long seed;
        private final double chance;
        private final double chanceOfLong;
        private final double chanceOfShort;
        private final SplittableRandom random;
        /** The side that was drawn. */
        private int wanted;
        /** Whether that side was held since: a turn takes two orders, and a stop that takes the position away is not undone. */
        private boolean isThere = true;
        private double turnover;
        private double netReturn;
        private long decisions;
        private long decisionsLong;
        private long decisionsShort;
        private double exposureSum;

        private Trader(final TradingEnvironment environment, final long seed, final double chance, final double factor) {
            this.environment = environment;
            this.seed = seed;
            this.chance = chance;
            chanceOfLong = factor * habits.timeLong;
            chanceOfShort = factor * habits.timeShort;
            random = new SplittableRandom(seed);
        }

        private void play() {
            environment.begin(0, seed, Integer.MAX_VALUE, this);
            while (environment.step()) {
                // It decides.
            }
            turnover = environment.account().tradedE8() / initialE8;
            netReturn = environment.account().equityE8() / initialE8 - 1;
        }

        private double error() {
            return Math.abs(turnover / habits.turnover - 1);
        }

        private Outcome outcome() {
            return new Outcome(seed, netReturn, new Habits(
                turnover, (double) decisionsLong / decisions, (double) decisionsShort / decisions, exposureSum / decisions));
        }

        @Override
        public void decide(final float[] observation, final double reward, final float[] outputs) {
            count();
            // Both numbers are drawn each time, so that a change at one decision does not move the others.
            final boolean isDrawing = random.nextDouble() < chance;
            final double choice = random.nextDouble();
            Arrays.fill(outputs, 0);
            if (isDrawing) {
                wanted = choice < chanceOfLong ? 1 : choice < chanceOfLong + chanceOfShort ? -1 : 0;
            }
            final int held = Long.signum(environment.account().positionE8());
            isThere = held == wanted || isThere && !isDrawing;
            outputs[isThere ? STAY : wanted > 0 ? INCREASE : wanted < 0 ? DECREASE : FLAT] = 1;
        }

        private void count() {
            final long held = environment.account().positionE8();
            decisions++;
            decisionsLong += held > 0 ? 1 : 0;
            decisionsShort += held < 0 ? 1 : 0;
            exposureSum += Math.abs(FixedPoint.toDouble(environment.account().exposureE8()));
        }

        @Override
        public void end(final double reward, final boolean isOver) {
            // The account says the rest.
        }
    }

    /** How many of them earned less than a policy, as a share. */
    public static double below(final List<Outcome> outcomes, final double netReturn) {
        return (double) outcomes.stream().filter(each -> each.netReturn < netReturn).count() / outcomes.size();
    }
}
