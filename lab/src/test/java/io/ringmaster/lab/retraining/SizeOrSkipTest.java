package io.ringmaster.lab.retraining;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.contract.DecidesOn;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.contract.ObservationSettings;
import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.lab.retraining.ClosedTrades.ClosedTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SizeOrSkipTest {

    private static final long SEED = 5;
    private static final RetrainingSettings.Trades SETTINGS = Configuration.bind(RetrainingSettings.class, "test", "{}", Map.of()).trades();
    private static final ObservationContract CONTRACT = Configuration.bind(
        ObservationSettings.class, "test", "observation: [micro30]\n", Map.of()).contract("kraken:PF_XBTUSD", DecidesOn.values()[0], List.of());

    /** Noise in every value; a trade wins if the third is above 0, in nine of ten cases. */
    private static List<ClosedTrade> trades(final int count) {
        final SplittableRandom random = new SplittableRandom(SEED);
        final List<ClosedTrade> trades = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final float[] seen = new float[CONTRACT.length()];
            for (int k = 0; k < seen.length; k++) {
                seen[k] = (float) random.nextDouble(-1, 1);
            }
            final boolean wins = seen[2] > 0 == random.nextDouble() < 0.9;
            trades.add(new ClosedTrade(i, seen, wins ? 0.01 : -0.01));
        }
        return trades;
    }

    @Test
    void shouldTakeWhatResemblesTradesThatEarned() {
        final SizeOrSkip.Learned learned = SizeOrSkip.from(trades(300), CONTRACT, SETTINGS, SEED);
        assertEquals(300, learned.trades());
        assertTrue(learned.won() > 100 && learned.won() < 200, "won: " + learned.won());
        final double right = right(learned, trades(1_000).subList(300, 1_000));
        assertTrue(right > 0.85, "seed " + SEED + ": " + right);
    }

    /** Share of trades in which it takes what it should. */
    private static double right(final SizeOrSkip.Learned learned, final List<ClosedTrade> others) {
        final ExactEngine engine = ExactEngine.of(OnnxReader.read("model.onnx", learned.onnx(), learned.onnx().length));
        int right = 0;
        for (final ClosedTrade other : others) {
            System.arraycopy(other.seen(), 0, engine.input(), 0, other.seen().length);
            engine.run();
            right += engine.output(0)[1] > engine.output(0)[0] == other.seen()[2] > 0 ? 1 : 0;
        }
        return (double) right / others.size();
    }

    /** Where the third value is above 0, one trade of four wins, but ten times as much as the others lose. */
    @Test
    void shouldWeighAWinAgainstWhatIsLost() {
        final List<ClosedTrade> trades = new ArrayList<>();
        for (final ClosedTrade each : trades(1_200)) {
            final boolean wins = each.seen()[2] > 0 && each.closedNs() % 4 == 0;
            trades.add(new ClosedTrade(each.closedNs(), each.seen(), wins ? 0.1 : -0.01));
        }
        final SizeOrSkip.Learned learned = SizeOrSkip.from(trades, CONTRACT, SETTINGS, SEED);
        final double right = right(learned, trades(1_800).subList(1_200, 1_800));
        assertTrue(right > 0.8, "seed " + SEED + ": " + right);
    }

    @Test
    void shouldLearnTheSameFromTheSame() {
        final SizeOrSkip.Learned first = SizeOrSkip.from(trades(100), CONTRACT, SETTINGS, SEED);
        final SizeOrSkip.Learned second = SizeOrSkip.from(trades(100), CONTRACT, SETTINGS, SEED);
        assertArrayEquals(first.onnx(), second.onnx());
        assertEquals(first.golden(), second.golden());
    }

    @Test
    void shouldRefuseWhatTeachesNothing() {
        assertRefused("the session closed 49 trades of its model before the held-out data, and retraining.leastTrades asks for 50.", trades(49));
        assertRefused("all 60 closed trades won", trades(60).stream().map(each -> new ClosedTrade(each.closedNs(), each.seen(), 0.01)).toList());
        assertRefused("all 60 closed trades lost", trades(60).stream().map(each -> new ClosedTrade(each.closedNs(), each.seen(), 0)).toList());
        assertRefused("the session closed 0 trades", trades(60).stream().map(each -> new ClosedTrade(each.closedNs(), new float[3], 0)).toList());
    }

    private static void assertRefused(final String why, final List<ClosedTrade> trades) {
        final String message = assertThrows(InvalidInputException.class, () -> SizeOrSkip.from(trades, CONTRACT, SETTINGS, SEED)).getMessage();
        assertTrue(message.contains(why), message);
    }
}
