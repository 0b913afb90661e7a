package io.ringmaster.inference.drift;

/** The drift of a model over the decisions that were counted. Mutable, reused; of fixed size, however many values a model sees. */
public final class DriftReport {

    private static final int MOST_VALUES = 16;
    private static final int MOST_OUTPUTS = 16;

    private boolean isPresent;
    private int decisions;
    private double limit;
    private final Ranking values = new Ranking(MOST_VALUES);
    private final Ranking outputs = new Ranking(MOST_OUTPUTS);

    /** The largest indices of some columns, the largest first; of equal ones the first. */
    public static final class Ranking {

        private final int[] column;
        private final double[] index;
        private int count;

        private Ranking(final int most) {
            column = new int[most];
            index = new double[most];
        }

        void clear() {
            count = 0;
        }

        void add(final int newColumn, final double newIndex) {
            int at = count < column.length ? count++ : count;
            for (; at > 0 && index[at - 1] < newIndex; at--) {
                if (at < column.length) {
                    column[at] = column[at - 1];
                    index[at] = index[at - 1];
                }
            }
            if (at < column.length) {
                column[at] = newColumn;
                index[at] = newIndex;
            }
        }

        public int count() {
            return count;
        }

        /** Place of the i-th in the observation or in the output. */
        public int column(final int i) {
            return column[i];
        }

        /** Its population stability index. */
        public double index(final int i) {
            return index[i];
        }

        private double largest() {
            return count == 0 ? 0 : index[0];
        }
    }

    public void clear() {
        isPresent = false;
    }

    void begin(final int countedDecisions, final double alarmAbove) {
        isPresent = true;
        decisions = countedDecisions;
        limit = alarmAbove;
        values.clear();
        outputs.clear();
    }

    /** Whether the drift was measured with this event. */
    public boolean isPresent() {
        return isPresent;
    }

    /** How many decisions were counted; older ones have faded. */
    public int decisions() {
        return decisions;
    }

    public double limit() {
        return limit;
    }

    /** Of the observation. */
    public Ranking values() {
        return values;
    }

    /** Of the model's first output. */
    public Ranking outputs() {
        return outputs;
    }

    /** The largest index of all. */
    public double largest() {
        return Math.max(values.largest(), outputs.largest());
    }

    /** Whether an index is above the limit. */
    public boolean isAlarm() {
        return largest() > limit;
    }
}
