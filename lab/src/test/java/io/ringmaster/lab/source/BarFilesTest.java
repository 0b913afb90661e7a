package io.ringmaster.lab.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.feed.recorded.CountedSource;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.units.FixedPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of bars of every kind, as people have them: what is right is read, and what is wrong is named. */
class BarFilesTest {

    private static final String HEADER = "time_ms,open,high,low,close,volume\n";
    private static final long T0 = 1_699_920_000_000L;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 3_600_000;
    private static final String DOWNLOAD = "https://www.CryptoDataDownload.com\ndate,symbol,open,high,low,close,Volume BTC,Volume USD\n";
    private static final String ROW = ",100,101,99,100.5,2";

    @TempDir
    private Path directory;

    @Test
    void shouldReadOurOwnKindHoweverAProgramWroteIt() throws IOException {
        final List<String> expected = List.of(bar(T0, MINUTE), bar(T0 + MINUTE, MINUTE), bar(T0 + 3 * MINUTE, MINUTE));
        final String text = HEADER + T0 + ROW + "\n" + (T0 + MINUTE) + ROW + "\n" + (T0 + 3 * MINUTE) + ROW + "\n";

        assertEquals(expected, read("plain.csv", text));
        assertEquals(expected, read("crlf.csv", text.replace("\n", "\r\n")));
        assertEquals(expected, read("end.csv", text.strip()));
        assertEquals(expected, read("empty-lines.csv", text.replace("\n", "\n\n")));
        assertEquals(expected, read("quoted.csv", text.replaceAll("([^,\n]+)", "\"$1\"")));
        assertEquals(expected, read("semicolons.csv", text.replace(',', ';')));
        assertEquals(expected, read("bars.csv.gz", gzip(text)));
        assertEquals(expected, read("bars.zip", zip(Map.of("bars.csv", text))));
    }

    /** A row in quotes is read by way of texts, a plain one from its bytes, and from the first one that is not plain on the rest is as well. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2_000, 5_000})
    void shouldReadPlainRowsAsIfTheyWereTexts(final int plain) throws IOException {
        final long seed = 20 + plain;
        final SplittableRandom random = new SplittableRandom(seed);
        final StringBuilder text = new StringBuilder(HEADER);
        final StringBuilder quoted = new StringBuilder(HEADER);
        for (int i = 0; i < 5_000; i++) {
            final String row = row(T0 + i * MINUTE, random);
            final String odd = row.replace(",", "e0,").replaceFirst("e0", "");
            text.append(i < plain ? row : odd).append('\n');
            quoted.append('"').append(row.replace(",", "\",\"")).append("\"\n");
        }
        assertEquals(read("quoted.csv", quoted.toString()), read("plain.csv", text.toString()), "seed " + seed);
        assertRefused(
            "line 5002: column 'low' is not a decimal number of at most 8 places: '9.123456789'", "last.csv",
            (text.toString() + (T0 + 5_000 * MINUTE) + ",10,11,9.123456789,10,1\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String row(final long timeMs, final SplittableRandom random) {
        final long closeE8 = random.nextLong(FixedPoint.ONE, 9_000_000_000L * FixedPoint.ONE) >> random.nextInt(30) | 1 << 20;
        final String close = FixedPoint.format(closeE8);
        return timeMs + "," + close + "," + FixedPoint.format(closeE8 + random.nextInt(1 << 20)) + "," + FixedPoint.format(closeE8 - random.nextInt(1 << 19)) + ","
            + close + "," + volume(random);
    }

    private static String volume(final SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(1_000) + ".25e-05";
            case 1 -> random.nextDouble() + "";
            default -> FixedPoint.format(random.nextLong(1L << random.nextInt(1, 40)));
        };
    }

    @Test
    void shouldLeaveOutAByteOrderMarkAndSaySo() throws IOException {
        final Path file = put("bom.csv", ("\uFEFF" + HEADER + T0 + ROW + "\n" + (T0 + MINUTE) + ROW + "\n").getBytes(StandardCharsets.UTF_8));
        try (CountedSource source = open(file, Map.of())) {
            assertEquals(List.of(file + " begins with a byte order mark (BOM); it is no part of the text and was left out"), source.notes());
            assertEquals(2, bars(source).size());
        }
        for (final String charset : new String[] {"UTF-16LE", "UTF-16BE"}) {
            assertRefused("begins with the byte order mark (BOM) of UTF-16", "utf16.csv", ("\uFEFF" + HEADER).getBytes(Charset.forName(charset)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        20240101000000   | 20240101000100   | line 2: column 'time_ms' is not a time in UTC milliseconds
        170000000000000  | 170000000060000  | line 2: column 'time_ms' is not a time in UTC milliseconds
        9223372036854    | 9223372096854    | line 2: column 'time_ms' is not a time in UTC milliseconds
        1699920000       | 1699920060       | line 2: time_ms 1699920000 is a moment early in 1970; it looks like seconds
        1699920000.0     | 1699920060.0     | line 2: column 'time_ms' is not a time in UTC milliseconds
        -60000           | 0                | line 2: column 'time_ms' is not a time in UTC milliseconds
        0x18BCC3C4C00    | 0x18BCC3D3660    | line 2: column 'time_ms' is not a time in UTC milliseconds
        1699920000000    | 1699920000060    | its bars are 60 ms apart, and none may be shorter than a second
        1699920060000    | 1699920000000    | line 3: time_ms 1699920000000 goes back, the bar before has 1699920060000: the rows are newest first
        1699920000000    | 1699920000000    | line 3: time_ms 1699920000000 repeats
        """)
    void shouldRefuseTimesThatAreNone(final String first, final String second, final String message) throws IOException {
        assertRefused(message, "times.csv", (HEADER + first + ROW + "\n" + second + ROW + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        NaN      | is not a decimal number
        Infinity | is not a decimal number
        0x64     | is not a decimal number
        ١٠٠      | is not a decimal number
        1_00     | is not a decimal number
        1e999999999 | is not a decimal number
        "100,5"  | is not a decimal number
        null     | is not a decimal number
        ''       | is not a decimal number
        0        | must be positive
        -100     | must be positive
        """)
    void shouldRefuseNumbersThatAreNone(final String number, final String message) throws IOException {
        for (int column = 1; column < 6; column++) {
            final String[] row = (T0 + MINUTE + ",100,101,99,100,1").split(",");
            row[column] = number.equals("''") ? "" : number;
            if (column == 5 && number.equals("0")) {
                continue;
            }
            final String text = HEADER + T0 + ROW + "\n" + String.join(",", row) + "\n";
            final String told = assertRefused("line 3: ", "numbers.csv", text.getBytes(StandardCharsets.UTF_8));
            assertTrue(column == 5 || told.contains("'" + HEADER.strip().split(",")[column] + "' " + message), told);
        }
    }

    @Test
    void shouldTakeTheLengthOfMostBarsAndRefuseTheRest() throws IOException {
        final StringBuilder stray = new StringBuilder(HEADER);
        for (int i = 0; i < 60; i++) {
            stray.append(T0 + i * HOUR).append(ROW).append('\n').append(i == 20 ? T0 + i * HOUR + HOUR / 2 + ROW + "\n" : "");
        }
        assertRefused("line 23: time_ms 1699993800000 is 1800000 ms after the bar before, which is no multiple of 3600000 ms", "stray.csv", bytes(stray));

        final StringBuilder longer = new StringBuilder(HEADER);
        for (int i = 0; i < 60; i++) {
            longer.append(T0 + i * MINUTE).append(ROW).append('\n');
        }
        for (int i = 1; i < 60; i++) {
            longer.append(T0 + i * HOUR).append(ROW).append('\n');
        }
        assertRefused("the last 20 bars are each 3600000 ms apart, those before 60000 ms", "longer.csv", bytes(longer));
        assertRefused("is 419 days after the bar before", "years.csv",
            bytes(HEADER + T0 + ROW + "\n" + (T0 + MINUTE) + ROW + "\n" + (T0 + 420 * 24 * HOUR) + ROW + "\n"));
    }

    @Test
    void shouldReadCryptoDataDownloadOfEveryAge() throws IOException {
        final long hour = Instant.parse("2019-10-17T09:00:00Z").toEpochMilli();
        final List<String> expected = List.of(bar(hour - HOUR, HOUR), bar(hour, HOUR));
        assertEquals(expected, read("old.csv", DOWNLOAD + "2019-10-17 09-AM,BTCUSD,100,101,99,100.5,2,200\n2019-10-17 08-AM,BTCUSD,100,101,99,100.5,2,200\n"));
        assertEquals(expected, read("new.csv", "https://www.CryptoDataDownload.com\nunix,date,symbol,open,high,low,close,Volume BTC,Volume USD\n"
            + "1571302800.0,2019-10-17 09:00:00,BTC/USD,100,101,99,100.5,2,200\n1571299200000,2019-10-17 08:00:00,BTC/USD,100,101,99,100.5,2,200\n"));
        assertRefused("line 4: its symbol is 'ETHUSD', that of the lines before 'BTCUSD'", "two.csv",
            bytes(DOWNLOAD + "2019-10-17 09-AM,BTCUSD,100,101,99,100.5,2,200\n2019-10-17 08-AM,ETHUSD,100,101,99,100.5,2,200\n"));
        for (final String day : new String[] {"2019-02-30 01-AM", "2019-02-28 13-AM", "2019-02-28 00-AM", "2019-13-01 01-AM", "2019-2-28 01-AM", ""}) {
            assertRefused("line 3: column 'date' is", "day.csv", bytes(DOWNLOAD + day + ",BTCUSD,100,101,99,100.5,2,200\n"));
        }
        assertRefused("holds no bars", "none.csv", bytes(DOWNLOAD));
        assertRefused("it has 7 columns, expected 8", "short.csv", bytes(DOWNLOAD + "2019-10-17 09-AM,BTCUSD,100,101,99,100.5,2\n"));
    }

    @Test
    void shouldReadBinanceKlines() throws IOException {
        final List<String> expected = List.of(bar(T0, MINUTE), bar(T0 + MINUTE, MINUTE));
        final String rest = ",200.1,7,1,100.1,0\n";
        final String ms = T0 + ROW + "," + (T0 + MINUTE - 1) + rest + (T0 + MINUTE) + ROW + "," + (T0 + 2 * MINUTE - 1) + rest;
        final String us = T0 + "000" + ROW + "," + (T0 + MINUTE - 1) + "999" + rest + (T0 + MINUTE) + "000" + ROW + "," + (T0 + 2 * MINUTE - 1) + "999" + rest;
        final String header = "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n";

        assertEquals(expected, read("BTCUSDT-1m-2023-11.csv", ms));
        assertEquals(expected, read("BTCUSDT-1m-2025-01.csv", us));
        assertEquals(expected, read("futures.csv", header + ms));
        assertEquals(expected, read("BTCUSDT-1m-2023-11.zip", zip(Map.of("BTCUSDT-1m-2023-11.csv", ms))));
        assertRefused("line 2: column 'open_time' is not a time in UTC milliseconds", "mixed.csv", bytes(ms.lines().findFirst().orElseThrow() + "\n" + us));
        assertRefused("line 2: column 'close_time' is not the last moment of a bar of 60000 ms", "close.csv",
            bytes(T0 + ROW + "," + (T0 + MINUTE - 1) + rest + (T0 + MINUTE) + ROW + "," + (T0 + 3 * MINUTE - 1) + rest));
        final Map<String, String> two = new TreeMap<>(Map.of("a.csv", ms, "b.csv", ms));
        assertRefused("holds several files: a.csv, b.csv", "two.zip", zip(two));
    }

    @Test
    void shouldReadKrakensFiles() throws IOException {
        final String rows = T0 / 1_000 + ROW + ",7\n" + (T0 + 2 * MINUTE) / 1_000 + ROW + ",7\n" + (T0 + 4 * MINUTE) / 1_000 + ROW + ",7\n";
        assertEquals(List.of(bar(T0, MINUTE), bar(T0 + 2 * MINUTE, MINUTE), bar(T0 + 4 * MINUTE, MINUTE)), read("XBTUSD_1.csv", rows));
        assertRefused("line 1: column 'time' is not UTC seconds: '1699920000000'", "XBTUSD_5.csv", bytes(T0 + ROW + ",7\n"));
        assertRefused("no multiple of 3600000 ms", "XBTUSD_60.csv", bytes(rows));
    }

    @Test
    void shouldReadAnyCsvWhoseColumnsAreNamed() throws IOException {
        final Map<String, String> named = Map.of("time", "Zeit", "open", "Auf", "high", "Hoch", "low", "Tief", "close", "Zu", "volume", "Menge");
        final List<String> expected = List.of(bar(T0, MINUTE), bar(T0 + MINUTE, MINUTE));
        for (final String[] times : new String[][] {
            {"1699920000", "1699920060"}, {"1699920000000", "1699920060000"}, {"1699920000000000", "1699920060000000"},
            {"1699920000000000000", "1699920060000000000"}, {"2023-11-14T00:00:00Z", "2023-11-14T00:01:00Z"}, {"2023-11-14 00:00", "2023-11-14 00:01"},
            {"2023-11-14 00:00:00", "2023-11-14 00:01:00"}, {"2023-11-14T01:00:00.000+01:00", "2023-11-14T01:01:00.000+01:00"},
            {"2023-11-14 00:00:00 UTC", "2023-11-14 00:01:00 UTC"}}) {
            assertEquals(expected, read("named.csv", "Menge,Zu,Tief,Hoch,Auf,Zeit,Rest\n2,100.5,99,101,100," + times[0] + ",x\n2,100.5,99,101,100," + times[1]
                + ",\n", named), times[0]);
        }
        final Map<String, String> numbered = Map.of("time", "1", "open", "2", "high", "3", "low", "4", "close", "5", "volume", "none");
        final String text = "1699920000,100,101,99,100.5\n1699920060,100,101,99,100.5\n";
        final List<String> withoutVolume = expected.stream().map(bar -> bar.replaceAll("2$", "0")).toList();
        assertEquals(withoutVolume, read("numbered.csv", text, numbered));
        assertEquals(withoutVolume, read("header.csv", "a,b,c,d,e\n" + text, numbered));

        assertRefused(
            "line 2: column 'Zeit' is no time", "fraction.csv",
            bytes("Menge,Zu,Tief,Hoch,Auf,Zeit\n2,100.5,99,101,100,2023-11-14T00:01.5Z\n"), named);
        assertRefused("line 1: --columns time=Zeit: there is no such column. It has a,b,c,d,e", "wrong.csv", bytes("a,b,c,d,e\n" + text), named);
        assertRefused("--columns: 'low' is missing", "l.csv", bytes(text), Map.of("time", "1", "open", "2", "high", "3"));
        assertRefused("--columns: there is no 'opne'", "o.csv", bytes(text), Map.of("opne", "1"));
        assertRefused("line 3: column '1' is not UTC seconds: '1699920060000'", "unit.csv", bytes(text + "1699920060000,1,1,1,1\n".repeat(0)
            + "1699920060000,100,101,99,100.5\n"), numbered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        "volume":null                         | field 'volume' is not a number: null
        "x":"1"                               | field 'volume' is missing
        "volume":"1","volume":"2"             | field 'volume' is there twice
        "volume":"NaN"                        | field 'volume' is not a decimal number: 'NaN'
        "volume":{}                           | field 'volume' is not a number
        "volume":true                         | field 'volume' is not a number
        "volume":"1","start":"1"              | field 'start' is there twice
        """)
    void shouldRefuseACandleThatIsNone(final String volume, final String message) throws IOException {
        assertRefused(message, "candle.json", bytes("{\"candles\":[{\"start\":\"1699920000\",\"low\":\"99\",\"high\":\"101\",\"open\":\"100\",\"close\":\"100\","
            + volume + "}]}"));
    }

    @Test
    void shouldRefuseCandlesInOtherUnitsOrShapes() throws IOException {
        final String candle = "{\"start\":\"%s\",\"low\":\"99\",\"high\":\"101\",\"open\":\"100\",\"close\":\"100.5\",\"volume\":\"2\"}";
        final String good = "{\"candles\":[" + candle.formatted("1699923600") + "," + candle.formatted("1699920000") + "]}";
        assertEquals(List.of(bar(T0, HOUR), bar(T0 + HOUR, HOUR)), read("good.json", good));
        for (final String time : new String[] {"1699920000000", "169992000", "-1699920000", "1.69992e9", "", "9999999999"}) {
            assertRefused("field 'start' is not a time in UTC seconds: '" + time + "'", "units.json", bytes("{\"candles\":[" + candle.formatted(time) + "]}"));
        }
        assertRefused("malformed or breaks off", "cut.json", bytes(good.substring(0, good.length() - 20)));
        assertRefused("something follows", "twice.json", bytes(good + good));
        assertRefused("no list 'candles'", "other.json", bytes("{\"message\":\"rate limit\"}"));
        assertRefused("holds no bars", "none.json", bytes("{\"candles\":[]}"));
        assertRefused("a candle must be an object", "list.json", bytes("{\"candles\":[[1,2,3]]}"));
        assertRefused("repeats", "repeats.json", bytes("{\"candles\":[" + candle.formatted("1699920000") + "," + candle.formatted("1699923600") + ","
            + candle.formatted("1699920000") + "]}"));
    }

    @Test
    void shouldReadEveryDayOfALeanArchive() throws IOException {
        final String day = "0" + ROW + "\n60000" + ROW + "\n";
        final long midnight = Instant.parse("2016-10-07T00:00:00Z").toEpochMilli();
        final Map<String, String> days = new TreeMap<>(Map.of("20161007_btcusd_minute_trade.csv", day, "20161008_btcusd_minute_trade.csv", day));
        assertEquals(
            List.of(bar(midnight, MINUTE), bar(midnight + MINUTE, MINUTE), bar(midnight + 24 * HOUR, MINUTE), bar(midnight + 24 * HOUR + MINUTE, MINUTE)),
            read("two_trade.zip", zip(days)));
        final Map<String, String> backwards = new TreeMap<>(java.util.Comparator.reverseOrder());
        backwards.putAll(days);
        assertRefused("after a later day", "back.zip", zip(backwards));
        days.put("20161009_ethusd_minute_trade.csv", day);
        assertRefused("holds 20161009_ethusd_minute_trade.csv beside days of btcusd_minute_trade.csv", "eth.zip", zip(days));
        assertRefused("names no day: 20160230", "day.zip", zip(Map.of("20160230_btcusd_minute_trade.csv", day)));
        for (final String time : new String[] {"86400000", "-60000", "1475798400000", "30000", "1e3"}) {
            assertRefused("line 2: '" + time + "' is no ", "time.zip", zip(Map.of("20161007_btcusd_minute_trade.csv", "0" + ROW + "\n" + time + ROW + "\n")));
        }
        assertRefused("holds no bars", "empty.zip", zip(Map.of("20161007_btcusd_minute_trade.csv", "")));
    }

    @Test
    void shouldNameAFileThatBreaksOffOrIsEmpty() throws IOException {
        final StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 20_000; i++) {
            text.append(T0 + i * MINUTE).append(",100,101,99,100,").append(i * 7919 % 1000).append('\n');
        }
        final byte[] whole = gzip(text.toString());
        assertRefused("breaks off after line", "cut.csv.gz", Arrays.copyOf(whole, whole.length / 2));
        final byte[] zipped = zip(Map.of("bars.csv", text.toString()));
        assertRefused("cannot be read: it ends too early", "cut-header.csv.gz", Arrays.copyOf(whole, 2));
        assertRefused("line 1: the header 'a?b?[31mc' is none we know", "control.csv", bytes("a\u0000b\u001B[31mc\n"));
        assertRefused("breaks off after line", "cut.zip", Arrays.copyOf(zipped, zipped.length / 2));
        assertRefused("the file is empty", "empty.csv", new byte[0]);
        assertRefused("the file is empty", "blank.csv", bytes("\n \n"));
        assertRefused("holds no bars", "header.csv", bytes(HEADER));
        assertRefused("contains only one bar", "one.csv", bytes(HEADER + T0 + ROW + "\n"));
        assertRefused("is no CSV after line 2: Unclosed quoted field at end of input; fix the line", "quote.csv", bytes(HEADER + T0 + ROW + "\n\"" + (T0 + MINUTE) + ROW + "\n"));
        assertRefused("no header, and 6 columns of numbers are of no kind we know", "headless.csv", bytes(T0 + ROW + "\n"));
        assertRefused("it has 7 columns, expected 6", "more.csv", bytes(HEADER + T0 + ROW + ",1\n"));
    }

    private List<String> read(final String name, final String text) throws IOException {
        return read(name, bytes(text));
    }

    private List<String> read(final String name, final byte[] content) throws IOException {
        try (CountedSource source = open(put(name, content), Map.of())) {
            return bars(source);
        }
    }

    private List<String> read(final String name, final String text, final Map<String, String> columns) throws IOException {
        try (CountedSource source = open(put(name, bytes(text)), columns)) {
            return bars(source);
        }
    }

    private String assertRefused(final String message, final String name, final byte[] content) throws IOException {
        return assertRefused(message, name, content, Map.of());
    }

    private String assertRefused(final String message, final String name, final byte[] content, final Map<String, String> columns) throws IOException {
        final Path file = put(name, content);
        final String told = assertThrows(InvalidInputException.class, () -> {
            try (CountedSource source = open(file, columns)) {
                bars(source);
            }
        }).getMessage();
        assertTrue(told.contains(message), told);
        assertTrue(told.contains(file.toString()) || told.startsWith("--columns"), told);
        return told;
    }

    private static CountedSource open(final Path file, final Map<String, String> columns) {
        return new Sources((name, in, symbol, instrumentId) -> {
            throw new AssertionError("no capture is read here");
        }).open(file, Sources.formatOf(file), "X", 0, columns, bytes -> { });
    }

    private static List<String> bars(final MarketDataSource source) {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
        final ImportedBarDecoder bar = new ImportedBarDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final List<String> bars = new ArrayList<>();
        while (source.next(buffer) > 0) {
            bar.wrapAndApplyHeader(buffer, 0, header);
            assertEquals(bar.openTimeNs() + bar.durationNs(), bar.receiveTimeNs());
            bars.add(bar.openTimeNs() / 1_000_000 + "+" + bar.durationNs() / 1_000_000 + " " + FixedPoint.format(bar.openPriceE8()) + " "
                + FixedPoint.format(bar.highPriceE8()) + " " + FixedPoint.format(bar.lowPriceE8()) + " " + FixedPoint.format(bar.closePriceE8()) + " "
                + FixedPoint.format(bar.volumeE8()));
        }
        return bars;
    }

    private static String bar(final long timeMs, final long durationMs) {
        return timeMs + "+" + durationMs + " 100 101 99 100.5 2";
    }

    private Path put(final String name, final byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static byte[] bytes(final CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(final String text) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes(text));
        }
        return out.toByteArray();
    }

    private static byte[] zip(final Map<String, String> entries) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (final Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(bytes(entry.getValue()));
            }
        }
        return out.toByteArray();
    }
}
