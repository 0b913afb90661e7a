package io.ringmaster.gateway.client;

import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Closed candles of a minute of Derivatives, for indicators to warm up on before the market is heard. Blocks while it asks. */
final class CandleHistory {

    private static final long MINUTE_MS = 60_000;
    private static final long MS_TO_NS = 1_000_000;

    private final KrakenChartsApi api;

    /** One closed candle; epoch, quote currency and contracts. */
    record Minute(long beginMs, long openE8, long highE8, long lowE8, long closeE8, long volumeE8) {
    }

    /** @param baseUri of the trading API, beside which the charts stand */
    CandleHistory(final String baseUri, final RestSettings settings) {
        api = RestLine.proxy(KrakenChartsApi.class, RestLine.hostOf(baseUri), settings);
    }

    /**
     * Reads what there is, the oldest first.
     *
     * @param fromMs epoch
     * @param toMs   candles that end later are not closed yet
     * @throws IOException if it could not be had, or can't be read
     */
    List<Minute> read(final String symbol, final long fromMs, final long toMs) throws IOException {
        final List<Minute> minutes = new ArrayList<>();
        long nextMs = fromMs;
        while (true) {
            final RestReplies.Candles page = page(symbol, nextMs);
            final List<RestReplies.Candle> found = page.candles() == null ? List.of() : page.candles();
            for (final RestReplies.Candle candle : found) {
                if (candle.time() >= nextMs && candle.time() + MINUTE_MS <= toMs) {
                    minutes.add(minuteOf(candle));
                }
            }
            if (!Boolean.TRUE.equals(page.hasMore()) || found.isEmpty() || found.getLast().time() < nextMs) {
                return minutes;
            }
            nextMs = found.getLast().time() + MINUTE_MS;
        }
    }

    private RestReplies.Candles page(final String symbol, final long fromMs) throws IOException {
        try {
            return api.minutes(symbol, fromMs / 1_000);
        } catch (final RuntimeException e) {
            // The client library has exceptions of many kinds for what it can't read or reach.
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Encodes candles as history of an instrument. */
    static void tell(final int instrumentId, final List<Minute> minutes, final InputSink events) {
        final MarketEncoder encoder = new MarketEncoder(instrumentId);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
        for (final Minute minute : minutes) {
            final int length = encoder.history(
                buffer, 0, minute.beginMs * MS_TO_NS, MINUTE_MS * MS_TO_NS, minute.openE8, minute.highE8, minute.lowE8, minute.closeE8,
                minute.volumeE8);
            events.onInput(buffer, 0, length);
        }
    }

    private static Minute minuteOf(final RestReplies.Candle candle) throws IOException {
        return new Minute(
            candle.time(), e8(candle.open()), e8(candle.high()), e8(candle.low()), e8(candle.close()), e8(candle.volume()));
    }

    private static long e8(final BigDecimal value) throws IOException {
        if (value == null || value.signum() < 0) {
            throw new IOException("a candle with a number missing or below zero");
        }
        try {
            return FixedPoint.parseHalfEven(value.toPlainString());
        } catch (final NumberFormatException | ArithmeticException e) {
            throw new IOException("a candle with a number that can't be: " + value, e);
        }
    }
}
