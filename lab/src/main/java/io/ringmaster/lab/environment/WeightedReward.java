package io.ringmaster.lab.environment;

import java.util.Arrays;
import java.util.List;

/**
 * A weighted sum of profit, Sharpe ratio, drawdown, trading frequency, holding time and spread.
 *
 * <pre>
 *   pnl       (V - V before) / V before
 *   sharpe    mean / (deviation + 1e-8) of the returns of the last 60 decisions; 0 for the first
 *   drawdown  -max(0, (peak - V) / peak - 0.05)
 *   frequency -fills within the last 60 decisions / maxTrades, at most 1
 *   holding   min(1, decisions in this position / maxHolding) x sign of what the position has earned
 *   spread    -spread / average spread of this episode, for a decision after which something filled
 * </pre>
 *
 * <p>A penalty is negative before its weight, and weights are positive. The other way round, as penalties that are negative already and are subtracted,
 * rewards drawdown, trading and spread. Source: requirements, section C; reference, features, B.8.
 */
final class WeightedReward implements Reward {

    private static final int WINDOW = 60;
    private static final double FREE_DRAWDOWN = 0.05;
    private static final double EPSILON = 1e-8;

    private final RewardSettings.Weights weights;
    private final double[] returns = new double[WINDOW];
    private final int[] fills = new int[WINDOW];
    private int decisions;
    private int fillsInWindow;
    private int held;
    private double equityAtEntry;
    private double peak;
    private double spreads;

    WeightedReward(final RewardSettings.Weights weights) {
        this.weights = weights;
    }

    @Override
    public List<String> terms() {
        return List.of("pnl", "sharpe", "drawdown", "frequency", "holding", "spread");
    }

    @Override
    public void begin() {
        Arrays.fill(fills, 0);
        decisions = 0;
        fillsInWindow = 0;
        held = 0;
        equityAtEntry = 0;
        peak = 0;
        spreads = 0;
    }

    @Override
    public void measure(final Account account, final double[] out) {
        final double earned = account.equity() / account.equityBefore() - 1;
        final int place = decisions++ % WINDOW;
        returns[place] = earned;
        fillsInWindow += account.fills() - fills[place];
        fills[place] = account.fills();
        peak = Math.max(peak, Math.max(account.equityBefore(), account.equity()));
        spreads += account.spread();
        hold(account);
        out[0] = weights.pnl() * earned;
        out[1] = weights.sharpe() * sharpe();
        out[2] = -weights.drawdown() * Math.max(0, (peak - account.equity()) / peak - FREE_DRAWDOWN);
        out[3] = -weights.frequency() * Math.min(1, (double) fillsInWindow / weights.maxTrades());
        out[4] = weights.holding() * Math.min(1, (double) held / weights.maxHolding()) * Math.signum(held == 0 ? 0 : account.equity() - equityAtEntry);
        out[5] = account.fills() == 0 || spreads == 0 ? 0 : -weights.spread() * account.spread() / (spreads / decisions);
    }

    private void hold(final Account account) {
        final double side = Math.signum(account.position());
        if (side == 0) {
            held = 0;
        } else if (held == 0 || side != Math.signum(account.positionBefore())) {
            held = 1;
            equityAtEntry = account.equityBefore();
        } else {
            held++;
        }
    }

    private double sharpe() {
        if (decisions == 1) {
            return 0;   // The deviation of one return is 0.
        }
        final int count = Math.min(decisions, WINDOW);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += returns[i];
        }
        final double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (returns[i] - mean) * (returns[i] - mean);
        }
        return mean / (Math.sqrt(squares / count) + EPSILON);
    }
}
