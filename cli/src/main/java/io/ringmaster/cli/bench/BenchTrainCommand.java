package io.ringmaster.cli.bench;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench train}. */
@Command(
    name = "train",
    description = "Measures how fast a policy can learn: decisions of an environment on one-minute bars without a network, beside the bars of the same"
        + " session under a rule policy; the start of an episode; and PPO with ten epochs and networks of 128, 64 and 32. One thread.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster bench train"})
final class BenchTrainCommand implements Runnable {

    @Option(names = "--decisions", defaultValue = "50000", description = "decisions of each of nine rounds, from 1000 (default: ${DEFAULT-VALUE})")
    private int decisions;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public void run() {
        if (decisions < 1_000) {
            throw new InvalidInputException("--decisions must be at least 1000: " + decisions);
        }
        final TrainBench.Figures figures = new TrainBench(decisions).run();
        if (json) {
            new JsonLine()
                .put("environmentPerSecond", figures.environmentPerSecond())
                .put("pipelinePerSecond", figures.pipelinePerSecond())
                .put("beginMicros", figures.beginNs() / 1e3)
                .put("ppoPerSecond", figures.ppoPerSecond())
                .put("observation", figures.observation())
                .putObject("machine", Machine.here()::put)
                .print(System.out);
            return;
        }
        System.out.printf(Locale.ROOT, "observations of %d values, medians, one thread%n", figures.observation());
        System.out.printf(Locale.ROOT, "  environment, no network  %,10.0f decisions a second%n", figures.environmentPerSecond());
        System.out.printf(Locale.ROOT, "  session, rule policy     %,10.0f bars a second%n", figures.pipelinePerSecond());
        System.out.printf(Locale.ROOT, "  start of an episode      %,10.0f µs%n", figures.beginNs() / 1e3);
        System.out.printf(Locale.ROOT, "  PPO, acting and learning %,10.0f decisions a second%n", figures.ppoPerSecond());
        System.out.println(Machine.here().text());
    }
}
