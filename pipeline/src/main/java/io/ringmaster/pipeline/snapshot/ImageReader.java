package io.ringmaster.pipeline.snapshot;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what an {@link ImageWriter} wrote into the objects of a graph. */
final class ImageReader {

    private final ObjectGraph graph;
    private final DataInputStream in;
    private Class<?>[] classes;
    private Object[] made;

    ImageReader(final ObjectGraph graph, final byte[] image) {
        this.graph = graph;
        in = new DataInputStream(new ByteArrayInputStream(image));
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
            if (in.read() >= 0) {
                throw new StateMismatchException("the image is longer than the state");
            }
        } catch (final IOException | ClassNotFoundException | ClassCastException | IllegalArgumentException | IndexOutOfBoundsException
                       | ArrayStoreException e) {
            throw new StateMismatchException("the image does not fit the objects: " + e, e);
        }
    }

    private void readClasses() throws IOException, ClassNotFoundException {
        classes = new Class<?>[in.readInt()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = Class.forName(in.readUTF());
        }
    }

    private void makeObjects() throws IOException {
        made = new Object[in.readInt()];
        for (int i = 0; i < made.length; i++) {
            final Class<?> type = classes[in.readInt()];
            final int length = in.readInt();
            made[i] = length >= 0 ? Array.newInstance(type.getComponentType(), length) : Shape.of(type).make();
        }
    }

    private void readContents(final Object object, final boolean isBuilt) throws IOException {
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

    private void readArray(final Object array) throws IOException {
        switch (array) {
            case final long[] values -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = in.readLong();
                }
            }
            case final double[] values -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Double.longBitsToDouble(in.readLong());
                }
            }
            case final int[] values -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = in.readInt();
                }
            }
            case final boolean[] values -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = in.readBoolean();
                }
            }
            case final byte[] values -> in.readFully(values);
            case final Object[] values -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = readReference();
                }
            }
            default -> throw new StateMismatchException("arrays of this class are not written: " + array.getClass());
        }
    }

    @SuppressWarnings("unchecked")
    private void readCollection(final Object object) throws IOException {
        final Collection<Object> collection = (Collection<Object>) object;
        collection.clear();
        collection.addAll(readReferences());
    }

    @SuppressWarnings("unchecked")
    private void readMap(final Object object) throws IOException {
        final Map<Object, Object> map = (Map<Object, Object>) object;
        map.clear();
        final int size = in.readInt();
        for (int i = 0; i < size; i++) {
            final Object key = readReference();
            map.put(key, readReference());
        }
    }

    private List<Object> readReferences() throws IOException {
        final int size = in.readInt();
        final List<Object> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(readReference());
        }
        return all;
    }

    private void readField(final Object object, final Field field) throws IOException {
        if (!field.getType().isPrimitive() && Boundary.isSkippedField(field.getType())) {
            return;
        }
        try {
            field.set(object, readFieldValue(field.getType()));
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException("fields of shapes are accessible: " + field, e);
        }
    }

    private Object readFieldValue(final Class<?> type) throws IOException {
        if (!type.isPrimitive()) {
            return readReference();
        }
        if (type == long.class) {
            return in.readLong();
        }
        if (type == double.class) {
            return Double.longBitsToDouble(in.readLong());
        }
        if (type == boolean.class) {
            return in.readBoolean();
        }
        final int value = in.readInt();
        return type == int.class ? (Object) value : type == short.class ? (Object) (short) value : type == byte.class ? (Object) (byte) value
            : type == char.class ? (Object) (char) value : (Object) Float.intBitsToFloat(value);
    }

    private Object readReference() throws IOException {
        final int kind = in.readUnsignedByte();
        return switch (kind) {
            case Reference.NULL -> null;
            case Reference.OBJECT -> object(in.readInt());
            case Reference.RECORD -> readRecord();
            case Reference.LIST -> Collections.unmodifiableList(readReferences());
            case Reference.ENUM -> constant();
            case Reference.STRING -> in.readUTF();
            case Reference.LONG -> in.readLong();
            case Reference.INT -> in.readInt();
            case Reference.DOUBLE -> Double.longBitsToDouble(in.readLong());
            case Reference.BOOLEAN -> in.readBoolean();
            case Reference.UUID -> new UUID(in.readLong(), in.readLong());
            default -> throw new StateMismatchException("no reference begins with " + kind);
        };
    }

    private Object object(final int number) {
        return number < graph.size() ? graph.built(number) : made[number - graph.size()];
    }

    private Object readRecord() throws IOException {
        final Shape shape = Shape.of(classes[in.readInt()]);
        final Object[] components = new Object[shape.fields().length];
        for (int i = 0; i < components.length; i++) {
            components[i] = readFieldValue(shape.fields()[i].getType());
        }
        return shape.make(components);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object constant() throws IOException {
        return Enum.valueOf((Class<Enum>) classes[in.readInt()], in.readUTF());
    }
}
