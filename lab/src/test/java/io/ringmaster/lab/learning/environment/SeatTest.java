package io.ringmaster.lab.learning.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringmaster.lab.learning.SignalsEnvironment;
import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.network.Generator;
import org.junit.jupiter.api.Test;

class SeatTest {

    private static Seat seat(final long seed) {
        return new Seat(new SignalsEnvironment(new Actions.Continuous(1), 300, false), new Generator(seed));
    }

    /** 450 steps: one whole episode and half of the next. The environment itself has nothing in the checkpoint. */
    @Test
    void shouldResumeInTheMiddleOfAnEpisode() {
        final Seat seat = seat(4);
        for (int i = 0; i < 450; i++) {
            step(seat);
        }
        final Seat resumed = seat(5);
        new CheckpointReader("test", new CheckpointWriter().part("seat", seat).bytes()).part("seat", resumed);
        for (int i = 0; i < 400; i++) {
            assertEquals(step(seat), step(resumed));
        }
        final EpisodeFigures figures = seat.takeFigures();
        assertEquals(2, figures.episodes());
        assertEquals(600, figures.steps());
        assertEquals(figures, resumed.takeFigures());
        assertEquals(EpisodeFigures.NONE, seat.takeFigures());
    }

    private static float step(final Seat seat) {
        final float reward = seat.step(new float[] {(float) seat.random().nextDouble(3)});
        if (seat.end() != Environment.End.NONE) {
            seat.restart();
        }
        return reward;
    }

    @Test
    void shouldLimitContinuousActions() {
        final Echo echo = new Echo();
        final Seat seat = new Seat(echo, new Generator(1));
        seat.step(new float[] {-1.5f, 7});
        assertArrayEquals(new float[] {-1, 1}, echo.seen);
        seat.step(new float[] {0.25f, -0.5f});
        assertArrayEquals(new float[] {0.25f, -0.5f}, echo.seen);
    }

    @Test
    void shouldRefuseARewardThatIsNoNumber() {
        final Echo echo = new Echo();
        final Seat seat = new Seat(echo, new Generator(1));
        seat.step(new float[2]);
        echo.reward = Float.NaN;
        assertEquals("The environment gave the reward NaN at step 2 of the episode with seed " + echo.seed + ". Nothing can be learned from it.",
            assertThrows(IllegalStateException.class, () -> seat.step(new float[2])).getMessage());
    }

    /** Keeps the action. */
    private static final class Echo implements Environment {

        private final float[] seen = new float[2];
        private float reward;
        private long seed;

        @Override
        public int features() {
            return 1;
        }

        @Override
        public Actions actions() {
            return new Actions.Continuous(2);
        }

        @Override
        public void reset(final long seed) {
            this.seed = seed;
        }

        @Override
        public void observe(final float[] into) {
        }

        @Override
        public float step(final float[] action) {
            System.arraycopy(action, 0, seen, 0, 2);
            return reward;
        }

        @Override
        public End end() {
            return End.NONE;
        }
    }
}
