package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.port.VenueSimulation;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * Plays what one imported bar does to our orders and positions, before the bar itself is published. The venue walks the bar's path (open,
 * nearer extreme, farther extreme, close) and stops wherever something happens, at the ends of the legs, and at the prices at which our stops
 * and targets act. At each such place the pipeline hears the fills and the price, and what it sends in answer acts there, as far as it can
 * only reduce: so stops, targets and trailing hold from the fill on, inside the bar too. An entry arrives after the bar, like any order.
 *
 * <p>Everything carries the time of the bar's end: within a bar there is no time, only an order.
 */
final class BarPlayback {

    private final Engine engine;
    private final VenueSimulation venue;
    private final SessionMessages messages;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ImportedBarDecoder bar = new ImportedBarDecoder();

    BarPlayback(final Engine engine, final VenueSimulation venue, final SessionMessages messages) {
        this.engine = engine;
        this.venue = venue;
        this.messages = messages;
    }

    /** @param buffer holds the bar; it is not published here */
    void play(final DirectBuffer buffer, final int offset, final int length) {
        // What was sent before the bar arrives as it always does; from here on, what is sent answers to something inside it.
        engine.awaitAll();
        engine.drainOrders(venue);
        if (venue.beginBar(buffer, offset, length)) {
            bar.wrapAndApplyHeader(buffer, offset, header);
            walk(bar.instrumentId(), bar.receiveTimeNs());
            venue.endBar();
        }
    }

    private void walk(final int instrumentId, final long timeNs) {
        boolean goesOn = true;
        while (goesOn) {
            look(instrumentId, timeNs);
            goesOn = venue.walkBar(engine.sequencer().nextWatchedE8(instrumentId, venue.barPriceE8(), venue.barLegEndE8()));
        }
        // The close too: a stop that is just reached there acts there, not at the next open.
        look(instrumentId, timeNs);
    }

    private void look(final int instrumentId, final long timeNs) {
        hear();
        messages.barPoint(timeNs, instrumentId, venue.barPriceE8());
        hear();
    }

    /** Until nobody has anything more to say to the other. */
    private void hear() {
        do {
            venue.deliverReports();
            engine.awaitAll();
            engine.drainOrders(venue);
        } while (venue.hasReports());
    }
}
