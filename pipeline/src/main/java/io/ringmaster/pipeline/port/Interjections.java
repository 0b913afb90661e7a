package io.ringmaster.pipeline.port;

/**
 * Inputs that come from wall time and not from the market: health of the journal, verdicts of the watchdog, an operator's commands, outside signals.
 * The driver asks for them at fixed places of the stream, right before a market event or a tick, so that they can be found and published again at the
 * same place when a session is resumed.
 */
@FunctionalInterface
public interface Interjections {

    /** No interjections. */
    Interjections NONE = timeNs -> { };

    /**
     * Publishes what is due.
     *
     * @param timeNs their event time: that of the event that follows
     */
    void publishDue(long timeNs);
}
