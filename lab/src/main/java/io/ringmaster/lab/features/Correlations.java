package io.ringmaster.lab.features;

import java.util.Arrays;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How the columns of a table go together.
 *
 * @param linear by Pearson
 * @param ranks  by Spearman; equal values share their mean rank
 */
public record Correlations(double[][] linear, double[][] ranks) {

    /** @param columns none of them constant */
    public static Correlations of(final double[][] columns) {
        final double[][] rows = MatrixUtils.createRealMatrix(columns).transpose().getData();
        return columns.length == 1 ? new Correlations(new double[][] {{1}}, new double[][] {{1}}) : new Correlations(
            new PearsonsCorrelation(rows).getCorrelationMatrix().getData(),
            new SpearmansCorrelation(MatrixUtils.createRealMatrix(rows)).getCorrelationMatrix().getData());
    }

    /** The same without the last column. */
    Correlations withoutLast() {
        return new Correlations(withoutLast(linear), withoutLast(ranks));
    }

    private static double[][] withoutLast(final double[][] matrix) {
        return Arrays.stream(matrix, 0, matrix.length - 1).map(row -> Arrays.copyOf(row, row.length - 1)).toArray(double[][]::new);
    }
}
