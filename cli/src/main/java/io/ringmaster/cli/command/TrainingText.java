package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.lab.environment.RewardSettings;
import io.ringmaster.lab.training.TrainingSettings;
import io.ringmaster.lab.training.Validated;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code train} says. */
final class TrainingText {

    private TrainingText() {
    }

    /**
     * Such as {@code after 40,000 decisions: +1.234 % net on the validation data (1,752 decisions, 30 fills); the log_return of an episode sums to +0.0123,
     * mean of 27 episodes}.
     */
    static String of(final Validated validated, final RewardSettings reward) {
        final Validated.Episodes episodes = validated.episodes();
        return String.format(
            Locale.ROOT, "after %,d decisions: %s net on the validation data (%,d decisions, %,d fills)%s", validated.steps(),
            percent(validated.netReturn()), validated.result().decisions(), validated.result().fills(), episodes.count() == 0 ? ""
                : String.format(Locale.ROOT, "; the %s of an episode sums to %+.4f, mean of %,d %s", reward.type().name().toLowerCase(Locale.ROOT),
                    episodes.meanReward(), episodes.count(), episodes.count() == 1 ? "episode" : "episodes"));
    }

    /** Such as {@code ppo, seed 7, on bars.csv.gz}. */
    static String title(final TrainingSettings how, final Path data) {
        final List<Long> seeds = how.run().seeds();
        return how.algorithm().name().toLowerCase(Locale.ROOT) + (seeds.isEmpty() ? ", seed " + how.run().seed()
            : ", seeds " + seeds.stream().map(String::valueOf).collect(Collectors.joining(", "))) + ", on " + data.getFileName();
    }

    private static String percent(final double share) {
        return String.format(Locale.ROOT, "%+.3f %%", 100 * share);
    }

    /** The results of all seeds. */
    static List<String> lines(final List<TrainedPolicy> policies) {
        return policies.size() == 1 ? one(policies.getFirst()) : many(policies);
    }

    private static List<String> one(final TrainedPolicy policy) {
        final Validated best = policy.learned().result().best();
        final List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "the policy of %,d decisions is chosen: %s net on the validation data%s", best.steps(),
            percent(best.netReturn()), isHighest(policy) ? "" : "; of those within one standard error of the best, it is the latest"));
        if (best.result().fills() == 0) {
            lines.add("It never traded there.");
        }
        lines.add("This is no proof: the policy was chosen by it." + (policy.test() == null
            ? " Trade data that it has not seen: train with --to, or ./ringmaster backtest --from ..." : ""));
        lines.addAll(test(policy));
        lines.add("model         " + policy.directory().model() + ", SHA-256 " + policy.modelSha256());
        return lines;
    }

    private static boolean isHighest(final TrainedPolicy policy) {
        final double chosen = policy.learned().result().best().netReturn();
        return policy.learned().result().curve().points().stream().noneMatch(each -> each.netReturn() > chosen);
    }

    private static List<String> test(final TrainedPolicy policy) {
        if (policy.test() == null) {
            return List.of();
        }
        final List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "test          %s net on the data behind the training, %,d trades", percent(policy.testReturn()),
            policy.test().closedTrades()));
        SharpeText.ofAYear(policy.testSharpe(), "days").forEach(line -> lines.add(line.substring(2)));
        return lines;
    }

    private static List<String> many(final List<TrainedPolicy> policies) {
        final boolean isTested = policies.getFirst().test() != null;
        final List<String> lines = new ArrayList<>();
        for (final TrainedPolicy each : policies) {
            lines.add(String.format(Locale.ROOT, "seed %-8d %s on the validation data after %,d decisions%s", each.seed(),
                percent(each.validationReturn()), each.learned().result().best().steps(),
                isTested ? ", " + percent(each.testReturn()) + " on the test data" : ""));
        }
        lines.add("median        " + spread(policies, "validation", false) + (isTested ? "; " + spread(policies, "test", true) : ""));
        final TrainedPolicy best = best(policies);
        lines.add(String.format(Locale.ROOT, "best by validation: seed %d, %s, SHA-256 %s", best.seed(), best.directory().model(), best.modelSha256()));
        lines.add("Whoever takes it for its result has made " + policies.size() + " trials: the median says more than the best, and DSR counts all of them.");
        return lines;
    }

    private static String spread(final List<TrainedPolicy> policies, final String data, final boolean isTest) {
        final double[] sorted = policies.stream().mapToDouble(each -> isTest ? each.testReturn() : each.validationReturn()).sorted().toArray();
        return String.format(Locale.ROOT, "%s on the %s data, from %s to %s", percent(median(sorted)), data, percent(sorted[0]),
            percent(sorted[sorted.length - 1]));
    }

    private static double median(final double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** The first of equals. */
    private static TrainedPolicy best(final List<TrainedPolicy> policies) {
        return policies.stream().sorted(Comparator.comparingDouble((TrainedPolicy each) -> -each.validationReturn())).findFirst().orElseThrow();
    }

    /** The same as JSON: of one policy, or of all seeds. */
    static JsonLine json(final List<TrainedPolicy> policies) {
        final JsonLine line = new JsonLine();
        if (policies.size() == 1) {
            put(policies.getFirst(), line);
            return line;
        }
        final double[] validation = policies.stream().mapToDouble(TrainedPolicy::validationReturn).sorted().toArray();
        final double[] test = policies.stream().mapToDouble(TrainedPolicy::testReturn).sorted().toArray();
        final TrainedPolicy best = best(policies);
        return line.putList("seeds", policies, (each, object) -> put(each, object.put("seed", each.seed())))
            .put("medianValidationReturn", median(validation)).put("leastValidationReturn", validation[0])
            .put("mostValidationReturn", validation[validation.length - 1])
            .put("medianTestReturn", median(test)).put("leastTestReturn", test[0]).put("mostTestReturn", test[test.length - 1])
            .put("bestByValidation", best.seed()).put("bestModel", best.directory().model().toString()).put("trialsOfThisChoice", policies.size());
    }

    private static void put(final TrainedPolicy policy, final JsonLine line) {
        final Validated best = policy.learned().result().best();
        line.put("model", policy.directory().model().toString())
            .put("modelSha256", policy.modelSha256())
            .put("decisions", policy.learned().result().curve().points().getLast().steps())
            .put("bestAfter", best.steps())
            .put("validationReturn", best.netReturn())
            .put("validationFills", best.result().fills())
            .put("validations", policy.learned().result().curve().points().size())
            .put("testReturn", policy.testReturn());
        if (policy.test() != null) {
            line.put("testSharpe", policy.testSharpe().annual())
                .put("testSharpeLow", policy.testSharpe().annualInterval().low())
                .put("testSharpeHigh", policy.testSharpe().annualInterval().high())
                .put("testDsr", policy.testSharpe().dsr()).put("trials", policy.testSharpe().trials().trials());
        }
    }
}
