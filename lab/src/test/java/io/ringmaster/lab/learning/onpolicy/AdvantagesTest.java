package io.ringmaster.lab.learning.onpolicy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.head.Categorical;
import org.junit.jupiter.api.Test;

class AdvantagesTest {

    /**
     * By hand, with gamma 0.5 and lambda 0.5, so that each later step counts a quarter. The second step terminates, the fourth is cut (the value after it is
     * 8), the fifth is the last of the rollout (the value after it is 2).
     *
     * <pre>
     *   step   reward  value  after   reward + after / 2 - value   advantage
     *   5      2       1      2       2                            2
     *   4      1       3      8       2                            2
     *   3      0       2      3       -0.5                         -0.5 + 2 / 4 = 0
     *   2      4       1      0       3                            3
     *   1      1       2      1       -0.5                         -0.5 + 3 / 4 = 0.25
     * </pre>
     */
    @Test
    void shouldComputeAdvantagesAndReturns() {
        final Rollout rollout = new Rollout(5, 1, new Actions.Discrete(2), new Categorical(2));
        set(rollout.rewards, 1, 4, 0, 1, 2);
        set(rollout.values, 2, 1, 2, 3, 1);
        set(rollout.valuesAfter, 1, 0, 3, 8, 2);
        rollout.isLast[1] = true;
        rollout.isLast[3] = true;
        Advantages.compute(rollout, 0, 5, new OnPolicySettings.Discount(0.5, 0.5));
        assertArrayEquals(new float[] {0.25f, 3, 0, 2, 2}, rollout.advantages);
        assertArrayEquals(new float[] {2.25f, 4, 2, 5, 3}, rollout.returns);
    }

    private static void set(final float[] into, final float... values) {
        System.arraycopy(values, 0, into, 0, values.length);
    }
}
