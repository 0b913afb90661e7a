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

    BarPlayback(final Engine engine, final VenueSimulation venue, final SessionMessages messages) {
        this.engine = engine;
        this.venue = venue;
        this.messages = messages;
    }

    /** @param buffer holds the bar; it is not published here */
    void play(final DirectBuffer buffer, final int offset, final int length) {
        // Orders sent before the bar arrive as usual; orders sent from here on answer an event inside the bar.
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
        // Includes the close: a stop that is reached exactly there acts there, not at the next open.
        look(instrumentId, timeNs);
    }

    private void look(final int instrumentId, final long timeNs) {
        exchange();
        messages.barPoint(timeNs, instrumentId, venue.barPriceE8());
        exchange();
    }

    /** Exchanges reports and orders until neither side has any left. */
    private void exchange() {
        do {
            venue.deliverReports();
            engine.awaitAll();
            engine.drainOrders(venue);
        } while (venue.hasReports());
    }
}
