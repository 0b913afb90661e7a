package io.ringmaster.strategies.formula;

import io.ringmaster.units.SeriesName;
import java.util.List;

/**
 * A typed parameter of an indicator or a strategy type.
 *
 * @param kind         whole number, number, one of some words, the name of an outside series, or any text
 * @param defaultValue as it would be written; empty if it must be given, or may be left out where it is a text or a name
 * @param words        what is allowed, for WORD
 */
public record Parameter(String name, Kind kind, String defaultValue, double min, double max, List<String> words, String doc) {

    private static final int MAX_BARS = 100_000;

    /** How its text is read. */
    public enum Kind { WHOLE, NUMBER, WORD, SERIES, TEXT }

    public static Parameter whole(final String name, final int value, final int min, final int max, final String doc) {
        return new Parameter(name, Kind.WHOLE, Integer.toString(value), min, max, List.of(), doc);
    }

    public static Parameter number(final String name, final double value, final double min, final double max, final String doc) {
        return new Parameter(name, Kind.NUMBER, Double.toString(value), min, max, List.of(), doc);
    }

    /** Any text, empty unless given. */
    public static Parameter text(final String name, final String doc) {
        return new Parameter(name, Kind.TEXT, "", 0, 0, List.of(), doc);
    }

    /** The name of an outside series, empty unless given. */
    public static Parameter series(final String name, final String doc) {
        return new Parameter(name, Kind.SERIES, "", 0, 0, List.of(), doc);
    }

    /** A whole number that must be given. */
    public static Parameter bars(final String name, final int min, final String doc) {
        return new Parameter(name, Kind.WHOLE, "", min, MAX_BARS, List.of(), doc);
    }

    /** A number that must be given. */
    public static Parameter needed(final String name, final double min, final double max, final String doc) {
        return new Parameter(name, Kind.NUMBER, "", min, max, List.of(), doc);
    }

    public static Parameter word(final String name, final List<String> words, final String doc) {
        return new Parameter(name, Kind.WORD, words.getFirst(), 0, 0, words, doc);
    }

    /** Whether a declaration without it is wrong. */
    public boolean isNeeded() {
        return defaultValue.isEmpty() && kind != Kind.SERIES && kind != Kind.TEXT;
    }

    /** The fault of a value, or null. */
    public String fault(final String text) {
        return switch (kind) {
            case TEXT -> null;
            case SERIES -> text.isEmpty() || SeriesName.isValid(text) ? null : "must be " + SeriesName.RULE;
            case WORD -> words.contains(text) ? null : "must be one of " + words;
            case WHOLE -> text.matches("-?[0-9]+") ? rangeFault(Double.parseDouble(text)) : "must be a whole number";
            case NUMBER -> numberFault(text);
        };
    }

    private String numberFault(final String text) {
        try {
            return rangeFault(Double.parseDouble(text));
        } catch (final NumberFormatException e) {
            return "must be a number";
        }
    }

    private String rangeFault(final double value) {
        return value >= min && value <= max ? null
            : "must be in [" + display(min) + ", " + display(max) + "]";
    }

    /** What is allowed, for people. */
    public String allowed() {
        return switch (kind) {
            case TEXT -> "text";
            case SERIES -> "a name";
            case WORD -> String.join(", ", words);
            case WHOLE, NUMBER -> display(min) + " .. " + display(max);
        };
    }

    /** Its name and its default, as in a list of parameters. */
    public String asGiven() {
        return name + (defaultValue.isEmpty() ? "" : "=" + defaultValue);
    }

    private static String display(final double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
