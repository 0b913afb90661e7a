package io.ringmaster.pipeline.handler;

import io.ringmaster.inference.NewSignals;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;

/**
 * Changes of some strategies with one event; a {@link ShardCell} chains as many as it needs. Used again and again. Nearly all changes are one number
 * each, so that stages that pass them on touch little memory:
 *
 * <pre>
 *   bits  0 to 31   strategy index
 *   bits 32 to 39   signal, its ordinal and 1; 0 where the recommendation did not change
 *   bits 40 to 47   condition, its ordinal and 1; 0 where the condition did not change
 *   bit  48         whether the recommendation says more than its signal
 * </pre>
 */
final class ChangeBlock implements NewSignals {

    private static final Signal[] SIGNALS = Signal.values();
    private static final StrategyCondition[] CONDITIONS = StrategyCondition.values();
    private static final int SIGNAL_SHIFT = 32;
    private static final int CONDITION_SHIFT = 40;
    private static final int CODE = 0xFF;
    private static final long IS_GRADED = 1L << 48;

    int count;
    /** Whether each change is a new signal and nothing else. */
    private boolean onlySignals = true;
    /** The block with the next changes; null if there are none. */
    ChangeBlock next;
    private final long[] changes;
    /** This and what follows has a meaning only for a recommendation that says more than its signal. */
    final double[] strength;
    final double[] confidence;
    final long[] stopPriceE8;
    final long[] targetPriceE8;

    ChangeBlock(final int size) {
        changes = new long[size];
        strength = new double[size];
        confidence = new double[size];
        stopPriceE8 = new long[size];
        targetPriceE8 = new long[size];
    }

    void clear() {
        count = 0;
        onlySignals = true;
    }

    @Override
    public int count() {
        return count;
    }

    /** Whether each change is a new signal and nothing else, so that the block may be read as {@link NewSignals}. */
    boolean hasOnlySignals() {
        return onlySignals;
    }

    boolean isFull() {
        return count == changes.length;
    }

    /** Adds a strategy of which nothing changes yet. */
    void add(final int strategyIndex) {
        changes[count++] = strategyIndex;
        onlySignals = false;
    }

    /** Adds a strategy that says something new, no more than the signal with this ordinal. */
    void add(final int strategyIndex, final int signal) {
        changes[count++] = strategyIndex | code(signal);
    }

    /** The strategy that was added last says something new, no more than a signal. */
    void signal(final Signal signal) {
        changes[count - 1] |= code(signal.ordinal());
    }

    /** The strategy that was added last says something new. */
    void recommendation(
        final Signal signal, final double strong, final double sure, final long stopE8, final long targetE8) {
        final int i = count - 1;
        changes[i] |= code(signal.ordinal()) | IS_GRADED;
        strength[i] = strong;
        confidence[i] = sure;
        stopPriceE8[i] = stopE8;
        targetPriceE8[i] = targetE8;
    }

    /** The strategy that was added last is in another condition. */
    void condition(final StrategyCondition condition) {
        changes[count - 1] |= (long) (condition.ordinal() + 1) << CONDITION_SHIFT;
    }

    private static long code(final int signal) {
        return (long) (signal + 1) << SIGNAL_SHIFT;
    }

    @Override
    public int strategyIndex(final int i) {
        return (int) changes[i];
    }

    @Override
    public int ordinal(final int i) {
        return ((int) (changes[i] >>> SIGNAL_SHIFT) & CODE) - 1;
    }

    /** Null where the recommendation did not change. */
    @Override
    public Signal signal(final int i) {
        final int code = (int) (changes[i] >>> SIGNAL_SHIFT) & CODE;
        return code == 0 ? null : SIGNALS[code - 1];
    }

    /** Null where the condition did not change. */
    StrategyCondition condition(final int i) {
        final int code = (int) (changes[i] >>> CONDITION_SHIFT) & CODE;
        return code == 0 ? null : CONDITIONS[code - 1];
    }

    /** Whether the recommendation says no more than its signal. */
    boolean isPlain(final int i) {
        return (changes[i] & IS_GRADED) == 0;
    }
}
