package io.ringmaster.lab.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.backtest.DailyReturns;
import io.ringmaster.lab.split.Gap;
import io.ringmaster.lab.split.Rows;
import io.ringmaster.lab.trial.TrialCount;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StabilityTest {

    private static final Judge JUDGE = new Judge(TrialCount.ONE, true);

    private static String text(final List<Division.Part> parts) {
        return parts.stream().map(part -> part.name() + ": " + rows(part.train()) + "| " + rows(part.tests())).collect(Collectors.joining("; "));
    }

    private static String rows(final List<Rows> rows) {
        return rows.stream().map(each -> each.from() + "-" + each.to() + " ").collect(Collectors.joining());
    }

    @Test
    void shouldDivideTheDays() {
        assertEquals("part 1: 0-4 | 5-10 ; part 2: 0-9 | 10-14 ", text(Division.walkForward(2, new Gap(1, 3)).trained(14)), "a third trains first");
        assertEquals("part 1: | 0-7 ; part 2: | 7-14 ", text(Division.walkForward(2, new Gap(1, 3)).untrained(14)));
        assertEquals(
            "groups 1, 2: 9-12 | 0-4 4-8 ; groups 1, 3: 5-7 | 0-4 8-12 ; groups 2, 3: 0-3 | 4-8 8-12 ",
            text(Division.crossValidation(3, 2, new Gap(1, 0)).trained(12)));
        assertEquals("groups 1: | 0-4 ; groups 2: | 4-8 ; groups 3: | 8-12 ", text(Division.crossValidation(3, 1, new Gap(1, 0)).untrained(12)));
    }

    @Test
    void shouldRefuseTooFewDays() {
        assertEquals("the data hold 4 days behind the warm-up, which are too few for walk-forward in 3 parts with a purge of 2 days. Give more data, or fewer"
            + " parts.", assertThrows(InvalidInputException.class, () -> Division.walkForward(3, new Gap(2, 0)).trained(4)).getMessage());
        assertThrows(InvalidInputException.class, () -> Division.crossValidation(2, 1, new Gap(5, 0)).trained(10));
        assertThrows(InvalidInputException.class, () -> Division.walkForward(5, new Gap(0, 0)).untrained(4));
    }

    /** Each of three groups is tested by two of three folds: two paths. */
    @Test
    void shouldCombineTestsToPaths() {
        final Division division = Division.crossValidation(3, 2, new Gap(0, 0));
        final List<List<Stability.Tested>> tested = List.of(
            List.of(tested(0, 0.1), tested(1, 0.2)), List.of(tested(0, 0.3), tested(2, 0.4)), List.of(tested(1, 0.5), tested(2, 0.6)));
        final Stability stability = Stability.trained(division, tested, JUDGE);

        assertEquals(List.of(1.1 * 1.2 - 1, 1.3 * 1.4 - 1, 1.5 * 1.6 - 1), nets(stability.folds()));
        assertEquals(List.of(1.1 * 1.2 * 1.4 - 1, 1.3 * 1.5 * 1.6 - 1), nets(stability.paths()));
        final PolicyEvaluation.Played median = Stability.median(division, tested);
        assertEquals(1.1 * 1.2 * 1.4 - 1, median.netReturn(), 1e-12, "the lower of two");
        assertEquals(6, median.turnover(), 1e-12, "of its three tests");
        assertEquals(3, stability.winning());
    }

    private static List<Double> nets(final List<Fold> folds) {
        return folds.stream().map(fold -> fold.daily().net()).toList();
    }

    private static Stability.Tested tested(final long day, final double earned) {
        return new Stability.Tested(new DailyReturns(new long[] {day}, new double[] {earned}), 2);
    }

    @Test
    void shouldJudgeNoPartBelowThirtyDaysAndNothingOnUnfitData() {
        final DailyReturns daily = new DailyReturns(
            IntStream.range(0, 60).mapToLong(i -> i).toArray(), IntStream.range(0, 60).mapToDouble(i -> i % 2 == 0 ? 0.02 : -0.01).toArray());
        final Division halves = Division.walkForward(2, new Gap(0, 0));

        assertEquals(List.of(true, true), Stability.untrained(halves, daily, JUDGE).folds().stream().map(fold -> fold.sharpe().isKnown()).toList());
        assertEquals(List.of(false, true), Stability.untrained(halves, daily.part(0, 59), JUDGE).folds().stream().map(fold -> fold.sharpe().isKnown()).toList());
        assertEquals(
            List.of(false, false),
            Stability.untrained(halves, daily, new Judge(TrialCount.ONE, false)).folds().stream().map(fold -> fold.sharpe().isKnown()).toList());
    }

    @Test
    void shouldPassOnAnAccountFromOneStretchToTheNext() {
        final DailyReturns joined = DailyReturns.joined(List.of(
            new DailyReturns(new long[] {5, 6}, new double[] {0.5, 0.1}), new DailyReturns(new long[] {2, 5}, new double[] {-0.5, 0.2})));

        assertEquals("[2, 5, 6]", Arrays.toString(joined.days()));
        assertEquals(0.5 * (1.5 * 1.2) * 1.1 - 1, joined.net(), 1e-12);
        assertEquals("[0.0, -0.5]", Arrays.toString(joined.on(new long[] {1, 2}).values()));
    }
}
