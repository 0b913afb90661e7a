package io.ringmaster.lab.features;

import io.ringmaster.lab.classifier.SeenDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Observations, each with the return that followed: the logarithm of the mark at the first decision that is at least the horizon later, over the mark
 * now. Decisions without such a later one are left out.
 *
 * @param names   of the features
 * @param rows    values of each observation
 * @param returns behind each
 * @param horizon rows from one observation to the end of its return, at most
 * @param every   1 if all decisions are here; otherwise one of so many is
 */
public record ObservedReturns(List<String> names, float[][] rows, double[] returns, int horizon, int every) {

    /**
     * Pairs observations with returns.
     *
     * @param most rows; of more decisions, evenly chosen ones remain
     */
    public static ObservedReturns of(final List<String> names, final List<SeenDecision> decisions, final long horizonNs, final int most) {
        final int every = Math.max(1, (decisions.size() + most - 1) / most);
        final List<float[]> rows = new ArrayList<>();
        final List<Double> returns = new ArrayList<>();
        int horizon = 1;
        int end = 0;
        for (int i = 0; i < decisions.size(); i += every) {
            final SeenDecision now = decisions.get(i);
            while (end < decisions.size() && decisions.get(end).timeNs() - now.timeNs() < horizonNs) {
                end++;
            }
            if (end == decisions.size()) {
                break;
            }
            rows.add(now.values());
            returns.add(StrictMath.log(decisions.get(end).mark() / now.mark()));
            horizon = Math.max(horizon, (end - i + every - 1) / every);
        }
        return new ObservedReturns(
            List.copyOf(names), rows.toArray(float[][]::new), returns.stream().mapToDouble(Double::doubleValue).toArray(), horizon, every);
    }

    /** The values of one feature. */
    public double[] column(final int feature) {
        return IntStream.range(0, rows.length).mapToDouble(row -> rows[row][feature]).toArray();
    }

    /** Whether all values of a feature are the same. */
    boolean isConstant(final int feature) {
        for (final float[] row : rows) {
            if (row[feature] != rows[0][feature]) {
                return false;
            }
        }
        return true;
    }

    /** Places of the features that are not constant. */
    public List<Integer> varying() {
        return IntStream.range(0, names.size()).filter(feature -> !isConstant(feature)).boxed().toList();
    }

    /** Some observations, evenly chosen from those between two rows. */
    float[][] chosen(final int from, final int to, final int most) {
        return IntStream.of(indices(from, to, most)).mapToObj(i -> rows[i]).toArray(float[][]::new);
    }

    /** The rows of {@link #chosen}. */
    static int[] indices(final int from, final int to, final int most) {
        final int count = Math.min(most, to - from);
        return IntStream.range(0, count).map(i -> from + (int) ((long) i * (to - from) / count)).toArray();
    }
}
