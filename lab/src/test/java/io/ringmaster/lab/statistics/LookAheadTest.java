package io.ringmaster.lab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LookAheadTest {

    private static final List<String> NAMES = List.of("close", "momentum", "volume", "side");

    @Test
    void shouldFlagTheNextCloseAndNothingHonest() {
        for (long seed = 1; seed <= 10; seed++) {
            final double[][] market = walk(400, seed);
            final LookAhead.Finding honest = test(market, false);
            final LookAhead.Finding planted = test(market, true);

            assertEquals(List.of(), honest.suspicious(), "seed " + seed);
            assertEquals(List.of("close"), planted.suspicious().stream().map(LookAhead.Correlation::feature).toList(), "seed " + seed);
            assertTrue(planted.suspicious().getFirst().value() > 0.9, "seed " + seed);
        }
    }

    /** With a level of 5 % for any feature, of 200 markets about ten raise an alarm. */
    @Test
    void shouldRaiseFalseAlarmsNoMoreOftenThanItsLevel() {
        int alarms = 0;
        for (long seed = 1; seed <= 200; seed++) {
            alarms += features(walk(200, 1_000 + seed), false).find(0.05, 199, seed).suspicious().isEmpty() ? 0 : 1;
        }

        assertTrue(alarms <= 18, alarms + " of 200");
    }

    private static LookAhead.Finding test(final double[][] market, final boolean isPlanted) {
        return features(market, isPlanted).find(0.001, 1_999, 1);
    }

    private static LookAhead features(final double[][] market, final boolean isPlanted) {
        final int rows = market.length - 11;
        final double[][] features = new double[rows][];
        final double[] next = new double[rows];
        for (int i = 0; i < rows; i++) {
            final int bar = i + 10;
            next[i] = market[bar + 1][0] / market[bar][0] - 1;
            final double momentum = market[bar][0] - market[bar - 10][0];
            features[i] = new double[] {market[isPlanted ? bar + 1 : bar][0], momentum, market[bar][1], Math.signum(momentum)};
        }
        return new LookAhead(NAMES, features, next);
    }

    /** Close and volume of a random walk whose steps change their size slowly. */
    private static double[][] walk(final int bars, final long seed) {
        final Random random = new Random(seed);
        final double[][] market = new double[bars][2];
        double price = 1_000;
        for (int i = 0; i < bars; i++) {
            final double size = 1 + 0.8 * Math.sin(i / 30.0);
            price += size * random.nextGaussian();
            market[i] = new double[] {price, size * (1 + random.nextDouble())};
        }
        return market;
    }
}
