package io.ringmaster.cli.session;

import io.ringmaster.journal.GroupCommit;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.schema.WatchdogFinding;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The inputs of a running session that depend on wall time: the journal's health, verdicts on slow strategies, and outside signals. */
final class LiveInterjections implements Interjections {

    private final SessionMessages messages;
    private final GroupCommit groupCommit;
    private final StrategyWatchdog watchdog;
    private final Interjections signals;
    private final BooleanSupplier isLive;
    private final Consumer<String> say;
    private boolean wasHealthy = true;

    /**
     * @param isLive false while an interrupted session catches up: its journal already contains these inputs
     * @param say    receives messages about slow strategies
     */
    LiveInterjections(
        final SessionMessages messages, final GroupCommit groupCommit, final StrategyWatchdog watchdog, final Interjections signals,
        final BooleanSupplier isLive, final Consumer<String> say) {
        this.messages = messages;
        this.groupCommit = groupCommit;
        this.watchdog = watchdog;
        this.signals = signals;
        this.isLive = isLive;
        this.say = say;
    }

    @Override
    public void publishDue(final long timeNs) {
        final boolean live = isLive.getAsBoolean();
        for (StrategyWatchdog.Verdict verdict = watchdog.poll(); verdict != null; verdict = watchdog.poll()) {
            if (live) {
                messages.watchdogVerdict(timeNs, verdict.strategyIndex(), verdict.finding(), verdict.elapsedNs(), verdict.budgetNs());
                say.accept("strategy '" + watchdog.id(verdict.strategyIndex()) + "' took " + verdict.elapsedNs() / 1_000_000 + " ms for a bar, its "
                    + "budget is " + verdict.budgetNs() / 1_000_000 + " ms: "
                    + (verdict.finding() == WatchdogFinding.SLOW ? "its recommendation is HOLD until it is on time again" : "its recommendations"
                    + " count again"));
            }
        }
        if (live && groupCommit.isHealthy() != wasHealthy) {
            wasHealthy = !wasHealthy;
            messages.journalHealth(timeNs, groupCommit.lagNs(), groupCommit.freeBytes(), wasHealthy);
        }
        if (live) {
            signals.publishDue(timeNs);
        }
    }
}
