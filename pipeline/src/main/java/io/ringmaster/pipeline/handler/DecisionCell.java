package io.ringmaster.pipeline.handler;

import io.ringmaster.inference.ExpertWeights;
import io.ringmaster.inference.Target;
import io.ringmaster.inference.drift.DriftReport;
import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.schema.DecisionTrigger;

/** The decisions of one event: at most one for each instrument. */
public final class DecisionCell {

    public int count;
    /** Target of each decision, in ascending instrument id. */
    public final Target[] targets;
    /** What each decision was made for. */
    public final DecisionTrigger[] triggers;
    /** Trades of the virtual accounts. */
    public final AccountTrades trades;
    /** Weights of experts that changed. */
    public final ExpertWeights weights = new ExpertWeights();

    /** The drift of the model that decides, when it was measured. */
    public final DriftReport drift = new DriftReport();

    /**
     * @param observedLength values that a model observes of the first instrument; 0 if none is asked
     * @param models         how many decide together; 0 if none is asked
     */
    DecisionCell(final int instruments, final AccountTrades.Store accountTrades, final int observedLength, final int models) {
        trades = new AccountTrades(accountTrades);
        targets = new Target[instruments];
        triggers = new DecisionTrigger[instruments];
        for (int i = 0; i < instruments; i++) {
            targets[i] = i == 0 ? new Target(observedLength, models) : new Target();
        }
    }

    /** Takes over what another cell's targets want, and nothing else. */
    void copyWishes(final DecisionCell other) {
        count = other.count;
        for (int i = 0; i < count; i++) {
            targets[i].copyWish(other.targets[i]);
        }
    }

    void clear() {
        count = 0;
        trades.clear();
        weights.clear();
        drift.clear();
    }
}
