package io.ringmaster.lab.learning.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.environment.Environment;
import io.ringmaster.lab.learning.environment.Seat;
import io.ringmaster.lab.learning.network.Generator;
import io.ringmaster.lab.learning.onpolicy.OnPolicySettings;
import java.util.ArrayList;
import java.util.List;

/**
 * PPO with discrete actions as {@code OnPolicyLearner} does it, through DJL's PyTorch in float32, written for speed: layers of one operator each, DJL's Adam,
 * and one forward pass for the observations of all environments. Advantages and minibatches are prepared in Java. It knows no masks.
 */
final class TorchPpo implements AutoCloseable {

    private final OnPolicySettings settings;
    private final NDManager manager = NDManager.newBaseManager();
    private final List<NDArray> policy;
    private final List<NDArray> value;
    private final List<NDArray> parameters = new ArrayList<>();
    private final Optimizer adam;
    private final Generator shuffles;
    private final Seat[] seats;
    private final int features;
    private final int actionCount;
    private final int size;
    private final float[] observations;
    private final int[] actions;
    private final float[] logs;
    private final float[] rewards;
    private final float[] values;
    private final float[] valuesAfter;
    private final boolean[] isLast;
    private final float[] advantages;
    private final float[] returns;

    TorchPpo(final OnPolicySettings settings, final List<? extends Environment> environments, final long seed) {
        this.settings = settings;
        features = environments.getFirst().features();
        actionCount = ((Actions.Discrete) environments.getFirst().actions()).count();
        final Generator weights = Generator.of(seed, 0);
        policy = network(weights, actionCount);
        value = network(weights, 1);
        parameters.addAll(policy);
        parameters.addAll(value);
        parameters.forEach(array -> array.setRequiresGradient(true));
        adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed((float) settings.learningRate().start()))
            .optBeta1((float) settings.adam().beta1()).optBeta2((float) settings.adam().beta2()).optEpsilon((float) settings.adam().epsilon()).build();
        shuffles = Generator.of(seed, 1);
        seats = new Seat[environments.size()];
        for (int e = 0; e < seats.length; e++) {
            seats[e] = new Seat(environments.get(e), Generator.of(seed, 2 + e));
        }
        size = settings.batches().steps();
        observations = new float[size * features];
        actions = new int[size];
        logs = new float[size];
        rewards = new float[size];
        values = new float[size];
        valuesAfter = new float[size];
        isLast = new boolean[size];
        advantages = new float[size];
        returns = new float[size];
    }

    private List<NDArray> network(final Generator random, final int outputs) {
        final List<NDArray> layers = new ArrayList<>();
        int inputs = features;
        for (final int outs : sizes(outputs)) {
            final float[] weights = new float[outs * inputs];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (random.nextGaussian() / Math.sqrt(inputs));
            }
            layers.add(manager.create(weights, new Shape(outs, inputs)));
            layers.add(manager.zeros(new Shape(outs)));
            inputs = outs;
        }
        return layers;
    }

    private List<Integer> sizes(final int outputs) {
        final List<Integer> sizes = new ArrayList<>(settings.networks().hidden());
        sizes.add(outputs);
        return sizes;
    }

    private static NDArray forward(final List<NDArray> network, final NDArray inputs) {
        NDArray at = inputs;
        for (int k = 0; k < network.size(); k += 2) {
            at = Linear.linear(at, network.get(k), network.get(k + 1)).singletonOrThrow();
            at = k + 2 < network.size() ? Activation.relu(at) : at;
        }
        return at;
    }

    /** Acts, and learns from it. */
    void update() {
        final int stretch = size / seats.length;
        for (int t = 0; t < stretch; t++) {
            act(t, stretch);
        }
        for (int e = 0; e < seats.length; e++) {
            advantages(e * stretch, (e + 1) * stretch);
        }
        learn();
    }

    /** One step of every environment. */
    private void act(final int t, final int stretch) {
        final float[] rows = new float[seats.length * features];
        final float[] row = new float[features];
        for (int e = 0; e < seats.length; e++) {
            seats[e].observe(row);
            System.arraycopy(row, 0, rows, e * features, features);
            System.arraycopy(row, 0, observations, (e * stretch + t) * features, features);
        }
        try (NDManager pass = manager.newSubManager()) {
            final NDArray seen = pass.create(rows, new Shape(seats.length, features));
            final float[] saidLogs = forward(policy, seen).logSoftmax(1).toFloatArray();
            final float[] saidValues = forward(value, seen).toFloatArray();
            for (int e = 0; e < seats.length; e++) {
                step(e, e * stretch + t, saidLogs, saidValues[e], t > 0, t == stretch - 1);
            }
        }
    }

    private void step(final int e, final int place, final float[] saidLogs, final float saidValue, final boolean hasBefore, final boolean isEnd) {
        values[place] = saidValue;
        if (hasBefore && !isLast[place - 1]) {
            valuesAfter[place - 1] = saidValue;
        }
        final int action = sample(saidLogs, e * actionCount, seats[e].random());
        actions[place] = action;
        logs[place] = saidLogs[e * actionCount + action];
        rewards[place] = seats[e].step(new float[] {action});
        final Environment.End end = seats[e].end();
        isLast[place] = end != Environment.End.NONE;
        if (end == Environment.End.TERMINATED) {
            valuesAfter[place] = 0;
        } else if (end == Environment.End.TRUNCATED || isEnd) {
            valuesAfter[place] = valueOfNow(seats[e]);
        }
        if (isLast[place]) {
            seats[e].restart();
        }
    }

    private int sample(final float[] saidLogs, final int from, final Generator random) {
        double left = random.nextDouble();
        int action = 0;
        while (action < actionCount - 1 && (left -= Math.exp(saidLogs[from + action])) >= 0) {
            action++;
        }
        return action;
    }

    private float valueOfNow(final Seat seat) {
        final float[] row = new float[features];
        seat.observe(row);
        try (NDManager pass = manager.newSubManager()) {
            return forward(value, pass.create(row, new Shape(1, features))).toFloatArray()[0];
        }
    }

    private void advantages(final int from, final int to) {
        final double gamma = settings.discount().gamma();
        double later = 0;
        for (int t = to - 1; t >= from; t--) {
            later = rewards[t] + gamma * valuesAfter[t] - values[t] + (isLast[t] ? 0 : gamma * settings.discount().lambda() * later);
            advantages[t] = (float) later;
            returns[t] = (float) (later + values[t]);
        }
    }

    private void learn() {
        final int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        final int minibatch = settings.batches().minibatch();
        for (int epoch = 0; epoch < settings.batches().epochs(); epoch++) {
            shuffles.shuffle(order);
            for (int from = 0; from < size; from += minibatch) {
                try (NDManager batch = manager.newSubManager()) {
                    step(batch, order, from, Math.min(minibatch, size - from));
                }
            }
        }
    }

    private void step(final NDManager batch, final int[] order, final int from, final int count) {
        final float[] seen = new float[count * features];
        final float[] chosen = new float[count * actionCount];
        final float[][] columns = new float[3][count];
        for (int i = 0; i < count; i++) {
            final int place = order[from + i];
            System.arraycopy(observations, place * features, seen, i * features, features);
            chosen[i * actionCount + actions[place]] = 1;
            columns[0][i] = logs[place];
            columns[1][i] = advantages[place];
            columns[2][i] = returns[place];
        }
        normalise(columns[1]);
        final NDArray x = batch.create(seen, new Shape(count, features));
        final NDArray isChosen = batch.create(chosen, new Shape(count, actionCount));
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(loss(x, isChosen, batch.create(columns[0]), batch.create(columns[1]), batch.create(columns[2])));
        }
        final List<NDArray> gradients = parameters.stream().map(NDArray::getGradient).toList();
        gradients.forEach(gradient -> gradient.attach(batch));
        final float norm = NDArrays.concat(new NDList(gradients.stream().map(NDArray::flatten).toList())).norm().getFloat();
        for (int i = 0; i < parameters.size(); i++) {
            if (norm > settings.loss().mostNorm()) {
                gradients.get(i).muli(settings.loss().mostNorm() / norm);
            }
            adam.update(Integer.toString(i), parameters.get(i), gradients.get(i));
            // The next gradient would be added to this one.
            gradients.get(i).subi(gradients.get(i));
        }
    }

    private static void normalise(final float[] numbers) {
        double sum = 0;
        for (final float number : numbers) {
            sum += number;
        }
        double squares = 0;
        for (final float number : numbers) {
            squares += (number - sum / numbers.length) * (number - sum / numbers.length);
        }
        final double deviation = Math.sqrt(squares / (numbers.length - 1)) + 1e-8;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) ((numbers[i] - sum / numbers.length) / deviation);
        }
    }

    private NDArray loss(final NDArray x, final NDArray chosen, final NDArray oldLogs, final NDArray scaled, final NDArray wanted) {
        final OnPolicySettings.Loss loss = settings.loss();
        final NDArray all = forward(policy, x).logSoftmax(1);
        final NDArray ratio = all.mul(chosen).sum(new int[] {1}).sub(oldLogs).exp();
        final NDArray objective = NDArrays.minimum(ratio.mul(scaled), ratio.clip(1 - loss.clip(), 1 + loss.clip()).mul(scaled)).mean().neg();
        final NDArray error = forward(value, x).flatten().sub(wanted).square().mean();
        final NDArray entropy = all.exp().mul(all).sum(new int[] {1}).mean().neg();
        return objective.add(error.mul(loss.valueCoefficient())).sub(entropy.mul(loss.entropyCoefficient()));
    }

    /** The policy's logits. */
    float[] logits(final float[] observation) {
        try (NDManager pass = manager.newSubManager()) {
            return forward(policy, pass.create(observation, new Shape(1, features))).toFloatArray();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
