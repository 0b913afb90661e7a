package io.ringmaster.lab.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.lab.backtest.RecordedSession;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RewardTest {

    private static final double TINY = 1e-12;

    private final Account account = new Account();

    private static Reward reward(final String yaml) {
        final Reward reward = RecordedSession.bind(RewardSettings.class, yaml).create();
        reward.begin();
        return reward;
    }

    private double[] measure(final Reward reward, final double equity, final double position, final int fills, final int stops) {
        return measure(reward, equity, position, 0, fills, stops);
    }

    private double[] measure(
        final Reward reward, final double equity, final double position, final double spread, final int fills, final int stops) {
        for (int fill = 0; fill < fills; fill++) {
            account.onFill(fill < stops);
        }
        account.take(e8(equity), e8(position), e8(spread));
        final double[] terms = new double[reward.terms().size()];
        reward.measure(account, terms);
        account.afterDecision();
        return terms;
    }

    private static long e8(final double amount) {
        return Math.round(amount * 1e8);
    }

    private void begin(final double equity) {
        account.take(e8(equity), 0, 0);
        account.afterDecision();
    }

    @Test
    void shouldRewardLogReturns() {
        begin(100);
        final Reward plain = reward("{}");
        assertArrayEquals(new double[] {0.09531017980432493}, measure(plain, 110, 1, 1, 0), TINY);
        assertArrayEquals(new double[] {-0.10536051565782628}, measure(plain, 99, 1, 0, 0), TINY);
        assertArrayEquals(new double[] {-1}, measure(plain, -1, 0, 1, 0), TINY);

        begin(100);
        final Reward asymmetric = reward("{type: asymmetric}");
        assertArrayEquals(new double[] {0.09531017980432493}, measure(asymmetric, 110, 1, 1, 0), TINY);
        assertArrayEquals(new double[] {-0.21072103131565256}, measure(asymmetric, 99, 1, 0, 0), TINY);
    }

    @Test
    void shouldPunishStopsHastyEntriesAndDrawdown() {
        begin(100);
        final Reward reward = reward("{type: stop_aware_drawdown}");

        assertArrayEquals(new double[] {0, 0, 0, 0}, measure(reward, 100, 1, 1, 0), TINY);
        assertArrayEquals(new double[] {-0.10536051565782628, -0.005, 0, -0.005}, measure(reward, 90, 0, 1, 1), TINY);
        assertArrayEquals(new double[] {0, -0.005, -0.01, -0.005}, measure(reward, 90, 1, 1, 0), TINY, "again on the side of the stop");
        assertArrayEquals(new double[] {0, -0.005, 0, -0.005}, measure(reward, 90, -1, 2, 0), TINY, "the other side is another trade");
        assertArrayEquals(new double[] {0, -0.01, 0, -0.005}, measure(reward, 90, 0, 1, 1), TINY, "a second stop, of the short position");
        for (int decision = 6; decision <= 21; decision++) {
            assertEquals(-0.01, measure(reward, 90, 0, 0, 0)[1], TINY, "decision " + decision);
        }
        assertArrayEquals(new double[] {0, -0.005, 0, -0.005}, measure(reward, 90, -1, 1, 0), TINY, "17 decisions after the stop no entry is hasty");
        assertArrayEquals(new double[] {-1, 0, 0, 0}, measure(reward, 0, 0, 1, 0), TINY);
    }

    /** Values by a few lines of Python with the formula of the paper. */
    @Test
    void shouldRewardWhatAReturnAddsToTheSharpeRatio() {
        begin(100);
        final Reward reward = reward("{type: differential_sharpe, rate: 0.1}");

        assertArrayEquals(new double[] {0}, measure(reward, 101, 1, 1, 0), TINY);
        assertArrayEquals(new double[] {-0.07802319834477034}, measure(reward, 103, 1, 0, 0), 1e-9);
        assertArrayEquals(new double[] {-2.711973489293067}, measure(reward, 102, 1, 0, 0), 1e-9);
    }

    /** Penalties reduce the reward; the formula that subtracts penalties which are negative already would raise it. */
    @Test
    void shouldPunishDrawdownTradingAndSpreadInTheWeightedReward() {
        begin(100);
        final Reward reward = reward("{type: weighted, maxTrades: 10, maxHolding: 4}");

        // First decision: entered at a spread of 2.
        assertArrayEquals(new double[] {0.01, 0, 0, -0.03, 0.05, -0.4}, measure(reward, 101, 1, 2, 1, 0), TINY);
        // -10 % after +1 %: their mean is -0.045, their deviation 0.055. The drawdown is 10 %. Held for two of four decisions, at a loss.
        assertArrayEquals(
            new double[] {-0.1, 0.5 * -0.045 / (0.055 + 1e-8), -0.05, -0.03, -0.1, 0}, measure(reward, 90.9, 1, 2, 0, 0), TINY);
        // Closed in two fills at a spread of 5; spreads are 3 on average.
        final double[] closed = measure(reward, 90.9, 0, 5, 2, 0);
        assertArrayEquals(new double[] {-0.09, 0, -0.4 * 5 / 3}, new double[] {closed[3], closed[4], closed[5]}, TINY);
        assertTrue(Arrays.stream(closed, 2, 6).allMatch(term -> term <= 0));
        for (int i = 0; i < 57; i++) {
            assertEquals(-0.09, measure(reward, 90.9, 0, 2, 0, 0)[3], TINY);
        }
        assertEquals(-0.06, measure(reward, 90.9, 0, 2, 0, 0)[3], TINY, "the first fill is 60 decisions old");
    }
}
