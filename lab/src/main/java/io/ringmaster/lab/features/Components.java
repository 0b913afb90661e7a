package io.ringmaster.lab.features;

import java.util.Arrays;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.stat.projection.PCA;

/**
 * Principal components of columns that are scaled to deviation 1, the largest first. The sign of a component is free; its largest loading is positive here.
 *
 * @param shares   of the whole variance
 * @param loadings of each component on each column; the squares of a component's loadings add up to 1
 */
public record Components(double[] shares, double[][] loadings) {

    /** @param columns none of them constant */
    public static Components of(final double[][] columns) {
        final double[][] rows = MatrixUtils.createRealMatrix(columns).transpose().getData();
        final PCA analysis = new PCA(columns.length, true, true).fit(rows);
        final double whole = Arrays.stream(analysis.getVariance()).sum();
        return new Components(
            Arrays.stream(analysis.getVariance()).map(each -> each / whole).toArray(),
            // The library has a row for each column of the table.
            Arrays.stream(MatrixUtils.createRealMatrix(analysis.getComponents()).transpose().getData()).map(Components::positive)
                .toArray(double[][]::new));
    }

    private static double[] positive(final double[] loadings) {
        double largest = 0;
        for (final double each : loadings) {
            largest = Math.abs(each) > Math.abs(largest) ? each : largest;
        }
        final double sign = Math.signum(largest);
        return Arrays.stream(loadings).map(each -> each * sign).toArray();
    }

    /** How many components hold a share of the variance together. */
    public int holding(final double share) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i];
            if (sum >= share) {
                return i + 1;
            }
        }
        return shares.length;
    }
}
