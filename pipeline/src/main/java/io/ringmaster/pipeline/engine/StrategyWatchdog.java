package io.ringmaster.pipeline.engine;

import io.ringmaster.inference.ModelTimer;
import io.ringmaster.pipeline.handler.DecisionHandler;
import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * Measures how long strategies take, and the model that decides. A strategy that exceeds its budget on a bar gets a verdict, and another one when a bar is within the budget
 * again. The publisher publishes the verdicts as inputs. Only when such an input passes through the ring is the strategy set to HOLD or released, so
 * live and replay do it at the same event. A late recommendation therefore still counts for the decision on its bar; from the verdict on, the
 * strategy's recommendation is HOLD. The model is judged in the same way: from the verdict on, its decisions keep the position.
 *
 * <p>The shards' threads call it; each strategy belongs to one of them, and the model to the decision's thread. Any thread may call {@link #hanging}.
 */
public final class StrategyWatchdog implements StrategyTimer, ModelTimer {

    private static final int CAPACITY = 1_024;

    private final long defaultBudgetNs;
    private final long modelBudgetNs;
    /** Start of the model's call that has not returned; 0 if no call is running. */
    private final AtomicLong modelRunsSinceNs = new AtomicLong();
    private volatile Watched watched;
    private final ManyToOneConcurrentArrayQueue<Verdict> verdicts = new ManyToOneConcurrentArrayQueue<>(CAPACITY);

    /**
     * The strategies that run.
     *
     * @param runningSinceNs by strategy, the start of the call that has not returned; 0 if no call is running
     */
    private record Watched(String[] ids, long[] budgetNs, AtomicLongArray runningSinceNs) {
    }

    /**
     * Over its budget, or within it again.
     *
     * @param strategyIndex {@link DecisionHandler#MODEL} for the model
     */
    public record Verdict(int strategyIndex, WatchdogFinding finding, long elapsedNs, long budgetNs) {

        /** Whether it is about the model that decides. */
        public boolean isOfModel() {
            return strategyIndex == DecisionHandler.MODEL;
        }
    }

    /**
     * A call that has not returned.
     *
     * @param sinceNs by {@link System#nanoTime}
     */
    public record Hang(int strategyIndex, String id, long sinceNs, long limitNs) {

        /** The hang in words. */
        public String describe() {
            return (strategyIndex == DecisionHandler.MODEL ? "the model has not returned from a decision for "
                : "strategy '" + id + "' has not returned from a bar for ") + limitNs / 1_000_000 + " ms (session.strategyHang)";
        }
    }

    /** Watches only strategies with their own budget. */
    public StrategyWatchdog(final List<StrategySpec> strategies) {
        this(strategies, 0, 0);
    }

    /**
     * @param strategies      in the order of their index
     * @param defaultBudgetNs for strategies without their own budget; 0 for no limit
     * @param modelBudgetNs   for a decision of the model; 0 for no limit
     */
    public StrategyWatchdog(final List<StrategySpec> strategies, final long defaultBudgetNs, final long modelBudgetNs) {
        this.defaultBudgetNs = defaultBudgetNs;
        this.modelBudgetNs = modelBudgetNs;
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
        // 0 means that it is not running.
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

    /** Judges the time of one bar. The verdict is repeated on each bar until it takes effect, so that a lost verdict does no harm. */
    void judge(final int strategyIndex, final long elapsedNs, final boolean isHeld) {
        judge(strategyIndex, elapsedNs, watched.budgetNs[strategyIndex], isHeld);
    }

    private void judge(final int strategyIndex, final long elapsedNs, final long budgetNs, final boolean isHeld) {
        final boolean isOver = elapsedNs > budgetNs;
        if (isOver != isHeld) {
            verdicts.offer(new Verdict(
                strategyIndex, isOver ? WatchdogFinding.SLOW : WatchdogFinding.ON_TIME, elapsedNs, budgetNs));
        }
    }

    @Override
    public void beginModel() {
        modelRunsSinceNs.setRelease(System.nanoTime() | 1);
    }

    @Override
    public void endModel(final boolean isLate) {
        final long elapsedNs = System.nanoTime() - modelRunsSinceNs.getPlain();
        modelRunsSinceNs.setRelease(0);
        if (modelBudgetNs > 0) {
            judgeModel(elapsedNs, isLate);
        }
    }

    /** Judges the time of one decision. */
    void judgeModel(final long elapsedNs, final boolean isLate) {
        judge(DecisionHandler.MODEL, elapsedNs, modelBudgetNs, isLate);
    }

    /** The next verdict, or null; called by the publisher's thread. */
    public Verdict poll() {
        return verdicts.poll();
    }

    /** A strategy, or the model, that has not returned for longer than a limit; or null. */
    public Hang hanging(final long nanoTime, final long limitNs) {
        final long modelSinceNs = modelRunsSinceNs.getAcquire();
        if (modelSinceNs != 0 && nanoTime - modelSinceNs > limitNs) {
            return new Hang(DecisionHandler.MODEL, "", modelSinceNs, limitNs);
        }
        final Watched now = watched;
        for (int i = 0; i < now.ids.length; i++) {
            final long sinceNs = now.runningSinceNs.getAcquire(i);
            if (sinceNs != 0 && nanoTime - sinceNs > limitNs) {
                return new Hang(i, now.ids[i], sinceNs, limitNs);
            }
        }
        return null;
    }

    /** Whether this same call has still not returned. */
    boolean isStill(final Hang hang) {
        if (hang.strategyIndex == DecisionHandler.MODEL) {
            return modelRunsSinceNs.getAcquire() == hang.sinceNs;
        }
        final Watched now = watched;
        return hang.strategyIndex < now.ids.length && now.runningSinceNs.getAcquire(hang.strategyIndex) == hang.sinceNs;
    }

    /** Name of a strategy. */
    public String id(final int strategyIndex) {
        return watched.ids[strategyIndex];
    }
}
