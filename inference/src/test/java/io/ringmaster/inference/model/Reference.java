package io.ringmaster.inference.model;

import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.Node;
import io.ringmaster.inference.model.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The networks of {@link RandomModels} in double precision, with the JDK's functions: a second opinion on values and slopes. */
final class Reference {

    private final Model model;
    private final Map<String, double[]> values = new LinkedHashMap<>();

    Reference(final Model model) {
        this.model = model;
        model.graph().constants().forEach((name, tensor) -> values.put(name, numbers(tensor)));
    }

    private static double[] numbers(final Tensor tensor) {
        final int count = tensor.floats() == null ? tensor.integers().length : tensor.floats().length;
        final double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> tensor.floats() == null ? tensor.integers()[i] : tensor.floats()[i]);
        return numbers;
    }

    /** All outputs behind each other. */
    double[] run(final double[] observation) {
        values.put(model.graph().input().name(), observation);
        for (final Node node : model.graph().nodes()) {
            values.put(node.outputs().getFirst(), result(node));
        }
        return model.graph().outputs().stream().flatMapToDouble(port -> Arrays.stream(values.get(port.name()))).toArray();
    }

    private double[] result(final Node node) {
        final double[] x = values.get(node.input(0));
        return switch (node.operator()) {
            case "Identity", "Flatten", "Reshape", "Squeeze", "Unsqueeze" -> x;
            case "Add" -> pairs(x, node, (a, b) -> a + b);
            case "Sub" -> pairs(x, node, (a, b) -> a - b);
            case "Mul" -> pairs(x, node, (a, b) -> a * b);
            case "Div" -> pairs(x, node, (a, b) -> a / b);
            case "Relu" -> each(x, a -> Math.max(0, a));
            case "LeakyRelu" -> each(x, a -> a < 0 ? node.attributes().real("alpha", 0.01f) * a : a);
            case "Tanh" -> each(x, StrictMath::tanh);
            case "Sigmoid" -> each(x, a -> 1 / (1 + StrictMath.exp(-a)));
            case "Erf" -> each(x, Reference::erf);
            case "Gelu" -> each(x, "tanh".equals(node.attributes().text("approximate", "none"))
                ? a -> 0.5 * a * (1 + StrictMath.tanh(Math.sqrt(2 / Math.PI) * (a + 0.044715 * a * a * a)))
                : a -> 0.5 * a * (1 + erf(a / Math.sqrt(2))));
            case "Clip" -> each(x, a -> Math.min(limit(node, 2, "max", Float.MAX_VALUE), Math.max(limit(node, 1, "min", -Float.MAX_VALUE), a)));
            case "Softmax" -> softmax(x);
            case "Concat" -> node.inputs().stream().flatMapToDouble(input -> Arrays.stream(values.get(input))).toArray();
            case "MatMul", "Gemm" -> product(x, node);
            default -> throw new IllegalArgumentException(node.operator());
        };
    }

    private double limit(final Node node, final int index, final String attribute, final float otherwise) {
        return node.input(index).isEmpty() ? node.attributes().real(attribute, otherwise) : values.get(node.input(index))[0];
    }

    private double[] pairs(final double[] a, final Node node, final DoubleBinaryOperator operator) {
        final double[] b = values.get(node.input(1));
        final double[] result = new double[Math.max(a.length, b.length)];
        Arrays.setAll(result, i -> operator.applyAsDouble(a[a.length == 1 ? 0 : i], b[b.length == 1 ? 0 : i]));
        return result;
    }

    private static double[] each(final double[] x, final DoubleUnaryOperator function) {
        return Arrays.stream(x).map(function).toArray();
    }

    private static double[] softmax(final double[] x) {
        final double most = Arrays.stream(x).max().orElseThrow();
        final double sum = Arrays.stream(x).map(a -> StrictMath.exp(a - most)).sum();
        return each(x, a -> StrictMath.exp(a - most) / sum);
    }

    private double[] product(final double[] x, final Node node) {
        final double[] weights = values.get(node.input(1));
        final boolean isTransposed = node.attributes().integer("transB", 0) == 1;
        final int outputs = weights.length / x.length;
        final List<Double> result = new ArrayList<>();
        for (int j = 0; j < outputs; j++) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += x[i] * weights[isTransposed ? j * x.length + i : i * outputs + j];
            }
            final double[] bias = values.getOrDefault(node.input(2), new double[outputs]);
            result.add(sum * node.attributes().real("alpha", 1) + bias[j] * node.attributes().real("beta", 1));
        }
        return result.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** By its Maclaurin series for small arguments and its continued fraction for large ones; Abramowitz and Stegun 7.1.6 and 7.1.14. */
    static double erf(final double x) {
        final double a = Math.abs(x);
        if (Double.isNaN(x) || a > 6) {
            return Math.signum(x);
        }
        if (a < 2.5) {
            double term = x;
            double sum = x;
            for (int n = 1; n < 80; n++) {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }
            return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
        }
        double fraction = a;
        for (int n = 120; n >= 1; n--) {
            fraction = a + n / 2.0 / fraction;
        }
        return Math.signum(x) * (1 - StrictMath.exp(-a * a) / Math.sqrt(Math.PI) / fraction);
    }
}
