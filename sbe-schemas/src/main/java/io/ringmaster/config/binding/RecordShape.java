package io.ringmaster.config.binding;

import io.ringmaster.config.Setting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a configuration record says about itself: its settings by key, in the order of its components. Worked out once a record type; a
 * record that is not described well is a fault of the program, told by {@link IllegalArgumentException}.
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
    private final Constructor<? extends Record> constructor;

    private RecordShape(final Class<? extends Record> type) {
        this.type = type;
        for (final RecordComponent component : type.getRecordComponents()) {
            final SettingShape setting = SettingShape.of(component);
            if (settings.put(setting.key(), setting) != null) {
                throw new IllegalArgumentException("two components of " + type.getName() + " have the key " + setting.key());
            }
        }
        constructor = canonicalConstructor(type);
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

    /** By key, in the order of the components. */
    Map<String, SettingShape> settings() {
        return settings;
    }

    /** @throws RuntimeException whatever the record's constructor throws */
    Record create(final Object[] values) {
        try {
            return constructor.newInstance(values);
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

    /** One setting: a record component and how it is given. */
    record SettingShape(String name, String key, Setting setting, ValueShape value, Method accessor) {

        private static SettingShape of(final RecordComponent component) {
            final Setting setting = component.getAnnotation(Setting.class);
            final String where = component.getDeclaringRecord().getName() + "." + component.getName();
            if (setting == null) {
                throw new IllegalArgumentException(where + " has no @Setting");
            }
            final Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            try {
                final ValueShape value = ValueShape.of(component.getGenericType(), setting);
                return new SettingShape(component.getName(), key(component.getName(), setting.kind()), setting, value, accessor);
            } catch (final IllegalArgumentException e) {
                throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
            }
        }

        /** Units are written in the value, not in the key. */
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
                return accessor.invoke(holder);
            } catch (final ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + name + " of " + holder.getClass().getName(), e);
            }
        }
    }
}
