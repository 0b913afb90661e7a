package io.ringmaster.lab.learning.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.inference.model.runtime.OnnxRuntimeEngine;
import io.ringmaster.lab.learning.TorchAnswers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static final double STEP = 1e-6;

    @ParameterizedTest
    @EnumSource(Nonlinearity.class)
    void shouldComputeTheBitsOfTheExactEngine(final Nonlinearity nonlinearity) {
        for (final List<Integer> hidden : List.of(List.of(128, 64, 32), List.of(256, 256), List.of(7, 9), List.<Integer>of())) {
            final int outputs = hidden.size() == 2 ? 11 : 4;
            final NetworkShape shape = new NetworkShape(30, hidden, outputs, nonlinearity);
            final Network network = new Network(shape).initialise(Initialisation.ORTHOGONAL, 1, new Generator(5));
            final Generator random = new Generator(6);
            random(network.parameters(), random, hidden.contains(256) ? 0.1 : 0.5);
            final byte[] file = NetworkFile.of(network, outputs - 1, NetworkFile.Ending.NONE, "logits", Map.of());
            try (ExactEngine engine = ExactEngine.of(OnnxReader.read("test", file, OnnxReader.MOST_BYTES))) {
                final Pass pass = new Pass(shape, 3);
                final float[] observation = new float[30];
                for (int s = 0; s < 3; s++) {
                    fill(observation, random, 2);
                    System.arraycopy(observation, 0, pass.input(s), 0, observation.length);
                }
                network.forward(pass, 3);
                for (int s = 0; s < 3; s++) {
                    System.arraycopy(pass.input(s), 0, engine.input(), 0, observation.length);
                    engine.run();
                    assertArrayEquals(engine.output(0), Arrays.copyOf(pass.output(s), outputs - 1), 0, () -> nonlinearity + " " + hidden);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Nonlinearity.class)
    void shouldWriteAFileThatOnnxRuntimeComputesAlike(final Nonlinearity nonlinearity) {
        final NetworkShape shape = new NetworkShape(30, List.of(128, 64, 32), 3, nonlinearity);
        final Network network = new Network(shape).initialise(Initialisation.ORTHOGONAL, 1, new Generator(5));
        final Generator random = new Generator(6);
        final Pass pass = new Pass(shape, 1);
        final byte[] file = NetworkFile.of(network, 3, NetworkFile.Ending.NONE, "logits", Map.of());
        try (OnnxRuntimeEngine engine = OnnxRuntimeEngine.of(OnnxReader.read("test", file, OnnxReader.MOST_BYTES))) {
            for (int i = 0; i < 100; i++) {
                fill(pass.input(0), random, 1);
                System.arraycopy(pass.input(0), 0, engine.input(), 0, 30);
                network.forward(pass, 1);
                engine.run();
                assertArrayEquals(engine.output(0), pass.output(0), 1e-6f);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Nonlinearity.class)
    void shouldHaveTheGradientsOfPyTorch(final Nonlinearity nonlinearity) {
        final TorchAnswers answers = new TorchAnswers("layers.txt");
        final NetworkShape shape = new NetworkShape(5, List.of(7, 6), 4, nonlinearity);
        final Network network = new Network(shape);
        answers.fill(network.parameters(), nonlinearity + ".parameters");
        network.onWeightsChanged();
        final Pass pass = new Pass(shape, 9);
        final float[] outputs = new float[9 * 4];
        for (int s = 0; s < 9; s++) {
            System.arraycopy(answers.row(nonlinearity + ".inputs"), s * 5, pass.input(s), 0, 5);
            System.arraycopy(answers.row(nonlinearity + ".factors"), s * 4, pass.errors(s), 0, 4);
        }
        network.forward(pass, 9);
        final Parameters gradients = network.parameters().zeros();
        network.backward(pass, 9, gradients);
        network.backwardToInputs(pass, 9);
        final float[] inputGradients = new float[9 * 5];
        for (int s = 0; s < 9; s++) {
            System.arraycopy(pass.output(s), 0, outputs, s * 4, 4);
            System.arraycopy(pass.inputErrors(s), 0, inputGradients, s * 5, 5);
        }

        answers.assertClose(nonlinearity + ".outputs", outputs, 1e-6);
        answers.assertClose(nonlinearity + ".gradients", gradients, 1e-5);
        answers.assertClose(nonlinearity + ".inputGradients", inputGradients, 1e-5);
    }

    /** The reference is a plain network in float64; the loss is a weighted sum of the outputs. */
    @ParameterizedTest
    @EnumSource(Nonlinearity.class)
    void shouldHaveTheGradientsOfFiniteDifferences(final Nonlinearity nonlinearity) {
        final Generator random = new Generator(8);
        final NetworkShape shape = new NetworkShape(6, List.of(9, 8, 5), 3, nonlinearity);
        final Network network = new Network(shape).initialise(Initialisation.SCALED_UNIFORM, 1, random);
        final Pass pass = new Pass(shape, 1);
        fill(pass.input(0), random, 1);
        final float[] factors = {0.7f, -1.1f, 0.4f};
        System.arraycopy(factors, 0, pass.errors(0), 0, 3);
        network.forward(pass, 1);
        final Parameters gradients = network.parameters().zeros();
        network.backward(pass, 1, gradients);

        final PlainNetwork plain = new PlainNetwork(shape, network.parameters());
        double errors = 0;
        double squares = 0;
        for (int i = 0; i < gradients.rows(); i++) {
            for (int j = 0; j < gradients.row(i).length; j++) {
                final double slope = (plain.loss(i, j, STEP, pass.input(0), factors) - plain.loss(i, j, -STEP, pass.input(0), factors)) / (2 * STEP);
                errors += Math.pow(gradients.row(i)[j] - slope, 2);
                squares += slope * slope;
            }
        }
        final double error = Math.sqrt(errors / squares);
        assertTrue(squares > 0.1 && error < 1e-5, () -> nonlinearity + " error=" + error);
    }

    @Test
    void shouldBeginWithOrthogonalWeights() {
        for (final int outputs : new int[] {12, 40}) {
            final Network network = new Network(new NetworkShape(20, List.of(), outputs, Nonlinearity.RELU))
                .initialise(Initialisation.ORTHOGONAL, 0.5, new Generator(3));
            final int vectors = Math.min(20, outputs);
            for (int a = 0; a < vectors; a++) {
                for (int b = 0; b < vectors; b++) {
                    assertEquals(a == b ? 0.25 : 0, product(network, a, b, outputs < 20), 1e-6, a + " " + b);
                }
            }
        }
    }

    private static double product(final Network network, final int a, final int b, final boolean isByColumn) {
        final float[][] weights = network.weights(0);
        double sum = 0;
        for (int i = 0; i < (isByColumn ? weights.length : weights[0].length); i++) {
            sum += isByColumn ? (double) weights[i][a] * weights[i][b] : (double) weights[a][i] * weights[b][i];
        }
        return sum;
    }

    /** Mean 0, deviation 1, and the fourth moment of a Gaussian: each within four of its own deviations for 100,000 draws. */
    @Test
    void shouldDrawGaussians() {
        final Generator random = new Generator(17);
        final int count = 100_000;
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (int i = 0; i < count; i++) {
            final double x = random.nextGaussian();
            sum += x;
            squares += x * x;
            fourths += x * x * x * x;
        }
        assertEquals(0, sum / count, 4 / Math.sqrt(count));
        assertEquals(1, squares / count, 4 * Math.sqrt(2.0 / count));
        assertEquals(3, fourths / count, 4 * Math.sqrt(96.0 / count));
    }

    /** The first numbers that the authors' SplitMix64 gives for seed 1234567. */
    @Test
    void shouldDrawTheNumbersOfSplitMix() {
        final Generator random = new Generator(1234567);
        assertEquals("6457827717110365317 3203168211198807973 9817491932198370423",
            Long.toUnsignedString(random.nextLong()) + " " + Long.toUnsignedString(random.nextLong()) + " " + Long.toUnsignedString(random.nextLong()));
    }

    private static void random(final Parameters parameters, final Generator random, final double most) {
        for (int i = 0; i < parameters.rows(); i++) {
            fill(parameters.row(i), random, most);
        }
    }

    private static void fill(final float[] values, final Generator random, final double most) {
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) random.nextDouble(most);
        }
    }
}
