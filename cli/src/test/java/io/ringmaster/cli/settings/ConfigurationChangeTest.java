package io.ringmaster.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.config.binding.Configuration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationChangeTest {

    private static final String HEAD = "instruments: [{symbol: X}]\n";

    @Test
    void shouldSayEachChangeInALineAndAWholeStrategyInOne() {
        final String before = text(HEAD + "strategies: [{id: a, type: ott, timeframe: 1m}, {id: b, type: supertrend, timeframe: 1m}]\n"
            + "risk: {maxOrderQty: 1}\n");
        final String after = text(HEAD + "strategies: [{id: c, type: ott, timeframe: 1m}, {id: a, type: ott, timeframe: 5m}]\n"
            + "risk: {maxOrderQty: 2.5}\n");
        assertEquals(
            List.of("risk.maxOrderQty: 1 -> 2.5", "strategies[a].timeframe: 1m -> 5m", "strategies[b] is removed", "strategies[c] is new"),
            ConfigurationChange.between(before, after));
        assertEquals(List.of(), ConfigurationChange.between(before, before));
    }

    @Test
    void shouldSeeAnotherOrderOfStrategies() {
        final String before = text(HEAD + "strategies: [{id: a, type: ott, timeframe: 1m}, {id: b, type: ott, timeframe: 1m}]\n");
        final String after = text(HEAD + "strategies: [{id: b, type: ott, timeframe: 1m}, {id: a, type: ott, timeframe: 1m}]\n");
        assertEquals(List.of("the order of keys or strategies differs"), ConfigurationChange.between(before, after));
    }

    private static String text(final String yaml) {
        return Configuration.bind(Settings.class, "test", yaml, Map.of()).canonicalText();
    }
}
