package io.ringmaster.cli.session;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import java.util.function.Consumer;

/**
 * Announces that a model gives no decision, because its output is not valid or too much of its observation is unknown: when that begins, and at most once
 * an hour of event time. It runs on the publisher's thread. A model that is late is announced by the watchdog's verdict.
 */
final class ModelAlarm {

    private static final long AGAIN_AFTER_NS = 3_600_000_000_000L;

    /** Why a decision of a model keeps the position, as the status counts it. */
    enum Trouble {
        INVALID("invalid", "lastInvalid", Figure.MODEL_INVALID, Figure.LAST_MODEL_INVALID_NS,
            "the model's output is not finite or out of range (MODEL_INVALID)"),
        UNKNOWN("unknown", "lastUnknown", Figure.MODEL_UNKNOWN, Figure.LAST_MODEL_UNKNOWN_NS,
            "more features of the model's observation are unknown than policy.model.maxUnknown allows (MODEL_UNKNOWN)"),
        LATE("late", "lastLate", Figure.MODEL_LATE, Figure.LAST_MODEL_LATE_NS, "");

        private final String key;
        private final String lastKey;
        private final Figure count;
        private final Figure lastNs;
        private final String sentence;

        Trouble(final String key, final String lastKey, final Figure count, final Figure lastNs, final String sentence) {
            this.key = key;
            this.lastKey = lastKey;
            this.count = count;
            this.lastNs = lastNs;
            this.sentence = sentence;
        }

        private boolean isAnnounced() {
            return !sentence.isEmpty();
        }
    }

    private final EngineStatus status;
    private final Consumer<String> news;
    private final long[] seen = new long[Trouble.values().length];
    private final long[] announcedNs = new long[Trouble.values().length];

    /**
     * @param status of an engine that has been folded: what the journal holds already is not announced
     * @param news   receives messages for the operator
     */
    ModelAlarm(final EngineStatus status, final Consumer<String> news) {
        this.status = status;
        this.news = news;
        for (final Trouble trouble : Trouble.values()) {
            seen[trouble.ordinal()] = status.get(trouble.count);
        }
    }

    /** Announces what began; call it often. */
    void look() {
        for (final Trouble trouble : Trouble.values()) {
            final long count = status.get(trouble.count);
            if (trouble.isAnnounced() && count != seen[trouble.ordinal()]) {
                seen[trouble.ordinal()] = count;
                announce(trouble, count);
            }
        }
    }

    private void announce(final Trouble trouble, final long count) {
        final long lastNs = status.get(trouble.lastNs);
        final long before = announcedNs[trouble.ordinal()];
        if (before == 0 || lastNs - before >= AGAIN_AFTER_NS) {
            announcedNs[trouble.ordinal()] = lastNs;
            news.accept(trouble.sentence + ": the decision keeps the position and its stop; " + count + " so far, 'ctl status' counts them");
        }
    }

    /** Writes how many decisions of a model kept the position for each reason, and when the last one did. */
    static void write(final EngineStatus status, final JsonLine json) {
        for (final Trouble trouble : Trouble.values()) {
            json.put(trouble.key, status.get(trouble.count)).put(trouble.lastKey, SessionStatus.time(status.get(trouble.lastNs)));
        }
    }
}
