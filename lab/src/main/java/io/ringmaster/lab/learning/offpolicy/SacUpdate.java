package io.ringmaster.lab.learning.offpolicy;

import io.ringmaster.inference.model.exact.FixedMath;
import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.checkpoint.Saved;
import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.network.Parameters;
import io.ringmaster.lab.learning.optimiser.Adam;
import io.ringmaster.lab.learning.optimiser.LearningRateState;
import io.ringmaster.lab.learning.work.Workers;
import java.util.List;
import java.util.function.Function;

/** Learns from one batch: the critics, then the policy with the new critics, then the temperature; then the targets follow. */
final class SacUpdate implements Saved {

    /** Of the largest entropy that discrete actions can have. */
    private static final double DISCRETE_TARGET = 0.5;

    private final SacNetworks networks;
    private final SacSettings settings;
    private final Workers workers;
    private final double targetEntropy;
    private final Parameters logTemperature = new Parameters(new float[1]);
    private final Parameters temperatureGradient = logTemperature.zeros();
    private final Parameters criticParameters;
    private final Adam policyAdam;
    private final Adam criticAdam;
    private final Adam temperatureAdam;
    private final LearningRateState learningRate;
    private final SacChunk[] chunks;

    SacUpdate(final SacSettings settings, final SacNetworks networks, final Actions actions, final int features, final Workers workers) {
        this.networks = networks;
        this.settings = settings;
        this.workers = workers;
        targetEntropy = Double.isNaN(settings.temperature().target()) ? usualTarget(actions) : settings.temperature().target();
        logTemperature.row(0)[0] = (float) StrictMath.log(settings.temperature().start());
        criticParameters = Parameters.joined(List.of(networks.critic(0).parameters(), networks.critic(1).parameters()));
        policyAdam = new Adam(settings.adam(), networks.policy().parameters());
        criticAdam = new Adam(settings.adam(), criticParameters);
        temperatureAdam = new Adam(settings.adam(), logTemperature);
        learningRate = new LearningRateState(settings.learningRate());
        chunks = new SacChunk[(settings.replay().batch() + SacChunk.SIZE - 1) / SacChunk.SIZE];
        for (int c = 0; c < chunks.length; c++) {
            chunks[c] = switch (actions) {
                case Actions.Discrete discrete -> new DiscreteChunk(networks, discrete.count());
                case Actions.Continuous continuous -> new ContinuousChunk(networks, features, continuous.size());
            };
        }
    }

    private static double usualTarget(final Actions actions) {
        return switch (actions) {
            case Actions.Discrete discrete -> DISCRETE_TARGET * StrictMath.log(discrete.count());
            case Actions.Continuous continuous -> -continuous.size();
        };
    }

    /** The worth of a nat of entropy. */
    double temperature() {
        return FixedMath.exp(logTemperature.row(0)[0]);
    }

    /** @param steps of the environments so far */
    SacFigures learn(final SacBatch batch, final long steps) {
        final double rate = learningRate.rate(steps);
        final int size = batch.size();
        final int count = (size + SacChunk.SIZE - 1) / SacChunk.SIZE;
        workers.run(count, c -> chunks[c].computeCritics(batch, c * SacChunk.SIZE, Math.min(size, (c + 1) * SacChunk.SIZE)));
        criticAdam.step(sum(count, SacChunk::criticGradients), rate);
        networks.onCriticsChanged();
        workers.run(count, c -> chunks[c].computePolicy(batch, c * SacChunk.SIZE, Math.min(size, (c + 1) * SacChunk.SIZE)));
        policyAdam.step(sum(count, SacChunk::policyGradients), rate);
        networks.policy().onWeightsChanged();
        double criticLoss = 0;
        double policyLoss = 0;
        double logProbability = 0;
        for (int c = 0; c < count; c++) {
            criticLoss += chunks[c].criticLoss();
            policyLoss += chunks[c].policyLoss();
            logProbability += chunks[c].logProbability();
        }
        if (!Double.isFinite(criticLoss + policyLoss)) {
            throw new IllegalStateException("The losses are " + criticLoss / size + " of the critics and " + policyLoss / size + " of the policy after "
                + policyAdam.steps() + " updates. Take a lower learning rate, and look for observations that are not numbers.");
        }
        moveTemperature(logProbability / size, rate);
        networks.follow();
        return new SacFigures(criticLoss / size, policyLoss / size, -logProbability / size, temperature(), rate);
    }

    private Parameters sum(final int count, final Function<SacChunk, Parameters> part) {
        final Parameters sum = part.apply(chunks[0]);
        for (int c = 1; c < count; c++) {
            sum.add(part.apply(chunks[c]));
        }
        return sum;
    }

    /** The loss is {@code -log temperature · (log probability + target)}. */
    private void moveTemperature(final double logProbability, final double rate) {
        if (settings.temperature().isAutomatic()) {
            temperatureGradient.row(0)[0] = (float) -(logProbability + targetEntropy);
            temperatureAdam.step(temperatureGradient, rate);
        }
    }

    @Override
    public void save(final CheckpointWriter to) {
        to.part("policy", networks.policy().parameters()).part("critics", criticParameters).part("temperature", logTemperature);
        to.part("target 1", networks.target(0).parameters()).part("target 2", networks.target(1).parameters());
        to.part("policy's adam", policyAdam).part("critics' adam", criticAdam).part("temperature's adam", temperatureAdam);
        to.part("learning rate", learningRate);
    }

    @Override
    public void load(final CheckpointReader from) {
        from.part("policy", networks.policy().parameters()).part("critics", criticParameters).part("temperature", logTemperature);
        from.part("target 1", networks.target(0).parameters()).part("target 2", networks.target(1).parameters());
        from.part("policy's adam", policyAdam).part("critics' adam", criticAdam).part("temperature's adam", temperatureAdam);
        from.part("learning rate", learningRate);
        networks.policy().onWeightsChanged();
        networks.onCriticsChanged();
    }
}
