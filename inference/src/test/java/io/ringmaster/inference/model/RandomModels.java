package io.ringmaster.inference.model;

import static io.ringmaster.inference.model.ModelBuilder.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random networks of the operators that the exact engine knows, in every form that exporters give them. The same seed gives the same bytes. */
final class RandomModels {

    private static final int[] OPSETS = {9, 11, 12, 13, 17, 20, 21};

    private final SplittableRandom random;
    private final int opset;
    private final ModelBuilder model;

    private RandomModels(final long seed) {
        random = new SplittableRandom(seed);
        opset = OPSETS[random.nextInt(OPSETS.length)];
        model = new ModelBuilder(opset);
    }

    static byte[] bytes(final long seed) {
        return new RandomModels(seed).build();
    }

    private byte[] build() {
        int width = random.nextInt(1, 60);
        String value = model.input("observation", random.nextBoolean() ? "batch" : 1, width);
        value = normalised(value, width);
        final int layers = random.nextInt(1, 4);
        for (int i = 0; i < layers; i++) {
            final int wider = random.nextInt(1, 130);
            value = activation(dense(value, width, wider));
            width = wider;
            value = random.nextInt(3) == 0 ? bent(value, width) : value;
            value = random.nextInt(4) == 0 ? residual(value, width) : value;
            if (random.nextInt(4) == 0) {
                value = model.node("Concat", List.of(value, activation(dense(value, width, 5))), attribute("axis", random.nextBoolean() ? 1 : -1));
                width += 5;
            }
        }
        final int outputs = random.nextInt(1, 4);
        for (int i = 0; i < outputs; i++) {
            final int size = random.nextInt(1, 10);
            final String head = dense(value, width, size);
            final String name = "action" + i;
            switch (random.nextInt(4)) {
                case 0 -> model.named(name, "Softmax", List.of(head), attribute("axis", random.nextBoolean() ? 1 : -1));
                case 1 -> model.named(name, "Identity", List.of(head));
                default -> model.named(name, "Tanh", List.of(head));
            }
            model.output(name, "batch", size);
        }
        return model.bytes();
    }

    private String normalised(final String value, final int width) {
        if (random.nextBoolean()) {
            return value;
        }
        final String centred = model.node("Sub", List.of(value, model.constant(numbers(width, 1), random.nextBoolean() ? new long[] {width}
            : new long[] {1, width})));
        final String deviation = model.node("Add", List.of(model.constant(positive(width), width), model.constant(new float[] {1e-4f})));
        return clip(model.node("Div", List.of(centred, deviation)));
    }

    private String clip(final String value) {
        final float limit = random.nextInt(1, 10);
        if (opset < 11) {
            return model.node("Clip", List.of(value), attribute("min", -limit), attribute("max", limit));
        }
        final List<String> inputs = new ArrayList<>(List.of(value, random.nextBoolean() ? model.constant(new float[] {-limit}) : ""));
        if (random.nextBoolean()) {
            inputs.add(model.constant(new float[] {limit}));
        }
        return model.node("Clip", inputs);
    }

    private String dense(final String value, final int from, final int to) {
        final float[] weights = numbers(from * to, (float) (1 / Math.sqrt(from)));
        final String bias = model.constant(numbers(to, 0.5f), to);
        if (random.nextInt(3) == 0) {
            return model.node("Add", List.of(model.node("MatMul", List.of(value, model.constant(weights, from, to))), bias));
        }
        if (random.nextBoolean()) {
            return model.node("Gemm", List.of(value, model.constant(weights, to, from), bias), attribute("transB", 1));
        }
        final List<String> inputs = random.nextInt(4) == 0 && opset >= 11
            ? List.of(value, model.constant(weights, from, to)) : List.of(value, model.constant(weights, from, to), bias);
        return model.node("Gemm", inputs, attribute("alpha", 0.75f), attribute("beta", 1.25f));
    }

    private String activation(final String value) {
        return switch (random.nextInt(8)) {
            case 0 -> model.node("Relu", List.of(value));
            case 1 -> model.node("LeakyRelu", List.of(value), attribute("alpha", 0.03f));
            case 2 -> model.node("Tanh", List.of(value));
            case 3 -> model.node("Sigmoid", List.of(value));
            case 4 -> clip(value);
            case 5 -> opset >= 20 ? model.node("Gelu", List.of(value), attribute("approximate", "tanh")) : model.node("LeakyRelu", List.of(value));
            case 6 -> opset >= 20 ? model.node("Gelu", List.of(value)) : model.node("Tanh", List.of(value));
            default -> gelu(value);
        };
    }

    /** As exporters write it before opset 20: {@code x (erf(x / sqrt(2)) + 1) 0.5}. */
    private String gelu(final String value) {
        final String inner = model.node("Erf", List.of(model.node("Div", List.of(value, model.constant(new float[] {1.4142135f})))));
        final String outer = model.node("Add", List.of(inner, model.constant(new float[] {1})));
        return model.node("Mul", List.of(model.node("Mul", List.of(value, outer)), model.constant(new float[] {0.5f})));
    }

    private String residual(final String value, final int width) {
        final String other = activation(dense(value, width, width));
        return random.nextBoolean() ? model.node("Add", List.of(value, other))
            : model.node("Sub", List.of(model.node("Mul", List.of(value, other)), value));
    }

    /** Changes the shape and back. */
    private String bent(final String value, final int width) {
        return switch (random.nextInt(4)) {
            case 0 -> model.node("Flatten", List.of(model.node("Identity", List.of(value))));
            case 1 -> model.node("Reshape", List.of(
                model.node("Reshape", List.of(value, model.integers(0, 1, -1))), model.integers(-1, width)));
            case 2 -> model.node("Flatten", List.of(unsqueezed(value)), attribute("axis", 1));
            default -> squeezed(unsqueezed(value));
        };
    }

    private String unsqueezed(final String value) {
        return opset < 13 ? model.node("Unsqueeze", List.of(value), attribute("axes", new long[] {1}))
            : model.node("Unsqueeze", List.of(value, model.integers(1)));
    }

    private String squeezed(final String value) {
        return opset < 13 ? model.node("Squeeze", List.of(value), attribute("axes", new long[] {1}))
            : model.node("Squeeze", List.of(value, model.integers(-2)));
    }

    private float[] numbers(final int count, final float largest) {
        final float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-largest, largest);
        }
        return numbers;
    }

    private float[] positive(final int count) {
        final float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(0.8, 2);
        }
        return numbers;
    }
}
