package io.ringmaster.cli.settings;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.strategies.StrategySpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Defaults for settings that mean something else on bars than on a live market. A minute without a bar is a quiet minute in which the last price
 * stays valid, so a price that is too old on a live feed is not too old here.
 */
public final class BarDefaults {

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long MS_PER_SECOND = 1_000;
    private static final long SHORTEST_VOICE_NS = 180 * NS_PER_SECOND;
    private static final long SHORTEST_WISH_NS = 60 * NS_PER_SECOND;
    /** The longest gap that a file of bars may have, so that no gap makes a price too old to decide on. */
    private static final long LONGEST_GAP_S = 400 * 86_400L;

    private BarDefaults() {
    }

    /**
     * Values for settings that the configuration does not give, by dotted path.
     *
     * @param barNs length of the bars
     */
    public static Map<String, String> of(final SettingsFile config, final Map<String, String> overrides, final long barNs) {
        final Map<String, String> derived = all(barNs);
        derived.keySet().retainAll(config.notGiven(overrides, List.copyOf(derived.keySet())));
        return derived;
    }

    /** The same values, whatever the configuration gives. */
    public static Map<String, String> all(final long barNs) {
        return new TreeMap<>(Map.of(
            "session.tick", text(barNs),
            // Time stands still within a bar, so all parts of a large exit have the same time.
            "risk.duplicateWindow", "0s",
            "risk.maxReferenceAge", LONGEST_GAP_S + "s",
            // A reversal exits at one open and enters at the next.
            "execution.intentMaxAge", text(Math.max(SHORTEST_WISH_NS, 2 * barNs)),
            // A longer bar whose last part is missing is closed by the tick after it.
            "policy.maxAge", text(Math.max(SHORTEST_VOICE_NS, 2 * barNs))));
    }

    private static String text(final long ns) {
        return ns % NS_PER_SECOND == 0 ? ns / NS_PER_SECOND + "s" : ns / (NS_PER_SECOND / MS_PER_SECOND) + "ms";
    }

    /** @throws InvalidInputException if a strategy decides on bars that cannot be made of these */
    public static void requireFormable(final Settings settings, final Path data, final long barNs) {
        final List<String> faults = new ArrayList<>();
        for (final StrategySpec strategy : settings.strategies()) {
            if (strategy.enabled() && strategy.timeframeNs() % barNs != 0) {
                faults.add("strategy '" + strategy.id() + "' decides on bars of " + text(strategy.timeframeNs()));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(data + " holds bars of " + text(barNs) + ", and only multiples of that can be made of them: "
                + String.join("; ", faults) + ". Change the timeframe, or give finer data.");
        }
    }

    /** The longest bar that any strategy asks for. */
    public static long longestNs(final Settings settings, final long barNs) {
        return settings.strategies().stream().filter(StrategySpec::enabled).mapToLong(StrategySpec::timeframeNs).reduce(barNs, Math::max);
    }
}
