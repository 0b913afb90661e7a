package io.ringmaster.inference;

import io.ringmaster.inference.ModelSettings.Combination;

/**
 * What the answers of several models become. One model alone is an ensemble of one.
 *
 * <ul>
 * <li>mean: number by number, the sum in float64 in the order of the models, divided by their number, rounded to float32; then it is read as the output
 *     of one model.
 * <li>median: number by number, the middle one, or the mean of both middle ones; then it is read as the output of one model.
 * <li>vote: each model chooses the action with its highest logit of those that are possible now. The action that most choose is done; if two or more
 *     share the first place, the position stays.
 * </ul>
 *
 * <p>If one answer is invalid, there is none.
 */
final class Ensemble {

    private final int members;
    private final Combination combination;
    private final ModelReading reading;
    private final double[] column;
    private final int[] votes = new int[ModelAnswer.MOST_NUMBERS];
    /** As long as an answer; created when one comes, because an engine tells its length. */
    private float[] combined = new float[0];

    Ensemble(final ModelSettings settings, final ModelReading reading) {
        this(settings.members(), settings.file().combine(), reading);
    }

    Ensemble(final int members, final Combination combination, final ModelReading reading) {
        this.members = members;
        this.combination = combination;
        this.reading = reading;
        column = new double[members];
    }

    /** Reads the answers; false if one of them is invalid, and the target is then undefined. */
    boolean read(final AskedModel model, final Observation seen, final Target target) {
        for (int i = 0; i < members; i++) {
            if (!reading.isValid(model.answer(i))) {
                return false;
            }
        }
        if (members == 1) {
            reading.read(model.answer(0), seen, target);
        } else if (combination == Combination.VOTE) {
            vote(model, (ActionReading) reading, seen, target);
        } else {
            combine(model);
            reading.read(combined, seen, target);
        }
        return true;
    }

    private void vote(final AskedModel model, final ActionReading actions, final Observation seen, final Target target) {
        for (int action = 0; action < votes.length; action++) {
            votes[action] = 0;
        }
        for (int i = 0; i < members; i++) {
            votes[actions.action(model.answer(i), seen)]++;
        }
        int first = 0;
        boolean isShared = false;
        for (int action = 1; action < votes.length; action++) {
            isShared = votes[action] == votes[first] || isShared && votes[action] < votes[first];
            first = votes[action] > votes[first] ? action : first;
        }
        actions.act(isShared ? actions.keep() : first, seen, target);
    }

    private void combine(final AskedModel model) {
        if (combined.length != model.answer(0).length) {
            combined = new float[model.answer(0).length];
        }
        for (int number = 0; number < combined.length; number++) {
            for (int i = 0; i < members; i++) {
                column[i] = model.answer(i)[number];
            }
            combined[number] = (float) (combination == Combination.MEAN ? mean() : median());
        }
    }

    private double mean() {
        double sum = 0;
        for (final double each : column) {
            sum += each;
        }
        return sum / members;
    }

    private double median() {
        for (int i = 1; i < members; i++) {
            final double each = column[i];
            int place = i;
            while (place > 0 && column[place - 1] > each) {
                column[place] = column[place - 1];
                place--;
            }
            column[place] = each;
        }
        return members % 2 == 1 ? column[members / 2] : (column[members / 2 - 1] + column[members / 2]) / 2;
    }
}
