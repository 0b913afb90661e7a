package io.ringmaster.pipeline.snapshot;

import io.ringmaster.pipeline.snapshot.StateCopy.Built;
import io.ringmaster.pipeline.snapshot.StateCopy.Fresh;
import io.ringmaster.pipeline.snapshot.StateCopy.ListOf;
import io.ringmaster.pipeline.snapshot.StateCopy.Made;
import io.ringmaster.pipeline.snapshot.StateCopy.Place;
import io.ringmaster.pipeline.snapshot.StateCopy.RecordOf;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes and restores the {@link StateCopy copies} of one graph: its objects, sorted by how they are copied. */
final class CopyPlan {

    private final ObjectGraph graph;
    private final Map<Class<?>, FieldOffsets> offsetsOfMade = new IdentityHashMap<>();
    private final Object[] arrays;
    private final Group[] groups;
    /** Arrays of references, collections and maps. */
    private final Object[] holders;
    private final int numbers;

    /** The objects of one class. */
    private record Group(FieldOffsets offsets, Object[] objects) { }

    CopyPlan(final ObjectGraph graph) {
        this.graph = graph;
        final List<Object> numberArrays = new ArrayList<>();
        final List<Object> all = new ArrayList<>();
        final Map<Class<?>, List<Object>> byClass = new LinkedHashMap<>();
        for (int i = 0; i < graph.size(); i++) {
            final Object object = graph.built(i);
            switch (Shape.of(object.getClass()).kind()) {
                case ARRAY -> (object instanceof Object[] ? all : numberArrays).add(object);
                case COLLECTION, MAP -> all.add(object);
                case OBJECT -> byClass.computeIfAbsent(object.getClass(), _ -> new ArrayList<>()).add(object);
                case RECORD, FROZEN, VALUE, SKIPPED, UNKNOWN -> {
                    // As it was built.
                }
            }
        }
        arrays = numberArrays.toArray();
        holders = all.toArray();
        groups = byClass.entrySet().stream()
            .map(each -> new Group(new FieldOffsets(Shape.of(each.getKey()), false), each.getValue().toArray())).toArray(Group[]::new);
        numbers = Arrays.stream(groups).mapToInt(group -> group.objects.length * group.offsets.numbers()).sum();
    }

    StateCopy take() {
        return new Taking().take();
    }

    void restore(final StateCopy copy) {
        if (!copy.fingerprint.equals(graph.fingerprint())) {
            throw new StateMismatchException("the copy is of a graph with other objects");
        }
        new Restoring(copy).restore();
    }

    private static Object copyOf(final Object array) {
        final int length = Array.getLength(array);
        final Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }

    private FieldOffsets offsetsOfMade(final Shape shape) {
        return offsetsOfMade.computeIfAbsent(shape.type(), _ -> new FieldOffsets(shape, true));
    }

    /** Takes one copy. */
    private final class Taking {

        private final Map<Object, Fresh> fresh = new IdentityHashMap<>();
        private final List<Object> toCopy = new ArrayList<>();

        private StateCopy take() {
            final long[] values = new long[numbers];
            final List<Object> targets = new ArrayList<>();
            int at = 0;
            for (final Group group : groups) {
                for (final Object object : group.objects) {
                    at = group.offsets.read(object, values, at);
                    readReferences(group.offsets, object, targets);
                }
            }
            for (final Object holder : holders) {
                targets.add(held(holder));
            }
            final List<Made> made = new ArrayList<>();
            // The list grows: an object created since may lead to others.
            for (int i = 0; i < toCopy.size(); i++) {
                made.add(made(toCopy.get(i)));
            }
            return new StateCopy(
                graph.fingerprint(), Arrays.stream(arrays).map(CopyPlan::copyOf).toArray(), values, targets.toArray(), made.toArray(Made[]::new));
        }

        private void readReferences(final FieldOffsets offsets, final Object object, final List<Object> targets) {
            for (int i = 0; i < offsets.references(); i++) {
                targets.add(target(offsets.reference(object, i)));
            }
        }

        /** What an array of references, a collection or a map holds. */
        private Object[] held(final Object holder) {
            final List<Object> all = new ArrayList<>();
            switch (holder) {
                case final Object[] array -> Arrays.stream(array).map(this::target).forEach(all::add);
                case final Collection<?> collection -> collection.forEach(each -> all.add(target(each)));
                case final Map<?, ?> map -> map.forEach((key, value) -> {
                    all.add(target(key));
                    all.add(target(value));
                });
                default -> throw ObjectGraph.unknown(holder.getClass(), "something that came into being");
            }
            return all.toArray();
        }

        private Made made(final Object object) {
            final Shape shape = Shape.of(object.getClass());
            if (shape.kind() == Shape.Kind.OBJECT) {
                final FieldOffsets offsets = offsetsOfMade(shape);
                final long[] values = new long[offsets.numbers()];
                offsets.read(object, values, 0);
                final List<Object> targets = new ArrayList<>();
                readReferences(offsets, object, targets);
                return new Made(shape, 0, values, targets.toArray());
            }
            if (object.getClass().isArray() && !(object instanceof Object[])) {
                return new Made(shape, Array.getLength(object), copyOf(object), null);
            }
            final Object[] held = held(object);
            return new Made(shape, held.length, null, held);
        }

        private Object target(final Object object) {
            if (object == null) {
                return null;
            }
            final int number = graph.number(object);
            if (number >= 0) {
                return new Built(number);
            }
            final Shape shape = Shape.of(object.getClass());
            return switch (shape.kind()) {
                case VALUE -> object;
                case SKIPPED -> null;
                case RECORD -> record(object, shape);
                case OBJECT, ARRAY, COLLECTION, MAP -> fresh(object, shape);
                case FROZEN -> list(object);
                case UNKNOWN -> throw ObjectGraph.unknown(object.getClass(), "something that came into being");
            };
        }

        private Object record(final Object object, final Shape shape) {
            final Object[] components =
                Arrays.stream(shape.fields()).map(field -> field.getType().isPrimitive() ? ObjectGraph.get(field, object)
                    : Boundary.isSkippedField(field.getType()) ? null : target(ObjectGraph.get(field, object))).toArray();
            return new RecordOf(shape, components);
        }

        private Object list(final Object object) {
            if (!(object instanceof final List<?> list)) {
                throw cannotBeMade(object);
            }
            return new ListOf(list.stream().map(this::target).toArray());
        }

        private Fresh fresh(final Object object, final Shape shape) {
            if (!shape.canBeMade()) {
                throw cannotBeMade(object);
            }
            return fresh.computeIfAbsent(object, each -> {
                toCopy.add(each);
                return new Fresh(toCopy.size() - 1);
            });
        }

        private static UnknownStateException cannotBeMade(final Object object) {
            return new UnknownStateException("a " + object.getClass().getName() + " was created while the pipeline ran."
                + " Give the class a constructor without parameters, or make it a record, so that it can be restored.");
        }
    }

    /** Restores one copy. */
    private final class Restoring {

        private final StateCopy copy;
        private final Object[] fresh;

        private Restoring(final StateCopy copy) {
            this.copy = copy;
            fresh = new Object[copy.made.length];
        }

        private void restore() {
            for (int i = 0; i < fresh.length; i++) {
                final Made made = copy.made[i];
                fresh[i] = made.shape().type().isArray()
                    ? Array.newInstance(made.shape().type().getComponentType(), made.length()) : made.shape().make();
            }
            for (int i = 0; i < arrays.length; i++) {
                System.arraycopy(copy.arrays[i], 0, arrays[i], 0, Array.getLength(arrays[i]));
            }
            restoreObjects();
            for (int i = 0; i < fresh.length; i++) {
                fill(fresh[i], copy.made[i]);
            }
        }

        private void restoreObjects() {
            int at = 0;
            int reference = 0;
            for (final Group group : groups) {
                for (final Object object : group.objects) {
                    at = group.offsets.write(object, copy.numbers, at);
                    reference = writeReferences(group.offsets, object, copy.targets, reference);
                }
            }
            for (final Object holder : holders) {
                hold(holder, (Object[]) copy.targets[reference++]);
            }
        }

        private int writeReferences(final FieldOffsets offsets, final Object object, final Object[] targets, final int from) {
            for (int i = 0; i < offsets.references(); i++) {
                offsets.setReference(object, i, object(targets[from + i]));
            }
            return from + offsets.references();
        }

        private void fill(final Object object, final Made made) {
            if (made.shape().kind() == Shape.Kind.OBJECT) {
                final FieldOffsets offsets = offsetsOfMade(made.shape());
                offsets.write(object, (long[]) made.numbers(), 0);
                writeReferences(offsets, object, made.targets(), 0);
            } else if (made.numbers() != null) {
                System.arraycopy(made.numbers(), 0, object, 0, made.length());
            } else {
                hold(object, made.targets());
            }
        }

        @SuppressWarnings("unchecked")
        private void hold(final Object holder, final Object[] held) {
            if (holder instanceof final Object[] array) {
                for (int i = 0; i < array.length; i++) {
                    array[i] = object(held[i]);
                }
            } else if (holder instanceof Map<?, ?>) {
                final Map<Object, Object> map = (Map<Object, Object>) holder;
                map.clear();
                for (int i = 0; i < held.length; i += 2) {
                    map.put(object(held[i]), object(held[i + 1]));
                }
            } else {
                final Collection<Object> collection = (Collection<Object>) holder;
                collection.clear();
                for (final Object each : held) {
                    collection.add(object(each));
                }
            }
        }

        private Object object(final Object target) {
            if (!(target instanceof final Place place)) {
                return target;
            }
            return switch (place) {
                case final Built built -> graph.built(built.number());
                case final Fresh made -> fresh[made.number()];
                case RecordOf(final Shape shape, final Object[] components) -> shape.make(Arrays.stream(components).map(this::object).toArray());
                case ListOf(final Object[] elements) -> Collections.unmodifiableList(Arrays.stream(elements).map(this::object).toList());
            };
        }
    }
}
