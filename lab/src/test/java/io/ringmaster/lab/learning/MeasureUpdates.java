package io.ringmaster.lab.learning;

import io.ringmaster.lab.learning.network.Initialisation;
import io.ringmaster.lab.learning.network.Nonlinearity;
import io.ringmaster.lab.learning.onpolicy.OnPolicyLearner;
import io.ringmaster.lab.learning.onpolicy.OnPolicySettings;
import io.ringmaster.lab.learning.work.Workers;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures how many samples PPO learns from in a second, with 30 features, its usual networks and minibatches: {@code MeasureUpdates}. An update also acts
 * 2,048 times, in environments that cost nothing; a sample counts once for each of its ten epochs. The best of some updates counts.
 */
public final class MeasureUpdates {

    private static final int UPDATES = 8;
    private static final int ENVIRONMENTS = 8;

    private MeasureUpdates() {
    }

    public static void main(final String[] arguments) {
        for (int threads = 1; threads <= 2; threads++) {
            for (final Nonlinearity nonlinearity : Nonlinearity.values()) {
                measure(nonlinearity, List.of(128, 64, 32), threads);
            }
            measure(Nonlinearity.RELU, List.of(256, 256), threads);
        }
    }

    private static void measure(final Nonlinearity nonlinearity, final List<Integer> hidden, final int threads) {
        final OnPolicySettings settings = OnPolicySettings.ppo()
            .withNetworks(new OnPolicySettings.Networks(hidden, nonlinearity, false, Initialisation.ORTHOGONAL));
        try (Workers workers = new Workers(threads)) {
            final OnPolicyLearner learner = new OnPolicyLearner(settings, IntStream.range(0, ENVIRONMENTS).mapToObj(i -> new NoiseEnvironment()).toList(), 1, workers);
            learner.update();
            learner.update();
            long best = Long.MAX_VALUE;
            long leastCpu = Long.MAX_VALUE;
            for (int i = 0; i < UPDATES; i++) {
                final long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                final long start = System.nanoTime();
                learner.update();
                best = Math.min(best, System.nanoTime() - start);
                leastCpu = Math.min(leastCpu, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu);
            }
            final double samples = (double) settings.batches().steps() * settings.batches().epochs();
            System.out.printf("%s 30-%s, minibatches of 64, %d threads: %,.0f samples a second, %,.0f in a second of the first thread's processor time%n",
                nonlinearity, hidden, threads, samples / (best * 1e-9), samples / (leastCpu * 1e-9));
        }
    }
}
