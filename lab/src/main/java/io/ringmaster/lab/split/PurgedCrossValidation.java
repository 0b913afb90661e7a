package io.ringmaster.lab.split;

import java.util.ArrayList;
import java.util.List;

/**
 * Combinatorial purged cross-validation: the history is cut into groups, and every choice of a few of them is tested once, by what was trained on the
 * others. The tests combine into paths that each cover the whole history once.
 *
 * @see <a href="https://www.wiley.com/9781119482086">López de Prado 2018, Advances in financial machine learning, chapter 12</a>
 */
public final class PurgedCrossValidation {

    private static final int MOST_GROUPS = 20;

    private final int groups;
    private final int tested;
    private final Gap gap;

    /**
     * @param groups number of groups, 2 to 20
     * @param tested how many are tested at a time, fewer than all
     */
    public PurgedCrossValidation(final int groups, final int tested, final Gap gap) {
        if (groups < 2 || groups > MOST_GROUPS || tested < 1 || tested >= groups) {
            throw new IllegalArgumentException(
                "groups must be 2 to " + MOST_GROUPS + " and tested at least 1 and below it: groups=" + groups + ", tested=" + tested);
        }
        this.groups = groups;
        this.tested = tested;
        this.gap = gap;
    }

    /** One group of a path: the split whose test covers it. */
    public record Part(int group, int split) {
    }

    /** Each choice of tested groups, in lexicographic order. */
    public List<List<Integer>> choices() {
        final List<List<Integer>> choices = new ArrayList<>();
        choose(0, new ArrayList<>(), choices);
        return choices;
    }

    private void choose(final int first, final List<Integer> chosen, final List<List<Integer>> choices) {
        if (chosen.size() == tested) {
            choices.add(List.copyOf(chosen));
            return;
        }
        for (int group = first; group < groups; group++) {
            chosen.add(group);
            choose(group + 1, chosen, choices);
            chosen.removeLast();
        }
    }

    /** The rows of a group; sizes differ by one at most. */
    public Rows group(final int group, final int rows) {
        return new Rows((int) ((long) group * rows / groups), (int) ((group + 1L) * rows / groups));
    }

    /** The split of each choice. Neighbouring groups that are tested together are one block. */
    public List<Split> over(final int rows) {
        if (rows < groups) {
            throw new IllegalArgumentException("there must be a row for each group: rows=" + rows + ", groups=" + groups);
        }
        return choices().stream().map(choice -> Split.around(blocks(choice, rows), rows, gap)).toList();
    }

    private List<Rows> blocks(final List<Integer> choice, final int rows) {
        final List<Rows> blocks = new ArrayList<>();
        for (final int group : choice) {
            final Rows next = group(group, rows);
            if (!blocks.isEmpty() && blocks.getLast().to() == next.from()) {
                blocks.add(new Rows(blocks.removeLast().from(), next.to()));
            } else {
                blocks.add(next);
            }
        }
        return blocks;
    }

    /** The paths. Each has every group once; each test of a group belongs to exactly one path. */
    public List<List<Part>> paths() {
        final List<List<Integer>> choices = choices();
        final List<List<Part>> paths = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            int path = 0;
            for (int split = 0; split < choices.size(); split++) {
                if (choices.get(split).contains(group)) {
                    if (path == paths.size()) {
                        paths.add(new ArrayList<>());
                    }
                    paths.get(path++).add(new Part(group, split));
                }
            }
        }
        return paths;
    }
}
