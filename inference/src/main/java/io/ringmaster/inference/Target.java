package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;

/** What a policy decides: an exposure, a stop and a target price; never an order. Mutable, reused, owned by the decision stage. */
public final class Target {

    /** Null of {@link #stopPriceE8} and {@link #targetPriceE8}. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    /** Null of {@link #strategyIndex}. */
    public static final int NO_STRATEGY = -1;

    public int instrumentId;
    /** HOLD keeps the position, whatever the exposure field says. */
    public Signal signal = Signal.HOLD;
    /** Signed notional over equity, times 1e8. */
    public long exposureE8;
    public double strength;
    public double confidence;
    public long stopPriceE8 = NO_PRICE;
    public long targetPriceE8 = NO_PRICE;
    /** How many agree with it: strategies, and the order book if it votes. */
    public int agreeing;
    /** Index of the agreeing strategy with the largest weight; {@link #NO_STRATEGY} if there is none. */
    public int strategyIndex = NO_STRATEGY;
    public DecisionReason reason = DecisionReason.NO_SIGNAL;
    public final Basis basis = new Basis();
    /** What a model saw; empty if none decides. */
    public final float[] observed;
    /** Whether {@link #observed} is of this decision. */
    public boolean isObserved;
    /** What the models said; empty if none ran. */
    public final ModelAnswer answer;

    /** For a pipeline in which no model is asked. */
    public Target() {
        this(0, 0);
    }

    /**
     * @param observedLength values in the observation of a model; 0 if none is asked
     * @param models         how many decide together; 0 if none is asked
     */
    public Target(final int observedLength, final int models) {
        observed = new float[observedLength];
        answer = new ModelAnswer(models);
    }

    /** Keeps the position. */
    public void hold(final int instrument, final DecisionReason why) {
        instrumentId = instrument;
        signal = Signal.HOLD;
        exposureE8 = 0;
        strength = 0;
        confidence = 0;
        stopPriceE8 = NO_PRICE;
        targetPriceE8 = NO_PRICE;
        agreeing = 0;
        strategyIndex = NO_STRATEGY;
        reason = why;
        basis.clear();
        isObserved = false;
        answer.clear();
    }

    /** Takes over what another target wants, without what it is based on. */
    public void copyWish(final Target other) {
        instrumentId = other.instrumentId;
        signal = other.signal;
        exposureE8 = other.exposureE8;
        stopPriceE8 = other.stopPriceE8;
        targetPriceE8 = other.targetPriceE8;
        reason = other.reason;
    }
}
