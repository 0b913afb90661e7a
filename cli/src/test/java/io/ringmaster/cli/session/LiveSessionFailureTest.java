package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringmaster.cli.settings.RecordingSettings.Market;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.schema.Agreement;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the publisher's thread throws, the session cancels its orders at the venue before it ends. */
@Timeout(60)
class LiveSessionFailureTest {

    private static final int GOES_WELL = 5;

    @TempDir
    private Path directory;

    @Test
    void shouldStandDownInOrderWhenTheVenueThrowsOnce() {
        final Venue venue = new Venue(new RejectedExecutionException("the queue is full"), 1);

        assertSame(venue.failure, assertThrows(RejectedExecutionException.class, () -> run(venue)));

        assertEquals(1, venue.standDowns.get());
    }

    @Test
    void shouldStandDownWhenThePublisherFailsAgainMeanwhile() {
        final Venue venue = new Venue(new IllegalStateException("broken for good"), Integer.MAX_VALUE);

        assertSame(venue.failure, assertThrows(IllegalStateException.class, () -> run(venue)));

        assertEquals(1, venue.standDowns.get());
    }

    @Test
    void shouldStandDownWhenAnInvariantIsBroken() {
        final Venue venue = new Venue(new AssertionError("a sum is wrong"), 1);

        assertSame(venue.failure, assertThrows(AssertionError.class, () -> run(venue)));

        assertEquals(1, venue.standDowns.get());
    }

    private void run(final Venue venue) {
        final Settings settings = Settings.readStored("test", """
            instruments: [{symbol: PF_XBTUSD, tick: 0.1}]
            strategies: [{id: long, type: rule, timeframe: 1s, parameters: {long: close > 1}}]
            policy: {type: single, strategy: long}
            """);
        new LiveSession(settings, Market.PAPER, directory.resolve("journal"), new Surroundings(new SystemEpochNanoClock(), SessionView.none()), false)
            .run((engine, known) -> venue, 1_000, () -> true);
    }

    /** Fails on the publisher's thread, for so many times, and then says yes to everything. */
    private static final class Venue implements LiveVenue {

        private final AtomicInteger standDowns = new AtomicInteger();
        private final Throwable failure;
        private int failuresLeft;
        private int calls;

        private Venue(final Throwable failure, final int times) {
            this.failure = failure;
            failuresLeft = times;
        }

        @Override
        public void onTime(final long timeNs) {
            if (++calls <= GOES_WELL || failuresLeft-- <= 0) {
                return;
            }
            if (failure instanceof final RuntimeException e) {
                throw e;
            }
            throw (Error) failure;
        }

        @Override
        public boolean standDown(final long withinMs) {
            standDowns.incrementAndGet();
            return true;
        }

        @Override
        public void start(final InputSink events) {
            // It has nothing to say.
        }

        @Override
        public Agreement agreement() {
            return Agreement.AGREED;
        }

        @Override
        public List<String> objections() {
            return List.of();
        }

        @Override
        public void onOrderIntent(final DirectBuffer buffer, final int offset, final int length) {
            // It takes everything.
        }

        @Override
        public void onPipelineAlive() {
            // It cancels nothing by itself.
        }

        @Override
        public String describe() {
            return "a venue that fails";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
