package io.ringmaster.inference.model.exact;

/** One side of an {@link Arithmetic}, spread to the shape of the result by ONNX's rules: dimensions align at the end, and a 1 is repeated. */
final class Operand {

    private final Value value;
    /** Which of the value's numbers stands at each place of the result; null if it is the same place. */
    private final int[] places;
    private final float[] spread;

    Operand(final Value value, final Value out) {
        this.value = value;
        places = value.size() == out.size() ? null : places(value.dims(), out);
        spread = places == null ? value.data() : new float[out.size()];
        if (places != null && value.isConstant()) {
            fill();
        }
    }

    /** The numbers, one for each place of the result. */
    float[] spread() {
        if (places != null && !value.isConstant()) {
            fill();
        }
        return spread;
    }

    private void fill() {
        for (int i = 0; i < spread.length; i++) {
            spread[i] = value.data()[places[i]];
        }
    }

    /** Adds to the gradient of the number that stands at a place. */
    void add(final int place, final float gradient) {
        if (!value.isConstant()) {
            value.gradients()[places == null ? place : places[place]] += gradient;
        }
    }

    /** The shape of a result. */
    static int[] shape(final int[] a, final int[] b) {
        final int[] shape = new int[Math.max(a.length, b.length)];
        for (int i = 1; i <= shape.length; i++) {
            final int of = i <= a.length ? a[a.length - i] : 1;
            final int by = i <= b.length ? b[b.length - i] : 1;
            if (of != by && of != 1 && by != 1) {
                throw new NotKnownException("shapes that do not fit");
            }
            shape[shape.length - i] = of == 1 ? by : of;
        }
        return shape;
    }

    private static int[] places(final int[] dims, final Value out) {
        final int[] places = new int[out.size()];
        for (int i = 0; i < places.length; i++) {
            int rest = i;
            int stride = 1;
            for (int d = 1; d <= out.dims().length; d++) {
                final int length = out.dims()[out.dims().length - d];
                final int own = d <= dims.length ? dims[dims.length - d] : 1;
                places[i] += own == 1 ? 0 : rest % length * stride;
                stride *= own;
                rest /= length;
            }
        }
        return places;
    }
}
