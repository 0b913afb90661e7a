package io.ringmaster.lab.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/** A column of a {@link ParquetFile}: the values that are not written yet, in Parquet's plain encoding. No value is ever missing. */
public final class ParquetColumn {

    private static final int BITS = 8;

    private final String name;
    private final Kind kind;
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    /** Booleans that do not fill a byte yet. */
    private int bits;
    private int bitCount;
    private int count;

    /** What its values are. */
    public enum Kind {
        INTEGER(Type.INT64), NANOSECONDS(Type.INT64), FLOAT(Type.FLOAT), DOUBLE(Type.DOUBLE), BOOLEAN(Type.BOOLEAN), TEXT(Type.BYTE_ARRAY);

        private final Type type;

        Kind(final Type type) {
            this.type = type;
        }
    }

    ParquetColumn(final String name, final Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    /** An integer, or nanoseconds since the epoch. */
    public void put(final long value) {
        require(kind == Kind.INTEGER || kind == Kind.NANOSECONDS);
        putBytes(value, Long.BYTES);
        count++;
    }

    public void put(final float value) {
        require(kind == Kind.FLOAT);
        putBytes(Float.floatToRawIntBits(value), Float.BYTES);
        count++;
    }

    public void put(final double value) {
        require(kind == Kind.DOUBLE);
        putBytes(Double.doubleToRawLongBits(value), Double.BYTES);
        count++;
    }

    public void put(final String value) {
        require(kind == Kind.TEXT);
        final byte[] text = value.getBytes(StandardCharsets.UTF_8);
        putBytes(text.length, Integer.BYTES);
        values.writeBytes(text);
        count++;
    }

    /** Eight share a byte, the first in its lowest bit. */
    public void put(final boolean value) {
        require(kind == Kind.BOOLEAN);
        bits |= value ? 1 << bitCount : 0;
        if (++bitCount == BITS) {
            flushBits();
        }
        count++;
    }

    private void require(final boolean isRight) {
        if (!isRight) {
            throw new IllegalArgumentException("column " + name + " holds values of kind " + kind);
        }
    }

    /** Lowest byte first. */
    private void putBytes(final long value, final int bytes) {
        for (int i = 0; i < bytes; i++) {
            values.write((int) (value >>> i * Byte.SIZE));
        }
    }

    private void flushBits() {
        values.write(bits);
        bits = 0;
        bitCount = 0;
    }

    String name() {
        return name;
    }

    Type type() {
        return kind.type;
    }

    int count() {
        return count;
    }

    int bytes() {
        return values.size();
    }

    /** Returns the values, and forgets them. */
    byte[] take() {
        if (bitCount > 0) {
            flushBits();
        }
        final byte[] taken = values.toByteArray();
        values.reset();
        count = 0;
        return taken;
    }

    SchemaElement schema() {
        final SchemaElement schema = new SchemaElement(name).setType(kind.type).setRepetition_type(FieldRepetitionType.REQUIRED);
        return switch (kind) {
            case NANOSECONDS -> schema.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.NANOS(new NanoSeconds()))));
            case TEXT -> schema.setConverted_type(ConvertedType.UTF8).setLogicalType(LogicalType.STRING(new StringType()));
            case INTEGER, FLOAT, DOUBLE, BOOLEAN -> schema;
        };
    }

    /** In a file's metadata. */
    List<String> path() {
        return List.of(name);
    }
}
