package io.ringmaster.lab.learning.offpolicy;

import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.head.Categorical;
import io.ringmaster.lab.learning.head.SquashedGaussian;
import io.ringmaster.lab.learning.network.Generator;
import java.util.Arrays;

/** Chooses an action from a policy's outputs. One thread uses it. */
final class SacChooser {

    /** Null for continuous actions. */
    private final Categorical.Shares shares;
    /** Null for discrete actions. */
    private final SquashedGaussian gaussian;
    private final float[] noise;

    SacChooser(final Actions actions) {
        switch (actions) {
            case Actions.Discrete discrete -> {
                final Categorical head = new Categorical(discrete.count());
                shares = head.distribution(head.parameters());
                gaussian = null;
                noise = new float[discrete.count()];
            }
            case Actions.Continuous continuous -> {
                shares = null;
                gaussian = new SquashedGaussian(continuous.size());
                noise = new float[continuous.size()];
            }
        }
    }

    /** Draws an action with the policy's chances. */
    void sample(final float[] outputs, final boolean[] allowed, final Generator random, final float[] action) {
        if (gaussian == null) {
            shares.of(outputs, allowed);
            shares.sample(random, action);
        } else {
            SquashedGaussian.draw(random, noise);
            gaussian.of(outputs, noise);
            gaussian.action(action);
        }
    }

    /** The most probable action. */
    void mode(final float[] outputs, final boolean[] allowed, final float[] action) {
        if (gaussian == null) {
            shares.of(outputs, allowed);
            shares.mode(action);
        } else {
            Arrays.fill(noise, 0);
            gaussian.of(outputs, noise);
            gaussian.action(action);
        }
    }

    /** Draws an action with the same chance for all that are allowed. */
    void random(final boolean[] allowed, final Generator random, final float[] action) {
        if (gaussian == null) {
            Arrays.fill(noise, 0);
            sample(noise, allowed, random, action);
        } else {
            for (int i = 0; i < action.length; i++) {
                action[i] = (float) random.nextDouble(1);
            }
        }
    }
}
