package io.ringmaster.bench.input;

import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.lab.source.BinanceL2Source;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Events of one instrument's market in memory, played in a circle. Event time goes on from lap to lap, and each lap begins with the snapshot of a book, so
 * a reader never sees a gap. Allocates nothing while it plays. One thread.
 */
public final class MarketLoop {

    private static final Path RECORDING = Path.of("cli", "src", "main", "resources", "demo", "btcusdt_perp_20240808.jsonl.gz");
    private static final int MOST_EVENTS = 10_000;
    private static final long SEED = 71;
    private static final long BEGIN_NS = 1_700_000_000_000_000_000L;
    private static final int RECEIVE_TIME = MessageHeaderDecoder.ENCODED_LENGTH;

    private final UnsafeBuffer[] messages;
    private final int[] templateIds;
    private final long[] timesNs;
    private final long lapNs;
    private int next;
    private long lapsNs;

    /** The present event, its header at offset 0. */
    public UnsafeBuffer message;
    /** Its template id. */
    public int templateId;
    /** Its event time. */
    public long timeNs;

    private MarketLoop(final List<UnsafeBuffer> events) {
        messages = events.toArray(UnsafeBuffer[]::new);
        templateIds = events.stream().mapToInt(event -> InputMessage.templateId(event, 0)).toArray();
        timesNs = events.stream().mapToLong(event -> InputMessage.timeNs(event, 0)).toArray();
        lapNs = timesNs[timesNs.length - 1] - timesNs[0] + 1;
    }

    /** The first 10,000 events of the recorded BTCUSDT perpetual that the demo plays: full depth, trades, tickers. */
    public static MarketLoop recorded(final IntPredicate templates) {
        final Path file = Repository.file(RECORDING);
        try (MarketDataSource source = new BinanceL2Source(file.toString(), Files.newInputStream(file), "BTCUSDT", 0)) {
            return of(source, templates);
        } catch (final IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** 10,000 events of a market that walks at random: 25 levels a side, ten events in half a second. */
    public static MarketLoop random(final IntPredicate templates) {
        final InstrumentDefinition instrument = InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10);
        return of(new RandomMarket(instrument, 0, 60_000 * FixedPoint.ONE, BEGIN_NS, SEED), templates);
    }

    /** Either of them, by its name as a parameter: {@code recorded} or {@code random}. */
    public static MarketLoop named(final String name, final IntPredicate templates) {
        return switch (name) {
            case "recorded" -> recorded(templates);
            case "random" -> random(templates);
            default -> throw new IllegalArgumentException("there is no market '" + name + "'. Give recorded or random.");
        };
    }

    private static MarketLoop of(final MarketDataSource source, final IntPredicate templates) {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
        final List<UnsafeBuffer> events = new ArrayList<>();
        for (int length = source.next(buffer); length > 0 && events.size() < MOST_EVENTS; length = source.next(buffer)) {
            final int template = InputMessage.templateId(buffer, 0);
            final boolean isBegin = !events.isEmpty() || template == BookSnapshotDecoder.TEMPLATE_ID;
            if (isBegin && templates.test(template)) {
                final UnsafeBuffer event = new UnsafeBuffer(ByteBuffer.allocateDirect(length));
                event.putBytes(0, buffer, 0, length);
                events.add(event);
            }
        }
        return new MarketLoop(events);
    }

    /** Goes on to the next event. */
    public void advance() {
        message = messages[next];
        templateId = templateIds[next];
        timeNs = timesNs[next] + lapsNs;
        message.putLong(RECEIVE_TIME, timeNs, ByteOrder.LITTLE_ENDIAN);
        if (++next == messages.length) {
            next = 0;
            lapsNs += lapNs;
        }
    }

    /** Events in a lap. */
    public int size() {
        return messages.length;
    }
}
