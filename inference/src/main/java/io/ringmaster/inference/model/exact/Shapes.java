package io.ringmaster.inference.model.exact;

import io.ringmaster.inference.model.graph.Attributes;
import io.ringmaster.inference.model.graph.Node;
import io.ringmaster.inference.model.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Operators that change only a shape, and constants. They need no step. */
final class Shapes {

    private static final int AXES_BY_INPUT_SINCE = 13;

    private Shapes() {
    }

    static Value constant(final Node node, final Compilation to) {
        final Attributes attributes = node.attributes();
        if (attributes.tensor("value") != null) {
            return Compilation.constant(attributes.tensor("value"));
        }
        if (attributes.has("value_float")) {
            return Value.constant(new float[] {attributes.real("value_float", 0)});
        }
        if (attributes.reals("value_floats") != null) {
            return Value.constant(attributes.reals("value_floats"), attributes.reals("value_floats").length);
        }
        if (attributes.has("value_int")) {
            return Compilation.constant(Tensor.of(new long[] {attributes.integer("value_int", 0)}));
        }
        if (attributes.integers("value_ints") != null) {
            return Compilation.constant(Tensor.of(attributes.integers("value_ints"), attributes.integers("value_ints").length));
        }
        throw new NotKnownException("the type of " + node.label());
    }

    /** A 0 keeps the input's dimension, and one -1 takes what is left. */
    static Value reshape(final Node node, final Compilation to) {
        final Value in = to.input(node, 0);
        final long[] asked = to.integers(node, 1);
        final int[] dims = new int[asked.length];
        int rest = in.size();
        int open = -1;
        for (int i = 0; i < dims.length; i++) {
            final boolean isKept = asked[i] == 0 && node.attributes().integer("allowzero", 0) == 0 && i < in.dims().length;
            dims[i] = isKept ? in.dims()[i] : (int) asked[i];
            if (asked[i] == -1 && open < 0) {
                open = i;
            } else if (asked[i] > Value.MOST || dims[i] < 1 || rest % dims[i] != 0) {
                throw new NotKnownException("the shape of " + node.label());
            } else {
                rest /= dims[i];
            }
        }
        if (open >= 0) {
            dims[open] = rest;
        } else if (rest != 1) {
            throw new NotKnownException("the shape of " + node.label());
        }
        return in.reshaped(dims);
    }

    static Value flatten(final Node node, final Compilation to) {
        final Value in = to.input(node, 0);
        final long asked = node.attributes().integer("axis", 1);
        final int axis = asked == in.dims().length ? in.dims().length : axis(asked, in.dims().length, node);
        int before = 1;
        for (int i = 0; i < axis; i++) {
            before *= in.dims()[i];
        }
        return in.reshaped(before, in.size() / Math.max(1, before));
    }

    static Value squeeze(final Node node, final Compilation to) {
        final Value in = to.input(node, 0);
        final long[] axes = axes(node, to);
        final SortedSet<Integer> removed = axes == null ? null : places(axes, in.dims().length, node);
        final List<Integer> dims = new ArrayList<>();
        for (int i = 0; i < in.dims().length; i++) {
            if (removed == null ? in.dims()[i] != 1 : !removed.contains(i)) {
                dims.add(in.dims()[i]);
            }
        }
        final int[] shape = dims.stream().mapToInt(Integer::intValue).toArray();
        if (Value.size(shape) != in.size()) {
            throw new NotKnownException("the shape of " + node.label());
        }
        return in.reshaped(shape);
    }

    static Value unsqueeze(final Node node, final Compilation to) {
        final Value in = to.input(node, 0);
        final long[] axes = axes(node, to);
        if (axes == null) {
            throw new NotKnownException("operator " + node.label() + " without axes");
        }
        final int[] dims = new int[in.dims().length + axes.length];
        final SortedSet<Integer> added = places(axes, dims.length, node);
        int next = 0;
        for (int i = 0; i < dims.length; i++) {
            dims[i] = added.contains(i) ? 1 : in.dims()[next++];
        }
        return in.reshaped(dims);
    }

    private static long[] axes(final Node node, final Compilation to) {
        if (to.opset() < AXES_BY_INPUT_SINCE) {
            return node.attributes().integers("axes");
        }
        return node.input(1).isEmpty() ? null : to.integers(node, 1);
    }

    private static SortedSet<Integer> places(final long[] axes, final int rank, final Node node) {
        final SortedSet<Integer> places = new TreeSet<>();
        for (final long axis : axes) {
            if (!places.add(axis(axis, rank, node))) {
                throw new NotKnownException("the axes of " + node.label());
            }
        }
        return places;
    }

    /** An axis that may count from the end. */
    static int axis(final long axis, final int rank, final Node node) {
        final long place = axis < 0 ? axis + rank : axis;
        if (place < 0 || place >= rank) {
            throw new NotKnownException("the axis of " + node.label());
        }
        return (int) place;
    }
}
