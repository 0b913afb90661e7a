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

    /** The correlation of the last column with each of the others. */
    static double[] withLast(final double[][] matrix) {
        return Arrays.copyOf(matrix[matrix.length - 1], matrix.length - 1);
    }
}
