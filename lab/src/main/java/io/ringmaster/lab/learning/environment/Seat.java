package io.ringmaster.lab.learning.environment;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.checkpoint.Saved;
import io.ringmaster.lab.learning.network.Generator;
import java.util.Arrays;

/**
 * One environment with the generator of all its chance: the seeds of its episodes, and the actions that a policy draws in it. It counts what each
 * episode earned, and keeps the actions of the episode that runs, so that it can be resumed.
 */
public final class Seat implements Saved {

    private final Environment environment;
    private final Generator random;
    private final float[] taken;
    private long episodeSeed;
    private float[] actions = new float[64];
    private int steps;
    private double earned;
    private EpisodeFigures figures = EpisodeFigures.NONE;

    /** Begins the first episode. */
    public Seat(final Environment environment, final Generator random) {
        this.environment = environment;
        this.random = random;
        taken = new float[environment.actions() instanceof final Actions.Continuous continuous ? continuous.size() : 1];
        begin(random.nextLong());
    }

    private void begin(final long seed) {
        episodeSeed = seed;
        steps = 0;
        earned = 0;
        environment.reset(seed);
    }

    /** For the actions that a policy draws. */
    public Generator random() {
        return random;
    }

    public void observe(final float[] into) {
        environment.observe(into);
    }

    public void allowed(final boolean[] into) {
        Arrays.fill(into, true);
        environment.allowed(into);
    }

    /** Acts; numbers of a continuous action count as -1 or 1 beyond these. */
    public float step(final float[] action) {
        final boolean isContinuous = environment.actions() instanceof Actions.Continuous;
        for (int i = 0; i < taken.length; i++) {
            taken[i] = isContinuous ? Math.clamp(action[i], -1, 1) : action[i];
        }
        keep();
        steps++;
        final float reward = environment.step(taken);
        if (!Float.isFinite(reward)) {
            throw new IllegalStateException("The environment gave the reward " + reward + " at step " + steps + " of the episode with seed " + episodeSeed
                + ". Nothing can be learned from it.");
        }
        earned += reward;
        return reward;
    }

    private void keep() {
        final int used = steps * taken.length;
        if (used + taken.length > actions.length) {
            actions = Arrays.copyOf(actions, 2 * actions.length + taken.length);
        }
        System.arraycopy(taken, 0, actions, used, taken.length);
    }

    public Environment.End end() {
        return environment.end();
    }

    /** Counts the episode that ended, and begins the next one. */
    public void restart() {
        figures = figures.plus(EpisodeFigures.of(earned, steps, environment.termSums()));
        begin(random.nextLong());
    }

    /** The episodes that ended since the last call. */
    public EpisodeFigures takeFigures() {
        final EpisodeFigures taken = figures;
        figures = EpisodeFigures.NONE;
        return taken;
    }

    @Override
    public void save(final CheckpointWriter to) {
        to.part("generator", random).integer(episodeSeed).integer(steps).row(Arrays.copyOf(actions, steps * taken.length));
        figures.save(to);
    }

    @Override
    public void load(final CheckpointReader from) {
        from.part("generator", random);
        begin(from.integer());
        final float[] repeated = new float[(int) from.integer() * taken.length];
        from.row(repeated);
        for (int i = 0; i < repeated.length; i += taken.length) {
            step(Arrays.copyOfRange(repeated, i, i + taken.length));
        }
        figures = EpisodeFigures.read(from);
    }
}
