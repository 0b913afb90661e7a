package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.port.VenueSimulation;
import io.ringmaster.schema.ImportedBarDecoder;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Merges a recorded market, a simulated venue and the clock into one stream of events in the order of event time, so that the same configuration and
 * the same recording give the same journal on any machine and any topology.
 *
 * <p>The venue must know every order that can matter before it moves on. An order sent at event time {@code t} reaches it no earlier
 * than {@code t + L}, {@code L} being the venue's smallest order latency. So before any event of time {@code T}, the pipeline must have finished all
 * events up to {@code T - L}; later ones may still be in progress. This is conservative parallel simulation with lookahead {@code L} (Chandy and
 * Misra, 1979).
 *
 * <p>At equal times the venue comes first, then the market, then the clock. A bar is special: it affects our orders before its end, so the venue sees
 * it and we receive the fills before the bar itself is published: see {@link BarPlayback}.
 */
public final class LockstepDriver {

    private final Engine engine;
    private final MarketDataSource source;
    private final VenueSimulation venue;
    private final SessionMessages messages;
    private final BarPlayback bars;
    private final Pacer pacer;
    private final Interjections interjections;
    private final long tickNs;
    private final long lookaheadNs;
    private final UnsafeBuffer head = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
    private int headLength;
    private long headTimeNs;
    private boolean headIsBar;
    private long nextTickNs;

    /** @param tickNs interval of clock ticks, on multiples of itself since the epoch */
    public LockstepDriver(
        final Engine engine, final MarketDataSource source, final VenueSimulation venue, final long tickNs, final Pacer pacer,
        final Interjections interjections) {
        this.engine = engine;
        this.source = source;
        this.venue = venue;
        this.pacer = pacer;
        this.interjections = interjections;
        this.tickNs = tickNs;
        messages = new SessionMessages(engine);
        bars = new BarPlayback(engine, venue, messages);
        lookaheadNs = venue.minOrderLatencyNs();
    }

    /** Reads the first market event and returns its time, or {@link Long#MAX_VALUE} if the recording is empty. */
    public long firstTimeNs() {
        if (headLength == 0) {
            begin();
        }
        return headTimeNs;
    }

    /** Begins with the message that the source gives next, at any time. */
    public void begin() {
        bars.forget();
        readHead();
        nextTickNs = headLength == 0 ? Long.MAX_VALUE : Math.multiplyExact(Math.floorDiv(headTimeNs, tickNs) + 1, tickNs);
    }

    /**
     * Plays the recording to its end, or up to and including {@code endTimeNs}.
     *
     * @return event time of the last event, or {@link Long#MIN_VALUE} if there was none
     */
    public long run(final long endTimeNs) {
        long lastNs = Long.MIN_VALUE;
        firstTimeNs();
        while (headLength > 0 && headTimeNs <= endTimeNs) {
            lastNs = step();
        }
        engine.awaitAll();
        engine.drainOrders(venue);
        return lastNs;
    }

    /**
     * Plays the next event of the market, the clock or the venue, whichever comes first. Call {@link #begin} or {@link #goOnFrom} before. Afterwards the
     * engine may {@linkplain Engine#isWaiting wait}; finish its event before you call this again.
     *
     * @return false if the recording has no more
     */
    public boolean playNext() {
        if (headLength == 0) {
            return false;
        }
        if (bars.isPlaying()) {
            goOnWithBar();
        } else {
            step();
        }
        return true;
    }

    /** Time of the next clock tick. */
    public long nextTickNs() {
        return nextTickNs;
    }

    /** Time of the next market event or clock tick; {@link Long#MAX_VALUE} if the recording is over. */
    public long nextTimeNs() {
        return headLength == 0 ? Long.MAX_VALUE : Math.min(headTimeNs, nextTickNs);
    }

    /**
     * Goes on with the message that the source gives next. Call it after engine and venue have returned to an earlier moment.
     *
     * @param nextTickTimeNs the {@link #nextTickNs} of that moment
     */
    public void goOnFrom(final long nextTickTimeNs) {
        bars.forget();
        readHead();
        nextTickNs = nextTickTimeNs;
    }

    private long step() {
        final long timeNs = Math.min(headTimeNs, nextTickNs);
        // The effects of a bar on our orders come before all other events at the bar's end.
        final long venueUpToNs = headIsBar && headTimeNs == timeNs ? timeNs - 1 : timeNs;
        engine.awaitSequencedUpTo(Math.min(timeNs, venue.nextEventTimeNs()) - lookaheadNs);
        engine.drainOrders(venue);
        final long venueTimeNs = venue.nextEventTimeNs();
        if (venueTimeNs <= venueUpToNs) {
            // Advances only to the venue's first action, because our answer to it may come before the second.
            venue.advanceTo(venueTimeNs);
            return venueTimeNs;
        }
        // The venue has nothing due until then, and an order that comes late must not arrive in its past.
        venue.advanceTo(venueUpToNs);
        pacer.awaitDue(timeNs);
        interjections.publishDue(timeNs);
        if (timeNs < headTimeNs) {
            messages.tick(nextTickNs);
            nextTickNs += tickNs;
        } else {
            playHead();
        }
        return timeNs;
    }

    private void playHead() {
        if (!headIsBar) {
            venue.onMarket(head, 0, headLength);
            publishHead();
        } else if (bars.play(head, 0, headLength)) {
            finishBar();
        }
    }

    private void goOnWithBar() {
        if (bars.goOn()) {
            finishBar();
        }
    }

    private void finishBar() {
        venue.advanceTo(headTimeNs);
        publishHead();
    }

    private void publishHead() {
        engine.onInput(head, 0, headLength);
        readHead();
    }

    private void readHead() {
        headLength = source.next(head);
        headTimeNs = headLength == 0 ? Long.MAX_VALUE : InputMessage.timeNs(head, 0);
        headIsBar = headLength > 0 && InputMessage.templateId(head, 0) == ImportedBarDecoder.TEMPLATE_ID;
    }
}
