package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.core.risk.RiskLimits;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Figures of a running engine for displays. The sequencer's thread writes them, and any thread may read them; each figure is consistent, but two
 * figures may differ by one event. They are not part of a replay.
 */
public final class EngineStatus {

    /** The figures. */
    public enum Figure {
        EVENTS, TRADES, BOOK_UPDATES, BARS, RECOMMENDATIONS, DECISIONS, ORDERS, FILLS, LAST_SEQUENCE, EVENT_TIME_NS,
        MARK_PRICE_E8, BID_PRICE_E8, ASK_PRICE_E8, POSITION_E8, EQUITY_E8, REALISED_PNL_E8, FEES_E8, FUNDING_E8, LATCHED, RISK_REFUSALS,
        LATENCY_NS, ARMED, WORKING_ORDERS, ACCOUNT_EQUITY_E8, PAUSED, CLOSING, LATCH_REASONS, WARMUP_END_NS, UNREALISED_PNL_E8, DAY_START_EQUITY_E8,
        BROKEN_INVARIANT, BROKEN_EXPECTED, BROKEN_OBSERVED, KILLED, STANDING_DOWN, RAMP_UP_END_NS,
        MODEL_INVALID, MODEL_UNKNOWN, MODEL_LATE, LAST_MODEL_INVALID_NS, LAST_MODEL_UNKNOWN_NS, LAST_MODEL_LATE_NS
    }

    /** The figures that sum up events, or remember one; the others are set by each event. */
    private static final List<Figure> COUNTS = List.of(
        Figure.EVENTS, Figure.TRADES, Figure.BOOK_UPDATES, Figure.BARS, Figure.RECOMMENDATIONS, Figure.DECISIONS,
        Figure.MODEL_INVALID, Figure.MODEL_UNKNOWN, Figure.MODEL_LATE, Figure.LAST_MODEL_INVALID_NS, Figure.LAST_MODEL_UNKNOWN_NS,
        Figure.LAST_MODEL_LATE_NS);

    private final AtomicLongArray figures = new AtomicLongArray(Figure.values().length);
    private final InstrumentStatus instruments;
    private volatile RiskLimits limits;
    private boolean isOnRequest;
    private boolean isOutdated = true;

    EngineStatus(final RiskLimits limits, final int instruments) {
        this.limits = limits;
        this.instruments = new InstrumentStatus(instruments);
    }

    /**
     * For a caller that reads figures rarely, and only on the thread that publishes: from now on those that follow from the state are as of the last call of
     * {@link Engine#status}, and cost nothing at each event.
     */
    public void showOnRequest() {
        isOnRequest = true;
    }

    boolean isOnRequest() {
        return isOnRequest;
    }

    /** The figures of each instrument. */
    public InstrumentStatus instruments() {
        return instruments;
    }

    /** The limits in force. */
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

    /** Whether the state was replaced since the figures were set, or they never were. Asked and set by the thread that sets them. */
    boolean isOutdated() {
        return isOutdated;
    }

    void setUpToDate() {
        isOutdated = false;
    }

    /** The counts so far; call it while the engine is at rest. */
    public long[] counts() {
        return COUNTS.stream().mapToLong(this::get).toArray();
    }

    /** Continues from these counts; call it before the first event. */
    public void restoreCounts(final long[] counts) {
        isOutdated = true;
        for (int i = 0; i < Math.min(counts.length, COUNTS.size()); i++) {
            set(COUNTS.get(i), counts[i]);
        }
    }
}
