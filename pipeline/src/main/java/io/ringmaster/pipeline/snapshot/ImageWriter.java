package io.ringmaster.pipeline.snapshot;

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
 *   classes    int32 n, n texts                      classes of new objects and of values
 *   made       int32 n, n x (class int32, length int32)   objects created since; length -1 unless it is an array
 *   contents   of every object that was built, in order, then of every object created since
 * </pre>
 *
 * The final fields of built objects are left out, because they do not change.
 */
final class ImageWriter {

    private final ObjectGraph graph;
    private final Map<Object, Integer> made = new IdentityHashMap<>();
    private final List<Object> madeInOrder = new ArrayList<>();
    private final List<String> madePaths = new ArrayList<>();
    private final Map<String, Integer> classes = new LinkedHashMap<>();
    private final ImageBytes out = new ImageBytes(1 << 16);
    private String path;

    ImageWriter(final ObjectGraph graph) {
        this.graph = graph;
    }

    byte[] write() {
        for (int i = 0; i < graph.size(); i++) {
            path = graph.path(i);
            writeContents(graph.built(i), true);
        }
        for (int i = 0; i < madeInOrder.size(); i++) {
            path = madePaths.get(i);
            writeContents(madeInOrder.get(i), false);
        }
        return assemble();
    }

    private byte[] assemble() {
        // The classes of created objects are collected before the table of classes is written.
        final int[] madeClasses = madeInOrder.stream().mapToInt(each -> classOf(each.getClass())).toArray();
        final ImageBytes head = new ImageBytes(out.size() + (1 << 12));
        head.putInt(classes.size());
        for (final String name : classes.keySet()) {
            head.putText(name);
        }
        head.putInt(madeClasses.length);
        for (int i = 0; i < madeClasses.length; i++) {
            final Object object = madeInOrder.get(i);
            head.putInt(madeClasses[i]);
            head.putInt(object.getClass().isArray() ? Array.getLength(object) : -1);
        }
        head.putAll(out);
        return head.toByteArray();
    }

    private int classOf(final Class<?> type) {
        return classes.computeIfAbsent(type.getName(), name -> classes.size());
    }

    private void writeContents(final Object object, final boolean isBuilt) {
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
                // Unchanged since it was built; records created since are written where they are referenced.
            }
            case VALUE, SKIPPED, UNKNOWN -> throw new IllegalStateException("no object of the graph: " + object.getClass());
        }
    }

    private void writeArray(final Object array) {
        switch (array) {
            case final long[] values -> out.putLongs(values);
            case final double[] values -> out.putDoubles(values);
            case final float[] values -> out.putFloats(values);
            case final int[] values -> out.putInts(values);
            case final boolean[] values -> {
                for (final boolean value : values) {
                    out.putBoolean(value);
                }
            }
            case final byte[] values -> out.putBytes(values, values.length);
            case final Object[] values -> {
                for (int i = 0; i < values.length; i++) {
                    writeReference(values[i], "[]");
                }
            }
            default -> throw ObjectGraph.unknown(array.getClass(), path);
        }
    }

    private void writeCollection(final Collection<?> collection) {
        out.putInt(collection.size());
        for (final Object each : collection) {
            writeReference(each, "[]");
        }
    }

    private void writeMap(final Map<?, ?> map) {
        out.putInt(map.size());
        for (final Map.Entry<?, ?> each : map.entrySet()) {
            writeReference(each.getKey(), "{key}");
            writeReference(each.getValue(), "{}");
        }
    }

    private void writeField(final Object object, final Field field) {
        try {
            final Class<?> type = field.getType();
            if (type == long.class) {
                out.putLong(field.getLong(object));
            } else if (type == double.class) {
                out.putDouble(field.getDouble(object));
            } else if (type == int.class || type == short.class || type == byte.class || type == char.class) {
                out.putInt(type == char.class ? field.getChar(object) : field.getInt(object));
            } else if (type == boolean.class) {
                out.putBoolean(field.getBoolean(object));
            } else if (type == float.class) {
                out.putInt(Float.floatToRawIntBits(field.getFloat(object)));
            } else if (!Boundary.isSkippedField(type)) {
                writeReference(field.get(object), "." + field.getName());
            }
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException("fields of shapes are accessible: " + field, e);
        }
    }

    private void writeReference(final Object target, final String name) {
        if (target == null) {
            out.putByte(Reference.NULL);
            return;
        }
        final int number = graph.number(target);
        if (number >= 0) {
            writeNumber(number);
            return;
        }
        final Shape shape = Shape.of(target.getClass());
        switch (shape.kind()) {
            case SKIPPED -> out.putByte(Reference.NULL);
            case VALUE -> writeValue(target);
            case RECORD -> {
                out.putByte(Reference.RECORD);
                out.putInt(classOf(target.getClass()));
                for (final Field field : shape.fields()) {
                    writeField(target, field);
                }
            }
            case OBJECT, ARRAY, COLLECTION, MAP -> writeNumber(made(target, shape, name));
            case FROZEN -> {
                if (!(target instanceof final List<?> list)) {
                    throw cannotBeMade(target, name);
                }
                out.putByte(Reference.LIST);
                writeCollection(list);
            }
            case UNKNOWN -> throw ObjectGraph.unknown(target.getClass(), path + name);
        }
    }

    private void writeNumber(final int number) {
        out.putByte(Reference.OBJECT);
        out.putInt(number);
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
        return new UnknownStateException(path + name + " is a " + target.getClass().getName() + " that was created while the pipeline ran."
            + " Give the class a constructor without parameters, or make it a record, so that it can be restored.");
    }

    private void writeValue(final Object value) {
        switch (value) {
            case final Enum<?> constant -> {
                out.putByte(Reference.ENUM);
                out.putInt(classOf(constant.getDeclaringClass()));
                out.putText(constant.name());
            }
            case final String text -> {
                out.putByte(Reference.STRING);
                out.putText(text);
            }
            case final Long number -> {
                out.putByte(Reference.LONG);
                out.putLong(number);
            }
            case final Integer number -> {
                out.putByte(Reference.INT);
                out.putInt(number);
            }
            case final Double number -> {
                out.putByte(Reference.DOUBLE);
                out.putDouble(number);
            }
            case final Boolean truth -> {
                out.putByte(Reference.BOOLEAN);
                out.putBoolean(truth);
            }
            case final UUID id -> {
                out.putByte(Reference.UUID);
                out.putLong(id.getMostSignificantBits());
                out.putLong(id.getLeastSignificantBits());
            }
            default -> throw ObjectGraph.unknown(value.getClass(), path);
        }
    }
}
