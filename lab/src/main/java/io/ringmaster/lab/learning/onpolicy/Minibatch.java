package io.ringmaster.lab.learning.onpolicy;

/** Some samples of a rollout, in the order of a shuffle, with their advantages. */
final class Minibatch {

    private static final double LEAST_DEVIATION = 1e-8;

    private final Rollout rollout;
    private final int[] order;
    private final double[] advantages;
    private int from;
    private int size;

    /**
     * @param order places in the rollout
     * @param most  samples of a minibatch
     */
    Minibatch(final Rollout rollout, final int[] order, final int most) {
        this.rollout = rollout;
        this.order = order;
        advantages = new double[most];
    }

    /** Takes some samples of the order. */
    void of(final int first, final int count, final boolean isNormalised) {
        from = first;
        size = count;
        for (int i = 0; i < count; i++) {
            advantages[i] = rollout.advantages[order[first + i]];
        }
        if (isNormalised && count > 1) {
            normalise();
        }
    }

    /** To mean 0 and deviation 1, which is that of a sample: divided by one less than its size. */
    private void normalise() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += advantages[i];
        }
        final double mean = sum / size;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            squares += (advantages[i] - mean) * (advantages[i] - mean);
        }
        final double deviation = Math.sqrt(squares / (size - 1)) + LEAST_DEVIATION;
        for (int i = 0; i < size; i++) {
            advantages[i] = (advantages[i] - mean) / deviation;
        }
    }

    Rollout rollout() {
        return rollout;
    }

    int size() {
        return size;
    }

    int index(final int place) {
        return order[from + place];
    }

    double advantage(final int place) {
        return advantages[place];
    }
}
