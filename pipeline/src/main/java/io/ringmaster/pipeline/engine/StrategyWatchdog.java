package io.ringmaster.pipeline.engine;

import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import java.util.List;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * Watches how long strategies take. One that is over its budget several bars in a row gets a verdict; the publisher takes the verdicts
 * and makes inputs of them, and only when such an input comes round on the ring is the strategy quarantined: live and in replay at the
 * same event. Called by the shards' threads; a strategy belongs to one of them.
 */
public final class StrategyWatchdog implements StrategyTimer {

    /** One long pause of the machine is nobody's fault; a row of them is. */
    public static final int BARS_IN_A_ROW = 3;

    private static final int CAPACITY = 1_024;

    private final long[] budgetNs;
    private final long[] beginNs;
    private final int[] barsOver;
    private final ManyToOneConcurrentArrayQueue<Verdict> verdicts = new ManyToOneConcurrentArrayQueue<>(CAPACITY);

    /** Over budget too often. */
    public record Verdict(int strategyIndex, long elapsedNs, long budgetNs) {
    }

    /** @param strategies in the order of their index; those without a budget are not watched */
    public StrategyWatchdog(final List<StrategySpec> strategies) {
        budgetNs = strategies.stream().mapToLong(StrategySpec::budgetNs).toArray();
        beginNs = new long[budgetNs.length];
        barsOver = new int[budgetNs.length];
    }

    @Override
    public void begin(final int strategyIndex) {
        if (budgetNs[strategyIndex] > 0) {
            beginNs[strategyIndex] = System.nanoTime();
        }
    }

    @Override
    public void end(final int strategyIndex) {
        if (budgetNs[strategyIndex] > 0) {
            judge(strategyIndex, System.nanoTime() - beginNs[strategyIndex]);
        }
    }

    /** Counts one bar that took so long. */
    void judge(final int strategyIndex, final long elapsedNs) {
        if (elapsedNs <= budgetNs[strategyIndex]) {
            barsOver[strategyIndex] = 0;
        } else if (++barsOver[strategyIndex] == BARS_IN_A_ROW) {
            // A full queue means a thousand verdicts nobody took; this one would come again with the next row of bars.
            barsOver[strategyIndex] = verdicts.offer(new Verdict(strategyIndex, elapsedNs, budgetNs[strategyIndex]))
                ? Integer.MIN_VALUE : 0;
        }
    }

    /** The next verdict, or null; called by the publisher's thread. */
    public Verdict poll() {
        return verdicts.poll();
    }
}
