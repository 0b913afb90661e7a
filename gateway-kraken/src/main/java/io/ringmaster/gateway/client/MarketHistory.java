package io.ringmaster.gateway.client;

import io.ringmaster.gateway.parse.RestValues;
import io.ringmaster.gateway.wire.RestReplies;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.feed.TickerRow;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Closed candles of a minute of Derivatives, and the funding of every hour, for indicators to warm up on before the live market begins. Blocks
 * during its requests.
 */
final class MarketHistory implements AutoCloseable {

    /** A page of a day's candles is larger than any answer about orders, and nothing waits for it but the warm-up. */
    private static final long PATIENCE = 5;
    private static final long MINUTE_MS = 60_000;
    private static final long MS_TO_NS = 1_000_000;

    private final RestProxies proxies;
    private final KrakenChartsApi charts;
    private final KrakenFuturesApi api;

    /** One closed candle; epoch, quote currency and contracts. */
    record Minute(long beginMs, long openE8, long highE8, long lowE8, long closeE8, long volumeE8) {
    }

    /**
     * Funding of an hour.
     *
     * @param beginMs epoch
     * @param rateE8  absolute: quote currency per unit of base
     */
    record Hour(long beginMs, long rateE8) {
    }

    /** @param baseUri of the trading API, beside which the charts stand */
    MarketHistory(final String baseUri, final RestSettings settings) {
        proxies = new RestProxies(new RestSettings(
            settings.connectWithinNs(), Math.multiplyExact(PATIENCE, settings.answerWithinNs()), settings.protectWithinNs()));
        api = proxies.of(KrakenFuturesApi.class, baseUri);
        charts = proxies.of(KrakenChartsApi.class, RestProxies.hostOf(baseUri));
    }

    /**
     * Reads candles, the oldest first.
     *
     * @param fromMs epoch
     * @param toMs   candles that end later are not closed yet
     * @throws IOException if the request fails or the answer cannot be read
     */
    List<Minute> minutes(final String symbol, final long fromMs, final long toMs) throws IOException {
        final List<Minute> minutes = new ArrayList<>();
        long nextMs = fromMs;
        while (true) {
            final RestReplies.Candles page = page(symbol, nextMs);
            final List<RestReplies.Candle> found = page.candles() == null ? List.of() : RestValues.list(page.candles());
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
            final RestReplies.Candles page = charts.minutes(symbol, fromMs / 1_000);
            if (page == null) {
                throw new IOException("the answer is empty");
            }
            return page;
        } catch (final RuntimeException e) {
            // The client library has exceptions of many kinds for what it can't read or reach.
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads the funding of hours, the oldest first.
     *
     * @param fromMs epoch
     * @throws IOException if the request fails or the answer cannot be read
     */
    List<Hour> hours(final String symbol, final long fromMs) throws IOException {
        final List<Hour> hours = new ArrayList<>();
        try {
            final RestReplies.FundingRates reply = api.fundingRates(symbol);
            if (reply == null || !reply.isSuccess() || reply.rates() == null) {
                throw new IOException("the venue refused: " + (reply == null ? "an empty answer" : reply.error()));
            }
            for (final RestReplies.FundingRate rate : RestValues.list(reply.rates())) {
                hours.add(new Hour(RestValues.timeMs(rate.timestamp()), RestValues.rounded(rate.fundingRate())));
            }
        } catch (final RuntimeException e) {
            // The client library has exceptions of many kinds, and so have numbers and times that can't be.
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
        return hours.stream().filter(hour -> hour.beginMs >= fromMs).sorted(Comparator.comparingLong(Hour::beginMs)).toList();
    }

    /**
     * Encodes them as history of an instrument: the funding of an hour as a ticker before the first candle of it. That ticker gives an index,
     * which funding is measured by, and no mark: positions must not be valued by the past.
     */
    static void tell(final int instrumentId, final List<Minute> minutes, final List<Hour> hours, final InputSink events) {
        final MarketEncoder encoder = new MarketEncoder(instrumentId);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
        final Iterator<Hour> coming = hours.iterator();
        Hour next = coming.hasNext() ? coming.next() : null;
        for (final Minute minute : minutes) {
            Hour begun = null;
            while (next != null && next.beginMs <= minute.beginMs) {
                begun = next;
                next = coming.hasNext() ? coming.next() : null;
            }
            if (begun != null) {
                events.onInput(buffer, 0, encoder.ticker(buffer, tickerOf(begun, minute)));
            }
            events.onInput(buffer, 0, encoder.history(
                buffer, 0, minute.beginMs * MS_TO_NS, MINUTE_MS * MS_TO_NS, minute.openE8, minute.highE8, minute.lowE8, minute.closeE8,
                minute.volumeE8));
        }
    }

    @Override
    public void close() {
        proxies.close();
    }

    private static TickerRow tickerOf(final Hour hour, final Minute first) {
        final TickerRow row = new TickerRow();
        row.clear();
        row.receiveTimeNs = 0;
        row.exchangeTimeNs = hour.beginMs * MS_TO_NS;
        row.indexE8 = first.openE8;
        row.fundingRateE8 = hour.rateE8;
        return row;
    }

    private static Minute minuteOf(final RestReplies.Candle candle) throws IOException {
        return new Minute(
            candle.time(), e8(candle.open()), e8(candle.high()), e8(candle.low()), e8(candle.close()), e8(candle.volume()));
    }

    private static long e8(final BigDecimal value) throws IOException {
        if (value == null || value.signum() < 0) {
            throw new IOException("a candle with a number missing or below zero");
        }
        return RestValues.rounded(value);
    }
}
