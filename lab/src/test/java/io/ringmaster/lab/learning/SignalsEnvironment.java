package io.ringmaster.lab.learning;

import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.environment.Environment;
import io.ringmaster.lab.learning.network.Generator;

/**
 * A market in closed form. Each step shows five signals of -1 or 1; the first is right 60 % of the time, the others half of it. The reward of a position
 * from -1 to 1 is the position times the market's direction, so the best policy follows the first signal and earns 0.2 a step on average.
 */
public final class SignalsEnvironment implements Environment {

    public static final int SIGNALS = 5;
    public static final double BEST = 0.2;

    private static final double RIGHT = 0.6;
    private static final int BUY = 0;
    private static final int SELL = 1;

    private final Actions actions;
    private final int length;
    private final boolean isMasked;
    private final float[] signals = new float[SIGNALS];
    private Generator random;
    private int steps;
    private End end;

    /**
     * @param actions  buy, sell and hold, or a position
     * @param length   steps of an episode; the last step terminates it if it is the only one, otherwise it is cut
     * @param isMasked whether holding is forbidden when the last signal is 1; then a step with a forbidden action throws
     */
    public SignalsEnvironment(final Actions actions, final int length, final boolean isMasked) {
        this.actions = actions;
        this.length = length;
        this.isMasked = isMasked;
    }

    @Override
    public int features() {
        return SIGNALS;
    }

    @Override
    public Actions actions() {
        return actions;
    }

    @Override
    public void reset(final long seed) {
        random = new Generator(seed);
        steps = 0;
        end = End.NONE;
        draw();
    }

    private void draw() {
        for (int i = 0; i < SIGNALS; i++) {
            signals[i] = random.nextInt(2) == 0 ? -1 : 1;
        }
    }

    @Override
    public void observe(final float[] into) {
        System.arraycopy(signals, 0, into, 0, SIGNALS);
    }

    @Override
    public void allowed(final boolean[] into) {
        if (isMasked && signals[SIGNALS - 1] == 1) {
            into[2] = false;
        }
    }

    @Override
    public float step(final float[] action) {
        if (isMasked && signals[SIGNALS - 1] == 1 && action[0] == 2) {
            throw new IllegalStateException("A forbidden action was taken.");
        }
        final double direction = random.nextDouble() < RIGHT ? signals[0] : -signals[0];
        steps++;
        end = steps < length ? End.NONE : length == 1 ? End.TERMINATED : End.TRUNCATED;
        draw();
        return (float) (position(action) * direction);
    }

    private double position(final float[] action) {
        if (actions instanceof Actions.Continuous) {
            return Math.clamp(action[0], -1, 1);
        }
        return action[0] == BUY ? 1 : action[0] == SELL ? -1 : 0;
    }

    @Override
    public End end() {
        return end;
    }

    /** What a policy decides. */
    public interface Policy {
        void decide(float[] observation, boolean[] allowed, float[] action);
    }

    /** What a policy earns a step on average, exactly: the mean over all combinations of signals. */
    public double worth(final Policy policy) {
        final float[] observation = new float[SIGNALS];
        final float[] action = new float[1];
        double sum = 0;
        for (int context = 0; context < 1 << SIGNALS; context++) {
            for (int i = 0; i < SIGNALS; i++) {
                observation[i] = (context >> i & 1) == 0 ? -1 : 1;
            }
            final boolean[] allowed = actions instanceof Actions.Continuous ? null : new boolean[] {true, true, true};
            policy.decide(observation, allowed, action);
            sum += position(action) * observation[0] * (2 * RIGHT - 1);
        }
        return sum / (1 << SIGNALS);
    }
}
