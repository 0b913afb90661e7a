package io.ringmaster.inference.model.onnx;

import io.ringmaster.inference.model.graph.Graph;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.inference.model.graph.Node;
import io.ringmaster.inference.model.graph.Tensor;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds operators that make a large tensor from a few numbers: they would fill the memory of the engine while it loads the model. */
final class GrowthCheck {

    private static final long MOST = 1 << 24;

    private GrowthCheck() {
    }

    /** @throws ModelRefusedException if a constant shape asks for more than 16,777,216 elements */
    static void check(final String model, final Graph graph) {
        final SortedMap<String, Tensor> constants = new TreeMap<>(graph.constants());
        for (final Node node : graph.nodes()) {
            if ("Constant".equals(node.operator())) {
                final Tensor value = node.attributes().tensor("value");
                final long[] integers = node.attributes().integers("value_ints");
                constants.put(node.outputs().getFirst(), integers == null ? value : Tensor.of(integers, integers.length));
            }
            final int shape = shapeInput(node.operator());
            final Tensor constant = shape < 0 || node.input(shape).isEmpty() ? null : constants.get(node.input(shape));
            if (constant != null && constant.integers() != null && isTooLarge(constant.integers())) {
                throw new ModelRefusedException(model + ": " + node.label() + " makes a tensor of more than 16,777,216 elements. Use a smaller network.");
            }
        }
    }

    private static int shapeInput(final String operator) {
        return switch (operator) {
            case "ConstantOfShape" -> 0;
            case "Expand", "Tile" -> 1;
            default -> -1;
        };
    }

    private static boolean isTooLarge(final long[] dims) {
        long size = 1;
        for (final long dim : dims) {
            if (dim > MOST || dim > 0 && (size *= dim) > MOST) {
                return true;
            }
        }
        return false;
    }
}
