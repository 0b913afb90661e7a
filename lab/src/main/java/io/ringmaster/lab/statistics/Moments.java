package io.ringmaster.lab.statistics;

/**
 * Mean, spread, skewness and kurtosis of a stream, in constant memory.
 *
 * @see <a href="https://www.osti.gov/biblio/1028931">Pébay 2008, one-pass formulas for central moments</a>
 */
public final class Moments {

    private long count;
    private double mean;
    private double m2;
    private double m3;
    private double m4;

    public void add(final double value) {
        final double before = count;
        count++;
        final double n = count;
        final double delta = value - mean;
        final double deltaN = delta / n;
        final double deltaN2 = deltaN * deltaN;
        final double term = delta * deltaN * before;
        mean += deltaN;
        m4 += term * deltaN2 * (n * n - 3 * n + 3) + 6 * deltaN2 * m2 - 4 * deltaN * m3;
        m3 += term * deltaN * (n - 2) - 3 * deltaN * m2;
        m2 += term;
    }

    public long count() {
        return count;
    }

    public double mean() {
        return mean;
    }

    /** Sample deviation, ddof 1; NaN below two values. */
    public double deviation() {
        return count < 2 ? Double.NaN : Math.sqrt(m2 / (count - 1));
    }

    /** Population skewness; NaN without spread. */
    public double skewness() {
        return m2 > 0 ? Math.sqrt(count) * m3 / (m2 * Math.sqrt(m2)) : Double.NaN;
    }

    /** Population kurtosis, 3 for a normal distribution; NaN without spread. */
    public double kurtosis() {
        return m2 > 0 ? count * m4 / (m2 * m2) : Double.NaN;
    }
}
