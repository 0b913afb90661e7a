package io.ringmaster.config.binding;

import io.ringmaster.config.Inline;
import io.ringmaster.config.KeyOrder;
import io.ringmaster.config.Setting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The description of a configuration record: its settings by key, including those of {@link Inline} components. It is computed once for each
 * record type. A record with wrong annotations is a fault of the program and throws an {@link IllegalArgumentException}.
 */
final class RecordShape {

    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(final Class<?> type) {
            return new RecordShape(type.asSubclass(Record.class));
        }
    };

    private final Class<? extends Record> type;
    private final Map<String, SettingShape> settings = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final Constructor<? extends Record> constructor;

    /** Selects the values of one component from those of the whole section. */
    private sealed interface Part {

        Object of(Object[] values);
    }

    private record Single(int index) implements Part {

        @Override
        public Object of(final Object[] values) {
            return values[index];
        }
    }

    private record Group(RecordShape shape, int[] indexes) implements Part {

        @Override
        public Object of(final Object[] values) {
            return shape.create(Arrays.stream(indexes).mapToObj(i -> values[i]).toArray());
        }
    }

    private RecordShape(final Class<? extends Record> type) {
        this.type = type;
        final Map<String, SettingShape> found = new LinkedHashMap<>();
        for (final RecordComponent component : type.getRecordComponents()) {
            settingsOf(component).forEach(setting -> {
                if (found.put(setting.key(), setting) != null) {
                    throw new IllegalArgumentException("two components of " + type.getName() + " have the key " + setting.key());
                }
            });
        }
        final List<String> order = keyOrder(type, found);
        order.forEach(key -> settings.put(key, found.get(key)));
        for (final RecordComponent component : type.getRecordComponents()) {
            parts.add(part(component, order));
        }
        constructor = canonicalConstructor(type);
    }

    private static List<SettingShape> settingsOf(final RecordComponent component) {
        if (!component.isAnnotationPresent(Inline.class)) {
            return List.of(SettingShape.of(component));
        }
        final Method accessor = accessor(component);
        return inlined(component).settings().values().stream().map(setting -> setting.within(accessor)).toList();
    }

    private static RecordShape inlined(final RecordComponent component) {
        if (!component.getType().isRecord() || component.isAnnotationPresent(Setting.class)) {
            throw new IllegalArgumentException(nameOf(component) + " is @Inline: it must be a record and have no @Setting");
        }
        return of(component.getType().asSubclass(Record.class));
    }

    private static List<String> keyOrder(final Class<? extends Record> type, final Map<String, SettingShape> found) {
        final KeyOrder given = type.getAnnotation(KeyOrder.class);
        if (given == null) {
            return List.copyOf(found.keySet());
        }
        final List<String> order = List.of(given.value());
        if (order.size() != found.size() || !found.keySet().equals(new HashSet<>(order))) {
            throw new IllegalArgumentException("@KeyOrder of " + type.getName() + " must name each key once: " + String.join(", ", found.keySet()));
        }
        return order;
    }

    private static Part part(final RecordComponent component, final List<String> order) {
        if (!component.isAnnotationPresent(Inline.class)) {
            return new Single(order.indexOf(SettingShape.of(component).key()));
        }
        final RecordShape inlined = inlined(component);
        return new Group(inlined, inlined.settings().keySet().stream().mapToInt(order::indexOf).toArray());
    }

    private static Method accessor(final RecordComponent component) {
        final Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return accessor;
    }

    private static String nameOf(final RecordComponent component) {
        return component.getDeclaringRecord().getName() + "." + component.getName();
    }

    static RecordShape of(final Class<? extends Record> type) {
        return SHAPES.get(type);
    }

    private static Constructor<? extends Record> canonicalConstructor(final Class<? extends Record> type) {
        try {
            final Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
            final Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (final NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor: " + type.getName(), e);
        }
    }

    Class<? extends Record> type() {
        return type;
    }

    /** The settings by key, in the order in which they are written. */
    Map<String, SettingShape> settings() {
        return settings;
    }

    /**
     * @param values one for each of the settings, in their order
     * @throws RuntimeException any exception that the constructor of the record, or of an inlined one, throws
     */
    Record create(final Object[] values) {
        try {
            return constructor.newInstance(parts.stream().map(part -> part.of(values)).toArray());
        } catch (final InvocationTargetException e) {
            if (e.getCause() instanceof final RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("cannot create " + type.getName(), e.getCause());
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + type.getName(), e);
        }
    }

    /** The dotted path of a key below another. */
    static String path(final String parent, final String key) {
        return parent.isEmpty() ? key : parent + '.' + key;
    }

    /**
     * One setting: a record component and the shape of its value.
     *
     * @param accessors lead from the record of the section to the value
     */
    record SettingShape(String name, String key, Setting setting, ValueShape value, List<Method> accessors) {

        private static SettingShape of(final RecordComponent component) {
            final Setting setting = component.getAnnotation(Setting.class);
            final String where = nameOf(component);
            if (setting == null) {
                throw new IllegalArgumentException(where + " has no @Setting");
            }
            try {
                final ValueShape value = ValueShape.of(component.getGenericType(), setting);
                final String key = key(component.getName(), setting.kind());
                return new SettingShape(component.getName(), key, setting, value, List.of(accessor(component)));
            } catch (final IllegalArgumentException e) {
                throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
            }
        }

        /** The same setting, seen from the enclosing record. */
        private SettingShape within(final Method outer) {
            final List<Method> path = new ArrayList<>(List.of(outer));
            path.addAll(accessors);
            return new SettingShape(name, key, setting, value, List.copyOf(path));
        }

        /** The value has the unit, not the key. */
        private static String key(final String name, final Setting.Kind kind) {
            final String unit = switch (kind) {
                case E8 -> "E8";
                case DURATION -> "Ns";
                case PLAIN -> "";
            };
            return name.endsWith(unit) ? name.substring(0, name.length() - unit.length()) : name;
        }

        boolean hasDefault() {
            return !Setting.REQUIRED.equals(setting.value());
        }

        Object valueIn(final Record holder) {
            try {
                Object found = holder;
                for (final Method accessor : accessors) {
                    found = accessor.invoke(found);
                }
                return found;
            } catch (final ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + name + " of " + holder.getClass().getName(), e);
            }
        }
    }
}
