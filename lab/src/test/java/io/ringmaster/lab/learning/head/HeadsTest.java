package io.ringmaster.lab.learning.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.lab.learning.TorchAnswers;
import io.ringmaster.lab.learning.network.Generator;
import io.ringmaster.lab.learning.network.Parameters;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeadsTest {

    private static final int STATES = 6;
    private static final double CLOSE = 1e-5;

    private final TorchAnswers answers = new TorchAnswers("heads.txt");

    @Test
    void shouldComputeCategoricalDistributionsAsPyTorchDoes() {
        final Categorical head = new Categorical(4);
        final Distribution now = head.distribution(head.parameters());
        final Distribution before = head.distribution(head.parameters());
        final float[][] figures = new float[3][STATES];
        final float[] byLog = new float[STATES * 4];
        final float[] byEntropy = new float[STATES * 4];
        for (int s = 0; s < STATES; s++) {
            final boolean[] allowed = flags(answers.row("categorical.allowed", s * 4, 4));
            now.of(answers.row("categorical.outputs", s * 4, 4), allowed);
            before.of(answers.row("categorical.earlier", s * 4, 4), allowed);
            figures(figures, s, now, before, answers.row("categorical.actions", s, 1));
            System.arraycopy(gradients(head, now, answers.row("categorical.actions", s, 1), 1, 0), 0, byLog, s * 4, 4);
            System.arraycopy(gradients(head, now, answers.row("categorical.actions", s, 1), 0, 1), 0, byEntropy, s * 4, 4);
        }
        assertFigures("categorical", figures);
        answers.assertClose("categorical.byLogProbability", byLog, CLOSE);
        answers.assertClose("categorical.byEntropy", byEntropy, CLOSE);
    }

    private static void figures(final float[][] figures, final int s, final Distribution now, final Distribution before, final float[] action) {
        figures[0][s] = (float) now.logProbability(action);
        figures[1][s] = (float) now.entropy();
        figures[2][s] = (float) now.divergenceFrom(before);
    }

    private void assertFigures(final String head, final float[][] figures) {
        answers.assertClose(head + ".logProbabilities", figures[0], CLOSE);
        answers.assertClose(head + ".entropies", Arrays.copyOf(figures[1], answers.row(head + ".entropies").length), CLOSE);
        answers.assertClose(head + ".divergences", figures[2], CLOSE);
    }

    private static float[] gradients(final Head head, final Distribution now, final float[] action, final double byLog, final double byEntropy) {
        final float[] errors = new float[head.outputs()];
        now.gradients(action, byLog, byEntropy, errors, head.parameters().zeros());
        return errors;
    }

    private static boolean[] flags(final float[] values) {
        final boolean[] flags = new boolean[values.length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = values[i] == 1;
        }
        return flags;
    }

    @Test
    void shouldComputeGaussianDistributionsAsPyTorchDoes() {
        final DiagonalGaussian head = new DiagonalGaussian(3);
        System.arraycopy(answers.row("gaussian.logDeviations"), 0, head.parameters().row(0), 0, 3);
        final Distribution now = head.distribution(head.parameters());
        final Distribution before = head.distribution(new Parameters(answers.row("gaussian.earlierLogDeviations")));
        final float[][] figures = new float[3][STATES];
        final float[] byLog = new float[STATES * 3];
        final Parameters byDeviation = head.parameters().zeros();
        for (int s = 0; s < STATES; s++) {
            now.of(answers.row("gaussian.outputs", s * 3, 3), null);
            before.of(answers.row("gaussian.earlier", s * 3, 3), null);
            final float[] action = answers.row("gaussian.actions", s * 3, 3);
            figures(figures, s, now, before, action);
            final float[] errors = new float[3];
            now.gradients(action, 1, 0, errors, byDeviation);
            System.arraycopy(errors, 0, byLog, s * 3, 3);
        }
        assertFigures("gaussian", figures);
        answers.assertClose("gaussian.byLogProbability", byLog, CLOSE);
        answers.assertClose("gaussian.deviationsByLogProbability", byDeviation, CLOSE);
    }

    @Test
    void shouldMoveDeviationsByEntropyOnlyWithinTheirLimits() {
        final DiagonalGaussian head = new DiagonalGaussian(3);
        System.arraycopy(new float[] {0.5f, -6, 3}, 0, head.parameters().row(0), 0, 3);
        final Distribution now = head.distribution(head.parameters());
        now.of(new float[3], null);
        final Parameters byDeviation = head.parameters().zeros();
        now.gradients(new float[3], 0, 1, new float[3], byDeviation);
        assertEquals("[1.0, 0.0, 0.0]", Arrays.toString(byDeviation.row(0)));
        // Half of log(2 pi e) for each number, and the logarithms 0.5, -5 and 2.
        assertEquals(3 * 1.4189385332046727 + 0.5 - 5 + 2, now.entropy(), 1e-12);
    }

    @Test
    void shouldComputeSquashedActionsAsPyTorchDoes() {
        final SquashedGaussian head = new SquashedGaussian(2);
        final float[] actions = new float[STATES * 2];
        final float[] logs = new float[STATES];
        final float[] byLog = new float[STATES * 4];
        final float[] byActions = new float[STATES * 4];
        final float[] errors = new float[4];
        final float[] action = new float[2];
        for (int s = 0; s < STATES; s++) {
            head.of(answers.row("squashed.outputs", s * 4, 4), answers.row("squashed.noise", s * 2, 2));
            head.action(action);
            System.arraycopy(action, 0, actions, s * 2, 2);
            logs[s] = (float) head.logProbability();
            head.gradients(new float[2], 1, errors);
            System.arraycopy(errors, 0, byLog, s * 4, 4);
            head.gradients(answers.row("squashed.factors", s * 2, 2), 0, errors);
            System.arraycopy(errors, 0, byActions, s * 4, 4);
        }
        answers.assertClose("squashed.actions", actions, CLOSE);
        answers.assertClose("squashed.logProbabilities", logs, CLOSE);
        answers.assertClose("squashed.byLogProbability", byLog, CLOSE);
        answers.assertClose("squashed.byActions", byActions, CLOSE);
    }

    /** Far out, {@code 1 - tanh²} is 0 in float64, and its logarithm must not be infinite: it is about {@code 2 (log 2 - |x|)}. */
    @Test
    void shouldKnowTheDensityOfAnActionAtTheEdge() {
        final SquashedGaussian head = new SquashedGaussian(1);
        head.of(new float[] {40, 0}, new float[1]);
        assertEquals(-0.9189385332046727 - 2 * (0.6931471805599453 - 40), head.logProbability(), 1e-9);
    }

    @Test
    void shouldNeverChooseAForbiddenAction() {
        final Categorical head = new Categorical(5);
        final Distribution distribution = head.distribution(head.parameters());
        final Generator random = new Generator(9);
        final boolean[] allowed = {false, true, false, true, false};
        final float[] action = new float[1];
        final int[] counts = new int[5];
        for (int i = 0; i < 20_000; i++) {
            distribution.of(new float[] {50, 0, 90, 1, 60}, allowed);
            distribution.sample(random, action);
            counts[(int) action[0]]++;
        }
        distribution.mode(action);
        final float[] errors = gradients(head, distribution, action, 1, 1);

        assertEquals(3, action[0]);
        assertEquals(0, counts[0] + counts[2] + counts[4]);
        // 1 / (1 + e) of the draws, within four deviations.
        assertEquals(0.268941, counts[1] / 20_000.0, 4 * 0.00314);
        assertEquals(0, Math.abs(errors[0]) + Math.abs(errors[2]) + Math.abs(errors[4]));
        assertTrue(errors[1] != 0);
    }

    @Test
    void shouldRefuseAMaskThatForbidsEverything() {
        final Categorical head = new Categorical(2);
        final Distribution distribution = head.distribution(head.parameters());
        assertEquals("The mask forbids all 2 actions. An environment must allow at least one.",
            assertThrows(IllegalArgumentException.class, () -> distribution.of(new float[2], new boolean[2])).getMessage());
    }
}
