package io.ringmaster.gateway.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.TradeDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SpotMarketFeedTest {

    private static final long NOW = 1_760_000_000_000_000_000L;
    private static final Pattern V1_LEVEL = Pattern.compile("\\[\"([0-9.]+)\",\"([0-9.]+)\",\"[0-9.]+\"(?:,\"r\")?]");
    private static final Pattern V1_SIDE = Pattern.compile("\"(as|bs|a|b)\":\\[(.*?\\])\\]");
    private static final Pattern V1_CHECKSUM = Pattern.compile("\"c\":\"([0-9]+)\"");
    private static final Pattern V1_PAIR = Pattern.compile("\"book-1000\",\"([A-Z/]+)\"]$");

    private final Heard heard = new Heard();
    private final List<UnsafeBuffer> events = new ArrayList<>();
    private final SpotMarketFeed feed = new SpotMarketFeed(List.of("BTC/USD"), 10, FeedCondition.UP, this::keep, heard);

    private void keep(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] event = new byte[length];
        buffer.getBytes(offset, event);
        events.add(new UnsafeBuffer(event));
    }

    private static void hear(final SpotMarketFeed feed, final String json) {
        final byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        feed.onFrame(bytes, 0, bytes.length, NOW);
    }

    /** Those it does not use among them, requests and answers of trading too: nothing the venue says may cost the connection. */
    @Test
    void shouldReadEveryFixtureOfTheProtocol() throws IOException {
        int read = 0;
        try (DirectoryStream<Path> fixtures = Files.newDirectoryStream(SharedData.file("kraken_fixtures"), "ws_*.json")) {
            for (final Path fixture : fixtures) {
                if (!fixture.getFileName().toString().startsWith("ws_futures")) {
                    hear(feed, Files.readString(fixture));
                    assertEquals(0, feed.malformed(), () -> fixture + " " + heard.lines);
                    read++;
                }
            }
        }
        assertTrue(read > 10, "fixtures read: " + read);
    }

    @Test
    void shouldReproduceEveryChecksumOfTheEmbeddedCapture() {
        final List<RecordedFrames.Frame> frames =
            RecordedFrames.read("capture", SpotMarketFeedTest.class.getResourceAsStream("spot_v1_2021-04-17.log.gz"));

        assertEquals(289, checksums(frames, List.of("XBT/CHF")));
    }

    @Test
    void shouldReproduceEveryChecksumOfTheWholeCapture() throws IOException {
        final List<RecordedFrames.Frame> frames =
            RecordedFrames.read("capture", Files.newInputStream(SharedData.file("kraken_raw/KRAKEN.ws.50.0.gz")));

        assertEquals(4_269, checksums(frames, List.of(
            "ADA/XBT", "ETH/CHF", "GRT/ETH", "KSM/XBT", "OCEAN/XBT", "OMG/USD", "SC/EUR", "WAVES/EUR", "XBT/CHF", "XMR/USD")));
    }

    /** Messages of the older protocol, put into the words of the newer one; the digits stay as they are. */
    private long checksums(final List<RecordedFrames.Frame> frames, final List<String> pairs) {
        final MarketState market = new MarketState(pairs.size());
        final MarketView view = new MarketView();
        final SpotMarketFeed player = new SpotMarketFeed(
            pairs, 1_000, FeedCondition.UP, (buffer, offset, length) -> market.onInput(buffer, offset, InputMessage.templateId(buffer, offset), view), heard);
        long recorded = 0;
        for (final RecordedFrames.Frame frame : frames) {
            final String json = new String(frame.bytes(), StandardCharsets.UTF_8);
            final Matcher pair = V1_PAIR.matcher(json);
            if (pair.find()) {
                final boolean isSnapshot = json.contains("\"as\":");
                if (isSnapshot) {
                    hear(player, instrument(pair.group(1), json));
                }
                recorded += isSnapshot ? 0 : 1;
                hear(player, v2(pair.group(1), json, isSnapshot));
            }
        }
        assertEquals(0, player.malformed());
        // A snapshot of the older protocol has no checksum: it is given its own, and the first update proves it.
        assertEquals(recorded + pairs.size(), player.checksums(), () -> heard.lines.toString());
        assertEquals(0, player.mismatches(), () -> heard.lines.toString());
        for (int id = 0; id < pairs.size(); id++) {
            assertEquals(BookState.VALID, market.book(id).state(), pairs.get(id));
            assertTrue(market.book(id).bidLevels() <= 1_000);
        }
        return recorded;
    }

    private static String v2(final String pair, final String v1, final boolean isSnapshot) {
        final String bids = levels(v1, isSnapshot ? "bs" : "b");
        final String asks = levels(v1, isSnapshot ? "as" : "a");
        final Matcher checksum = V1_CHECKSUM.matcher(v1);
        final String proof = checksum.find() ? checksum.group(1) : IndependentChecksum.of(bids, asks);
        return "{\"channel\":\"book\",\"type\":\"" + (isSnapshot ? "snapshot" : "update") + "\",\"data\":[{\"symbol\":\"" + pair
            + "\",\"bids\":[" + bids + "],\"asks\":[" + asks + "],\"checksum\":" + proof + ",\"timestamp\":\"2021-04-17T16:48:54.134259Z\"}]}";
    }

    private static String levels(final String v1, final String side) {
        return V1_SIDE.matcher(v1).results().filter(found -> found.group(1).equals(side))
            .flatMap(found -> V1_LEVEL.matcher(found.group(2)).results())
            .map(level -> "{\"price\":" + level.group(1) + ",\"qty\":" + level.group(2) + "}")
            .collect(Collectors.joining(","));
    }

    /** The venue tells a pair's decimals; the capture shows them. */
    private static String instrument(final String pair, final String snapshot) {
        final Matcher level = V1_LEVEL.matcher(snapshot);
        assertTrue(level.find());
        return "{\"channel\":\"instrument\",\"type\":\"snapshot\",\"data\":{\"assets\":[],\"pairs\":[{\"symbol\":\"" + pair
            + "\",\"price_precision\":" + decimals(level.group(1)) + ",\"qty_precision\":" + decimals(level.group(2)) + "}]}}";
    }

    private static int decimals(final String number) {
        return number.length() - 1 - number.indexOf('.');
    }

    @Test
    void shouldVoidABookWhoseChecksumDiffers() {
        hear(feed, instrument(1, 8));
        hear(feed, book("snapshot", "{\"price\":100.0,\"qty\":1.00000000}", "{\"price\":101.0,\"qty\":2.00000000}"));
        assertEquals(List.of("whole 0"), heard.lines);

        hear(feed, "{\"channel\":\"book\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\",\"bids\":[{\"price\":100.0,\"qty\":3.00000000}],"
            + "\"asks\":[],\"checksum\":1,\"timestamp\":\"2023-10-06T17:35:55.440295Z\"}]}");

        assertEquals(1, feed.mismatches());
        assertTrue(heard.lines.getLast().startsWith("lost 0: the checksum is 1, that of our book "), heard.lines.getLast());
        hear(feed, book("update", "{\"price\":100.0,\"qty\":1.00000000}", ""));
        assertEquals(1, feed.early());
    }

    @Test
    void shouldNotTrustABookWhosePrecisionIsNotKnown() {
        hear(feed, book("snapshot", "{\"price\":100.0,\"qty\":1.00000000}", "{\"price\":101.0,\"qty\":2.00000000}"));

        assertEquals(List.of("lost 0: its precision is not known: no checksum can be made"), heard.lines);
        assertEquals(List.of(), events);
    }

    @Test
    void shouldRemoveLevelsThatFallOutOfTheDepth() {
        final SpotMarketFeed shallow = new SpotMarketFeed(List.of("BTC/USD"), 1, FeedCondition.UP, this::keep, heard);
        hear(shallow, instrument(1, 8));
        hear(shallow, book("snapshot", "{\"price\":100.0,\"qty\":1.00000000}", "{\"price\":101.0,\"qty\":2.00000000}"));
        hear(shallow, "{\"channel\":\"book\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\",\"bids\":[{\"price\":100.5,\"qty\":3.00000000}],"
            + "\"asks\":[],\"checksum\":" + IndependentChecksum.of("{\"price\":100.5,\"qty\":3.00000000}", "{\"price\":101.0,\"qty\":2.00000000}")
            + ",\"timestamp\":\"2023-10-06T17:35:55.440295Z\"}]}");

        assertEquals(0, shallow.mismatches(), () -> heard.lines.toString());
        final MarketState market = new MarketState(1);
        events.forEach(event -> market.onInput(event, 0, InputMessage.templateId(event, 0), new MarketView()));
        assertEquals(1, market.book(0).bidLevels());
        assertEquals(10_050_000_000L, market.book(0).bestBidE8());
    }

    @Test
    void shouldDecodeTheDocumentedMessages() throws IOException {
        for (final String name : List.of(
            "ws_book_snapshot.json", "ws_book_update.json", "ws_ticker_snapshot.json", "ws_trade_update.json", "ws_ohlc_update.json",
            "ws_pong.json", "ws_subscribe_response.json")) {
            hear(feed, Files.readString(SharedData.file("kraken_fixtures/" + name)));
        }

        assertEquals(0, feed.malformed(), () -> heard.lines.toString());
        assertEquals("subscribed ticker BTC/USD", heard.lines.getLast());
        final TradeDecoder trade = new TradeDecoder().wrapAndApplyHeader(events.getLast(), 0, new MessageHeaderDecoder());
        assertEquals(10_218_209, trade.tradeId());
        assertEquals(10_591_050_000_000L, trade.priceE8());
        assertEquals(12_460, trade.qtyE8());
        assertEquals(1_696_613_756_123_456_000L, trade.exchangeTimeNs());
    }

    @Test
    void shouldTakeClosedCandlesAsHistory() {
        hear(feed, "{\"channel\":\"ohlc\",\"type\":\"snapshot\",\"data\":["
            + candle("2025-10-09T08:50:00.000000000Z", 106040.1) + "," + candle("2025-10-09T08:53:00.000000000Z", 106041.1) + "]}");

        // NOW is 08:53:20, so the second is not closed.
        assertEquals(1, events.size());
        final ImportedBarDecoder bar = new ImportedBarDecoder().wrapAndApplyHeader(events.getFirst(), 0, new MessageHeaderDecoder());
        assertEquals(1_759_999_800_000_000_000L, bar.openTimeNs());
        assertEquals(10_604_010_000_000L, bar.closePriceE8());
        assertEquals(NOW, bar.receiveTimeNs());
    }

    @Test
    void shouldReadTimesAsTheJdkDoes() {
        Stream.of("1970-01-01T00:00:00Z", "2000-02-29T23:59:59.999999999Z", "2023-10-06T17:35:55.440295Z", "2100-03-01T00:00:00.1Z")
            .forEach(text -> {
                final Instant instant = Instant.parse(text);
                assertEquals(instant.getEpochSecond() * 1_000_000_000L + instant.getNano(), Timestamps.rfc3339Ns(text), text);
            });
    }

    private static String candle(final String begin, final double close) {
        return "{\"symbol\":\"BTC/USD\",\"interval\":1,\"interval_begin\":\"" + begin + "\",\"open\":106038.2,\"high\":106044.3,\"low\":106038.1,"
            + "\"close\":" + close + ",\"volume\":3.5,\"vwap\":106039.6,\"trades\":12}";
    }

    private static String instrument(final int priceDecimals, final int qtyDecimals) {
        return "{\"channel\":\"instrument\",\"type\":\"snapshot\",\"data\":{\"pairs\":[{\"symbol\":\"BTC/USD\",\"price_precision\":" + priceDecimals
            + ",\"qty_precision\":" + qtyDecimals + "}]}}";
    }

    private static String book(final String type, final String bids, final String asks) {
        return "{\"channel\":\"book\",\"type\":\"" + type + "\",\"data\":[{\"symbol\":\"BTC/USD\",\"bids\":[" + bids + "],\"asks\":[" + asks
            + "],\"checksum\":" + IndependentChecksum.of(bids, asks) + ",\"timestamp\":\"2023-10-06T17:35:55.440295Z\"}]}";
    }
}
