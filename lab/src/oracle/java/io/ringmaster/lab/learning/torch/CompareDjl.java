package io.ringmaster.lab.learning.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import io.ringmaster.lab.learning.NoiseEnvironment;
import io.ringmaster.lab.learning.SignalsEnvironment;
import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.environment.Environment;
import io.ringmaster.lab.learning.onpolicy.OnPolicyLearner;
import io.ringmaster.lab.learning.onpolicy.OnPolicySettings;
import io.ringmaster.lab.learning.work.Workers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares the speed of two trainings by PPO in one run: the learner's, and {@link TorchPpo} on DJL's PyTorch. Both have networks of 128, 64 and 32, ten
 * epochs, minibatches of 64 and eight environments that cost next to nothing. They take turns, one update each, on one thread; medians count.
 *
 * <p>Before, it checks that the training through DJL learns: it must follow the one of five signals that is right 60 % of the time.
 */
public final class CompareDjl {

    private static final int ENVIRONMENTS = 8;
    private static final int UPDATES_TO_LEARN = 30;
    private static final int WARM_UP = 4;
    private static final int ROUNDS = 9;

    private CompareDjl() {
    }

    /** Seconds of an update, by the clock and of the processor. */
    private record Took(double clock, double processor) {

        static Took by(final Runnable update) {
            final long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            final long start = System.nanoTime();
            update.run();
            return new Took((System.nanoTime() - start) / 1e9, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9);
        }
    }

    public static void main(final String[] arguments) {
        Engine.getInstance();   // It loads the library.
        JniUtils.setNumThreads(1);
        final OnPolicySettings settings = OnPolicySettings.ppo();
        checkThatItLearns(settings);
        final Took[] ours = new Took[ROUNDS];
        final Took[] djls = new Took[ROUNDS];
        try (Workers workers = new Workers(1); TorchPpo torch = new TorchPpo(settings, environments(), 1)) {
            final OnPolicyLearner learner = new OnPolicyLearner(settings, environments(), 1, workers);
            for (int i = -WARM_UP; i < ROUNDS; i++) {
                final Took our = Took.by(learner::update);
                final Took djl = Took.by(torch::update);
                if (i >= 0) {
                    ours[i] = our;
                    djls[i] = djl;
                }
            }
        }
        final int decisions = settings.batches().steps();
        System.out.printf("PPO, networks 30-128-64-32 apart for policy and value, relu, ten epochs, minibatches of 64, 8 environments, float32, medians of %d"
            + " updates%n", ROUNDS);
        print("Ringmaster", 1, decisions, ours);
        print("DJL, PyTorch", JniUtils.getNumThreads(), decisions, djls);
        System.out.printf("ratio: %.1f by the clock, %.1f by processor time%n", clock(djls) / clock(ours), processor(djls) / processor(ours));
        System.out.printf("%s, %d cores, load %.1f, Java %s%n", cpu(), Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), System.getProperty("java.vm.version"));
    }

    private static void checkThatItLearns(final OnPolicySettings settings) {
        final List<SignalsEnvironment> markets =
            IntStream.range(0, ENVIRONMENTS).mapToObj(i -> new SignalsEnvironment(new Actions.Discrete(3), 100, false)).toList();
        try (TorchPpo torch = new TorchPpo(settings, markets, 1)) {
            for (int i = 0; i < UPDATES_TO_LEARN; i++) {
                torch.update();
            }
            final double worth = markets.getFirst().worth((observation, allowed, action) -> action[0] = best(torch.logits(observation)));
            if (worth < 0.9 * SignalsEnvironment.BEST) {
                throw new IllegalStateException("The training through DJL does not learn: it earns " + worth + " of " + SignalsEnvironment.BEST + ".");
            }
        }
    }

    private static int best(final float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    private static List<? extends Environment> environments() {
        return IntStream.range(0, ENVIRONMENTS).mapToObj(i -> new NoiseEnvironment()).toList();
    }

    private static void print(final String name, final int threads, final int decisions, final Took[] took) {
        System.out.printf("  %-14s %d thread  %,8.0f decisions a second, %,8.0f in a second of processor time%n",
            name, threads, decisions / clock(took), decisions / processor(took));
    }

    private static double clock(final Took[] took) {
        return Arrays.stream(took).mapToDouble(Took::clock).sorted().toArray()[took.length / 2];
    }

    private static double processor(final Took[] took) {
        return Arrays.stream(took).mapToDouble(Took::processor).sorted().toArray()[took.length / 2];
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst().map(line -> line.replaceAll(".*: ", "")).orElse("unknown processor");
        } catch (final IOException e) {
            return "unknown processor";
        }
    }
}
