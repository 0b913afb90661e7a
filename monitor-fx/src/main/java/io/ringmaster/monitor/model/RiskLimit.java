package io.ringmaster.monitor.model;

import io.ringmaster.schema.LimitKind;

/** A limit of the section {@code risk} of a configuration whose use can be measured. */
public enum RiskLimit {
    MAX_ORDER_QTY("maxOrderQty", Unit.QTY, Effect.REFUSES),
    MAX_ORDER_VALUE("maxOrderValue", Unit.MONEY, Effect.REFUSES),
    MAX_OPEN_ORDERS("maxOpenOrders", Unit.COUNT, Effect.REFUSES),
    MAX_OPEN_VALUE("maxOpenValue", Unit.MONEY, Effect.REFUSES),
    MAX_POSITION("maxPosition", Unit.QTY, Effect.REFUSES),
    MAX_LEVERAGE("maxLeverage", Unit.TIMES, Effect.REFUSES),
    MAX_DAILY_LOSS("maxDailyLoss", Unit.MONEY, Effect.LATCHES),
    MAX_DAILY_LOSS_SHARE("maxDailyLossShare", Unit.SHARE, Effect.LATCHES),
    MAX_DRAWDOWN("maxDrawdown", Unit.SHARE, Effect.LATCHES),
    MAX_REFERENCE_AGE("maxReferenceAge", Unit.DURATION, Effect.BLOCKS),
    MAX_DIVERGENCE("maxDivergenceBps", Unit.BPS, Effect.BLOCKS),
    COLLAR("collarBps", Unit.BPS, Effect.REFUSES),
    MESSAGES_PER_WINDOW("messagesPerWindow", Unit.COUNT, Effect.REFUSES),
    MAX_ENTRIES("maxEntries", Unit.COUNT, Effect.LATCHES),
    MAX_REJECTS("maxRejects", Unit.COUNT, Effect.LATCHES),
    MAX_CONSECUTIVE_REJECTS("maxConsecutiveRejects", Unit.COUNT, Effect.LATCHES);

    private final String key;
    private final Unit unit;
    private final Effect effect;

    /** What a limit counts. All but counts, basis points and durations (ns) are times 1e8. */
    public enum Unit { QTY, MONEY, TIMES, SHARE, COUNT, BPS, DURATION }

    /** What happens at the limit. */
    public enum Effect {
        /** An order beyond it is refused. */
        REFUSES,
        /** No new risk while it is exceeded. */
        BLOCKS,
        /** Trading latches. */
        LATCHES
    }

    RiskLimit(final String key, final Unit unit, final Effect effect) {
        this.key = key;
        this.unit = unit;
        this.effect = effect;
    }

    /** Its name in the configuration, after {@code risk.}. */
    public String key() {
        return key;
    }

    public Unit unit() {
        return unit;
    }

    public Effect effect() {
        return effect;
    }

    /** What a person may change while the session runs; null if it is fixed. */
    LimitKind kind() {
        return ordinal() <= MAX_DRAWDOWN.ordinal() ? LimitKind.valueOf(name()) : null;
    }
}
