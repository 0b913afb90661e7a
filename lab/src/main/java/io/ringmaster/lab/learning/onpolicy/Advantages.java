package io.ringmaster.lab.learning.onpolicy;

/** Generalised advantage estimation (Schulman and others, 2016): how much better each step was than the value network expected. */
final class Advantages {

    private Advantages() {
    }

    /**
     * Computes the advantages of the steps of one environment from its last step backwards:
     * {@code a[t] = r[t] + gamma after[t] - v[t] + gamma lambda a[t + 1]}, without the last term where the episode ended.
     *
     * @param from    the first step
     * @param to      behind the last step
     * @param rollout its rewards, values, values after each step and ends; out: advantages and returns
     */
    static void compute(final Rollout rollout, final int from, final int to, final OnPolicySettings.Discount discount) {
        double later = 0;
        for (int t = to - 1; t >= from; t--) {
            final double step = rollout.rewards[t] + discount.gamma() * rollout.valuesAfter[t] - rollout.values[t];
            later = step + (rollout.isLast[t] ? 0 : discount.gamma() * discount.lambda() * later);
            rollout.advantages[t] = (float) later;
            rollout.returns[t] = (float) (later + rollout.values[t]);
        }
    }
}
