package io.ringmaster.inference;

/** The strategies that agree on a direction, summed up over the series that are asked. Mutable, reused. */
final class Agreeing {

    int strategies;
    long weightE8;
    /** Sum of weight times strength. */
    long strengthE8;
    /** Sum of weight times confidence. */
    long confidenceE8;
    /** The one with the largest weight times confidence. */
    final First heaviest = new First();
    /** The one whose stop is nearest to the market. */
    final First stop = new First();
    /** The one whose target price is nearest to the market. */
    final First target = new First();

    /** The first of several winners. The lower strategy index wins a tie. */
    static final class First {

        private long key = LargestKey.NONE;
        private int strategyIndex = Target.NO_STRATEGY;

        void offer(final LargestKey keys, final int[] strategies) {
            offer(keys.winner(), keys.best(), strategies);
        }

        void offer(final HeaviestExpert expert, final int[] strategies) {
            offer(expert.winner(), expert.best(), strategies);
        }

        private void offer(final int place, final long itsKey, final int[] strategies) {
            if (place != LargestKey.NOBODY && (itsKey > key || itsKey == key && strategies[place] < strategyIndex)) {
                key = itsKey;
                strategyIndex = strategies[place];
            }
        }

        private void clear() {
            key = LargestKey.NONE;
            strategyIndex = Target.NO_STRATEGY;
        }

        /** Index of the strategy; {@link Target#NO_STRATEGY} if there is none. */
        int strategyIndex() {
            return strategyIndex;
        }
    }

    void clear() {
        strategies = 0;
        weightE8 = 0;
        strengthE8 = 0;
        confidenceE8 = 0;
        heaviest.clear();
        stop.clear();
        target.clear();
    }
}
