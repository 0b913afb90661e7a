package io.ringmaster.exchange.wire;

import io.ringmaster.units.FixedPoint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.io.SegmentedStringWriter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.BufferRecycler;

/** Writes one JSON object; money as the exact decimal number. */
final class Json {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final JsonGenerator out;

    private Json(final JsonGenerator out) {
        this.out = out;
    }

    static String object(final Consumer<Json> fields) {
        final SegmentedStringWriter text = new SegmentedStringWriter(new BufferRecycler());
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            fields.accept(new Json(out));
            out.writeEndObject();
        }
        return text.getAndClear();
    }

    /** Milliseconds since 1970 as REST writes them. */
    static String time(final long epochMs) {
        return TIME.format(Instant.ofEpochMilli(epochMs));
    }

    Json text(final String name, final String value) {
        out.writeStringProperty(name, value);
        return this;
    }

    /** Left out where there is none. */
    Json optionalText(final String name, final String value) {
        return value.isEmpty() ? this : text(name, value);
    }

    Json number(final String name, final long value) {
        out.writeNumberProperty(name, value);
        return this;
    }

    Json e8(final String name, final long valueE8) {
        out.writeName(name);
        out.writeNumber(FixedPoint.format(valueE8));
        return this;
    }

    /** Money as text, which is how the history writes it. */
    Json textE8(final String name, final long valueE8) {
        return text(name, FixedPoint.format(valueE8));
    }

    /** Left out where it is 0, which stands for none. */
    Json optionalE8(final String name, final long valueE8) {
        return valueE8 == 0 ? this : e8(name, valueE8);
    }

    Json flag(final String name, final boolean value) {
        out.writeBooleanProperty(name, value);
        return this;
    }

    Json nothing(final String name) {
        out.writeNullProperty(name);
        return this;
    }

    Json object(final String name, final Consumer<Json> fields) {
        out.writeObjectPropertyStart(name);
        fields.accept(this);
        out.writeEndObject();
        return this;
    }

    <T> Json objects(final String name, final Iterable<T> elements, final BiConsumer<Json, T> fields) {
        out.writeArrayPropertyStart(name);
        for (final T element : elements) {
            out.writeStartObject();
            fields.accept(this, element);
            out.writeEndObject();
        }
        out.writeEndArray();
        return this;
    }

    Json texts(final String name, final Iterable<String> elements) {
        out.writeArrayPropertyStart(name);
        elements.forEach(out::writeString);
        out.writeEndArray();
        return this;
    }

    /** Pairs of price and quantity, as REST writes a book. */
    Json levels(final String name, final int count, final IntToLongFunction priceE8, final IntToLongFunction qtyE8) {
        out.writeArrayPropertyStart(name);
        for (int i = 0; i < count; i++) {
            out.writeStartArray();
            out.writeNumber(FixedPoint.format(priceE8.applyAsLong(i)));
            out.writeNumber(FixedPoint.format(qtyE8.applyAsLong(i)));
            out.writeEndArray();
        }
        out.writeEndArray();
        return this;
    }

    /** Objects of price and quantity, as the feed writes a book. */
    Json levelObjects(final String name, final int count, final IntToLongFunction priceE8, final IntToLongFunction qtyE8) {
        out.writeArrayPropertyStart(name);
        for (int i = 0; i < count; i++) {
            out.writeStartObject();
            e8("price", priceE8.applyAsLong(i)).e8("qty", qtyE8.applyAsLong(i));
            out.writeEndObject();
        }
        out.writeEndArray();
        return this;
    }
}
