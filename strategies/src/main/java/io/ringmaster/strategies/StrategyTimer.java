package io.ringmaster.strategies;

import java.util.List;

/** Measures how long a strategy takes. It is not a part of what is replayed. */
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

    /** Sets the strategies that run from now on, by index. Called while no strategy runs. */
    default void onStrategies(final List<StrategySpec> strategies) {
        // A timer without data for each strategy has nothing to change.
    }

    /** Called before a strategy, on its shard's thread. */
    void begin(int strategyIndex);

    /**
     * Called after a strategy, on the same thread.
     *
     * @param isHeld whether the last verdict on the strategy was that it is slow
     */
    void end(int strategyIndex, boolean isHeld);
}
