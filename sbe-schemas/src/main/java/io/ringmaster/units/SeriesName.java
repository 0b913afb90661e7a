package io.ringmaster.units;

/**
 * The name of an outside series, such as {@code vix}. It is the same in a signal and in a formula, where another letter case would be another series
 * that never comes; so a name has small letters only.
 */
public final class SeriesName {

    /** Continues "must be". */
    public static final String RULE = "a name of 1 to 32 small letters, digits and '_', beginning with a letter, such as vix";

    private SeriesName() {
    }

    public static boolean isValid(final String name) {
        return name.matches("[a-z][a-z0-9_]{0,31}");
    }
}
