package io.ringmaster.strategies;

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

    /** A strategy is about to be called; on its shard's thread. */
    void begin(int strategyIndex);

    /**
     * It returned; on the same thread.
     *
     * @param isHeld whether the last verdict that came round was that it is slow
     */
    void end(int strategyIndex, boolean isHeld);
}
