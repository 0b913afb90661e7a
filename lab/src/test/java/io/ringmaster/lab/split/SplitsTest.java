package io.ringmaster.lab.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {

    private static final long SEED = Long.getLong("seed", 29);
    private static final int CASES = 200 * Integer.getInteger("times", 1);

    @Test
    void shouldWalkForwardWithAGrowingOrAConstantTraining() {
        final Gap gap = new Gap(2, 1);

        assertEquals("[0-5 | 7-10, 0-8 | 10-13, 0-11 | 13-14]", text(WalkForward.anchored(5, 3, gap).over(14)));
        assertEquals("[0-5 | 7-10, 3-8 | 10-13, 6-11 | 13-14]", text(WalkForward.rolling(5, 3, gap).over(14)));
        assertEquals("[]", text(WalkForward.rolling(5, 3, gap).over(7)));
    }

    /** Six rows in three groups; purge 1 on both sides of a test block, and an embargo of 1 after it. */
    @Test
    void shouldPurgeAroundEachTestBlock() {
        final PurgedCrossValidation validation = new PurgedCrossValidation(3, 1, new Gap(1, 1));

        assertEquals("[6-12 | 0-4, 0-3 10-12 | 4-8, 0-7 | 8-12]", text(validation.over(12)));
    }

    @Test
    void shouldHaveThePathsOfTheBook() {
        final PurgedCrossValidation validation = new PurgedCrossValidation(6, 2, new Gap(0, 0));

        assertEquals(15, validation.over(60).size(), "López de Prado 2018, 12.4: 6 over 2");
        assertEquals(5, validation.paths().size(), "López de Prado 2018, figure 12.1");
    }

    @Test
    void shouldNeverTrainNearATestRow() {
        final Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            final Gap gap = new Gap(random.nextInt(6), random.nextInt(6));
            final int rows = 20 + random.nextInt(150);
            final int groups = 2 + random.nextInt(6);
            final List<Split> splits = new ArrayList<>(
                new PurgedCrossValidation(groups, 1 + random.nextInt(groups - 1), gap).over(rows));
            splits.addAll(WalkForward.anchored(1 + random.nextInt(20), 1 + random.nextInt(9), gap).over(rows));
            splits.addAll(WalkForward.rolling(1 + random.nextInt(20), 1 + random.nextInt(9), gap).over(rows));
            for (final Split split : splits) {
                assertApart(split, gap, "case " + i + " of seed " + SEED + ": " + split + ", " + gap);
            }
        }
    }

    private static void assertApart(final Split split, final Gap gap, final String message) {
        for (final int train : rows(split.train())) {
            for (final Rows test : split.test()) {
                final boolean isBefore = train + gap.purge() < test.from();
                final boolean isAfter = train >= test.to() + gap.purge() + gap.embargo();
                assertTrue(isBefore || isAfter, () -> "row " + train + ", " + message);
            }
        }
    }

    /** Without a gap, every row trains or is tested. */
    @Test
    void shouldLoseNoRowWithoutAGap() {
        for (final Split split : new PurgedCrossValidation(7, 3, new Gap(0, 0)).over(100)) {
            final Set<Integer> all = new HashSet<>(rows(split.train()));
            all.addAll(rows(split.test()));
            assertEquals(100, all.size(), split.toString());
            assertEquals(100, rows(split.train()).size() + rows(split.test()).size(), split.toString());
        }
    }

    @Test
    void shouldCoverEveryGroupOnceInEveryPathAndUseEveryTestOnce() {
        for (int groups = 2; groups <= 8; groups++) {
            for (int tested = 1; tested < groups; tested++) {
                final PurgedCrossValidation validation = new PurgedCrossValidation(groups, tested, new Gap(1, 1));
                final List<List<Integer>> choices = validation.choices();
                final List<PurgedCrossValidation.Part> used = new ArrayList<>();
                for (final List<PurgedCrossValidation.Part> path : validation.paths()) {
                    assertEquals(
                        IntStream.range(0, groups).boxed().toList(), path.stream().map(PurgedCrossValidation.Part::group).toList(), "in order, once");
                    path.forEach(part -> assertTrue(choices.get(part.split()).contains(part.group()), part + " was trained on, not tested"));
                    used.addAll(path);
                }
                assertEquals(choices.size() * tested, used.size());
                assertEquals(used.size(), Set.copyOf(used).size());
            }
        }
    }

    @Test
    void shouldRefuseWhatCannotBeSplit() {
        final Gap none = new Gap(0, 0);

        assertThrows(IllegalArgumentException.class, () -> new PurgedCrossValidation(5, 5, none));
        assertThrows(IllegalArgumentException.class, () -> new PurgedCrossValidation(5, 2, none).over(4));
        assertThrows(IllegalArgumentException.class, () -> WalkForward.rolling(0, 5, none));
        assertThrows(IllegalArgumentException.class, () -> new Gap(-1, 0));
    }

    private static List<Integer> rows(final List<Rows> blocks) {
        return blocks.stream().flatMap(block -> IntStream.range(block.from(), block.to()).boxed()).toList();
    }

    private static String text(final List<Split> splits) {
        return splits.stream().map(split -> text("", split.train()) + " | " + text("", split.test())).toList().toString();
    }

    private static String text(final String start, final List<Rows> blocks) {
        final StringBuilder text = new StringBuilder(start);
        blocks.forEach(block -> text.append(text.isEmpty() ? "" : " ").append(block.from()).append('-').append(block.to()));
        return text.toString();
    }
}
