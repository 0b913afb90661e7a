package io.ringmaster.lab.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.feed.recorded.CountedSource;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file of real market data, read as events and counted against what its README and plain text reading say. */
class SourcesTest {

    private static final long MINUTE = 60_000_000_000L;
    private static final Sources FILES = new Sources((file, in, symbol, instrumentId) -> {
        throw new AssertionError("no capture is read here");
    });

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @TempDir
    private Path directory;

    @Test
    void shouldReadAYearOfBarsAsTheTextSays() throws IOException {
        final Path file = shared("ohlcv/bitfinex_btcusd_1m_2017.csv.gz");
        try (CountedSource source = open(file, Sources.Format.OHLCV);
             BufferedReader text = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file))))) {
            text.readLine();
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                final String[] fields = line.split(",");
                final ImportedBarDecoder bar = bar(source);
                assertEquals(Long.parseLong(fields[0]) * 1_000_000, bar.openTimeNs(), line);
                assertEquals(bar.openTimeNs() + MINUTE, bar.receiveTimeNs(), line);
                assertEquals(e8(fields[1]), bar.openPriceE8(), line);
                assertEquals(e8(fields[2]), bar.highPriceE8(), line);
                assertEquals(e8(fields[3]), bar.lowPriceE8(), line);
                assertEquals(e8(fields[4]), bar.closePriceE8(), line);
                assertEquals(e8(fields[5]), bar.volumeE8(), line);
            }
            assertEquals(0, source.next(buffer));
            assertEquals(505_209, source.counts().events());
            assertEquals(20_391, source.counts().gaps());
        }
    }

    @Test
    void shouldReadEveryOtherFileOfBars() throws IOException {
        assertBars("ohlcv/bitfinex_btcusd_1m_2018.csv.gz", Sources.Format.OHLCV, 520_499, MINUTE);
        assertBars("ohlcv/btc_perp_1m_20211231_20220201.csv.gz", Sources.Format.OHLCV, 45_031, MINUTE);
        assertBars("ohlcv/coinbase_btcusd_1h.csv.gz", Sources.Format.OHLCV, 20_111, 60 * MINUTE);
        assertBars("ohlcv/coinbase_btcusd_4h_20160518_20251028.json.gz", Sources.Format.OHLCV, 20_695, 240 * MINUTE);
        assertBars("lean/crypto_coinbase_second_btcusd_20161007_trade.zip", Sources.Format.LEAN, 4_063, MINUTE / 60);
        assertBars("lean/cryptofuture_dydx_minute_btcusd_20260101_trade.zip", Sources.Format.LEAN, 1_410, MINUTE);
    }

    @Test
    void shouldRefuseQuotesForTrades() {
        final Path file = shared("lean/crypto_coinbase_minute_btcusd_20170903_quote.zip");
        assertEquals(file + " holds quotes; give the file of trades of that day.",
            assertThrows(InvalidInputException.class, () -> open(file, Sources.Format.LEAN)).getMessage());
    }

    @Test
    void shouldReadBinanceRecordingsWithoutAGap() throws IOException {
        final Map<Integer, Integer> usdm = count("l2/binance_usdm_btcusdt_20240808.jsonl.gz", Sources.Format.BINANCE_L2, "BTCUSDT");
        assertEquals(21_313, usdm.get(TradeDecoder.TEMPLATE_ID));
        assertEquals(66_089, usdm.get(TickerDecoder.TEMPLATE_ID));
        assertTrue(usdm.get(BookDeltaDecoder.TEMPLATE_ID) > 6_000 && usdm.get(BookSnapshotDecoder.TEMPLATE_ID) == 10, usdm.toString());
        final Map<Integer, Integer> coinM = count("l2/binance_cm_btcusd_perp_20240808.jsonl.gz", Sources.Format.BINANCE_L2, "BTCUSD_PERP");
        assertEquals(2_286, coinM.get(TradeDecoder.TEMPLATE_ID));
    }

    @Test
    void shouldRoundTheNoiseOfVolumesButNotPrices() throws IOException {
        final Path file = Files.writeString(directory.resolve("bars.csv"), """
            time_ms,open,high,low,close,volume
            60000,1,2,0.5,1.5,218102.59507500002
            120000,1,2,0.5,1.5,0.000000015
            """);
        try (CountedSource source = open(file, Sources.Format.OHLCV)) {
            assertEquals(21_810_259_507_500L, bar(source).volumeE8());
            assertEquals(2, bar(source).volumeE8());
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAFileAsAWhole() throws IOException {
        final Path empty = Files.createFile(directory.resolve("empty.csv"));
        assertInvalid(empty + " line 0: the file is empty; expected the header time_ms,open,high,low,close,volume", empty);
        final Path headerOnly = Files.writeString(directory.resolve("header.csv"), "time_ms,open,high,low,close,volume\n");
        assertInvalid(headerOnly + " holds no bars: there is nothing after the header.", headerOnly);
        final Path other = Files.writeString(directory.resolve("other.csv"), "a,b\n1,2\n");
        assertInvalid(other + " line 1: the header 'a,b' is none we know. Known are time_ms,open,high,low,close,volume; CryptoDataDownload's CSV; Binance's "
            + "klines; Kraken's OHLCVT; Coinbase's candles as JSON. For another CSV name its columns: --columns "
            + "time=…,open=…,high=…,low=…,close=…,volume=…", other);
        final Path torn = Files.write(directory.resolve("torn.csv.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0, 0});
        assertTrue(assertThrows(InvalidInputException.class, () -> open(torn, Sources.Format.OHLCV)).getMessage()
            .startsWith(torn + " cannot be read: "));
    }

    private void assertInvalid(final String message, final Path file) {
        assertEquals(message, assertThrows(InvalidInputException.class, () -> open(file, Sources.Format.OHLCV)).getMessage());
    }

    private void assertBars(final String name, final Sources.Format format, final int expected, final long durationNs) throws IOException {
        try (CountedSource source = open(shared(name), format)) {
            long before = Long.MIN_VALUE;
            for (int i = 0; i < expected; i++) {
                final ImportedBarDecoder bar = bar(source);
                assertEquals(durationNs, bar.durationNs(), name);
                assertTrue(bar.openTimeNs() > before, name);
                before = bar.openTimeNs();
            }
            assertEquals(0, source.next(buffer), name);
        }
    }

    private Map<Integer, Integer> count(final String name, final Sources.Format format, final String symbol) throws IOException {
        final Map<Integer, Integer> byTemplate = new TreeMap<>();
        try (CountedSource source = open(shared(name), format, symbol)) {
            long before = Long.MIN_VALUE;
            for (int length = source.next(buffer); length > 0; length = source.next(buffer)) {
                final long timeNs = InputMessage.timeNs(buffer, 0);
                assertTrue(timeNs >= before, name);
                before = timeNs;
                byTemplate.merge(InputMessage.templateId(buffer, 0), 1, Integer::sum);
            }
            assertEquals(0, source.counts().gaps(), name);
        }
        return byTemplate;
    }

    private ImportedBarDecoder bar(final MarketDataSource source) {
        assertTrue(source.next(buffer) > 0);
        return new ImportedBarDecoder().wrapAndApplyHeader(buffer, 0, header);
    }

    private static CountedSource open(final Path file, final Sources.Format format) {
        return open(file, format, "X");
    }

    private static CountedSource open(final Path file, final Sources.Format format, final String symbol) {
        return FILES.open(file, format, symbol, 0, Map.of(), bytes -> { });
    }

    private static long e8(final String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }

    private static Path shared(final String name) {
        final Path own = Path.of("").toAbsolutePath();
        final Path root = Files.exists(own.resolve("ringmaster")) ? own : own.getParent();
        final Path file = root.resolve("../shared/data").resolve(name).normalize();
        assumeTrue(Files.exists(file), "shared market data are not here: skipped");
        return file;
    }
}
