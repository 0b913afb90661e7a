package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.environment.TradingEnvironment;
import io.ringmaster.lab.evaluation.RandomTraders;
import io.ringmaster.strategies.Timeframe;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Traders that trade at random as much as a policy and in its average size, under its configuration. */
final class RandomBaseline {

    private static final double LEAST_SIZE = 1e-8;
    private static final double MOST_SIZE = 50;

    private RandomBaseline() {
    }

    /**
     * What changes in the configuration, so that an agent can decide in the place of the policy.
     *
     * @param given settings of the policy
     * @param size  exposure of a position. The rules of size already made the policy's what it is, so they do not apply again
     */
    static Map<String, String> changes(final Settings given, final double size) {
        final Map<String, String> changes = new TreeMap<>();
        changes.put("policy.type", "model");
        changes.put("policy.trigger", "bar");
        changes.put("policy.predictor", "off");
        changes.put("policy.observation", "[meta]");
        changes.put("policy.observedStrategies", "[]");
        changes.put("policy.observedSeries", "[]");
        changes.put("policy.observationTimeframe", Timeframe.format(Baselines.shortestNs(given)));
        changes.put("policy.missingValues", "mask");
        changes.put("policy.model.file", "");
        changes.put("policy.model.ensemble", "[]");
        changes.put("policy.model.head", "adjust");
        changes.put("policy.model.step", "2");
        changes.put("policy.model.maxUnknown", "4096");
        changes.put("policy.maxExposure", String.format(Locale.ROOT, "%.8f", Math.clamp(size, LEAST_SIZE, MOST_SIZE)));
        changes.put("execution.riskFraction", "0");
        changes.put("execution.entry.kelly", "0");
        changes.put("execution.entry.drawdownFactor", "false");
        return changes;
    }

    /** @param settings with the {@link #changes} */
    static List<RandomTraders.Outcome> play(
        final Settings settings, final RecordedEvents events, final RandomTraders.Habits habits, final int traders, final boolean quiet) {
        final TradingEnvironment.Plan plan = new TradingEnvironment.Plan(
            settings::engineOf, settings.venue(), settings.topology().oneThread());
        try (Progress progress = Progress.over("random", traders, quiet)) {
            return new RandomTraders(plan, events, habits).play(traders, progress::accept);
        }
    }
}
