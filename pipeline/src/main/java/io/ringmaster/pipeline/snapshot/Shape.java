package io.ringmaster.pipeline.snapshot;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** How the walk treats instances of one class: their kind, and their fields in a fixed order. */
final class Shape {

    /** How the walk treats an instance. */
    enum Kind {
        /** Immutable and without identity: written where it is referenced. */
        VALUE,
        /** A record: its components are walked; a record created since is written where it is referenced. */
        RECORD,
        /** All its fields are walked. */
        OBJECT,
        /** An array. */
        ARRAY,
        /** A list, deque or set of the JDK whose order is defined. */
        COLLECTION,
        /** A map of the JDK whose order is defined. */
        MAP,
        /** A collection or lambda that never changes: only the objects that it references are walked. */
        FROZEN,
        /** Not state. */
        SKIPPED,
        /** Unknown to the walk. */
        UNKNOWN
    }

    private static final List<Class<?>> COLLECTIONS =
        List.of(ArrayList.class, ArrayDeque.class, LinkedHashSet.class, TreeSet.class);
    private static final List<Class<?>> MAPS = List.of(TreeMap.class, LinkedHashMap.class, EnumMap.class);
    private static final List<Class<?>> VALUES = List.of(
        String.class, Boolean.class, Byte.class, Short.class, Character.class, Integer.class, Long.class, Float.class, Double.class, UUID.class);

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(final Class<?> type) {
            return new Shape(type);
        }
    };

    private final Class<?> type;
    private final Kind kind;
    private final Field[] fields;
    private final Constructor<?> constructor;

    private Shape(final Class<?> type) {
        this.type = type;
        kind = kindOf(type);
        fields = kind == Kind.OBJECT || kind == Kind.RECORD || (kind == Kind.FROZEN && type.isHidden()) ? fieldsOf(type) : new Field[0];
        constructor = kind == Kind.RECORD ? canonicalConstructor(type)
            : kind == Kind.OBJECT || kind == Kind.COLLECTION || kind == Kind.MAP ? emptyConstructor(type) : null;
    }

    static Shape of(final Class<?> type) {
        return SHAPES.get(type);
    }

    private static Kind kindOf(final Class<?> type) {
        if (type.isArray()) {
            return Kind.ARRAY;
        }
        if (VALUES.contains(type) || type.isEnum() || Enum.class.isAssignableFrom(type) || type == Class.class) {
            return Kind.VALUE;
        }
        if (type.isHidden()) {
            return Kind.FROZEN;
        }
        if (COLLECTIONS.contains(type) || EnumSet.class.isAssignableFrom(type)) {
            return Kind.COLLECTION;
        }
        if (MAPS.contains(type)) {
            return Kind.MAP;
        }
        // Not immutable sets and maps: their order differs from process to process.
        if (type.getPackageName().equals("java.util") && List.class.isAssignableFrom(type)
            && (type.getName().contains("ImmutableCollections$") || type.getName().contains("Collections$Unmodifiable"))) {
            return Kind.FROZEN;
        }
        if (Boundary.isSkipped(type)) {
            return Kind.SKIPPED;
        }
        if (!Boundary.isWalked(type)) {
            return Kind.UNKNOWN;
        }
        return type.isRecord() ? Kind.RECORD : Kind.OBJECT;
    }

    /** All fields of an object, superclasses first, sorted by name within a class. */
    private static Field[] fieldsOf(final Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents()).map(component -> field(type, component)).toArray(Field[]::new);
        }
        final List<Field> all = new ArrayList<>();
        for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
            final List<Field> own = new ArrayList<>();
            for (final Field each : at.getDeclaredFields()) {
                if (!Modifier.isStatic(each.getModifiers()) && !Boundary.isOwnAffair(each)) {
                    each.setAccessible(true);
                    own.add(each);
                }
            }
            own.sort(Comparator.comparing(Field::getName));
            all.addAll(0, own);
        }
        return all.toArray(Field[]::new);
    }

    private static Field field(final Class<?> type, final RecordComponent component) {
        try {
            final Field field = type.getDeclaredField(component.getName());
            field.setAccessible(true);
            return field;
        } catch (final NoSuchFieldException e) {
            throw new IllegalStateException("every component of a record has a field", e);
        }
    }

    private static Constructor<?> canonicalConstructor(final Class<?> type) {
        try {
            final Constructor<?> found =
                type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new));
            found.setAccessible(true);
            return found;
        } catch (final NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    /** Null if there is none: such an object cannot be created while the pipeline runs. */
    private static Constructor<?> emptyConstructor(final Class<?> type) {
        try {
            final Constructor<?> found = type.getDeclaredConstructor();
            if (Modifier.isAbstract(type.getModifiers())) {
                return null;
            }
            found.setAccessible(true);
            return found;
        } catch (final NoSuchMethodException e) {
            return null;
        }
    }

    Class<?> type() {
        return type;
    }

    Kind kind() {
        return kind;
    }

    Field[] fields() {
        return fields;
    }

    /** Creates an instance: a record from its components, any other class with its empty constructor. */
    Object make(final Object... components) {
        try {
            return constructor.newInstance(components);
        } catch (final ReflectiveOperationException e) {
            throw new StateMismatchException("cannot make a " + type.getName() + ": " + e, e);
        }
    }

    /** Whether objects of this class may be created after the graph was built. */
    boolean canBeMade() {
        return kind == Kind.ARRAY || constructor != null;
    }
}
