package io.ringmaster.lab.learning.offpolicy;

import io.ringmaster.lab.learning.Learner;
import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.environment.Environment;
import io.ringmaster.lab.learning.environment.EpisodeFigures;
import io.ringmaster.lab.learning.environment.Seat;
import io.ringmaster.lab.learning.head.SquashedGaussian;
import io.ringmaster.lab.learning.network.Generator;
import io.ringmaster.lab.learning.network.Network;
import io.ringmaster.lab.learning.network.NetworkFile;
import io.ringmaster.lab.learning.network.Pass;
import io.ringmaster.lab.learning.work.Workers;
import java.util.List;
import java.util.Map;

/**
 * Soft actor-critic for discrete and continuous actions. Each {@link #step} goes one step in all environments, and then learns from steps of the past.
 * The same seed, settings and environments give the same weights to the bit, on every machine, with any number of threads, and after a resume. One thread
 * at a time uses it.
 */
public final class SacLearner implements Learner {

    private final SacSettings settings;
    private final Workers workers;
    private final Actions actions;
    private final Generator random;
    private final SacNetworks networks;
    private final SacUpdate update;
    private final ReplayBuffer replay;
    private final SacPlayer[] players;
    private final Pass greedyPass;
    private final SacChooser greedy;
    private final SacBatch batch;
    private SacFigures figures = SacFigures.NONE;
    private long steps;

    /**
     * @param environments alike
     * @param workers      not closed by the learner
     */
    public SacLearner(final SacSettings settings, final List<? extends Environment> environments, final long seed, final Workers workers) {
        this.settings = settings;
        this.workers = workers;
        final int features = environments.getFirst().features();
        actions = environments.getFirst().actions();
        networks = new SacNetworks(settings.networks(), features, actions, Generator.of(seed, 0));
        random = Generator.of(seed, 1);
        update = new SacUpdate(settings, networks, actions, features, workers);
        replay = new ReplayBuffer(settings.replay().capacity(), features, actions);
        players = new SacPlayer[environments.size()];
        for (int e = 0; e < players.length; e++) {
            players[e] = new SacPlayer(new Seat(environments.get(e), Generator.of(seed, 2 + e)), networks, features, actions);
        }
        greedyPass = new Pass(networks.policy().shape(), 1);
        greedy = new SacChooser(actions);
        final int numbers = actions instanceof final Actions.Continuous continuous ? continuous.size() : 0;
        final int size = settings.replay().batch();
        batch = new SacBatch(new Transition[size], new float[size][numbers], new float[size][numbers], 0, settings.gamma());
    }

    /** Goes one step in each environment, and learns as often as the settings say. */
    public void step() {
        final boolean isRandom = steps < settings.replay().warmUp();
        workers.run(players.length, e -> players[e].step(isRandom));
        for (final SacPlayer player : players) {
            replay.add(player.latest());
            steps++;
        }
        for (int i = 0; i < settings.replay().updates() && steps >= settings.replay().warmUp(); i++) {
            figures = update.learn(draw(), steps);
        }
    }

    private SacBatch draw() {
        for (int s = 0; s < batch.size(); s++) {
            batch.steps()[s] = replay.get(random.nextInt(replay.size()));
            SquashedGaussian.draw(random, batch.nextNoise()[s]);
            SquashedGaussian.draw(random, batch.noise()[s]);
        }
        return new SacBatch(batch.steps(), batch.nextNoise(), batch.noise(), update.temperature(), settings.gamma());
    }

    @Override
    public void advance() {
        step();
    }

    @Override
    public List<String> updateFigures() {
        return SacFigures.NAMES;
    }

    @Override
    public double[] latestUpdate() {
        return figures.values();
    }

    @Override
    public long steps() {
        return steps;
    }

    /** The latest update. */
    public SacFigures figures() {
        return figures;
    }

    @Override
    public EpisodeFigures takeFigures() {
        EpisodeFigures all = EpisodeFigures.NONE;
        for (final SacPlayer player : players) {
            all = all.plus(player.seat().takeFigures());
        }
        return all;
    }

    /** The most probable action. */
    public void decide(final float[] observation, final boolean[] allowed, final float[] action) {
        greedy.mode(outputs(observation), allowed, action);
    }

    private float[] outputs(final float[] observation) {
        System.arraycopy(observation, 0, greedyPass.input(0), 0, observation.length);
        networks.policy().forward(greedyPass, 1);
        return greedyPass.output(0);
    }

    @Override
    public void outputs(final float[] observation, final float[] into) {
        switch (actions) {
            case Actions.Discrete _ -> System.arraycopy(outputs(observation), 0, into, 0, into.length);
            case Actions.Continuous _ -> decide(observation, null, into);
        }
    }

    /** The policy's network: logits, or means and then the logarithms of the deviations. */
    public Network policy() {
        return networks.policy();
    }

    /** Its output is the logits, or the actions themselves, from -1 to 1. */
    @Override
    public byte[] onnx(final String output, final Map<String, String> metadata) {
        return switch (actions) {
            case Actions.Discrete discrete -> NetworkFile.of(networks.policy(), discrete.count(), NetworkFile.Ending.NONE, output, metadata);
            case Actions.Continuous continuous -> NetworkFile.of(networks.policy(), continuous.size(), NetworkFile.Ending.TANH, output, metadata);
        };
    }

    @Override
    public void save(final CheckpointWriter to) {
        to.name("soft actor-critic").text(settings.toString()).integer(players.length).integer(steps);
        to.part("batches", random).part("update", update).part("replay", replay);
        for (final SacPlayer player : players) {
            to.part("environment", player.seat());
        }
    }

    @Override
    public void load(final CheckpointReader from) {
        from.name("soft actor-critic").same("settings", settings.toString()).sameCount("environments", players.length);
        steps = from.integer();
        from.part("batches", random).part("update", update).part("replay", replay);
        for (final SacPlayer player : players) {
            from.part("environment", player.seat());
        }
    }
}
