package io.ringmaster.inference.model.graph;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The attributes of a node. One of another type than the operator defines counts as absent; ONNX Runtime refuses such a node. */
public final class Attributes {

    private final SortedMap<String, Object> values;

    /** @param values by name: {@code Long}, {@code Float}, {@code String}, {@code long[]}, {@code float[]} or {@link Tensor} */
    public Attributes(final SortedMap<String, Object> values) {
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public boolean has(final String name) {
        return values.containsKey(name);
    }

    public long integer(final String name, final long otherwise) {
        return values.get(name) instanceof final Long value ? value : otherwise;
    }

    public float real(final String name, final float otherwise) {
        return values.get(name) instanceof final Float value ? value : otherwise;
    }

    public String text(final String name, final String otherwise) {
        return values.get(name) instanceof final String value ? value : otherwise;
    }

    /** Null if it is absent. */
    public long[] integers(final String name) {
        return values.get(name) instanceof final long[] value ? value : null;
    }

    /** Null if it is absent. */
    public float[] reals(final String name) {
        return values.get(name) instanceof final float[] value ? value : null;
    }

    /** Null if it is absent. */
    public Tensor tensor(final String name) {
        return values.get(name) instanceof final Tensor value ? value : null;
    }
}
