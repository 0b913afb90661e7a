package io.ringmaster.lab.evaluation;

import io.ringmaster.lab.backtest.DailyReturns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A policy in parts of the time.
 *
 * @param method how the time is divided, as a phrase
 * @param folds  what it earned in each
 * @param paths  the ways through all of the time that the folds combine to; empty if nothing was trained, because all are the same then
 */
public record Stability(String method, List<Fold> folds, List<Fold> paths) {

    /**
     * A test of a policy that was trained for it.
     *
     * @param turnover value of all fills by the initial equity
     */
    public record Tested(DailyReturns daily, double turnover) {
    }

    /** Of a policy that is not trained: its days are divided after it traded all of them. */
    public static Stability untrained(final Division division, final DailyReturns daily, final Judge judge) {
        final List<Fold> folds = division.untrained(daily.count()).stream().map(part -> Fold.of(
            part.name(), DailyReturns.joined(part.tests().stream().map(rows -> daily.part(rows.from(), rows.to())).toList()), judge)).toList();
        return new Stability(division.text(), folds, List.of());
    }

    /** @param tested the tests of each fold, in the order of {@link Division#trained} */
    public static Stability trained(final Division division, final List<List<Tested>> tested, final Judge judge) {
        final List<String> names = IntStream.range(0, tested.size()).mapToObj(i -> "fold " + (i + 1)).toList();
        final List<Fold> folds = IntStream.range(0, tested.size()).mapToObj(i -> Fold.of(
            names.get(i), DailyReturns.joined(tested.get(i).stream().map(Tested::daily).toList()), judge)).toList();
        final List<PolicyEvaluation.Played> paths = paths(division, tested);
        return new Stability(
            division.text(), folds, IntStream.range(0, paths.size()).mapToObj(i -> Fold.of("path " + (i + 1), paths.get(i).daily(), judge)).toList());
    }

    /** The tests of each path, joined. */
    private static List<PolicyEvaluation.Played> paths(final Division division, final List<List<Tested>> tested) {
        final List<PolicyEvaluation.Played> paths = new ArrayList<>();
        for (final List<Division.Place> path : division.paths()) {
            final List<Tested> parts = path.stream().map(place -> tested.get(place.fold()).get(place.test())).toList();
            final DailyReturns daily = DailyReturns.joined(parts.stream().map(Tested::daily).toList());
            paths.add(new PolicyEvaluation.Played(PolicyEvaluation.POLICY, daily.net(), parts.stream().mapToDouble(Tested::turnover).sum(), daily));
        }
        return paths;
    }

    /** The path in the middle by net return, the lower one of two: it stands for the policy. */
    public static PolicyEvaluation.Played median(final Division division, final List<List<Tested>> tested) {
        final List<PolicyEvaluation.Played> sorted = paths(division, tested).stream()
            .sorted(Comparator.comparingDouble(PolicyEvaluation.Played::netReturn)).toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    /** Net returns of the paths, or of the folds if there are no paths, the lowest first. */
    public double[] spread() {
        return (paths.isEmpty() ? folds : paths).stream().mapToDouble(fold -> fold.daily().net()).sorted().toArray();
    }

    /** How many folds earned something. */
    public long winning() {
        return folds.stream().filter(fold -> fold.daily().net() > 0).count();
    }
}
