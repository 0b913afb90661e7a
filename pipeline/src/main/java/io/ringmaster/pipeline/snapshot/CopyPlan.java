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
import java.util.stream.IntStream;

/** Takes and restores the {@link StateCopy copies} of one graph: its objects, sorted by how they are copied. */
final class CopyPlan {

    private final ObjectGraph graph;
    private final Object[] built;
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
        built = IntStream.range(0, graph.size()).mapToObj(graph::built).toArray();
        final List<Object> numberArrays = new ArrayList<>();
        final List<Object> all = new ArrayList<>();
        final Map<Class<?>, List<Object>> byClass = new LinkedHashMap<>();
        for (final Object object : built) {
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

    private FieldOffsets offsetsOfMade(final Shape shape) {
        return offsetsOfMade.computeIfAbsent(shape.type(), _ -> new FieldOffsets(shape, true));
    }

    /** Takes one copy. */
    private final class Taking {

        private final Map<Object, Fresh> fresh = new IdentityHashMap<>();
        private final List<Object> toCopy = new ArrayList<>();
        private final List<Object> others = new ArrayList<>();

        private StateCopy take() {
            final long[] values = new long[numbers];
            final IntStream.Builder targets = IntStream.builder();
            int at = 0;
            for (final Group group : groups) {
                for (final Object object : group.objects) {
                    at = group.offsets.read(object, values, at);
                    readReferences(group.offsets, object, targets);
                }
            }
            for (final Object holder : holders) {
                readHeld(holder, targets);
            }
            final List<Made> made = new ArrayList<>();
            // The list grows: an object created since may lead to others.
            for (int i = 0; i < toCopy.size(); i++) {
                made.add(made(toCopy.get(i)));
            }
            return new StateCopy(
                graph.fingerprint(), Arrays.stream(arrays).map(NumberArrays::trimmed).toArray(), values, targets.build().toArray(), others.toArray(),
                made.toArray(Made[]::new));
        }

        private void readReferences(final FieldOffsets offsets, final Object object, final IntStream.Builder targets) {
            for (int i = 0; i < offsets.references(); i++) {
                targets.add(number(offsets.reference(object, i)));
            }
        }

        /** What an array of references, a collection or a map holds, behind how many those are; an array ends with its last reference to something. */
        private void readHeld(final Object holder, final IntStream.Builder targets) {
            targets.add(holder instanceof final Object[] array ? used(array) : lengthOf(holder));
            switch (holder) {
                case final Object[] array -> Arrays.stream(array, 0, used(array)).forEach(each -> targets.add(number(each)));
                case final Collection<?> collection -> collection.forEach(each -> targets.add(number(each)));
                case final Map<?, ?> map -> map.forEach((key, value) -> targets.add(number(key)).add(number(value)));
                default -> throw ObjectGraph.unknown(holder.getClass(), "something that came into being");
            }
        }

        private static int used(final Object[] array) {
            int length = array.length;
            while (length > 0 && array[length - 1] == null) {
                length--;
            }
            return length;
        }

        private static int lengthOf(final Object holder) {
            return switch (holder) {
                case final Collection<?> collection -> collection.size();
                case final Map<?, ?> map -> map.size();
                default -> Array.getLength(holder);
            };
        }

        /** What a reference leads to, as a number. */
        private int number(final Object object) {
            final Object target = target(object);
            if (target == null) {
                return StateCopy.NOTHING;
            }
            if (target instanceof Built(final int number)) {
                return number;
            }
            others.add(target);
            return StateCopy.FIRST_OTHER + 1 - others.size();
        }

        private Made made(final Object object) {
            final Shape shape = Shape.of(object.getClass());
            final IntStream.Builder targets = IntStream.builder();
            if (shape.kind() == Shape.Kind.OBJECT) {
                final FieldOffsets offsets = offsetsOfMade(shape);
                final long[] values = new long[offsets.numbers()];
                offsets.read(object, values, 0);
                readReferences(offsets, object, targets);
                return new Made(shape, 0, values, targets.build().toArray());
            }
            if (object.getClass().isArray() && !(object instanceof Object[])) {
                return new Made(shape, Array.getLength(object), NumberArrays.trimmed(object), null);
            }
            readHeld(object, targets);
            return new Made(shape, lengthOf(object), null, targets.build().toArray());
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
                NumberArrays.restore(copy.arrays[i], arrays[i]);
            }
            restoreObjects();
            for (int i = 0; i < fresh.length; i++) {
                fill(fresh[i], copy.made[i]);
            }
        }

        private void restoreObjects() {
            int at = 0;
            int next = 0;
            for (final Group group : groups) {
                for (final Object object : group.objects) {
                    at = group.offsets.write(object, copy.numbers, at);
                    next = writeReferences(group.offsets, object, copy.targets, next);
                }
            }
            for (final Object holder : holders) {
                next = hold(holder, copy.targets, next);
            }
        }

        private int writeReferences(final FieldOffsets offsets, final Object object, final int[] targets, final int from) {
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
                NumberArrays.restore(made.numbers(), object);
            } else {
                hold(object, made.targets(), 0);
            }
        }

        /** Returns the place behind what the holder holds. */
        @SuppressWarnings("unchecked")
        private int hold(final Object holder, final int[] targets, final int from) {
            final int length = targets[from];
            int next = from + 1;
            if (holder instanceof final Object[] array) {
                for (int i = 0; i < length; i++) {
                    array[i] = object(targets[next++]);
                }
                Arrays.fill(array, length, array.length, null);
            } else if (holder instanceof Map<?, ?>) {
                final Map<Object, Object> map = (Map<Object, Object>) holder;
                map.clear();
                for (int i = 0; i < length; i++) {
                    map.put(object(targets[next++]), object(targets[next++]));
                }
            } else {
                final Collection<Object> collection = (Collection<Object>) holder;
                collection.clear();
                for (int i = 0; i < length; i++) {
                    collection.add(object(targets[next++]));
                }
            }
            return next;
        }

        private Object object(final int number) {
            return number >= 0 ? built[number] : number == StateCopy.NOTHING ? null : object(copy.others[StateCopy.FIRST_OTHER - number]);
        }

        private Object object(final Object target) {
            if (!(target instanceof final Place place)) {
                return target;
            }
            return switch (place) {
                case Built(final int number) -> built[number];
                case final Fresh made -> fresh[made.number()];
                case RecordOf(final Shape shape, final Object[] components) -> shape.make(Arrays.stream(components).map(this::object).toArray());
                case ListOf(final Object[] elements) -> Collections.unmodifiableList(Arrays.stream(elements).map(this::object).toList());
            };
        }
    }
}
