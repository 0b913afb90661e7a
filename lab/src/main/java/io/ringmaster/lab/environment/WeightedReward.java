package io.ringmaster.lab.environment;

import java.util.Arrays;
import java.util.List;

/**
 * A weighted sum of profit, Sharpe ratio, drawdown, trading frequency, holding time and spread.
 *
 * <pre>
 *   profit    (V - V before) / V before
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
    private long equityAtEntryE8;
    private long peakE8;
    private long spreadsE8;

    WeightedReward(final RewardSettings.Weights weights) {
        this.weights = weights;
    }

    @Override
    public List<String> terms() {
        return List.of("profit", "sharpe", "drawdown", "frequency", "holding", "spread");
    }

    @Override
    public void begin() {
        Arrays.fill(fills, 0);
        decisions = 0;
        fillsInWindow = 0;
        held = 0;
        equityAtEntryE8 = 0;
        peakE8 = 0;
        spreadsE8 = 0;
    }

    @Override
    public void measure(final Account account, final double[] out) {
        final double earned = (double) account.equityE8() / account.equityBeforeE8() - 1;
        final int place = decisions++ % WINDOW;
        returns[place] = earned;
        fillsInWindow += account.fills() - fills[place];
        fills[place] = account.fills();
        peakE8 = Math.max(peakE8, Math.max(account.equityBeforeE8(), account.equityE8()));
        spreadsE8 += account.spreadE8();
        hold(account);
        out[0] = weights.profit() * earned;
        out[1] = weights.sharpe() * sharpe();
        out[2] = -weights.drawdown() * Math.max(0, (double) (peakE8 - account.equityE8()) / peakE8 - FREE_DRAWDOWN);
        out[3] = -weights.frequency() * Math.min(1, (double) fillsInWindow / weights.most().maxTrades());
        out[4] = weights.holding() * Math.min(1, (double) held / weights.most().maxHolding()) * Long.signum(held == 0 ? 0 : account.equityE8() - equityAtEntryE8);
        out[5] = account.fills() == 0 || spreadsE8 == 0 ? 0 : -weights.spread() * account.spreadE8() * decisions / spreadsE8;
    }

    private void hold(final Account account) {
        final int side = Long.signum(account.positionE8());
        if (side == 0) {
            held = 0;
        } else if (held == 0 || side != Long.signum(account.positionBeforeE8())) {
            held = 1;
            equityAtEntryE8 = account.equityBeforeE8();
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
