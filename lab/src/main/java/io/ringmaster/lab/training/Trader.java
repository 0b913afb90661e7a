package io.ringmaster.lab.training;

import io.ringmaster.lab.environment.Agent;
import io.ringmaster.lab.environment.TradingEnvironment;
import java.util.Arrays;
import java.util.function.Consumer;

/** A policy, without chance, that trades a market once. */
final class Trader implements Agent {

    private final TradingEnvironment market;
    private final Policy policy;
    private final Consumer<float[]> sight;
    private final Growth growth = new Growth();
    private long firstEquityE8;
    private int decisions;

    /** Answers an observation. */
    @FunctionalInterface
    interface Policy {

        void answer(float[] observation, float[] into);
    }

    /** @param sight receives each observation with the answer behind it */
    Trader(final TradingEnvironment market, final Policy policy, final Consumer<float[]> sight) {
        this.market = market;
        this.policy = policy;
        this.sight = sight;
    }

    /** Trades the market from its only start to its end. */
    Validated.Traded trade(final long seed) {
        market.begin(0, seed, Integer.MAX_VALUE, this);
        while (market.step()) {
            // This decides.
        }
        growth.see(market.account().equityE8());
        final double factor = decisions == 0 ? 1 : (double) market.account().equityE8() / firstEquityE8;
        return new Validated.Traded(factor - 1, decisions, market.account().fillsInAll());
    }

    /** What the account earned between decisions, the last one up to the end of the market. */
    double[] logReturns() {
        return growth.logReturns();
    }

    @Override
    public void decide(final float[] observation, final double reward, final float[] answer) {
        firstEquityE8 = decisions == 0 ? market.account().equityE8() : firstEquityE8;
        growth.see(market.account().equityE8());
        policy.answer(observation, answer);
        final float[] row = Arrays.copyOf(observation, observation.length + answer.length);
        System.arraycopy(answer, 0, row, observation.length, answer.length);
        sight.accept(row);
        decisions++;
    }

    @Override
    public void end(final double reward, final boolean isOver) {
        // The account says the rest.
    }
}
