package io.ringmaster.lab.learning.head;

import io.ringmaster.inference.model.exact.FixedMath;
import io.ringmaster.lab.learning.network.Generator;
import io.ringmaster.lab.learning.network.Parameters;

/** One of several actions: the outputs are logits. A forbidden action has probability 0. */
public final class Categorical implements Head {

    private final int actions;
    private final Parameters none = new Parameters();

    /** @param actions how many there are */
    public Categorical(final int actions) {
        this.actions = actions;
    }

    @Override
    public int outputs() {
        return actions;
    }

    @Override
    public int actionSize() {
        return 1;
    }

    @Override
    public Parameters parameters() {
        return none;
    }

    @Override
    public Shares distribution(final Parameters parameters) {
        return new Shares(actions);
    }

    /** The probability of each action. */
    public static final class Shares implements Distribution {

        private final double[] shares;
        private final double[] logs;
        private boolean[] allowed;

        Shares(final int actions) {
            shares = new double[actions];
            logs = new double[actions];
        }

        /** @throws IllegalArgumentException if no action is allowed */
        @Override
        public void of(final float[] outputs, final boolean[] allowed) {
            this.allowed = allowed;
            final double most = most(outputs);
            double sum = 0;
            for (int i = 0; i < shares.length; i++) {
                shares[i] = isAllowed(i) ? FixedMath.exp(outputs[i] - most) : 0;
                sum += shares[i];
            }
            final double logSum = StrictMath.log(sum);
            for (int i = 0; i < shares.length; i++) {
                shares[i] /= sum;
                logs[i] = isAllowed(i) ? outputs[i] - most - logSum : Double.NEGATIVE_INFINITY;
            }
        }

        private double most(final float[] outputs) {
            double most = Double.NEGATIVE_INFINITY;
            boolean isAny = false;
            for (int i = 0; i < shares.length; i++) {
                if (isAllowed(i)) {
                    most = Math.max(most, outputs[i]);
                    isAny = true;
                }
            }
            if (!isAny) {
                throw new IllegalArgumentException("The mask forbids all " + shares.length + " actions. An environment must allow at least one.");
            }
            return most;
        }

        private boolean isAllowed(final int action) {
            return allowed == null || allowed[action];
        }

        /** The probability of an action. */
        public double share(final int action) {
            return shares[action];
        }

        /** The logarithm of the probability of an action. */
        public double log(final int action) {
            return logs[action];
        }

        @Override
        public void sample(final Generator random, final float[] action) {
            double left = random.nextDouble();
            int last = 0;
            for (int i = 0; i < shares.length; i++) {
                if (shares[i] > 0) {
                    last = i;
                    if (left < shares[i]) {
                        break;
                    }
                    left -= shares[i];
                }
            }
            action[0] = last;
        }

        @Override
        public void mode(final float[] action) {
            int best = 0;
            for (int i = 1; i < shares.length; i++) {
                best = logs[i] > logs[best] ? i : best;
            }
            action[0] = best;
        }

        @Override
        public double logProbability(final float[] action) {
            return logs[(int) action[0]];
        }

        @Override
        public double entropy() {
            double entropy = 0;
            for (int i = 0; i < shares.length; i++) {
                entropy -= shares[i] > 0 ? shares[i] * logs[i] : 0;
            }
            return entropy;
        }

        @Override
        public double divergenceFrom(final Distribution earlier) {
            final Shares before = (Shares) earlier;
            double divergence = 0;
            for (int i = 0; i < shares.length; i++) {
                divergence += before.shares[i] > 0 ? before.shares[i] * (before.logs[i] - logs[i]) : 0;
            }
            return divergence;
        }

        /** By logit i: {@code (i == action) - p[i]} for the logarithm, {@code -p[i] (log p[i] + entropy)} for the entropy. */
        @Override
        public void gradients(
            final float[] action, final double byLogProbability, final double byEntropy, final float[] errors, final Parameters parameters) {
            final double entropy = entropy();
            for (int i = 0; i < shares.length; i++) {
                final double log = (i == (int) action[0] ? 1 - shares[i] : -shares[i]) * byLogProbability;
                errors[i] = (float) (shares[i] > 0 ? log - byEntropy * shares[i] * (logs[i] + entropy) : log);
            }
        }
    }
}
