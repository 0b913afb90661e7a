package io.ringmaster.lab.source;

import io.ringmaster.units.FixedPoint;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds out by its first line which kind of bar file this is: our own CSV, CryptoDataDownload's CSV (a line of advertisement, a header,
 * newest first), or Coinbase's candles as JSON.
 */
final class OhlcvFile {

    private static final String DOWNLOAD_COLUMNS = "date,symbol,open,high,low,close,";
    private static final DateTimeFormatter DOWNLOAD_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd hh-a", Locale.ROOT);
    private static final long MS_PER_SECOND = 1_000;
    private static final JsonFactory JSON = new JsonFactory();

    private OhlcvFile() {
    }

    /** @param in plain or gzipped; closed with the rows */
    static BarRows open(final String file, final InputStream in) {
        final Lines lines = new Lines(file, in);
        if (!lines.next()) {
            throw lines.invalid("the file is empty; expected the header " + CsvBarRows.HEADER);
        }
        final String first = lines.text().strip();
        if (first.equals(CsvBarRows.HEADER)) {
            return new CsvBarRows(lines);
        }
        try (lines) {
            if (first.startsWith("{")) {
                return candles(lines);
            }
            if (lines.next() && lines.text().startsWith(DOWNLOAD_COLUMNS)) {
                return download(lines);
            }
        }
        throw lines.invalid("neither the header " + CsvBarRows.HEADER + " nor that of another known kind of bars");
    }

    private static BarRows download(final Lines lines) {
        final StoredBarRows rows = new StoredBarRows();
        while (lines.next()) {
            if (lines.length() == 0) {
                continue;
            }
            final String[] fields = lines.text().split(",", -1);
            if (fields.length < 7) {
                throw lines.invalid("it has " + fields.length + " columns, expected at least 7; fix or remove the line");
            }
            final BarRow row = new BarRow();
            row.line = lines.number();
            try {
                row.timeMs = LocalDateTime.parse(fields[0], DOWNLOAD_TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
                row.openE8 = FixedPoint.parse(fields[2]);
                row.highE8 = FixedPoint.parse(fields[3]);
                row.lowE8 = FixedPoint.parse(fields[4]);
                row.closeE8 = FixedPoint.parse(fields[5]);
                row.volumeE8 = FixedPoint.parseHalfEven(fields[6]);
            } catch (final DateTimeParseException e) {
                throw lines.invalid("column 'date' is not a time such as 2019-10-17 09-AM: '" + fields[0] + "'; fix or remove the line", e);
            } catch (final NumberFormatException e) {
                throw lines.invalid(e.getMessage() + "; fix or remove the line", e);
            }
            rows.add(row);
        }
        rows.sort();
        return rows;
    }

    private static BarRows candles(final Lines lines) {
        final StringBuilder text = new StringBuilder(lines.text()).append('\n');
        while (lines.next()) {
            text.append(lines.text()).append('\n');
        }
        final StoredBarRows rows = new StoredBarRows();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text.toString())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.START_OBJECT && json.streamReadContext().getParent().inArray()) {
                    rows.add(candle(lines, json));
                }
            }
        } catch (final JacksonException e) {
            throw lines.invalid("the JSON is malformed at its line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage()
                + "; fetch the file again", e);
        }
        rows.sort();
        return rows;
    }

    private static BarRow candle(final Lines lines, final JsonParser json) {
        final BarRow row = new BarRow();
        row.line = json.currentLocation().getLineNr();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            final String name = json.currentName();
            json.nextToken();
            final String value = json.getValueAsString();
            try {
                switch (name) {
                    case "start" -> row.timeMs = Long.parseLong(value) * MS_PER_SECOND;
                    case "open" -> row.openE8 = FixedPoint.parse(value);
                    case "high" -> row.highE8 = FixedPoint.parse(value);
                    case "low" -> row.lowE8 = FixedPoint.parse(value);
                    case "close" -> row.closeE8 = FixedPoint.parse(value);
                    case "volume" -> row.volumeE8 = FixedPoint.parseHalfEven(value);
                    default -> json.skipChildren();
                }
            } catch (final NumberFormatException e) {
                throw lines.invalidAt(row.line, "field '" + name + "' is not a decimal number: '" + value + "'; fix or remove the candle", e);
            }
        }
        return row;
    }
}
