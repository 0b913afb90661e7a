package io.ringmaster.inference.model.exact;

/** {@code Add}, {@code Sub}, {@code Mul} or {@code Div} of two tensors, number by number. */
final class Arithmetic implements Step {

    /** Which operation. */
    enum Kind { ADD, SUB, MUL, DIV }

    private final Kind kind;
    private final Operand left;
    private final Operand right;
    private final Value out;

    Arithmetic(final Kind kind, final Value left, final Value right, final Value out) {
        this.kind = kind;
        this.left = new Operand(left, out);
        this.right = new Operand(right, out);
        this.out = out;
    }

    @Override
    public void forward() {
        final float[] a = left.spread();
        final float[] b = right.spread();
        final float[] o = out.data();
        switch (kind) {
            case ADD -> {
                for (int i = 0; i < o.length; i++) {
                    o[i] = a[i] + b[i];
                }
            }
            case SUB -> {
                for (int i = 0; i < o.length; i++) {
                    o[i] = a[i] - b[i];
                }
            }
            case MUL -> {
                for (int i = 0; i < o.length; i++) {
                    o[i] = a[i] * b[i];
                }
            }
            case DIV -> {
                for (int i = 0; i < o.length; i++) {
                    o[i] = a[i] / b[i];
                }
            }
        }
    }

    @Override
    public void backward() {
        final float[] a = left.spread();
        final float[] b = right.spread();
        for (int i = 0; i < out.size(); i++) {
            final float gradient = out.gradients()[i];
            switch (kind) {
                case ADD -> {
                    left.add(i, gradient);
                    right.add(i, gradient);
                }
                case SUB -> {
                    left.add(i, gradient);
                    right.add(i, -gradient);
                }
                case MUL -> {
                    left.add(i, gradient * b[i]);
                    right.add(i, gradient * a[i]);
                }
                case DIV -> {
                    left.add(i, gradient / b[i]);
                    right.add(i, -gradient * a[i] / (b[i] * b[i]));
                }
            }
        }
    }
}
