package io.ringmaster.cli.terminal;

import io.ringmaster.units.FixedPoint;
import java.io.PrintStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/** One JSON object on one line, in the order it was filled: what {@code --json} prints last. */
public final class JsonLine {

    /** What {@code --json} does, for the help of a command. */
    public static final String OPTION = "print one JSON object as the last line of standard output, and nothing else there";

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json = FACTORY.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), text);

    public JsonLine() {
        json.writeStartObject();
    }

    public JsonLine put(final String key, final long value) {
        json.writeNumberProperty(key, value);
        return this;
    }

    public JsonLine put(final String key, final boolean value) {
        json.writeBooleanProperty(key, value);
        return this;
    }

    /** A text, or null. */
    public JsonLine put(final String key, final String value) {
        if (value == null) {
            json.writeNullProperty(key);
        } else {
            json.writeStringProperty(key, value);
        }
        return this;
    }

    /** A ratio or rate; null if it is not a finite number. */
    public JsonLine put(final String key, final double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(key, value);
        } else {
            json.writeNullProperty(key);
        }
        return this;
    }

    /** The exact decimal value of a 1e-8 fixed-point number. */
    public JsonLine putE8(final String key, final long valueE8) {
        json.writeNumberProperty(key, new BigDecimal(FixedPoint.format(valueE8)));
        return this;
    }

    /** A nested object, filled by {@code content}. */
    public JsonLine putObject(final String key, final Consumer<JsonLine> content) {
        json.writeObjectPropertyStart(key);
        content.accept(this);
        json.writeEndObject();
        return this;
    }

    /** A list of objects, each filled by {@code content}. */
    public <T> JsonLine putList(final String key, final Iterable<T> elements, final BiConsumer<T, JsonLine> content) {
        json.writeArrayPropertyStart(key);
        for (final T element : elements) {
            json.writeStartObject();
            content.accept(element, this);
            json.writeEndObject();
        }
        json.writeEndArray();
        return this;
    }

    /** A text, or rows of texts as {@code MessageFields} gives them; a numeric text is written as a number. */
    public void putAny(final String key, final Object value) {
        json.writeName(key);
        write(value);
    }

    private void write(final Object value) {
        switch (value) {
            case final List<?> rows -> {
                json.writeStartArray();
                rows.forEach(this::write);
                json.writeEndArray();
            }
            case final Map<?, ?> row -> {
                json.writeStartObject();
                row.forEach((name, each) -> {
                    json.writeName(String.valueOf(name));
                    write(each);
                });
                json.writeEndObject();
            }
            default -> {
                final String plain = String.valueOf(value);
                if (NUMBER.matcher(plain).matches()) {
                    json.writeNumber(new BigDecimal(plain));
                } else {
                    json.writeString(plain);
                }
            }
        }
    }

    /** Ends the object and returns its text. */
    public String text() {
        json.writeEndObject();
        json.close();
        return text.toString();
    }

    public void print(final PrintStream out) {
        out.println(text());
    }
}
