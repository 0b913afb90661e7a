package io.ringmaster.config.binding;

import io.ringmaster.config.Setting;
import io.ringmaster.units.FixedPoint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One kind of single value: how its text is read, which values are allowed, and how it is written. Reading throws an {@link
 * IllegalArgumentException} whose message continues after the quoted text: {@code is not a whole number}.
 */
final class ScalarType {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");
    private static final Pattern DURATION = Pattern.compile("([0-9]+)(ns|us|ms|s|m|h|d)");
    private static final int E8_PLACES = 8;
    private static final int E8_DIGITS_BEFORE_POINT = 11;
    /** Nanoseconds by unit, the longest first. */
    private static final Map<String, Long> UNITS = units();

    private final String noun;
    private final Function<String, Object> reader;
    private final Function<Object, String> writer;
    private final String min;
    private final String max;
    private final Comparable<Object> least;
    private final Comparable<Object> most;

    private ScalarType(
        final String noun, final Function<String, Object> reader, final Function<Object, String> writer, final Setting setting) {
        this.noun = noun;
        this.reader = reader;
        this.writer = writer;
        min = setting.min();
        max = setting.max();
        least = bound(min);
        most = bound(max);
    }

    /**
     * The scalar for a Java type; null if the type is not a scalar.
     *
     * @throws IllegalArgumentException if the setting's kind does not suit the type
     */
    static ScalarType of(final Class<?> type, final Setting setting) {
        if (setting.kind() != Setting.Kind.PLAIN) {
            if (type != long.class && type != Long.class) {
                throw new IllegalArgumentException("kind " + setting.kind() + " needs a long, not " + type.getName());
            }
            return setting.kind() == Setting.Kind.E8
                ? new ScalarType("a decimal number", ScalarType::readE8, value -> FixedPoint.format((Long) value), setting)
                : new ScalarType("a duration such as 5ms, 1s or 15m", ScalarType::readDuration, ScalarType::writeDuration, setting);
        }
        if (type == String.class) {
            return new ScalarType("a text", text -> text, value -> CanonicalYaml.quote((String) value), setting);
        } else if (type == int.class || type == Integer.class) {
            return new ScalarType(
                "a whole number", text -> (int) readWhole(text, Integer.MIN_VALUE, Integer.MAX_VALUE), Object::toString, setting);
        } else if (type == long.class || type == Long.class) {
            return new ScalarType("a whole number", text -> readWhole(text, Long.MIN_VALUE, Long.MAX_VALUE), Object::toString, setting);
        } else if (type == double.class || type == Double.class) {
            return new ScalarType("a number", ScalarType::readDouble, Object::toString, setting);
        } else if (type == boolean.class || type == Boolean.class) {
            return new ScalarType("true or false", ScalarType::readBoolean, Object::toString, setting);
        } else if (type.isEnum()) {
            return ofEnum(type, setting);
        }
        return null;
    }

    private static ScalarType ofEnum(final Class<?> type, final Setting setting) {
        final Map<String, Object> constants = new LinkedHashMap<>();
        for (final Object constant : type.getEnumConstants()) {
            constants.put(word(constant), constant);
        }
        final String words = String.join(", ", constants.keySet());
        return new ScalarType("one of " + words, text -> readEnum(text, constants), ScalarType::word, setting);
    }

    /** Reads and checks. */
    Object read(final String text) {
        final Object value = reader.apply(text);
        if (least != null && least.compareTo(value) > 0 || most != null && most.compareTo(value) < 0) {
            throw new IllegalArgumentException("is out of range");
        }
        return value;
    }

    /** The text of a value, quoted if YAML needs it. */
    String write(final Object value) {
        return writer.apply(value);
    }

    /** The allowed values, as the object of "Give …": {@code a whole number from 2 to 64}. */
    String wanted() {
        if (!min.isEmpty() && !max.isEmpty()) {
            return noun + " from " + min + " to " + max;
        }
        return noun + (min.isEmpty() ? "" : ", " + min + " or more") + (max.isEmpty() ? "" : ", " + max + " or less");
    }

    @SuppressWarnings("unchecked")
    private Comparable<Object> bound(final String text) {
        return text.isEmpty() ? null : (Comparable<Object>) reader.apply(text);
    }

    private static long readWhole(final String text, final long least, final long most) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a whole number");
        }
        final BigInteger value = new BigInteger(text);
        if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new IllegalArgumentException("is beyond " + (value.signum() < 0 ? least : most));
        }
        return value.longValue();
    }

    private static double readDouble(final String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a number");
        }
        final double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("is too large");
        }
        return value;
    }

    /** Checks the size first, because {@code 1e999999999} would otherwise be expanded to its digits. */
    private static long readE8(final String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a decimal number");
        }
        final BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        if (value.scale() > E8_PLACES) {
            throw new IllegalArgumentException("has more than " + E8_PLACES + " decimal places");
        }
        if ((long) value.precision() - value.scale() > E8_DIGITS_BEFORE_POINT) {
            throw new IllegalArgumentException("is too large");
        }
        try {
            return FixedPoint.parse(value.toPlainString());
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("is too large", e);
        }
    }

    private static long readDuration(final String text) {
        final Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not a duration: a whole number and one of the units ns us ms s m h d");
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
        } catch (final ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("is longer than 292 years", e);
        }
    }

    private static String writeDuration(final Object value) {
        final long durationNs = (Long) value;
        if (durationNs < 0) {
            throw new IllegalArgumentException("a duration must not be negative: durationNs=" + durationNs);
        }
        if (durationNs == 0) {
            return "0s";
        }
        for (final Map.Entry<String, Long> unit : UNITS.entrySet()) {
            if (durationNs % unit.getValue() == 0) {
                return durationNs / unit.getValue() + unit.getKey();
            }
        }
        throw new IllegalStateException("every duration is a multiple of 1ns: durationNs=" + durationNs);
    }

    private static boolean readBoolean(final String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is not true or false");
        };
    }

    private static Object readEnum(final String text, final Map<String, Object> constants) {
        final Object constant = constants.get(text);
        if (constant == null) {
            throw new IllegalArgumentException("is not allowed");
        }
        return constant;
    }

    private static String word(final Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Long> units() {
        return Arrays.stream(new String[] {
            "d 86400000000000", "h 3600000000000", "m 60000000000", "s 1000000000", "ms 1000000", "us 1000", "ns 1"})
            .map(unit -> unit.split(" "))
            .collect(Collectors.toMap(unit -> unit[0], unit -> Long.valueOf(unit[1]), (a, b) -> a, LinkedHashMap::new));
    }
}
