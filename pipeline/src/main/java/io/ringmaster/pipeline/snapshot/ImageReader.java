package io.ringmaster.pipeline.snapshot;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads an image of {@link ImageWriter} into the objects of a graph. */
final class ImageReader {

    private final ObjectGraph graph;
    private final ByteBuffer in;
    private Class<?>[] classes;
    private Object[] made;

    ImageReader(final ObjectGraph graph, final byte[] image) {
        this.graph = graph;
        in = ByteBuffer.wrap(image);
    }

    void read() {
        try {
            readClasses();
            makeObjects();
            for (int i = 0; i < graph.size(); i++) {
                readContents(graph.built(i), true);
            }
            for (final Object each : made) {
                readContents(each, false);
            }
            if (in.hasRemaining()) {
                throw new StateMismatchException("the image is longer than the state");
            }
        } catch (final BufferUnderflowException | ClassNotFoundException | ClassCastException | IllegalArgumentException
                       | IndexOutOfBoundsException | ArrayStoreException | NegativeArraySizeException e) {
            throw new StateMismatchException("the image does not fit the objects: " + e, e);
        }
    }

    private void readClasses() throws ClassNotFoundException {
        classes = new Class<?>[in.getInt()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = Class.forName(text());
        }
    }

    private String text() {
        final byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void makeObjects() {
        made = new Object[in.getInt()];
        for (int i = 0; i < made.length; i++) {
            final Class<?> type = classes[in.getInt()];
            final int length = in.getInt();
            made[i] = length >= 0 ? Array.newInstance(type.getComponentType(), length) : Shape.of(type).make();
        }
    }

    private void readContents(final Object object, final boolean isBuilt) {
        final Shape shape = Shape.of(object.getClass());
        switch (shape.kind()) {
            case ARRAY -> readArray(object);
            case COLLECTION -> readCollection(object);
            case MAP -> readMap(object);
            case OBJECT -> {
                for (final Field field : shape.fields()) {
                    if (!isBuilt || !Modifier.isFinal(field.getModifiers())) {
                        readField(object, field);
                    }
                }
            }
            case RECORD, FROZEN -> {
                // As it was built.
            }
            case VALUE, SKIPPED, UNKNOWN -> throw new IllegalStateException("no object of the graph: " + object.getClass());
        }
    }

    private void readArray(final Object array) {
        switch (array) {
            case final long[] values -> {
                in.asLongBuffer().get(values);
                in.position(in.position() + values.length * Long.BYTES);
            }
            case final double[] values -> {
                in.asDoubleBuffer().get(values);
                in.position(in.position() + values.length * Double.BYTES);
            }
            case final float[] values -> {
                in.asFloatBuffer().get(values);
                in.position(in.position() + values.length * Float.BYTES);
            }
            case final int[] values -> {
                in.asIntBuffer().get(values);
                in.position(in.position() + values.length * Integer.BYTES);
            }
            case final boolean[] values -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = in.get() != 0;
                }
            }
            case final byte[] values -> in.get(values);
            case final Object[] values -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = readReference();
                }
            }
            default -> throw new StateMismatchException("arrays of this class are not written: " + array.getClass());
        }
    }

    @SuppressWarnings("unchecked")
    private void readCollection(final Object object) {
        final Collection<Object> collection = (Collection<Object>) object;
        collection.clear();
        collection.addAll(readReferences());
    }

    @SuppressWarnings("unchecked")
    private void readMap(final Object object) {
        final Map<Object, Object> map = (Map<Object, Object>) object;
        map.clear();
        final int size = in.getInt();
        for (int i = 0; i < size; i++) {
            final Object key = readReference();
            map.put(key, readReference());
        }
    }

    private List<Object> readReferences() {
        final int size = in.getInt();
        final List<Object> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(readReference());
        }
        return all;
    }

    private void readField(final Object object, final Field field) {
        if (!field.getType().isPrimitive() && Boundary.isSkippedField(field.getType())) {
            return;
        }
        try {
            field.set(object, readFieldValue(field.getType()));
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException("fields of shapes are accessible: " + field, e);
        }
    }

    private Object readFieldValue(final Class<?> type) {
        if (!type.isPrimitive()) {
            return readReference();
        }
        if (type == long.class) {
            return in.getLong();
        }
        if (type == double.class) {
            return Double.longBitsToDouble(in.getLong());
        }
        if (type == boolean.class) {
            return in.get() != 0;
        }
        final int value = in.getInt();
        return type == int.class ? (Object) value : type == short.class ? (Object) (short) value : type == byte.class ? (Object) (byte) value
            : type == char.class ? (Object) (char) value : (Object) Float.intBitsToFloat(value);
    }

    private Object readReference() {
        final int kind = in.get();
        return switch (kind) {
            case Reference.NULL -> null;
            case Reference.OBJECT -> object(in.getInt());
            case Reference.RECORD -> readRecord();
            case Reference.LIST -> Collections.unmodifiableList(readReferences());
            case Reference.ENUM -> constant();
            case Reference.STRING -> text();
            case Reference.LONG -> in.getLong();
            case Reference.INT -> in.getInt();
            case Reference.DOUBLE -> Double.longBitsToDouble(in.getLong());
            case Reference.BOOLEAN -> in.get() != 0;
            case Reference.UUID -> new UUID(in.getLong(), in.getLong());
            default -> throw new StateMismatchException("no reference begins with " + kind);
        };
    }

    private Object object(final int number) {
        return number < graph.size() ? graph.built(number) : made[number - graph.size()];
    }

    private Object readRecord() {
        final Shape shape = Shape.of(classes[in.getInt()]);
        final Object[] components = new Object[shape.fields().length];
        for (int i = 0; i < components.length; i++) {
            components[i] = readFieldValue(shape.fields()[i].getType());
        }
        return shape.make(components);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object constant() {
        return Enum.valueOf((Class<Enum>) classes[in.getInt()], text());
    }
}
