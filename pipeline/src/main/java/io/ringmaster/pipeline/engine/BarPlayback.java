package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.port.VenueSimulation;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * Plays the effect of one imported bar on our orders and positions, before the bar itself is published. The venue walks the bar's path (open, nearer
 * extreme, farther extreme, close) and pauses at each event, at the ends of the legs, and at the prices of our stops and targets. At each pause the
 * pipeline receives the fills and the price, and the orders that it sends in answer act there if they can only reduce a position. So stops, targets
 * and trailing apply from the fill on, inside the bar too. An entry arrives after the bar, like any other order.
 *
 * <p>All events have the time of the bar's end: a bar has no times inside, only a sequence.
 */
final class BarPlayback {

    private final Engine engine;
    private final VenueSimulation venue;
    private final SessionMessages messages;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ImportedBarDecoder bar = new ImportedBarDecoder();
    private int instrumentId;
    private long timeNs;
    private boolean isAtClose;
    private boolean hasDelivered;
    private Step next = Step.NONE;

    /** What comes next inside a bar. */
    private enum Step { NONE, EXCHANGE_BEFORE, LOOK, EXCHANGE_AFTER, WALK, END }

    BarPlayback(final Engine engine, final VenueSimulation venue, final SessionMessages messages) {
        this.engine = engine;
        this.venue = venue;
        this.messages = messages;
    }

    /**
     * Begins with a bar.
     *
     * @param buffer holds the bar; it is not published here
     * @return false if an event inside the bar waits for its decision: call {@link #goOn} when it is finished
     */
    boolean play(final DirectBuffer buffer, final int offset, final int length) {
        // Orders sent before the bar arrive as usual; orders sent from here on answer an event inside the bar.
        engine.awaitAll();
        engine.drainOrders(venue);
        if (!venue.beginBar(buffer, offset, length)) {
            return true;
        }
        bar.wrapAndApplyHeader(buffer, offset, header);
        instrumentId = bar.instrumentId();
        timeNs = bar.receiveTimeNs();
        isAtClose = false;
        next = Step.EXCHANGE_BEFORE;
        return goOn();
    }

    /** Whether a bar was begun and not ended. */
    boolean isPlaying() {
        return next != Step.NONE;
    }

    /** Forgets the bar, because engine and venue return to an earlier moment. */
    void forget() {
        next = Step.NONE;
        hasDelivered = false;
    }

    /** Goes on with the bar. Returns false if an event inside it waits again. */
    boolean goOn() {
        boolean goesOn = true;
        while (goesOn && next != Step.NONE) {
            goesOn = switch (next) {
                case EXCHANGE_BEFORE -> exchange(Step.LOOK);
                case LOOK -> look();
                case EXCHANGE_AFTER -> exchange(isAtClose ? Step.END : Step.WALK);
                case WALK -> walk();
                case END -> end();
                case NONE -> true;
            };
        }
        return goesOn;
    }

    private boolean look() {
        next = Step.EXCHANGE_AFTER;
        messages.barPoint(timeNs, instrumentId, venue.barPriceE8());
        return !engine.isWaiting();
    }

    private boolean walk() {
        next = Step.EXCHANGE_BEFORE;
        // The close is looked at too: a stop that is reached exactly there acts there, not at the next open.
        isAtClose = !venue.walkBar(engine.sequencer().nextWatchedE8(instrumentId, venue.barPriceE8(), venue.barLegEndE8()));
        return true;
    }

    private boolean end() {
        next = Step.NONE;
        venue.endBar();
        return true;
    }

    /** Exchanges reports and orders until neither side has any left. */
    private boolean exchange(final Step then) {
        do {
            if (!hasDelivered) {
                venue.deliverReports();
                hasDelivered = true;
            }
            if (engine.isWaiting()) {
                return false;
            }
            hasDelivered = false;
            engine.awaitAll();
            engine.drainOrders(venue);
        } while (venue.hasReports());
        next = then;
        return true;
    }
}
