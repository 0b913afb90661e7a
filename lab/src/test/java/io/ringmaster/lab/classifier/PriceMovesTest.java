package io.ringmaster.lab.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceMovesTest {

    private static List<SeenDecision> decisions(final double... secondsAndMarks) {
        final List<SeenDecision> decisions = new ArrayList<>();
        for (int i = 0; i < secondsAndMarks.length; i += 2) {
            decisions.add(new SeenDecision((long) (secondsAndMarks[i] * 1e9), new float[0], secondsAndMarks[i + 1]));
        }
        return decisions;
    }

    @Test
    void shouldNameTheMovesThatAreLargerThanTheirCosts() {
        final List<SeenDecision> decisions = decisions(0, 100, 1, 102, 2, 100.5, 3, 102.2, 4, 99);
        assertArrayEquals(new int[] {2, 2, 1}, PriceMoves.of(decisions, 2_000_000_000L, 0.0145), "+0.5 %, +0.2 %, -1.49 %");
        assertArrayEquals(new int[] {0, 1, 0, 1}, PriceMoves.of(decisions, 1_000_000_000L, 0.0145), "+2 %, -1.47 %, +1.69 %, -3.1 %");
    }

    /** Decisions are not always a second apart: the move ends at the first one that is late enough, and none is looked for beyond the end. */
    @Test
    void shouldEndAMoveAtTheFirstDecisionThatIsLateEnough() {
        assertArrayEquals(new int[] {0, 1}, PriceMoves.of(decisions(0, 100, 5, 110, 7, 90, 9, 50), 3_000_000_000L, 0.01));
        assertArrayEquals(new int[0], PriceMoves.of(decisions(0, 100, 2, 110), 3_000_000_000L, 0.01));
    }
}
