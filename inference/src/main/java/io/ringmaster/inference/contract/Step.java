package io.ringmaster.inference.contract;

import java.util.List;
import java.util.Locale;

/**
 * One step from a source's value to a feature. All steps compute in float64; {@link Operation#FLOAT32} rounds where the training rounded.
 *
 * @param a first argument; 0 if it takes none
 * @param b second argument; 0 if it takes none
 */
public record Step(Operation operation, double a, double b) {

    static final int LONGEST_WINDOW = 100_000;

    /** What a step does, and the names of its arguments. */
    public enum Operation {
        MULTIPLY("by"),
        DIVIDE("by"),
        ADD("of"),
        LOG,
        /** Logarithm of 1 + x. */
        LOG1P,
        SQRT,
        TANH,
        CLIP("low", "high"),
        /** (x - mean) / deviation. */
        Z_SCORE("mean", "deviation"),
        /** (x - low) / (high - low). */
        MIN_MAX("low", "high"),
        /** Z-score among the last n closed bars, the newest included; population deviation; 0 where nothing varied; unknown before n bars. */
        ROLLING_Z("n"),
        /** Place between the extremes of the last n closed bars, in [0, 1] on a bar's close; 0.5 where nothing varied; unknown before n bars. */
        ROLLING_MIN_MAX("n"),
        /** Share of the last n closed bars that were at most x, in [0, 1]; unknown before n bars. */
        ROLLING_RANK("n"),
        /** Cast point: rounds to the nearest float32. */
        FLOAT32;

        private final List<String> arguments;

        Operation(final String... arguments) {
            this.arguments = List.of(arguments);
        }

        List<String> arguments() {
            return arguments;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isRolling() {
            return this == ROLLING_Z || this == ROLLING_MIN_MAX || this == ROLLING_RANK;
        }
    }

    public static Step of(final Operation operation) {
        return new Step(operation, 0, 0);
    }

    public static Step of(final Operation operation, final double a) {
        return new Step(operation, a, 0);
    }

    /** The number of an argument. */
    double argument(final int index) {
        return index == 0 ? a : b;
    }

    /** What is wrong with its arguments, or null. */
    String fault() {
        for (int i = 0; i < 2; i++) {
            if (!Double.isFinite(argument(i))) {
                return this + " needs finite numbers";
            }
            if (i >= operation.arguments.size() && argument(i) != 0) {
                return this + " has an argument too many";
            }
        }
        return switch (operation) {
            case MULTIPLY, DIVIDE -> a == 0 ? this + " needs another number than 0" : null;
            case CLIP, MIN_MAX -> a < b ? null : this + " needs low below high";
            case Z_SCORE -> b > 0 ? null : this + " needs a deviation above 0";
            case ROLLING_Z, ROLLING_MIN_MAX, ROLLING_RANK -> a == Math.rint(a) && a >= 2 && a <= LONGEST_WINDOW ? null
                : this + " needs a whole number of bars from 2 to " + LONGEST_WINDOW;
            case ADD, LOG, LOG1P, SQRT, TANH, FLOAT32 -> null;
        };
    }

    /** As in a sentence: {@code clip(low=-1.0, high=1.0)}. */
    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder(operation.word());
        for (int i = 0; i < operation.arguments.size(); i++) {
            text.append(i == 0 ? "(" : ", ").append(operation.arguments.get(i)).append('=').append(CanonicalText.number(argument(i)));
        }
        return operation.arguments.isEmpty() ? text.toString() : text.append(')').toString();
    }
}
