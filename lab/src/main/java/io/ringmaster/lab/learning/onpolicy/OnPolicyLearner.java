package io.ringmaster.lab.learning.onpolicy;

import io.ringmaster.lab.learning.Learner;
import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.environment.Environment;
import io.ringmaster.lab.learning.environment.EpisodeFigures;
import io.ringmaster.lab.learning.environment.Seat;
import io.ringmaster.lab.learning.head.Categorical;
import io.ringmaster.lab.learning.head.DiagonalGaussian;
import io.ringmaster.lab.learning.head.Distribution;
import io.ringmaster.lab.learning.head.Head;
import io.ringmaster.lab.learning.network.Generator;
import io.ringmaster.lab.learning.network.Network;
import io.ringmaster.lab.learning.network.NetworkFile;
import io.ringmaster.lab.learning.work.Workers;
import java.util.List;
import java.util.Map;

/**
 * PPO or A2C, as the settings say. Each {@link #update} lets the policy act in all environments and learns from that. The same seed, settings and
 * environments give the same weights to the bit, on every machine, with any number of threads, and after a resume. One thread at a time uses it.
 */
public final class OnPolicyLearner implements Learner {

    private final OnPolicySettings settings;
    private final Workers workers;
    private final Actions actions;
    private final ActorCritic networks;
    private final PolicyUpdate update;
    private final Rollout rollout;
    private final Player[] players;
    private final ActorCriticPass greedyPass;
    private final Distribution greedy;
    private UpdateFigures figures = UpdateFigures.NONE;
    private long steps;

    /**
     * @param environments alike; the steps of an update must be a multiple of their number
     * @param workers      not closed by the learner
     * @throws IllegalArgumentException if settings and environments do not go together
     */
    public OnPolicyLearner(final OnPolicySettings settings, final List<? extends Environment> environments, final long seed, final Workers workers) {
        if (settings.batches().steps() % environments.size() != 0) {
            throw new IllegalArgumentException("The steps of an update must be a multiple of the number of environments: steps="
                + settings.batches().steps() + " environments=" + environments.size());
        }
        this.settings = settings;
        this.workers = workers;
        final Environment first = environments.getFirst();
        actions = first.actions();
        final Head head = switch (actions) {
            case Actions.Discrete discrete -> new Categorical(discrete.count());
            case Actions.Continuous continuous -> new DiagonalGaussian(continuous.size());
        };
        networks = new ActorCritic(settings.networks(), first.features(), head, Generator.of(seed, 0));
        update = new PolicyUpdate(settings, networks, Generator.of(seed, 1), workers);
        rollout = new Rollout(settings.batches().steps(), first.features(), actions, head);
        players = new Player[environments.size()];
        for (int e = 0; e < players.length; e++) {
            players[e] = new Player(new Seat(environments.get(e), Generator.of(seed, 2 + e)), networks, first.features());
        }
        greedyPass = new ActorCriticPass(networks, 1);
        greedy = head.distribution(head.parameters());
    }

    /** Acts, and learns from it. */
    public UpdateFigures update() {
        final int stretch = rollout.size / players.length;
        workers.run(players.length, e -> {
            players[e].play(rollout, e * stretch, (e + 1) * stretch);
            Advantages.compute(rollout, e * stretch, (e + 1) * stretch, settings.discount());
        });
        figures = update.learn(rollout, steps);
        steps += rollout.size;
        return figures;
    }

    @Override
    public void advance() {
        update();
    }

    @Override
    public List<String> updateFigures() {
        return UpdateFigures.NAMES;
    }

    @Override
    public double[] latestUpdate() {
        return figures.values();
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public EpisodeFigures takeFigures() {
        EpisodeFigures all = EpisodeFigures.NONE;
        for (final Player player : players) {
            all = all.plus(player.seat().takeFigures());
        }
        return all;
    }

    /** The most probable action. */
    public void decide(final float[] observation, final boolean[] allowed, final float[] action) {
        greedy.of(outputs(observation), allowed);
        greedy.mode(action);
    }

    /** The policy's outputs, and perhaps the value behind them. */
    private float[] outputs(final float[] observation) {
        greedyPass.setInput(0, observation);
        greedyPass.forward(1);
        return greedyPass.outputs(0);
    }

    @Override
    public void outputs(final float[] observation, final float[] into) {
        final float[] outputs = outputs(observation);
        for (int i = 0; i < into.length; i++) {
            into[i] = actions instanceof Actions.Continuous ? Math.min(1, Math.max(-1, outputs[i])) : outputs[i];
        }
    }

    /** The policy's network; its first outputs are the policy's, and a value may follow. */
    public Network policy() {
        return networks.policy();
    }

    /** Its output is the logits, or the means as an environment counts them, from -1 to 1. */
    @Override
    public byte[] onnx(final String output, final Map<String, String> metadata) {
        final NetworkFile.Ending ending = actions instanceof Actions.Continuous ? NetworkFile.Ending.CLIP : NetworkFile.Ending.NONE;
        return NetworkFile.of(networks.policy(), networks.head().outputs(), ending, output, metadata);
    }

    @Override
    public void save(final CheckpointWriter to) {
        to.name("on-policy learner").text(settings.toString()).integer(players.length).integer(steps).part("update", update);
        for (final Player player : players) {
            to.part("environment", player.seat());
        }
    }

    @Override
    public void load(final CheckpointReader from) {
        from.name("on-policy learner").same("settings", settings.toString()).sameCount("environments", players.length);
        steps = from.integer();
        from.part("update", update);
        for (final Player player : players) {
            from.part("environment", player.seat());
        }
    }
}
