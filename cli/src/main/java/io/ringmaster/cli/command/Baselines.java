package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.strategies.StrategySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The policies that a policy is compared with, as changes of its configuration. */
final class Baselines {

    static final String HOLD = "buy-and-hold";

    /** A stop so far away is none. A yardstick is not cut by limits of loss. */
    private static final Map<String, String> UNCUT = Map.of(
        "execution.riskFraction", "0", "execution.defaultStopBps", "9999", "execution.maxStopBps", "9999", "execution.breakevenFromBps", "0",
        "execution.trailFromBps", "0", "execution.closeTrailFromBps", "0", "risk.maxDailyLoss", "1000000000", "risk.maxDailyLossShare", "1",
        "risk.maxDrawdown", "1");

    private Baselines() {
    }

    /** What each changes in the configuration, by name. */
    static Map<String, Map<String, String>> of(final Settings settings) {
        final Map<String, Map<String, String>> baselines = new LinkedHashMap<>();
        for (final String algorithm : List.of("equal", "adahedge", "fixed_share")) {
            baselines.put(algorithm, Map.of("policy.type", "experts", "policy.experts.algorithm", algorithm));
        }
        baselines.put("confluence", Map.of("policy.type", "confluence"));
        settings.strategies().stream().filter(StrategySpec::enabled).map(StrategySpec::id).forEach(
            id -> baselines.put("alone-" + id, Map.of("policy.type", "single", "policy.strategy", id)));
        final Map<String, String> hold = new TreeMap<>(UNCUT);
        hold.putAll(Map.of("policy.type", "single", "policy.strategy", HOLD));
        baselines.put(HOLD, hold);
        return baselines;
    }

    /** The settings with the rule that is always long, after the strategies. */
    static Settings withHold(final Settings settings) {
        final List<StrategySpec> strategies = new ArrayList<>(settings.strategies());
        strategies.add(hold(settings));
        return settings.with(strategies);
    }

    /** The settings with that rule alone. It asks the policy on the shortest bars, and costs no time. */
    static Settings onlyHold(final Settings settings) {
        return settings.with(List.of(hold(settings)));
    }

    private static StrategySpec hold(final Settings settings) {
        return StrategySpec.of(HOLD, "rule", shortestNs(settings), Map.of("long", "close > 0"));
    }

    /** The shortest bars of an enabled strategy. */
    static long shortestNs(final Settings settings) {
        return settings.strategies().stream().filter(StrategySpec::enabled).mapToLong(StrategySpec::timeframeNs).min()
            .orElseThrow(() -> new InvalidInputException("the configuration has no enabled strategy. Add one under strategies."));
    }
}
