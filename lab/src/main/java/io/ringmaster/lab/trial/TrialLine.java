package io.ringmaster.lab.trial;

import io.ringmaster.lab.statistics.SharpeRatio;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A trial as one line of JSON. Its last key, {@code crc}, is the CRC32C of all that stands before it. */
final class TrialLine {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String CHECK = ",\"crc\":\"";
    private static final String END = "\"}";
    private static final int HEX_DIGITS = 8;

    private TrialLine() {
    }

    /** Without a line feed. */
    static String text(final RecordedTrial recorded) {
        final Trial trial = recorded.trial();
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("time", recorded.time().toString());
            json.writeStringProperty("kind", trial.kind().word());
            json.writeStringProperty("name", trial.name());
            json.writeStringProperty("config", trial.identity().configSha256());
            json.writeStringProperty("data", trial.identity().dataSha256());
            json.writeStringProperty("from", trial.identity().from());
            json.writeStringProperty("to", trial.identity().to());
            json.writeStringProperty("every", trial.every());
            json.writeNumberProperty("periods", trial.sharpe().periods());
            number(json, "sharpe", trial.sharpe().value());
            number(json, "skewness", trial.sharpe().skewness());
            number(json, "kurtosis", trial.sharpe().kurtosis());
            json.writeEndObject();
        }
        final String checked = text.toString().substring(0, text.getBuffer().length() - 1);
        return checked + CHECK + crc(checked) + END;
    }

    private static void number(final JsonGenerator json, final String key, final double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(key, value);
        } else {
            json.writeNullProperty(key);
        }
    }

    private static String crc(final String text) {
        final CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** The trial of a line; null if the line is damaged. */
    static RecordedTrial read(final String line) {
        final int check = line.length() - CHECK.length() - HEX_DIGITS - END.length();
        if (check < 0 || !line.substring(check).equals(CHECK + crc(line.substring(0, check)) + END)) {
            return null;
        }
        try {
            return read(values(line));
        } catch (final JacksonException | IllegalArgumentException | DateTimeException | NullPointerException e) {
            return null;
        }
    }

    private static Map<String, String> values(final String line) {
        final Map<String, String> values = new TreeMap<>();
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                final String key = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_NULL) {
                    values.put(key, json.getString());
                }
            }
        }
        return values;
    }

    private static RecordedTrial read(final Map<String, String> values) {
        final SharpeRatio sharpe = new SharpeRatio(
            number(values.get("sharpe")), Long.parseLong(values.get("periods")), number(values.get("skewness")), number(values.get("kurtosis")));
        final Trial.Identity identity = new Trial.Identity(values.get("config"), values.get("data"), values.get("from"), values.get("to"));
        final Trial.Kind kind = Trial.Kind.valueOf(values.get("kind").toUpperCase(Locale.ROOT));
        return new RecordedTrial(new Trial(kind, identity, values.get("every"), sharpe, values.get("name")), Instant.parse(values.get("time")));
    }

    private static double number(final String text) {
        return text == null ? Double.NaN : Double.parseDouble(text);
    }
}
