package io.ringmaster.lab.learning.torch;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Adam as the documentation of torch.optim.Adam has it. */
final class TorchAdam {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;

    private final double rate;
    private final double epsilon;
    private final List<NDArray> means;
    private final List<NDArray> squares;
    private int steps;

    TorchAdam(final List<NDArray> parameters, final double rate, final double epsilon) {
        this.rate = rate;
        this.epsilon = epsilon;
        means = parameters.stream().map(NDArray::zerosLike).toList();
        squares = parameters.stream().map(NDArray::zerosLike).toList();
    }

    void step(final List<NDArray> parameters, final List<NDArray> gradients) {
        steps++;
        for (int i = 0; i < parameters.size(); i++) {
            means.get(i).muli(BETA1).addi(gradients.get(i).mul(1 - BETA1));
            squares.get(i).muli(BETA2).addi(gradients.get(i).mul(gradients.get(i)).mul(1 - BETA2));
            final NDArray root = squares.get(i).div(1 - Math.pow(BETA2, steps)).sqrt().add(epsilon);
            parameters.get(i).subi(means.get(i).div(1 - Math.pow(BETA1, steps)).div(root).mul(rate));
        }
    }

    /** As torch.nn.utils.clip_grad_norm_ does. */
    static void limitNorm(final List<NDArray> gradients, final double most) {
        final double norm = Torch.flat(gradients).pow(2).sum().sqrt().getDouble();
        if (norm > most) {
            gradients.forEach(gradient -> gradient.muli(most / norm));
        }
    }
}
