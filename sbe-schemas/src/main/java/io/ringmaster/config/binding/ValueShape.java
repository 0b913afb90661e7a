package io.ringmaster.config.binding;

import io.ringmaster.config.Setting;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** The kind of value expected at one place of a configuration. */
sealed interface ValueShape {

    /** A single value. */
    record Scalar(ScalarType type) implements ValueShape {
    }

    /** A section; its record is described when first needed. */
    record Nested(Class<? extends Record> type) implements ValueShape {

        RecordShape record() {
            return RecordShape.of(type);
        }
    }

    /** A list of elements of one shape, single values or sections. */
    record Listed(ValueShape element) implements ValueShape {
    }

    /** Any names, each with a text. */
    record Named() implements ValueShape {
    }

    /** @throws IllegalArgumentException if the type cannot be configured */
    static ValueShape of(final Type type, final Setting setting) {
        if (type instanceof final ParameterizedType generic) {
            final Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class && !(arguments[0] instanceof ParameterizedType)) {
                return new Listed(of(arguments[0], setting));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class && arguments[1] == String.class) {
                return new Named();
            }
        } else if (type instanceof final Class<?> plain) {
            if (plain.isRecord()) {
                return new Nested(plain.asSubclass(Record.class));
            }
            final ScalarType scalar = ScalarType.of(plain, setting);
            if (scalar != null) {
                return new Scalar(scalar);
            }
        }
        throw new IllegalArgumentException("no setting can have the type " + type.getTypeName());
    }
}
