package io.ringmaster.monitor.view.kit;

import io.ringmaster.monitor.model.Hold;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.LatchReason;

/** What holds trading back, in words: the same in the header, the summary and the risk shield. */
public final class HoldWords {

    private HoldWords() {
    }

    /** In one or two words, with its shape. */
    public static String title(final Hold.Kind kind) {
        return symbol(kind) + " " + word(kind);
    }

    /** What holds trading back, and why. */
    public static String what(final Hold hold, final Moment moment) {
        return switch (hold.kind()) {
            case STANDING_DOWN -> "Standing down: the session sends nothing but cancels";
            case KILLED -> "Killed: the session sends nothing but cancels, not even a stop";
            case LATCHED -> "Latched: " + Words.of((LatchReason) hold.detail());
            case CLOSING_ALL -> "Closing all positions";
            case PAUSED -> "Paused: exits and stops go on";
            case OBSERVING -> "Observing: the session sends no order, not even to close a position";
            case JOURNAL -> "The engine's journal is short of disk space, or lags";
            case NOT_RECONCILED -> "Orders, fills and positions were not found equal to the venue's";
            case CLOCKS_DIFFER -> "Our clock and the venue's differ too much";
            case ORDER_UNKNOWN -> "The venue has not answered an order";
            case VENUE -> "The connection or the venue is " + Words.of((FeedCondition) hold.detail());
            case WARMING_UP -> "Warming up until " + Times.seconds(moment.facts().warmupEndTimeNs());
        };
    }

    private static String word(final Hold.Kind kind) {
        return switch (kind) {
            case STANDING_DOWN -> "STANDING DOWN";
            case KILLED -> "KILLED";
            case LATCHED -> "LATCHED";
            case CLOSING_ALL -> "CLOSING ALL";
            case PAUSED -> "PAUSED";
            case OBSERVING -> "OBSERVING";
            case JOURNAL, NOT_RECONCILED, CLOCKS_DIFFER, ORDER_UNKNOWN, VENUE -> "NO NEW RISK";
            case WARMING_UP -> "WARMING UP";
        };
    }

    /** How grave it is. */
    public static Ink ink(final Hold.Kind kind) {
        return switch (kind) {
            case STANDING_DOWN, KILLED, LATCHED, JOURNAL, ORDER_UNKNOWN -> Ink.BAD;
            case CLOSING_ALL, PAUSED, OBSERVING, NOT_RECONCILED, CLOCKS_DIFFER, VENUE, WARMING_UP -> Ink.WARN;
        };
    }

    /** Its shape, so that colour is not the only difference. */
    public static String symbol(final Hold.Kind kind) {
        return ink(kind) == Ink.BAD ? "■" : "▲";
    }
}
