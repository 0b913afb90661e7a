package io.ringmaster.exchange.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MarketThatGoesOnTest {

    private static final InstrumentDefinition PRODUCT = InstrumentDefinition.perpetual("X", FixedPoint.ONE);
    private static final long SECOND = 1_000_000_000L;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);

    /** Trades at 40000, 40010, ... a second apart. */
    private static final class Trades implements MarketDataSource {

        private final MarketEncoder encoder = new MarketEncoder(0);
        private final int count;
        private int told;

        private Trades(final int count) {
            this.count = count;
        }

        @Override
        public int next(final MutableDirectBuffer buffer) {
            if (told == count) {
                return 0;
            }
            final long timeNs = told * SECOND;
            return encoder.trade(buffer, timeNs, timeNs, told, (40_000 + 10L * told++) * FixedPoint.ONE, FixedPoint.ONE, Side.BUY);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    @Test
    void shouldGoOnFromTheLastTradeAndItsTime() {
        final MarketDataSource market = new MarketThatGoesOn(new Trades(3), PRODUCT, 7);
        final MarketState state = new MarketState(1);
        final MarketView view = new MarketView();
        long timeNs = 0;
        for (int i = 0; i < 5_000; i++) {
            assertTrue(market.next(buffer) > 0);
            assertTrue(InputMessage.timeNs(buffer, 0) >= timeNs, "time goes back");
            timeNs = InputMessage.timeNs(buffer, 0);
            state.onInput(buffer, 0, InputMessage.templateId(buffer, 0), view);
            if (i == 2) {
                assertEquals(40_020 * FixedPoint.ONE, view.lastPriceE8, "as recorded");
            } else if (i == 3) {
                assertEquals(40_020 * FixedPoint.ONE, view.bidPriceE8, "where it had been");
                assertEquals(2 * SECOND, timeNs);
            }
        }
        assertEquals(BookState.VALID, state.book(0).state());
    }

    @Test
    void shouldEndWhereNothingWasRecorded() {
        assertEquals(0, new MarketThatGoesOn(new Trades(0), PRODUCT, 7).next(buffer));
    }
}
