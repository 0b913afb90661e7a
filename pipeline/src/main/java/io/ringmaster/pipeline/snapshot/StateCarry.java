package io.ringmaster.pipeline.snapshot;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves the state of one graph into another that was built by the same code from other settings: built objects correspond by their paths, final
 * fields keep the values from the settings, and everything else is taken over. Do not use the first graph afterwards.
 *
 * <p>An array of numbers whose length follows from a setting that changed cannot be taken over; the object that owns it starts in its initial state.
 */
public final class StateCarry {

    private final ObjectGraph to;
    private final Map<Object, Object> counterparts = new IdentityHashMap<>();
    private final Map<Object, Boolean> moved = new IdentityHashMap<>();
    private final ArrayDeque<Object> toMove = new ArrayDeque<>();
    private final List<String> begunAnew = new ArrayList<>();

    private StateCarry(final ObjectGraph to) {
        this.to = to;
    }

    /**
     * @return paths of the objects that start in their initial state
     * @throws StateMismatchException if the graphs do not have the same objects
     */
    public static List<String> carry(final ObjectGraph from, final ObjectGraph to) {
        final StateCarry carry = new StateCarry(to);
        carry.run(from);
        return List.copyOf(carry.begunAnew);
    }

    private void run(final ObjectGraph from) {
        for (int i = 0; i < from.size(); i++) {
            final Object was = from.built(i);
            final Object is = to.at(from.path(i));
            if (is == null || (is.getClass() != was.getClass() && !was.getClass().isHidden())) {
                throw new StateMismatchException(from.path(i) + " is a " + was.getClass().getName() + " in one configuration and "
                    + (is == null ? "not there" : "a " + is.getClass().getName()) + " in the other");
            }
            counterparts.put(was, is);
            if (was.getClass().isArray() && Array.getLength(was) != Array.getLength(is)) {
                begunAnew.add(owner(from.path(i)));
            }
        }
        for (int i = 0; i < from.size(); i++) {
            if (!begunAnew.contains(from.path(i)) && !begunAnew.contains(owner(from.path(i)))) {
                copy(from.built(i), to.at(from.path(i)));
            }
        }
        while (!toMove.isEmpty()) {
            final Object each = toMove.remove();
            copy(each, each);
        }
    }

    private static String owner(final String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private void copy(final Object was, final Object is) {
        switch (Shape.of(was.getClass()).kind()) {
            case ARRAY -> copyArray(was, is);
            case COLLECTION -> copyCollection(was, is);
            case MAP -> copyMap(was, is);
            case OBJECT -> copyFields(was, is);
            case RECORD, FROZEN, VALUE, SKIPPED, UNKNOWN -> {
                // Keeps the value from the settings.
            }
        }
    }

    private void copyArray(final Object was, final Object is) {
        if (was instanceof final Object[] from && is instanceof final Object[] target) {
            for (int i = 0; i < from.length; i++) {
                target[i] = translated(from[i]);
            }
        } else {
            System.arraycopy(was, 0, is, 0, Array.getLength(was));
        }
    }

    @SuppressWarnings("unchecked")
    private void copyCollection(final Object was, final Object is) {
        final List<Object> all = new ArrayList<>();
        ((Collection<Object>) was).forEach(each -> all.add(translated(each)));
        ((Collection<Object>) is).clear();
        ((Collection<Object>) is).addAll(all);
    }

    @SuppressWarnings("unchecked")
    private void copyMap(final Object was, final Object is) {
        final List<Object[]> all = new ArrayList<>();
        ((Map<Object, Object>) was).forEach((key, value) -> all.add(new Object[] {translated(key), translated(value)}));
        ((Map<Object, Object>) is).clear();
        all.forEach(each -> ((Map<Object, Object>) is).put(each[0], each[1]));
    }

    private void copyFields(final Object was, final Object is) {
        for (final Field field : Shape.of(was.getClass()).fields()) {
            if (!Modifier.isFinal(field.getModifiers()) && (field.getType().isPrimitive() || !Boundary.isSkippedField(field.getType()))) {
                final Object value = ObjectGraph.get(field, was);
                set(field, is, field.getType().isPrimitive() ? value : translated(value));
            }
        }
    }

    private static void set(final Field field, final Object object, final Object value) {
        try {
            field.set(object, value);
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException("fields of shapes are accessible: " + field, e);
        }
    }

    /** Returns the counterpart of a built object; an object created since moves unchanged, with its references translated. */
    private Object translated(final Object target) {
        if (target == null) {
            return null;
        }
        final Object counterpart = counterparts.get(target);
        if (counterpart != null) {
            return counterpart;
        }
        final Shape.Kind kind = Shape.of(target.getClass()).kind();
        final boolean hasFinalReferences = kind == Shape.Kind.OBJECT && !Shape.of(target.getClass()).canBeMade();
        if (kind == Shape.Kind.UNKNOWN || hasFinalReferences) {
            throw ObjectGraph.unknown(target.getClass(), "something that came into being");
        }
        if (moved.put(target, true) == null && kind != Shape.Kind.VALUE) {
            toMove.add(target);
        }
        return target;
    }
}
