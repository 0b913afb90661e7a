package io.ringmaster.lab.learning.network;

/** A second network, in float64 and as plain as can be, for finite differences. */
final class PlainNetwork {

    private final NetworkShape shape;
    private final Parameters parameters;
    private int movedRow;
    private int movedColumn;
    private double move;

    PlainNetwork(final NetworkShape shape, final Parameters parameters) {
        this.shape = shape;
        this.parameters = parameters;
    }

    /** The weighted sum of the outputs, with one parameter moved. */
    double loss(final int row, final int column, final double by, final float[] inputs, final float[] factors) {
        movedRow = row;
        movedColumn = column;
        move = by;
        double[] values = new double[inputs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = inputs[i];
        }
        int first = 0;
        for (int k = 0; k < shape.layers(); k++) {
            final double[] next = new double[shape.outputsOf(k)];
            for (int j = 0; j < next.length; j++) {
                double sum = at(first + values.length, j);
                for (int i = 0; i < values.length; i++) {
                    sum += values[i] * at(first + i, j);
                }
                next[j] = k == shape.layers() - 1 ? sum : function(sum);
            }
            first += values.length + 1;
            values = next;
        }
        double loss = 0;
        for (int j = 0; j < values.length; j++) {
            loss += factors[j] * values[j];
        }
        return loss;
    }

    private double at(final int row, final int column) {
        return parameters.row(row)[column] + (row == movedRow && column == movedColumn ? move : 0);
    }

    private double function(final double x) {
        return switch (shape.nonlinearity()) {
            case RELU -> Math.max(0, x);
            case TANH -> Math.tanh(x);
            case GELU -> x * distribution(x);
        };
    }

    /** Of a Gaussian number, by the series that converges everywhere (Marsaglia 2004). */
    private static double distribution(final double x) {
        double sum = x;
        double term = x;
        for (int n = 3; n < 200; n += 2) {
            term *= x * x / n;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }
}
