package io.ringmaster.lab.learning.optimiser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.lab.learning.TorchAnswers;
import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.network.Parameters;
import org.junit.jupiter.api.Test;

class AdamTest {

    private static final double CLOSE = 1e-5;

    @Test
    void shouldDescendAsPyTorchDoesFor1000Steps() {
        descend("adam", AdamSettings.DEFAULT);
        descend("adamW", AdamSettings.DEFAULT.withWeightDecay(0.1));
    }

    private static void descend(final String name, final AdamSettings settings) {
        final TorchAnswers answers = new TorchAnswers("adam.txt");
        final float[] w = answers.row("start");
        final float[] goals = answers.row("goals");
        final float[] curvatures = answers.row("curvatures");
        final float[] gradients = new float[w.length];
        final Adam adam = new Adam(settings, new Parameters(w));
        for (int step = 1; step <= 1_000; step++) {
            for (int j = 0; j < w.length; j++) {
                gradients[j] = curvatures[j] * (w[j] - goals[j]);
            }
            adam.step(new Parameters(gradients), 0.01);
            if (step == 1 || step == 10 || step == 100 || step == 1_000) {
                answers.assertClose(name + "." + step, w, CLOSE);
            }
        }
    }

    /** Float32 has denormal numbers below 1.2e-38. Without gradients a mean shrinks by a tenth at each step, and would reach them after 850 steps. */
    @Test
    void shouldKeepNoDenormalNumbers() {
        final Adam adam = new Adam(AdamSettings.DEFAULT, new Parameters(new float[] {1, 1}));
        adam.step(new Parameters(new float[] {1, -1e-15f}), 0.01);
        for (int i = 0; i < 2_000; i++) {
            adam.step(new Parameters(new float[2]), 0.01);
        }
        final CheckpointReader saved = new CheckpointReader("test", new CheckpointWriter().part("adam", adam).bytes()).name("adam");
        assertEquals(2_001, saved.integer());
        saved.real();
        saved.real();
        for (final String part : new String[] {"means", "squares"}) {
            final float[] values = new float[2];
            saved.name(part).row(values);
            for (final float value : values) {
                assertTrue(value == 0 || Math.abs(value) >= Float.MIN_NORMAL, () -> part + " " + value);
            }
        }
    }

    @Test
    void shouldShortenALongGradient() {
        final Parameters gradients = new Parameters(new float[] {3, 0, 0, 0, 0}, new float[] {4});
        assertEquals(5, gradients.limitNorm(10));
        assertEquals(3, gradients.row(0)[0]);
        assertEquals(5, gradients.limitNorm(0.5));
        assertEquals(0.3f, gradients.row(0)[0]);
        assertEquals(0.4f, gradients.row(1)[0]);
    }

    @Test
    void shouldFollowItsSchedule() {
        assertEquals(0.1, new LearningRateState(new LearningRate.Constant(0.1)).rate(1_000_000));
        final LearningRateState line = new LearningRateState(new LearningRate.Linear(0.3, 0.1, 1_000));
        assertEquals(0.3, line.rate(0));
        assertEquals(0.25, line.rate(250), 1e-15);
        assertEquals(0.1, line.rate(5_000), 1e-15);
        final LearningRateState adaptive = new LearningRateState(new LearningRate.DivergenceAdaptive(0.009, 0.01, 0.005, 0.01));
        adaptive.onUpdate(0.015);
        assertEquals(0.009, adaptive.rate(0));
        adaptive.onUpdate(0.021);
        assertEquals(0.006, adaptive.rate(0), 1e-15);
        adaptive.onUpdate(0.021);
        assertEquals(0.005, adaptive.rate(0));
        adaptive.onUpdate(0.004);
        assertEquals(0.0075, adaptive.rate(0), 1e-15);
        adaptive.onUpdate(0);
        assertEquals(0.01, adaptive.rate(0));
    }
}
