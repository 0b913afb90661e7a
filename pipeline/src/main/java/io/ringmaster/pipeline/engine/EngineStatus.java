package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.core.risk.RiskLimits;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Figures of a running engine for people to look at. Written by the sequencer's thread, read by any; each figure is whole, but two of
 * them may be an event apart. Not part of what is replayed.
 */
public final class EngineStatus {

    /** What is counted or shown. */
    public enum Figure {
        EVENTS, TRADES, BOOK_UPDATES, BARS, RECOMMENDATIONS, DECISIONS, ORDERS, FILLS, LAST_SEQUENCE, EVENT_TIME_NS,
        MARK_PRICE_E8, BID_PRICE_E8, ASK_PRICE_E8, POSITION_E8, EQUITY_E8, REALISED_PNL_E8, FEES_E8, FUNDING_E8, LATCHED, RISK_REFUSALS,
        LATENCY_NS, ARMED, WORKING_ORDERS, ACCOUNT_EQUITY_E8
    }

    private final AtomicLongArray figures = new AtomicLongArray(Figure.values().length);
    private volatile RiskLimits limits;

    EngineStatus(final RiskLimits limits) {
        this.limits = limits;
    }

    /** The limits that hold. */
    public RiskLimits limits() {
        return limits;
    }

    void set(final RiskLimits now) {
        if (now != limits) {
            limits = now;
        }
    }

    /** The latest value of a figure. */
    public long get(final Figure figure) {
        return figures.getAcquire(figure.ordinal());
    }

    void set(final Figure figure, final long value) {
        figures.setRelease(figure.ordinal(), value);
    }

    void add(final Figure figure, final long delta) {
        final int i = figure.ordinal();
        figures.setRelease(i, figures.getPlain(i) + delta);
    }
}
