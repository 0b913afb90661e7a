package io.ringmaster.inference;

/** What a rule policy counted to reach its target; journaled with the decision. Mutable, owned by its {@link Target}. */
public final class Basis {

    /** Strategies that want each, of those that are current. */
    public int longs;
    public int shorts;
    public int flats;
    /** Sum of the weights of the strategies that agree with the direction, times 1e8. */
    public long weightE8;
    /** The agreeing strategy that names the stop; {@link Target#NO_STRATEGY} if none does. */
    public int stopStrategyIndex = Target.NO_STRATEGY;
    /** The agreeing strategy that names the target price; {@link Target#NO_STRATEGY} if none does. */
    public int targetStrategyIndex = Target.NO_STRATEGY;

    void clear() {
        longs = 0;
        shorts = 0;
        flats = 0;
        weightE8 = 0;
        stopStrategyIndex = Target.NO_STRATEGY;
        targetStrategyIndex = Target.NO_STRATEGY;
    }
}
