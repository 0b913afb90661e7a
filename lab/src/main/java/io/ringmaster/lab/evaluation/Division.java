package io.ringmaster.lab.evaluation;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.split.Gap;
import io.ringmaster.lab.split.PurgedCrossValidation;
import io.ringmaster.lab.split.Rows;
import io.ringmaster.lab.split.Split;
import io.ringmaster.lab.split.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How the days of an evaluation are divided into folds: one test after the other, or every choice of a few groups. */
public final class Division {

    private final int parts;
    /** Groups that are tested at a time; 0 for walk-forward. */
    private final int tested;
    private final Gap gap;

    /**
     * A fold.
     *
     * @param train blocks of days that train; empty if nothing is trained
     * @param tests blocks of days that are tested, each for itself
     */
    public record Part(String name, List<Rows> train, List<Rows> tests) {
    }

    /** A test of a path: the block {@code test} of the fold {@code fold}. */
    public record Place(int fold, int test) {
    }

    private Division(final int parts, final int tested, final Gap gap) {
        this.parts = parts;
        this.tested = tested;
        this.gap = gap;
    }

    /** One test after the other. What is trained, is trained on all that lies before. */
    public static Division walkForward(final int parts, final Gap gap) {
        return new Division(parts, 0, gap);
    }

    /** Combinatorial purged cross-validation. */
    public static Division crossValidation(final int groups, final int tested, final Gap gap) {
        return new Division(groups, tested, gap);
    }

    public boolean isWalkForward() {
        return tested == 0;
    }

    /** Such as "walk-forward in 4 parts". */
    public String text() {
        return isWalkForward() ? "walk-forward in " + parts + (parts == 1 ? " part" : " parts")
            : "combinatorial purged cross-validation, " + tested + " of " + parts + " groups tested at a time";
    }

    /** Days around a test that do not train. */
    public Gap gap() {
        return gap;
    }

    /**
     * The folds of a policy that is trained anew for each.
     *
     * @throws InvalidInputException if there are too few days
     */
    public List<Part> trained(final int days) {
        final List<Part> all = isWalkForward() ? walked(days) : chosen(days, true);
        if (all.size() < (isWalkForward() ? parts : 1) || all.stream().anyMatch(part -> part.train.isEmpty())) {
            throw tooShort(days);
        }
        return all;
    }

    private List<Part> walked(final int days) {
        final int first = days / (parts + 1);
        final int left = days - first - gap.purge();
        if (first < 1 || left < parts) {
            throw tooShort(days);
        }
        final List<Split> splits = WalkForward.anchored(first, Math.ceilDiv(left, parts), gap).over(days);
        return IntStream.range(0, splits.size())
            .mapToObj(i -> new Part("part " + (i + 1), splits.get(i).train(), splits.get(i).test())).toList();
    }

    /**
     * The folds of a policy that is not trained: all days in equal parts, or every choice of groups.
     *
     * @throws InvalidInputException if there are too few days
     */
    public List<Part> untrained(final int days) {
        if (!isWalkForward()) {
            return chosen(days, false);
        }
        if (days < parts) {
            throw tooShort(days);
        }
        return IntStream.range(0, parts).mapToObj(
            i -> new Part("part " + (i + 1), List.of(), List.of(new Rows((int) ((long) i * days / parts), (int) ((i + 1L) * days / parts))))).toList();
    }

    private List<Part> chosen(final int days, final boolean isTrained) {
        if (days < parts) {
            throw tooShort(days);
        }
        final PurgedCrossValidation validation = new PurgedCrossValidation(parts, tested, gap);
        final List<List<Integer>> choices = validation.choices();
        final List<Split> splits = validation.over(days);
        final List<Part> all = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            all.add(new Part(
                "groups " + choices.get(i).stream().map(group -> Integer.toString(group + 1)).collect(Collectors.joining(", ")),
                isTrained ? splits.get(i).train() : List.of(), choices.get(i).stream().map(group -> validation.group(group, days)).toList()));
        }
        return all;
    }

    /** The ways to cover the time by tests of trained folds: one for walk-forward. */
    public List<List<Place>> paths() {
        if (isWalkForward()) {
            return List.of(IntStream.range(0, parts).mapToObj(fold -> new Place(fold, 0)).toList());
        }
        final PurgedCrossValidation validation = new PurgedCrossValidation(parts, tested, gap);
        final List<List<Integer>> choices = validation.choices();
        return validation.paths().stream().map(path -> path.stream()
            .map(part -> new Place(part.split(), choices.get(part.split()).indexOf(part.group()))).toList()).toList();
    }

    private InvalidInputException tooShort(final int days) {
        return new InvalidInputException("the data hold " + days + " days behind the warm-up, which are too few for " + text() + " with a purge of "
            + gap.purge() + " days. Give more data, or fewer parts.");
    }
}
