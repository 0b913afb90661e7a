package io.ringmaster.bench.revision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.bench.revision.RatioInterval.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

    private static final int ROUNDS = 8;
    private static final double NOISE = 0.03;
    private static final long SEED = 2026;

    /** Student's quantiles of a printed table: 2.776, 2.365 and 2.262 for 4, 7 and 9 degrees of freedom; the normal tails by SciPy. */
    @Test
    void shouldWidenTheTailsForFewRounds() {
        assertEquals(0.000954, PairedBootstrap.tail(5), 1e-6);
        assertEquals(0.005738, PairedBootstrap.tail(8), 1e-6);
        assertEquals(0.008551, PairedBootstrap.tail(10), 1e-6);
        assertEquals(0.025, PairedBootstrap.tail(1_000_000), 1e-5);
    }

    /** Goes through all 3,125 ways to draw five rounds, each as likely as another. */
    @Test
    void shouldCutOffTheTailsOfEveryPossibleDraw() {
        final double[] before = {100, 104, 97, 110, 101};
        final double[] after = {108, 103, 106, 115, 109};
        final List<Double> exact = new ArrayList<>();
        for (int code = 0; code < 3_125; code++) {
            double sumBefore = 0;
            double sumAfter = 0;
            for (int rest = code, i = 0; i < 5; i++, rest /= 5) {
                sumBefore += before[rest % 5];
                sumAfter += after[rest % 5];
            }
            exact.add(sumAfter / sumBefore);
        }
        final RatioInterval interval = PairedBootstrap.of(before, after);
        assertEquals(541.0 / 512.0, interval.ratio(), 1e-12);
        // A hundred thousand draws find a share of 0.001 within 0.0004, four standard deviations.
        assertTail(exact, interval.low(), 0.000954);
        assertTail(exact, interval.high(), 1 - 0.000954);
    }

    private static void assertTail(final List<Double> exact, final double bound, final double expected) {
        final double below = exact.stream().filter(ratio -> ratio < bound - 1e-12).count() / (double) exact.size();
        final double upTo = exact.stream().filter(ratio -> ratio <= bound + 1e-12).count() / (double) exact.size();
        assertTrue(below <= expected + 0.0004 && upTo >= expected - 0.0004, () -> bound + " has " + below + " to " + upTo + " instead of " + expected);
    }

    @Test
    void shouldShowNoDifferenceInAboutNineteenOfTwentyRunsWithoutOne() {
        final long none = IntStream.range(0, 400).filter(trial -> trial(trial, 1, round -> 1).verdict() == Verdict.NONE).count();
        assertTrue(none >= 365 && none <= 392, () -> none + " of 400 trials from seed " + SEED);
    }

    @Test
    void shouldFindTenPercentInBothDirections() {
        for (int trial = 0; trial < 50; trial++) {
            final String which = "trial " + trial + " from seed " + SEED;
            assertEquals(Verdict.SLOWER, trial(trial, 1.1, round -> 1).verdict(), which);
            assertEquals(Verdict.FASTER, trial(trial, 1 / 1.1, round -> 1).verdict(), which);
        }
    }

    /** The machine becomes twice as slow in the course of the run, and both revisions with it. */
    @Test
    void shouldCancelWhatBothRevisionsSee() {
        final long found = IntStream.range(0, 50)
            .filter(trial -> trial(trial, 1.1, round -> 1 + round / (ROUNDS - 1.0)).verdict() == Verdict.SLOWER).count();
        assertTrue(found >= 48, () -> found + " of 50 trials from seed " + SEED);
    }

    @Test
    void shouldGiveTheSameIntervalForTheSameTimes() {
        final double[] before = {1, 2, 3, 4, 5};
        final double[] after = {2, 2, 3, 5, 5};
        assertEquals(PairedBootstrap.of(before, after), PairedBootstrap.of(before, after));
    }

    @Test
    void shouldRefuseFourRounds() {
        assertEquals("there must be as many times of each revision, at least 5: 4 and 4",
            assertThrows(IllegalArgumentException.class, () -> PairedBootstrap.of(new double[4], new double[4])).getMessage());
    }

    /** @param speed factor of a round that both revisions see */
    private static RatioInterval trial(final int trial, final double ratio, final IntToDoubleFunction speed) {
        final SplittableRandom random = new SplittableRandom(SEED + trial);
        final double[] before = new double[ROUNDS];
        final double[] after = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            before[round] = 100 * speed.applyAsDouble(round) * (1 + NOISE * random.nextGaussian());
            after[round] = 100 * ratio * speed.applyAsDouble(round) * (1 + NOISE * random.nextGaussian());
        }
        return PairedBootstrap.of(before, after);
    }
}
