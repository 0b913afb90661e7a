package io.ringmaster.lab.learning.onpolicy;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.checkpoint.Saved;
import io.ringmaster.lab.learning.network.Generator;
import io.ringmaster.lab.learning.network.Parameters;
import io.ringmaster.lab.learning.optimiser.Adam;
import io.ringmaster.lab.learning.optimiser.LearningRateState;
import io.ringmaster.lab.learning.work.Workers;

/**
 * Learns from one rollout. A minibatch is split into chunks of a fixed size, whose gradients are added in their order: the number of threads does not
 * change a bit.
 */
final class PolicyUpdate implements Saved {

    /** As in common implementations, an update ends at this many times the divergence that was asked for. */
    private static final double TOLERANCE = 1.5;

    private final OnPolicySettings settings;
    private final ActorCritic networks;
    private final Workers workers;
    private final Generator random;
    private final Parameters parameters;
    private final Parameters headBefore;
    private final Adam adam;
    private final LearningRateState learningRate;
    private final Chunk[] chunks;
    private final LossSums epoch = new LossSums();
    private final LossSums minibatch = new LossSums();
    private double longest;

    PolicyUpdate(final OnPolicySettings settings, final ActorCritic networks, final Generator random, final Workers workers) {
        this.settings = settings;
        this.networks = networks;
        this.workers = workers;
        this.random = random;
        parameters = networks.parameters();
        headBefore = networks.head().parameters().copy();
        adam = new Adam(settings.adam(), parameters);
        learningRate = new LearningRateState(settings.learningRate());
        chunks = new Chunk[(settings.batches().minibatch() + Chunk.SIZE - 1) / Chunk.SIZE];
        for (int c = 0; c < chunks.length; c++) {
            chunks[c] = new Chunk(settings.loss(), networks, headBefore);
        }
    }

    /** @param steps of the environments before the rollout */
    UpdateFigures learn(final Rollout rollout, final long steps) {
        headBefore.set(networks.head().parameters());
        longest = 0;
        final double rate = learningRate.rate(steps);
        final int[] order = new int[rollout.size];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        final Minibatch batch = new Minibatch(rollout, order, settings.batches().minibatch());
        boolean goesOn = true;
        for (int e = 0; e < settings.batches().epochs() && goesOn; e++) {
            random.shuffle(order);
            epoch.clear();
            for (int from = 0; from < order.length && goesOn; from += settings.batches().minibatch()) {
                batch.of(from, Math.min(settings.batches().minibatch(), order.length - from), settings.loss().isNormalised());
                goesOn = step(batch, rate);
            }
        }
        final double samples = epoch.samples;
        learningRate.onUpdate(epoch.divergence / samples);
        return new UpdateFigures(
            epoch.policy / samples, epoch.value / samples, epoch.entropy / samples, epoch.divergence / samples, epoch.clipped / samples, longest, rate);
    }

    /** @return false if the policy diverged too far; it has not moved then */
    private boolean step(final Minibatch batch, final double rate) {
        final int count = (batch.size() + Chunk.SIZE - 1) / Chunk.SIZE;
        workers.run(count, c -> chunks[c].compute(batch, c * Chunk.SIZE, Math.min(batch.size(), (c + 1) * Chunk.SIZE)));
        final Parameters gradients = chunks[0].gradients();
        minibatch.clear();
        for (int c = 0; c < count; c++) {
            minibatch.add(chunks[c].sums());
            if (c > 0) {
                gradients.add(chunks[c].gradients());
            }
        }
        epoch.add(minibatch);
        if (minibatch.divergence / batch.size() > TOLERANCE * settings.loss().mostDivergence()) {
            return false;
        }
        final double norm = gradients.limitNorm(settings.loss().mostNorm());
        if (!Double.isFinite(norm)) {
            throw new IllegalStateException("The gradient has the length " + norm + " after " + adam.steps()
                + " steps of the optimiser. Take a lower learning rate, and look for observations that are not numbers.");
        }
        longest = Math.max(longest, norm);
        adam.step(gradients, rate);
        networks.onWeightsChanged();
        return true;
    }

    @Override
    public void save(final CheckpointWriter to) {
        to.part("parameters", parameters).part("adam", adam).part("learning rate", learningRate).part("shuffles", random);
    }

    @Override
    public void load(final CheckpointReader from) {
        from.part("parameters", parameters).part("adam", adam).part("learning rate", learningRate).part("shuffles", random);
        networks.onWeightsChanged();
    }
}
