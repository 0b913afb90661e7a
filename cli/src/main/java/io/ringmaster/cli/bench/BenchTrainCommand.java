package io.ringmaster.cli.bench;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.learning.onpolicy.OnPolicySettings;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench train}. */
@Command(
    name = "train",
    description = "Measures how fast a policy can learn: decisions of an environment on one-minute bars without a network, on observations of 30 and of 80"
        + " values, beside the bars of the same session under a rule policy; the start of an episode; and, for several numbers of environments on one and"
        + " two threads, decisions without a network and of PPO with ten epochs and networks of 128, 64 and 32.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster bench train"})
final class BenchTrainCommand implements Runnable {

    private static final int UPDATE = OnPolicySettings.ppo().batches().steps();

    @Option(names = "--decisions", defaultValue = "50000", description = "decisions of each of nine rounds, from 1000 (default: ${DEFAULT-VALUE})")
    private int decisions;

    @Option(names = "--environments", split = ",", defaultValue = "1,8,64", paramLabel = "N",
        description = "numbers of environments that learn together, each a divisor of 2048 (default: ${DEFAULT-VALUE})")
    private List<Integer> environments;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public void run() {
        if (decisions < 1_000) {
            throw new InvalidInputException("--decisions must be at least 1000: " + decisions);
        }
        if (environments.stream().anyMatch(count -> count < 1 || UPDATE % count != 0)) {
            throw new InvalidInputException("--environments must be divisors of " + UPDATE + ", such as 1,8,64: " + environments);
        }
        final TrainBench.Figures figures = new TrainBench(decisions, environments).run();
        if (json) {
            new JsonLine()
                .put("observation", figures.environment().values())
                .put("environmentPerSecond", figures.environment().rate().perSecond())
                .put("environmentPerProcessorSecond", figures.environment().rate().perProcessorSecond())
                .put("wideObservation", figures.wide().values())
                .put("widePerSecond", figures.wide().rate().perSecond())
                .put("widePerProcessorSecond", figures.wide().rate().perProcessorSecond())
                .put("pipelinePerSecond", figures.pipeline().perSecond())
                .put("pipelinePerProcessorSecond", figures.pipeline().perProcessorSecond())
                .put("beginMicros", figures.begin().medianNs() / 1e3)
                .put("beginP99Micros", figures.begin().p99Ns() / 1e3)
                .putList("growth", figures.growth(), (growth, to) -> to
                    .put("environments", growth.environments()).put("threads", growth.threads())
                    .put("environmentPerSecond", growth.environmentPerSecond()).put("ppoPerSecond", growth.ppoPerSecond()))
                .putObject("machine", Machine.here()::put)
                .print(System.out);
            return;
        }
        System.out.println("medians, one thread; environments without a network");
        print("environment, " + figures.environment().values() + " values", figures.environment().rate(), "decisions");
        print("environment, " + figures.wide().values() + " values", figures.wide().rate(), "decisions");
        print("session, rule policy", figures.pipeline(), "bars");
        System.out.printf(
            Locale.ROOT, "  start of an episode      %,10.0f µs, 99 %% below %,.0f µs%n", figures.begin().medianNs() / 1e3, figures.begin().p99Ns() / 1e3);
        System.out.println("decisions a second of all environments together; PPO acts and learns, ten epochs");
        System.out.println("  environments  threads  no network      PPO");
        for (final TrainBench.Growth growth : figures.growth()) {
            System.out.printf(Locale.ROOT, "  %12d  %7d  %,10.0f  %,7.0f%n",
                growth.environments(), growth.threads(), growth.environmentPerSecond(), growth.ppoPerSecond());
        }
        System.out.println(Machine.here().text());
    }

    private static void print(final String name, final TrainBench.Rate rate, final String what) {
        System.out.printf(
            Locale.ROOT, "  %-23s  %,10.0f %s a second, %,.0f in a second of processor time%n", name, rate.perSecond(), what, rate.perProcessorSecond());
    }
}
