package io.ringmaster.lab.learning;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.checkpoint.Saved;
import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.network.Initialisation;
import io.ringmaster.lab.learning.network.Nonlinearity;
import io.ringmaster.lab.learning.offpolicy.SacLearner;
import io.ringmaster.lab.learning.offpolicy.SacSettings;
import io.ringmaster.lab.learning.onpolicy.OnPolicyLearner;
import io.ringmaster.lab.learning.onpolicy.OnPolicySettings;
import io.ringmaster.lab.learning.optimiser.LearningRate;
import io.ringmaster.lab.learning.work.Workers;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A short training with each algorithm, kind of action and function, for tests of its bits. Odd sizes leave a rest in every loop. */
public final class SmallTraining implements Saved {

    private static final long SEED = 7;

    private final Workers workers;
    private final List<OnPolicyLearner> onPolicy;
    private final List<SacLearner> offPolicy;

    SmallTraining(final int threads) {
        workers = new Workers(threads);
        onPolicy = List.of(
            ppo(new Actions.Discrete(3), Nonlinearity.TANH, false),
            ppo(new Actions.Continuous(1), Nonlinearity.GELU, true),
            ppo(new Actions.Discrete(3), Nonlinearity.RELU, false));
        offPolicy = List.of(sac(new Actions.Discrete(3), Nonlinearity.GELU), sac(new Actions.Continuous(1), Nonlinearity.RELU));
    }

    private static List<SignalsEnvironment> environments(final Actions actions) {
        return IntStream.range(0, 3).mapToObj(i -> new SignalsEnvironment(actions, 11, actions instanceof Actions.Discrete)).toList();
    }

    private OnPolicyLearner ppo(final Actions actions, final Nonlinearity nonlinearity, final boolean isShared) {
        final OnPolicySettings settings = OnPolicySettings.ppo()
            .withNetworks(new OnPolicySettings.Networks(List.of(37, 13), nonlinearity, isShared, Initialisation.ORTHOGONAL))
            .withBatches(new OnPolicySettings.Batches(150, 67, 2))
            .withLearningRate(new LearningRate.DivergenceAdaptive(1e-3, 0.01, 1e-5, 1e-2));
        return new OnPolicyLearner(settings, environments(actions), SEED, workers);
    }

    private SacLearner sac(final Actions actions, final Nonlinearity nonlinearity) {
        final SacSettings settings = SacSettings.sac()
            .withNetworks(new SacSettings.Networks(List.of(19, 13), nonlinearity, Initialisation.SCALED_UNIFORM, 0.02))
            .withReplay(new SacSettings.Replay(50, 43, 12, 1));
        return new SacLearner(settings, environments(actions), SEED, workers);
    }

    /** The first half. */
    void first() {
        half();
    }

    /** The second half, as long as the first. */
    void second() {
        half();
        workers.close();
    }

    private void half() {
        onPolicy.forEach(OnPolicyLearner::update);
        for (int i = 0; i < 12; i++) {
            offPolicy.forEach(SacLearner::step);
        }
    }

    /** A hash of everything that was learned, and of all other state. */
    String bits() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(new CheckpointWriter().part("training", this).bytes()));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void save(final CheckpointWriter to) {
        onPolicy.forEach(learner -> to.part("learner", learner));
        offPolicy.forEach(learner -> to.part("learner", learner));
    }

    @Override
    public void load(final CheckpointReader from) {
        onPolicy.forEach(learner -> from.part("learner", learner));
        offPolicy.forEach(learner -> from.part("learner", learner));
    }

    /** The bits of a whole run. */
    static String run(final int threads) {
        final SmallTraining training = new SmallTraining(threads);
        training.first();
        training.second();
        return training.bits();
    }

    public static void main(final String[] arguments) {
        System.out.println(run(1));
    }
}
