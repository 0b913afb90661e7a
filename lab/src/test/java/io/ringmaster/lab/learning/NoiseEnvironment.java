package io.ringmaster.lab.learning;

import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.environment.Environment;
import io.ringmaster.lab.learning.network.Generator;

/** 30 observations and a reward without meaning, and three actions: it costs next to nothing, so that what is measured is the learner. */
public final class NoiseEnvironment implements Environment {

    private static final int FEATURES = 30;
    private static final int ACTIONS = 3;
    private static final int EPISODE = 200;

    private final float[] observation = new float[FEATURES];
    private Generator random;
    private int steps;

    @Override
    public int features() {
        return FEATURES;
    }

    @Override
    public Actions actions() {
        return new Actions.Discrete(ACTIONS);
    }

    @Override
    public void reset(final long seed) {
        random = new Generator(seed);
        steps = 0;
    }

    @Override
    public void observe(final float[] into) {
        System.arraycopy(observation, 0, into, 0, observation.length);
    }

    @Override
    public float step(final float[] action) {
        for (int i = 0; i < observation.length; i++) {
            observation[i] = (float) random.nextDouble(2);
        }
        steps++;
        return observation[(int) action[0]];
    }

    @Override
    public End end() {
        return steps == EPISODE ? End.TRUNCATED : End.NONE;
    }
}
