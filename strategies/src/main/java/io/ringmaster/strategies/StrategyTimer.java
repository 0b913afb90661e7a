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
        public void end(final int strategyIndex) {
            // Nothing to watch.
        }
    };

    void begin(int strategyIndex);

    void end(int strategyIndex);
}
