package io.ringmaster.pipeline.handler;

import io.ringmaster.inference.Target;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.pipeline.core.challenger.ChallengerScore;
import io.ringmaster.pipeline.core.challenger.Standing;
import io.ringmaster.pipeline.core.decision.DecisionCore;
import io.ringmaster.schema.ChallengerCondition;
import io.ringmaster.schema.SessionEndDecoder;

/**
 * A policy that decides beside the one that trades, on the same events, with a decision core, a model and an account of its own. It reads slots and
 * writes nothing into them. It never throws: a failure silences it, and is reported once by {@link #failure}. One thread at a time.
 */
public final class Challenger {

    private final String id;
    private final DecisionCore core;
    private final DecisionStep step;
    private final DecisionCell cell;
    private final ChallengerScore score;
    /** Null if its policy asks no model. */
    private final ModelEngine engine;
    private boolean isSilent;
    private boolean isDead;
    private boolean isAbandoned;
    private volatile String failure;

    /**
     * @param core           of its policy; its account is in {@code score}
     * @param engine         runs its model; null if its policy asks none
     * @param observedLength values that its model observes; 0 if there is none
     */
    public Challenger(
        final String id, final DecisionCore core, final ChallengerScore score, final ModelEngine engine, final int instruments,
        final int observedLength) {
        this.id = id;
        this.core = core;
        this.score = score;
        this.engine = engine;
        step = new DecisionStep(core, this::account);
        cell = new DecisionCell(instruments, new AccountTrades.Store(), observedLength, 0);
    }

    private void account(final EventSlot slot) {
        score.onInput(slot.payload, slot.templateId, slot.timeNs, slot.market);
    }

    /**
     * Takes an event behind the main policy's decision.
     *
     * @param isLate whether a decision that is due is missed
     */
    public void onEvent(final EventSlot slot, final boolean isLate) {
        if (isDead) {
            return;
        }
        if (!isSilent) {
            try {
                follow(slot, isLate);
                return;
            } catch (final Throwable thrown) {
                silence(slot, ChallengerCondition.FAILED, "it failed on event " + slot.sequence + ": " + thrown);
                return;
            }
        }
        try {
            account(slot);
            mainDecisions(slot);
            score.onMissed(slot.decision.count);
            writeLast(slot);
        } catch (final Throwable thrown) {
            isDead = true;      // Its failure is reported already.
        }
    }

    private void follow(final EventSlot slot, final boolean isLate) {
        final int due = step.onEvent(slot, cell, !isLate);
        mainDecisions(slot);
        for (int i = 0; i < cell.count; i++) {
            score.onDecision(cell.targets[i], mains(slot, cell.targets[i].instrumentId), slot.sequence, slot.timeNs);
        }
        score.onMissed(due - cell.count);
        writeLast(slot);
    }

    private void mainDecisions(final EventSlot slot) {
        for (int i = 0; i < slot.decision.count; i++) {
            score.onMainDecision(slot.decision.targets[i]);
        }
    }

    private void writeLast(final EventSlot slot) {
        if (slot.templateId == SessionEndDecoder.TEMPLATE_ID) {
            score.write(slot.sequence, slot.timeNs);
        }
    }

    private static Target mains(final EventSlot slot, final int instrumentId) {
        for (int i = 0; i < slot.decision.count; i++) {
            if (slot.decision.targets[i].instrumentId == instrumentId) {
                return slot.decision.targets[i];
            }
        }
        return null;
    }

    /** Reports that it loses events from this one on, because it is too far behind. Any thread may call it. */
    public void reportLoss(final long sequence) {
        if (failure == null) {
            failure = "it is so late that it lost the events from " + sequence + " on";
        }
    }

    /** It has lost the events behind {@code last}, so it cannot go on. */
    public void overrun(final EventSlot last) {
        if (!isDead) {
            silence(last, ChallengerCondition.OVERRUN, failure);
            isDead = true;
        }
    }

    private void silence(final EventSlot slot, final ChallengerCondition why, final String sentence) {
        isSilent = true;
        failure = sentence;
        try {
            score.onSilenced(why);
            score.write(slot.sequence, slot.timeNs);
        } catch (final Throwable thrown) {
            isDead = true;      // The reason is reported already.
        }
    }

    /** Its thread does not end: what it holds stays with the thread. */
    public void abandon() {
        isAbandoned = true;
    }

    /** Whether it goes on in another pipeline. */
    public boolean canGoOn() {
        return !isSilent && !isAbandoned;
    }

    public String id() {
        return id;
    }

    /** Its decision core; use it while no stage runs. */
    public DecisionCore core() {
        return core;
    }

    /** Why it is silent; null while it decides. Any thread may call it. */
    public String failure() {
        return failure;
    }

    /** Any thread may call it. */
    public Standing standing() {
        return score.standing(id);
    }

    /** Gives back what its model holds. Call it while no stage runs. */
    public void close() {
        if (engine != null && !isAbandoned) {
            engine.close();
        }
    }
}
