package io.ringmaster.pipeline.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the state of a graph.
 *
 * <pre>
 *   classes    int32 n, n names                      those of new objects and of values
 *   made       int32 n, n x (class int32, length int32)   what came into being since; length -1 unless it is an array
 *   contents   of every object that was built, in their order, then of every one that was made
 * </pre>
 *
 * Of an object that was built, final fields are left out: they are as they were built.
 */
final class ImageWriter {

    private final ObjectGraph graph;
    private final Map<Object, Integer> made = new IdentityHashMap<>();
    private final List<Object> madeInOrder = new ArrayList<>();
    private final List<String> madePaths = new ArrayList<>();
    private final Map<String, Integer> classes = new LinkedHashMap<>();
    private final ByteArrayOutputStream contents = new ByteArrayOutputStream(1 << 16);
    private final DataOutputStream out = new DataOutputStream(contents);
    private String path;

    ImageWriter(final ObjectGraph graph) {
        this.graph = graph;
    }

    byte[] write() {
        try {
            for (int i = 0; i < graph.size(); i++) {
                path = graph.path(i);
                writeContents(graph.built(i), true);
            }
            for (int i = 0; i < madeInOrder.size(); i++) {
                path = madePaths.get(i);
                writeContents(madeInOrder.get(i), false);
            }
            return assemble();
        } catch (final IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
    }

    private byte[] assemble() throws IOException {
        // The classes of what was made are noted before the table of classes is written.
        final int[] madeClasses = madeInOrder.stream().mapToInt(each -> classOf(each.getClass())).toArray();
        final ByteArrayOutputStream whole = new ByteArrayOutputStream(contents.size() + (1 << 12));
        final DataOutputStream head = new DataOutputStream(whole);
        head.writeInt(classes.size());
        for (final String name : classes.keySet()) {
            head.writeUTF(name);
        }
        head.writeInt(madeClasses.length);
        for (int i = 0; i < madeClasses.length; i++) {
            final Object object = madeInOrder.get(i);
            head.writeInt(madeClasses[i]);
            head.writeInt(object.getClass().isArray() ? Array.getLength(object) : -1);
        }
        contents.writeTo(head);
        return whole.toByteArray();
    }

    private int classOf(final Class<?> type) {
        return classes.computeIfAbsent(type.getName(), name -> classes.size());
    }

    private void writeContents(final Object object, final boolean isBuilt) throws IOException {
        final Shape shape = Shape.of(object.getClass());
        switch (shape.kind()) {
            case ARRAY -> writeArray(object);
            case COLLECTION -> writeCollection((Collection<?>) object);
            case MAP -> writeMap((Map<?, ?>) object);
            case OBJECT -> {
                for (final Field field : shape.fields()) {
                    if (!isBuilt || !Modifier.isFinal(field.getModifiers())) {
                        writeField(object, field);
                    }
                }
            }
            case RECORD, FROZEN -> {
                // As it was built; those made since are written where they are referred to.
            }
            case VALUE, SKIPPED, UNKNOWN -> throw new IllegalStateException("no object of the graph: " + object.getClass());
        }
    }

    private void writeArray(final Object array) throws IOException {
        switch (array) {
            case final long[] values -> {
                for (final long value : values) {
                    out.writeLong(value);
                }
            }
            case final double[] values -> {
                for (final double value : values) {
                    out.writeLong(Double.doubleToRawLongBits(value));
                }
            }
            case final int[] values -> {
                for (final int value : values) {
                    out.writeInt(value);
                }
            }
            case final boolean[] values -> {
                for (final boolean value : values) {
                    out.writeBoolean(value);
                }
            }
            case final byte[] values -> out.write(values);
            case final Object[] values -> {
                for (int i = 0; i < values.length; i++) {
                    writeReference(values[i], "[]");
                }
            }
            default -> throw ObjectGraph.unknown(array.getClass(), path);
        }
    }

    private void writeCollection(final Collection<?> collection) throws IOException {
        out.writeInt(collection.size());
        for (final Object each : collection) {
            writeReference(each, "[]");
        }
    }

    private void writeMap(final Map<?, ?> map) throws IOException {
        out.writeInt(map.size());
        for (final Map.Entry<?, ?> each : map.entrySet()) {
            writeReference(each.getKey(), "{key}");
            writeReference(each.getValue(), "{}");
        }
    }

    private void writeField(final Object object, final Field field) throws IOException {
        try {
            final Class<?> type = field.getType();
            if (type == long.class) {
                out.writeLong(field.getLong(object));
            } else if (type == double.class) {
                out.writeLong(Double.doubleToRawLongBits(field.getDouble(object)));
            } else if (type == int.class || type == short.class || type == byte.class || type == char.class) {
                out.writeInt(type == char.class ? field.getChar(object) : field.getInt(object));
            } else if (type == boolean.class) {
                out.writeBoolean(field.getBoolean(object));
            } else if (type == float.class) {
                out.writeInt(Float.floatToRawIntBits(field.getFloat(object)));
            } else if (!Boundary.isSkippedField(type)) {
                writeReference(field.get(object), "." + field.getName());
            }
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException("fields of shapes are accessible: " + field, e);
        }
    }

    private void writeReference(final Object target, final String name) throws IOException {
        if (target == null) {
            out.writeByte(Reference.NULL);
            return;
        }
        final int number = graph.number(target);
        if (number >= 0) {
            writeNumber(number);
            return;
        }
        final Shape shape = Shape.of(target.getClass());
        switch (shape.kind()) {
            case SKIPPED -> out.writeByte(Reference.NULL);
            case VALUE -> writeValue(target);
            case RECORD -> {
                out.writeByte(Reference.RECORD);
                out.writeInt(classOf(target.getClass()));
                for (final Field field : shape.fields()) {
                    writeField(target, field);
                }
            }
            case OBJECT, ARRAY, COLLECTION, MAP -> writeNumber(made(target, shape, name));
            case FROZEN -> {
                if (!(target instanceof final List<?> list)) {
                    throw cannotBeMade(target, name);
                }
                out.writeByte(Reference.LIST);
                writeCollection(list);
            }
            case UNKNOWN -> throw ObjectGraph.unknown(target.getClass(), path + name);
        }
    }

    private void writeNumber(final int number) throws IOException {
        out.writeByte(Reference.OBJECT);
        out.writeInt(number);
    }

    private int made(final Object target, final Shape shape, final String name) {
        final Integer known = made.get(target);
        if (known != null) {
            return known;
        }
        if (!shape.canBeMade()) {
            throw cannotBeMade(target, name);
        }
        final int number = graph.size() + madeInOrder.size();
        made.put(target, number);
        madeInOrder.add(target);
        madePaths.add(path + name);
        return number;
    }

    private UnknownStateException cannotBeMade(final Object target, final String name) {
        return new UnknownStateException(path + name + " is a " + target.getClass().getName() + " that came into being while the pipeline ran."
            + " Give the class a constructor without parameters, or make it a record, so that it can be restored.");
    }

    private void writeValue(final Object value) throws IOException {
        switch (value) {
            case final Enum<?> constant -> {
                out.writeByte(Reference.ENUM);
                out.writeInt(classOf(constant.getDeclaringClass()));
                out.writeUTF(constant.name());
            }
            case final String text -> {
                out.writeByte(Reference.STRING);
                out.writeUTF(text);
            }
            case final Long number -> {
                out.writeByte(Reference.LONG);
                out.writeLong(number);
            }
            case final Integer number -> {
                out.writeByte(Reference.INT);
                out.writeInt(number);
            }
            case final Double number -> {
                out.writeByte(Reference.DOUBLE);
                out.writeLong(Double.doubleToRawLongBits(number));
            }
            case final Boolean truth -> {
                out.writeByte(Reference.BOOLEAN);
                out.writeBoolean(truth);
            }
            case final UUID id -> {
                out.writeByte(Reference.UUID);
                out.writeLong(id.getMostSignificantBits());
                out.writeLong(id.getLeastSignificantBits());
            }
            default -> throw ObjectGraph.unknown(value.getClass(), path);
        }
    }
}
