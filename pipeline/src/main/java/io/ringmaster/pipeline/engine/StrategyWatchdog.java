package io.ringmaster.pipeline.engine;

import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * Watches how long strategies take. One that is over its budget on a bar gets a verdict, and another one as soon as a bar is within the
 * budget again. The publisher takes the verdicts and makes inputs of them, and only when such an input comes round on the ring the strategy
 * is held or heard again: live and in replay at the same event. So what a strategy said late still counted for the decision on that very
 * bar; from the verdict on it says HOLD.
 *
 * <p>Called by the shards' threads; a strategy belongs to one of them. {@link #hanging} may be called by any thread.
 */
public final class StrategyWatchdog implements StrategyTimer {

    private static final int CAPACITY = 1_024;

    private final long defaultBudgetNs;
    private volatile Watched watched;
    private final ManyToOneConcurrentArrayQueue<Verdict> verdicts = new ManyToOneConcurrentArrayQueue<>(CAPACITY);

    /**
     * Those that run.
     *
     * @param runningSinceNs by strategy, when the call began that it has not returned from; 0 where it has
     */
    private record Watched(String[] ids, long[] budgetNs, AtomicLongArray runningSinceNs) {
    }

    /** Over its budget, or within it again. */
    public record Verdict(int strategyIndex, WatchdogFinding finding, long elapsedNs, long budgetNs) {
    }

    /**
     * A call that has not returned.
     *
     * @param sinceNs by {@link System#nanoTime}
     */
    public record Hang(int strategyIndex, String id, long sinceNs, long limitNs) {

        /** For people. */
        public String describe() {
            return "strategy '" + id + "' has not returned from a bar for " + limitNs / 1_000_000 + " ms (session.strategyHang)";
        }
    }

    /** Watches only those with a budget of their own. */
    public StrategyWatchdog(final List<StrategySpec> strategies) {
        this(strategies, 0);
    }

    /**
     * @param strategies      in the order of their index
     * @param defaultBudgetNs of those that have none of their own; 0 for no limit
     */
    public StrategyWatchdog(final List<StrategySpec> strategies, final long defaultBudgetNs) {
        this.defaultBudgetNs = defaultBudgetNs;
        onStrategies(strategies);
    }

    @Override
    public final void onStrategies(final List<StrategySpec> strategies) {
        verdicts.clear();
        watched = new Watched(
            strategies.stream().map(StrategySpec::id).toArray(String[]::new),
            strategies.stream().mapToLong(spec -> spec.budgetNs() > 0 ? spec.budgetNs() : defaultBudgetNs).toArray(),
            new AtomicLongArray(strategies.size()));
    }

    @Override
    public void begin(final int strategyIndex) {
        // 0 says that it is not running.
        watched.runningSinceNs.setRelease(strategyIndex, System.nanoTime() | 1);
    }

    @Override
    public void end(final int strategyIndex, final boolean isHeld) {
        final Watched now = watched;
        final long elapsedNs = System.nanoTime() - now.runningSinceNs.getPlain(strategyIndex);
        now.runningSinceNs.setRelease(strategyIndex, 0);
        if (now.budgetNs[strategyIndex] > 0) {
            judge(strategyIndex, elapsedNs, isHeld);
        }
    }

    /** Says what to make of one bar that took so long. It is said on each bar until it comes round, so that no lost verdict counts. */
    void judge(final int strategyIndex, final long elapsedNs, final boolean isHeld) {
        final long budgetNs = watched.budgetNs[strategyIndex];
        final boolean isOver = elapsedNs > budgetNs;
        if (isOver != isHeld) {
            verdicts.offer(new Verdict(
                strategyIndex, isOver ? WatchdogFinding.SLOW : WatchdogFinding.ON_TIME, elapsedNs, budgetNs));
        }
    }

    /** The next verdict, or null; called by the publisher's thread. */
    public Verdict poll() {
        return verdicts.poll();
    }

    /** A strategy that has not returned for longer than a limit, or null. */
    public Hang hanging(final long nanoTime, final long limitNs) {
        final Watched now = watched;
        for (int i = 0; i < now.ids.length; i++) {
            final long sinceNs = now.runningSinceNs.getAcquire(i);
            if (sinceNs != 0 && nanoTime - sinceNs > limitNs) {
                return new Hang(i, now.ids[i], sinceNs, limitNs);
            }
        }
        return null;
    }

    /** Whether that very call has still not returned. */
    boolean isStill(final Hang hang) {
        final Watched now = watched;
        return hang.strategyIndex < now.ids.length && now.runningSinceNs.getAcquire(hang.strategyIndex) == hang.sinceNs;
    }

    /** Name of a strategy. */
    public String id(final int strategyIndex) {
        return watched.ids[strategyIndex];
    }
}
