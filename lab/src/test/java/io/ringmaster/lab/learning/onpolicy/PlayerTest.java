package io.ringmaster.lab.learning.onpolicy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.environment.Environment;
import io.ringmaster.lab.learning.environment.Seat;
import io.ringmaster.lab.learning.head.Categorical;
import io.ringmaster.lab.learning.network.Generator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlayerTest {

    private final ActorCritic networks = new ActorCritic(OnPolicySettings.ppo().networks(), 1, new Categorical(2), new Generator(3));

    private float valueOf(final float observation) {
        final ActorCriticPass pass = new ActorCriticPass(networks, 1);
        pass.setInput(0, new float[] {observation});
        pass.forward(1);
        return pass.value(0);
    }

    /** Episodes of three steps; the first is cut, the second terminates. The observation is the number of the step. */
    @Test
    void shouldTakeTheValueAtACutAndNothingAfterATermination() {
        final Rollout rollout = new Rollout(8, 1, new Actions.Discrete(2), networks.head());
        new Player(new Seat(new Counting(), new Generator(1)), networks, 1).play(rollout, 0, 8);

        assertEquals("[0.0, 1.0, 2.0, 0.0, 1.0, 2.0, 0.0, 1.0]", Arrays.toString(Arrays.stream(rollout.observations).mapToDouble(row -> row[0]).toArray()));
        assertEquals("[false, false, true, false, false, true, false, false]", Arrays.toString(rollout.isLast));
        assertArrayEquals(new float[] {1, 2, 3, 1, 2, 3, 1, 2}, rollout.rewards);
        final float[] values = {valueOf(0), valueOf(1), valueOf(2), valueOf(3)};
        assertArrayEquals(new float[] {values[0], values[1], values[2], values[0], values[1], values[2], values[0], values[1]}, rollout.values);
        assertArrayEquals(new float[] {values[1], values[2], values[3], values[1], values[2], 0, values[1], values[2]}, rollout.valuesAfter);
    }

    private static final class Counting implements Environment {

        private int episodes;
        private int steps;

        @Override
        public int features() {
            return 1;
        }

        @Override
        public Actions actions() {
            return new Actions.Discrete(2);
        }

        @Override
        public void reset(final long seed) {
            episodes++;
            steps = 0;
        }

        @Override
        public void observe(final float[] into) {
            into[0] = steps;
        }

        @Override
        public float step(final float[] action) {
            return ++steps;
        }

        @Override
        public End end() {
            return steps < 3 ? End.NONE : episodes == 1 ? End.TRUNCATED : End.TERMINATED;
        }
    }
}
