package io.ringmaster.schema.versions;

import io.ringmaster.schema.DecisionBefore4Decoder;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Signal;
import org.agrona.DirectBuffer;

/**
 * A decision as any schema version recorded it. Reads the wrapped buffer, which stays the caller's. One thread; allocates nothing.
 */
public final class RecordedDecision {

    public static final int TEMPLATE_ID = DecisionDecoder.TEMPLATE_ID;
    public static final int TEMPLATE_ID_BEFORE_4 = DecisionBefore4Decoder.TEMPLATE_ID;
    /** No stop, or no target price. */
    public static final long NO_PRICE = DecisionDecoder.ExitsDecoder.stopPriceE8NullValue();
    /** No strategy. */
    public static final int NO_STRATEGY = -1;
    /** A number that the version did not record. */
    public static final int UNKNOWN = -1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final DecisionDecoder now = new DecisionDecoder();
    private final DecisionBefore4Decoder before = new DecisionBefore4Decoder();
    private boolean isNow;
    private long stopPriceE8;
    private long targetPriceE8;
    private int stopStrategyIndex;
    private int targetStrategyIndex;

    /** Whether messages of a template are decisions. */
    public static boolean isDecision(final int templateId) {
        return templateId == TEMPLATE_ID || templateId == TEMPLATE_ID_BEFORE_4;
    }

    /** Reads the decision whose header is at {@code offset}. */
    public RecordedDecision wrap(final DirectBuffer buffer, final int offset) {
        isNow = header.wrap(buffer, offset).templateId() == TEMPLATE_ID;
        if (isNow) {
            takeExits(now.wrapAndApplyHeader(buffer, offset, header).exits());
        } else {
            takeExits(before.wrapAndApplyHeader(buffer, offset, header));
        }
        return this;
    }

    private void takeExits(final DecisionDecoder.ExitsDecoder from) {
        final boolean areNamed = from.hasNext();
        if (areNamed) {
            from.next();
        }
        stopPriceE8 = areNamed ? from.stopPriceE8() : NO_PRICE;
        targetPriceE8 = areNamed ? from.targetPriceE8() : NO_PRICE;
        stopStrategyIndex = areNamed ? from.stopStrategyIndex() : NO_STRATEGY;
        targetStrategyIndex = areNamed ? from.targetStrategyIndex() : NO_STRATEGY;
    }

    private void takeExits(final DecisionBefore4Decoder from) {
        stopPriceE8 = from.stopPriceE8();
        targetPriceE8 = from.targetPriceE8();
        stopStrategyIndex = known(from.stopStrategyIndex());
        targetStrategyIndex = known(from.targetStrategyIndex());
    }

    /** What a version before the field says is null, which is the least number. */
    private static int known(final int value) {
        return value == DecisionBefore4Decoder.longsNullValue() ? UNKNOWN : value;
    }

    public long causeSequence() {
        return isNow ? now.causeSequence() : before.causeSequence();
    }

    public long timeNs() {
        return isNow ? now.timeNs() : before.timeNs();
    }

    public int instrumentId() {
        return isNow ? now.instrumentId() : before.instrumentId();
    }

    public Signal signal() {
        return isNow ? now.signal() : before.signal();
    }

    public DecisionReason reason() {
        return isNow ? now.reason() : before.reason();
    }

    /** {@link DecisionTrigger#NULL_VAL} before version 3. */
    public DecisionTrigger trigger() {
        return isNow ? now.trigger() : before.trigger();
    }

    /** Signed notional over equity. */
    public long exposureE8() {
        return isNow ? now.exposureE8() : before.exposureE8();
    }

    public double strength() {
        return isNow ? now.strength() : before.strength();
    }

    public double confidence() {
        return isNow ? now.confidence() : before.confidence();
    }

    /** Strategies behind it. */
    public int agreeing() {
        return isNow ? now.agreeing() : before.agreeing();
    }

    /** Strategies heard that want LONG; {@link #UNKNOWN} before version 3. */
    public int longs() {
        return isNow ? now.longs() : known(before.longs());
    }

    /** Strategies heard that want SHORT; {@link #UNKNOWN} before version 3. */
    public int shorts() {
        return isNow ? now.shorts() : known(before.shorts());
    }

    /** Strategies heard that want FLAT; {@link #UNKNOWN} before version 3. */
    public int flats() {
        return isNow ? now.flats() : known(before.flats());
    }

    /** Sum of the weights of those that agree with the direction, times 1e8; {@link #UNKNOWN} before version 3. */
    public long weightE8() {
        return isNow ? now.weightE8() : longs() == UNKNOWN ? UNKNOWN : before.weightE8();
    }

    /** The strategy that weighs most among those behind it; {@link #NO_STRATEGY} when none does, and before version 2. */
    public int strategyIndex() {
        return isNow ? now.strategyIndex() : known(before.strategyIndex());
    }

    /** {@link #NO_PRICE} without one. */
    public long stopPriceE8() {
        return stopPriceE8;
    }

    /** {@link #NO_PRICE} without one. */
    public long targetPriceE8() {
        return targetPriceE8;
    }

    /** The strategy that names the stop; {@link #NO_STRATEGY} when none does, and before version 3. */
    public int stopStrategyIndex() {
        return stopStrategyIndex;
    }

    /** The strategy that names the target price; {@link #NO_STRATEGY} when none does, and before version 3. */
    public int targetStrategyIndex() {
        return targetStrategyIndex;
    }

    /** Whether it says mark and equity. Before version 4 the PortfolioState after it says them. */
    public boolean isValued() {
        return isNow;
    }

    /** Mark of the instrument; 0 before the first market, and if it is not {@link #isValued valued}. */
    public long markPriceE8() {
        return isNow ? now.markPriceE8() : 0;
    }

    /** Equity, before the fills of the cause; 0 if it is not {@link #isValued valued}. */
    public long equityE8() {
        return isNow ? now.equityE8() : 0;
    }
}
