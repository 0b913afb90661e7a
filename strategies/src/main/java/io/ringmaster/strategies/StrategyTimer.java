package io.ringmaster.strategies;

import java.util.List;

/** Watches how long a strategy takes; lives outside of what is replayed. */
public interface StrategyTimer {

    /** Watches nothing. */
    StrategyTimer NONE = new StrategyTimer() {
        @Override
        public void begin(final int strategyIndex) {
            // Nothing to watch.
        }

        @Override
        public void end(final int strategyIndex, final boolean isHeld) {
            // Nothing to watch.
        }
    };

    /** From now on these strategies run, in the order of their index; while none is running. */
    default void onStrategies(final List<StrategySpec> strategies) {
        // Who keeps nothing by strategy has nothing to change.
    }

    /** A strategy is about to be called; on its shard's thread. */
    void begin(int strategyIndex);

    /**
     * It returned; on the same thread.
     *
     * @param isHeld whether the last verdict that came round was that it is slow
     */
    void end(int strategyIndex, boolean isHeld);
}
