package io.ringmaster.lab.training;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.checkpoint.Saved;
import io.ringmaster.lab.learning.environment.EpisodeFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What a training has come to beside its learner: the validations so far, the policy that is chosen, and the figures since the latest
 * validation. */
final class Course implements Saved {

    private final long between;
    private final int patience;
    private final double rewardScale;
    private final int terms;
    private final double[] updateSums;
    private final List<Validated> curve = new ArrayList<>();
    private EpisodeFigures episodes = EpisodeFigures.NONE;
    private long updates;
    private long next;
    /** The validation with the highest return, and its log returns. */
    private int highest = -1;
    private double[] highestReturns = new double[0];
    /** The validation of the policy that is chosen. */
    private int best = -1;
    private byte[] bestOnnx = new byte[0];
    private List<float[]> bestSample = List.of();

    /**
     * @param terms   of the reward
     * @param figures of an update
     */
    Course(final TrainingSettings settings, final int terms, final int figures) {
        between = Math.max(1, settings.learning().decisions() / settings.stopping().validations());
        patience = settings.stopping().patience();
        rewardScale = settings.reward().scale();
        this.terms = terms;
        updateSums = new double[figures];
        next = between;
    }

    /** Takes note of an update, and of the episodes that ended with it. */
    void learned(final EpisodeFigures ended, final double[] update) {
        episodes = episodes.plus(ended);
        if (!Double.isNaN(update[0])) {
            updates++;
            Arrays.setAll(updateSums, i -> updateSums[i] + update[i]);
        }
    }

    boolean isValidationDue(final long steps) {
        return steps >= next;
    }

    /** Whether the policy became no better for too long. */
    boolean isStuck() {
        return !curve.isEmpty() && curve.size() - 1 - highest >= patience;
    }

    /**
     * Adds a validation. Its policy is chosen unless it surely earned less than the best one: of those that chance cannot tell apart, it has
     * learned most.
     *
     * @param logReturns between its decisions
     * @return whether the policy is chosen; then {@link #keep} must follow
     */
    boolean add(final long steps, final Validated.Traded result, final double[] logReturns) {
        final double each = episodes.episodes() * rewardScale;
        final List<Double> meanTerms = episodes.episodes() == 0
            ? Collections.nCopies(terms, Double.NaN) : episodes.terms().stream().map(sum -> sum / each).toList();
        curve.add(new Validated(
            steps, result,
            new Validated.Episodes(episodes.episodes(), episodes.earned() / each, meanTerms),
            Arrays.stream(updateSums).mapToObj(sum -> sum / updates).toList()));
        next += between;
        episodes = EpisodeFigures.NONE;
        updates = 0;
        Arrays.fill(updateSums, 0);
        if (highest < 0 || result.netReturn() > curve.get(highest).netReturn()) {
            highest = curve.size() - 1;
            highestReturns = logReturns;
        }
        final boolean isChosen = !Growth.isSurelyLess(logReturns, highestReturns);
        best = isChosen ? curve.size() - 1 : best;
        return isChosen;
    }

    /**
     * Keeps the policy of the latest validation.
     *
     * @param sample observations with its outputs behind them
     */
    void keep(final byte[] onnx, final List<float[]> sample) {
        bestOnnx = onnx;
        bestSample = List.copyOf(sample);
    }

    List<Validated> curve() {
        return List.copyOf(curve);
    }

    Validated latest() {
        return curve.getLast();
    }

    Validated best() {
        return curve.get(best);
    }

    byte[] bestOnnx() {
        return bestOnnx;
    }

    List<float[]> bestSample() {
        return bestSample;
    }

    @Override
    public void save(final CheckpointWriter to) {
        to.integer(next).integer(best).integer(highest).integer(highestReturns.length);
        for (final double each : highestReturns) {
            to.real(each);
        }
        to.integer(curve.size());
        curve.forEach(each -> each.save(to));
        episodes.save(to);
        to.integer(updates);
        for (final double sum : updateSums) {
            to.real(sum);
        }
        to.block(bestOnnx).integer(bestSample.size());
        bestSample.forEach(row -> to.integer(row.length).row(row));
    }

    @Override
    public void load(final CheckpointReader from) {
        next = from.integer();
        best = (int) from.integer();
        highest = (int) from.integer();
        highestReturns = new double[(int) from.integer()];
        Arrays.setAll(highestReturns, _ -> from.real());
        curve.clear();
        for (long left = from.integer(); left > 0; left--) {
            curve.add(Validated.read(from));
        }
        episodes = EpisodeFigures.read(from);
        updates = from.integer();
        Arrays.setAll(updateSums, _ -> from.real());
        bestOnnx = from.block();
        final List<float[]> rows = new ArrayList<>();
        for (long left = from.integer(); left > 0; left--) {
            final float[] row = new float[(int) from.integer()];
            from.row(row);
            rows.add(row);
        }
        bestSample = rows;
    }
}
