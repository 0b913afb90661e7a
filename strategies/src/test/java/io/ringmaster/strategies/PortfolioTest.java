package io.ringmaster.strategies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.strategies.PortfolioOracle.Claims;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signal of the sixty portfolio types against a second computation from their definitions. */
class PortfolioTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final int BARS = 100_000;
    private static final Bars WALK = Bars.walk(BARS, SEED);
    /** Such rare birds that a hundred thousand bars may see few of them, or none. */
    private static final List<String> RARE = List.of("price_gap", "mass_index", "vwap_mean_reversion", "sma_rsi", "aroon_mfi");

    static Stream<String> types() {
        return PortfolioOracle.all().keySet().stream();
    }

    @Test
    void shouldKnowAllSixty() {
        assertEquals(60, PortfolioOracle.all().size());
        final Map<String, String> sources = new TreeMap<>();
        StrategyCatalog.types().forEach(type -> sources.put(type.name(), type.source()));
        int number = 1;
        for (final String name : PortfolioOracle.all().keySet()) {
            assertEquals("reference, strategies 26 #" + number++, sources.get(name), name);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldSayWhatTheDefinitionSaysOnAWalk(final String type) {
        assertSays(type, WALK, " seed=" + SEED);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldSayWhatTheDefinitionSaysOnRealBars(final String type) throws IOException {
        final Bars real = Bars.real(BARS);
        assumeTrue(real != null, "shared market data are not here: skipped");
        assertSays(type, real, " on real bars");
    }

    private static void assertSays(final String type, final Bars bars, final String label) {
        final Claims expected = PortfolioOracle.all().get(type).apply(new Columns(bars));
        final Played played = Played.of(StrategySpec.of("x", type, Bars.HOUR, Map.of()), bars);
        final Signal[] wanted = new Signal[bars.size()];
        int longs = 0;
        int flats = 0;
        for (int i = 0; i < bars.size(); i++) {
            wanted[i] = i + 1 < played.warmupBars() ? Signal.HOLD
                : expected.leave()[i] ? Signal.FLAT : expected.go()[i] ? Signal.LONG : Signal.HOLD;
            longs += wanted[i] == Signal.LONG ? 1 : 0;
            flats += wanted[i] == Signal.FLAT ? 1 : 0;
        }
        assertArrayEquals(wanted, played.said(), type + label);
        final int least = RARE.contains(type) ? 0 : 100;
        assertTrue(longs >= least && flats >= Math.max(1, least), type + " was LONG only " + longs + " and FLAT " + flats + " times" + label);
    }
}
