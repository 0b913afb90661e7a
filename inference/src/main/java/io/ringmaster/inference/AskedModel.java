package io.ringmaster.inference;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.schema.DecisionReason;

/**
 * A model, or all models of an ensemble at once, as a policy asks them. It is not asked if too much of the observation is unknown, and its answer does
 * not count while it is late: from the watchdog's verdict on, until another one says that it is in time again. A late model still runs, so that it can
 * be in time again.
 */
public final class AskedModel {

    private final ModelEngine engine;
    private final int maxUnknown;
    private final ModelTimer timer;
    private boolean isLate;
    /** Whether it ran since the last {@link #report}. */
    private boolean hasRun;

    /** @param maxUnknown most features that may be unknown */
    public AskedModel(final ModelEngine engine, final int maxUnknown, final ModelTimer timer) {
        this.engine = engine;
        this.maxUnknown = maxUnknown;
        this.timer = timer;
    }

    /** The model is over its time budget from now on, or in time again. Another model begins in time. */
    public void onLate(final boolean late) {
        isLate = late;
    }

    /**
     * Asks the model, which may {@linkplain #isWaiting wait}.
     *
     * @return why its answer does not count; null if {@link #answer} has it
     */
    DecisionReason ask(final Observation seen) {
        if (!seen.hasValues || seen.unknown > maxUnknown) {
            return DecisionReason.MODEL_UNKNOWN;
        }
        System.arraycopy(seen.values, 0, engine.input(), 0, seen.values.length);
        timer.beginModel();
        engine.run();
        timer.endModel(isLate);
        hasRun = true;
        return lateness();
    }

    /** Whether the model that was asked has not answered. */
    boolean isWaiting() {
        return engine.isWaiting();
    }

    /** Why the answer of a model that has run does not count; null if it does. */
    DecisionReason lateness() {
        return isLate ? DecisionReason.MODEL_LATE : null;
    }

    /** Writes what the models said, if they ran since the last call, also if it does not count. */
    void report(final ModelAnswer out) {
        if (!hasRun) {
            return;
        }
        hasRun = false;
        out.engine = engine.kind();
        for (int i = 0; i < out.models; i++) {
            out.add(engine.output(i));
        }
    }

    /** The first output of one of the models; valid until they are asked again. */
    float[] answer(final int member) {
        return engine.output(member);
    }
}
