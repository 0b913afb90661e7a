package io.ringmaster.inference.experts;

/** The losses of the experts and of their mixture, by round and in total. */
final class CumulatedLosses {

    private final Loss loss;
    private final double[] latest;
    private final double[] totals;
    private double latestOfMixture;
    private double totalOfMixture;
    private long rounds;

    CumulatedLosses(final Loss loss, final int experts) {
        this.loss = loss;
        latest = new double[experts];
        totals = new double[experts];
    }

    /** @param weights those of the round, before its result was known */
    void add(final double[] weights, final double[] relatives) {
        loss.of(relatives, latest);
        latestOfMixture = loss.ofMixture(weights, relatives, latest);
        for (int i = 0; i < totals.length; i++) {
            totals[i] += latest[i];
        }
        totalOfMixture += latestOfMixture;
        rounds++;
    }

    /** Losses of the experts in the latest round; read only. */
    double[] latest() {
        return latest;
    }

    /** Loss of the mixture in the latest round. */
    double latestOfMixture() {
        return latestOfMixture;
    }

    /** Total losses of the experts; read only. */
    double[] totals() {
        return totals;
    }

    /** Total loss of the best expert. */
    double least() {
        double least = totals[0];
        for (final double total : totals) {
            least = Math.min(least, total);
        }
        return least;
    }

    /** Exponents of the weights of Hedge: {@code -eta} times what each expert lost more than the best one; 0 for the best, so none overflows. */
    void exponents(final double eta, final double[] exponents) {
        final double least = least();
        for (int i = 0; i < totals.length; i++) {
            exponents[i] = -eta * (totals[i] - least);
        }
    }

    long rounds() {
        return rounds;
    }

    double regret() {
        return totalOfMixture - least();
    }
}
