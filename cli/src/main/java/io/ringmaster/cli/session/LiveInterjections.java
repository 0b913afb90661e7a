package io.ringmaster.cli.session;

import io.ringmaster.journal.GroupCommit;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.schema.WatchdogFinding;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The inputs of a running session that depend on wall time: the journal's health, verdicts on slow strategies and models, and outside signals. */
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
     * @param say    receives messages about slow strategies and models
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

    private String ofStrategy(final StrategyWatchdog.Verdict verdict) {
        return "strategy '" + watchdog.id(verdict.strategyIndex()) + "' took " + verdict.elapsedNs() / 1_000_000 + " ms for a bar, its "
            + "budget is " + verdict.budgetNs() / 1_000_000 + " ms: "
            + (verdict.finding() == WatchdogFinding.SLOW ? "its recommendation is HOLD until it is on time again" : "its recommendations count again");
    }

    private static String ofModel(final StrategyWatchdog.Verdict verdict) {
        return "the model took " + verdict.elapsedNs() / 1_000 + " µs for a decision, its budget is " + verdict.budgetNs() / 1_000
            + " µs (session.modelBudget): "
            + (verdict.finding() == WatchdogFinding.SLOW ? "decisions keep the position and its stop until it is in time again" : "it decides again");
    }

    @Override
    public void publishDue(final long timeNs) {
        final boolean live = isLive.getAsBoolean();
        for (StrategyWatchdog.Verdict verdict = watchdog.poll(); verdict != null; verdict = watchdog.poll()) {
            if (live) {
                messages.watchdogVerdict(timeNs, verdict.strategyIndex(), verdict.finding(), verdict.elapsedNs(), verdict.budgetNs());
                say.accept(verdict.isOfModel() ? ofModel(verdict) : ofStrategy(verdict));
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
