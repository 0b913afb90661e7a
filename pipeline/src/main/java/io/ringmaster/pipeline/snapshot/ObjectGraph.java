package io.ringmaster.pipeline.snapshot;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The objects that hold a state, as they were built and before their first change. Two graphs built from the same configuration by the same program
 * have the same objects under the same numbers, so an image of one can be restored into the other. The image contains every field of every built
 * object, and objects created since as new objects.
 *
 * <p>Complete by construction: a field that is added later is in the image without a change here, and an object of a kind the walk does not
 * know fails with its path. Not thread-safe; use it while no thread changes the objects.
 */
public final class ObjectGraph {

    private final List<Object> built = new ArrayList<>();
    private final Map<Object, Integer> numbers = new IdentityHashMap<>();
    private final List<String> paths = new ArrayList<>();
    private final String fingerprint;
    private Map<String, Object> byPath;
    private CopyPlan copies;

    private ObjectGraph(final List<Object> roots) {
        for (int i = 0; i < roots.size(); i++) {
            meet(roots.get(i), "root" + i);
        }
        // The list grows during the walk: objects are in the order in which the walk meets them, at any depth.
        for (int i = 0; i < built.size(); i++) {
            final String path = paths.get(i);
            forEachReference(built.get(i), (name, child) -> meet(child, path + name));
        }
        fingerprint = takeFingerprint();
    }

    /**
     * Creates the graph of all objects that can be reached from the given ones, in their current state.
     *
     * @throws UnknownStateException if the walk does not know one of them
     */
    public static ObjectGraph of(final List<Object> roots) {
        return new ObjectGraph(roots);
    }

    private void meet(final Object object, final String path) {
        if (object == null || numbers.containsKey(object)) {
            return;
        }
        switch (Shape.of(object.getClass()).kind()) {
            case VALUE, SKIPPED -> { }
            case UNKNOWN -> throw unknown(object.getClass(), path);
            case RECORD, OBJECT, ARRAY, COLLECTION, MAP, FROZEN -> {
                numbers.put(object, built.size());
                built.add(object);
                paths.add(path);
            }
        }
    }

    static UnknownStateException unknown(final Class<?> type, final String path) {
        return new UnknownStateException(path + " is a " + type.getName() + ", which the state's walk does not know. Use a class of the product, an array,"
            + " ArrayList, ArrayDeque, TreeMap or TreeSet, or name it in the snapshot package's Boundary if it is not state.");
    }

    /** Every reference an object holds, in a fixed order; primitive arrays hold none. */
    private static void forEachReference(final Object object, final BiConsumer<String, Object> consumer) {
        final Shape shape = Shape.of(object.getClass());
        if (object instanceof final Object[] array) {
            for (int i = 0; i < array.length; i++) {
                consumer.accept("[" + i + "]", array[i]);
            }
        } else if (object instanceof final Collection<?> collection && shape.kind() != Shape.Kind.OBJECT) {
            int i = 0;
            for (final Object each : collection) {
                consumer.accept("[" + i++ + "]", each);
            }
        } else if (object instanceof final Map<?, ?> map && shape.kind() == Shape.Kind.MAP) {
            map.forEach((key, value) -> {
                consumer.accept("{key}", key);
                consumer.accept("{" + key + "}", value);
            });
        } else {
            for (final Field field : shape.fields()) {
                if (!field.getType().isPrimitive() && !Boundary.isSkippedField(field.getType())) {
                    consumer.accept("." + field.getName(), get(field, object));
                }
            }
        }
    }

    static Object get(final Field field, final Object object) {
        try {
            return field.get(object);
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException("fields of shapes are accessible: " + field, e);
        }
    }

    /** Covers classes, fields, array lengths and final values: an image fits only if they are the same. */
    private String takeFingerprint() {
        final MessageDigest sha256 = sha256();
        final Map<Class<?>, Boolean> seen = new IdentityHashMap<>();
        for (final Object object : built) {
            final Shape shape = Shape.of(object.getClass());
            add(sha256, object.getClass().isHidden() ? "lambda" : object.getClass().getName());
            if (object.getClass().isArray()) {
                add(sha256, Integer.toString(Array.getLength(object)));
            }
            final boolean isNew = seen.put(object.getClass(), true) == null;
            for (final Field field : shape.fields()) {
                if (isNew) {
                    add(sha256, field.getType().getName() + " " + field.getName());
                }
                if (Modifier.isFinal(field.getModifiers())) {
                    final Object value = get(field, object);
                    add(sha256, value != null && Shape.of(value.getClass()).kind() == Shape.Kind.VALUE ? value.toString() : "");
                }
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void add(final MessageDigest sha256, final String text) {
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Hex digest of how the graph was built; an image fits only graphs with the same. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Number of built objects. */
    public int size() {
        return built.size();
    }

    Object built(final int number) {
        return built.get(number);
    }

    /** Number of a built object, or -1. */
    int number(final Object object) {
        return numbers.getOrDefault(object, -1);
    }

    String path(final int number) {
        return paths.get(number);
    }

    /** The object at a path, or null. */
    Object at(final String path) {
        if (byPath == null) {
            byPath = new HashMap<>();
            for (int i = 0; i < built.size(); i++) {
                byPath.put(paths.get(i), built.get(i));
            }
        }
        return byPath.get(path);
    }

    /**
     * The current state. Equal states give equal bytes.
     *
     * @throws UnknownStateException if an object was created that cannot be restored
     */
    public byte[] save() {
        return new ImageWriter(this).write();
    }

    /**
     * Restores the state of an image.
     *
     * @param image of this graph or of one with the same {@link #fingerprint}
     * @throws StateMismatchException if it does not fit; the state is undefined then
     */
    public void restore(final byte[] image) {
        new ImageReader(this, image).read();
    }

    /**
     * The current state, for this process; many times as fast to restore as an image.
     *
     * @throws UnknownStateException if an object was created that cannot be restored
     */
    public StateCopy copy() {
        return copies().take();
    }

    /**
     * Restores a state.
     *
     * @param copy of this graph or of one with the same {@link #fingerprint}
     * @throws StateMismatchException if it does not fit
     */
    public void restore(final StateCopy copy) {
        copies().restore(copy);
    }

    private CopyPlan copies() {
        if (copies == null) {
            copies = new CopyPlan(this);
        }
        return copies;
    }
}
