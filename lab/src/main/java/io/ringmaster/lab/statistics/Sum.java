package io.ringmaster.lab.statistics;

/**
 * A sum of doubles with compensation of rounding errors, in the order of its terms.
 *
 * @see <a href="https://doi.org/10.1002/zamm.19740540106">Neumaier 1974</a>
 */
public final class Sum {

    private double sum;
    private double lost;

    public void add(final double term) {
        final double next = sum + term;
        lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
        sum = next;
    }

    public double value() {
        return sum + lost;
    }
}
