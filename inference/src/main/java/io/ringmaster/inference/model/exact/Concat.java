package io.ringmaster.inference.model.exact;

import java.util.List;

/** Puts tensors behind each other. */
final class Concat implements Step {

    private final List<Value> in;
    private final Value out;

    Concat(final List<Value> in, final Value out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public void forward() {
        int start = 0;
        for (int i = 0; i < in.size(); i++) {
            System.arraycopy(in.get(i).data(), 0, out.data(), start, in.get(i).size());
            start += in.get(i).size();
        }
    }

    @Override
    public void backward() {
        int start = 0;
        for (int i = 0; i < in.size(); i++) {
            final Value value = in.get(i);
            for (int j = 0; j < value.size() && !value.isConstant(); j++) {
                value.gradients()[j] += out.gradients()[start + j];
            }
            start += value.size();
        }
    }
}
