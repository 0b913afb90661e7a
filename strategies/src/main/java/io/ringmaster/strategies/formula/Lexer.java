package io.ringmaster.strategies.formula;

/** Splits the text of a formula into signs, words, names and numbers, from left to right. Space between them has no meaning. */
final class Lexer {

    private final String text;
    private int position;

    Lexer(final String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    /** Returns to an earlier position. */
    void back(final int earlier) {
        position = earlier;
    }

    /** The text from a position up to here. */
    String since(final int start) {
        return text.substring(start, position);
    }

    /** The text's first characters. */
    String beginning(final int length) {
        return text.substring(0, length);
    }

    /** Requires that nothing but space is left. */
    void end() {
        skipSpace();
        if (position < text.length()) {
            throw unexpected("the end");
        }
    }

    void skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    /** Reads a sign if it is next. */
    boolean takes(final char wanted) {
        skipSpace();
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    /** Reads a word if it is next and no longer name begins with it. */
    boolean takesWord(final String wanted) {
        skipSpace();
        final int end = position + wanted.length();
        if (text.startsWith(wanted, position) && (end == text.length() || !isNamePart(text.charAt(end), false))) {
            position = end;
            return true;
        }
        return false;
    }

    void expect(final char wanted) {
        if (!takes(wanted)) {
            throw unexpected("'" + wanted + "'");
        }
    }

    /** Reads a name; empty if none is next. */
    String name() {
        final int start = position;
        while (position < text.length() && isNamePart(text.charAt(position), position == start)) {
            position++;
        }
        return text.substring(start, position);
    }

    /** Reads the name of an output behind its dot; empty if none is next. */
    String output() {
        final boolean isOutput = position + 1 < text.length() && text.charAt(position) == '.'
            && Character.isLetter(text.charAt(position + 1));
        if (!isOutput) {
            return "";
        }
        position++;
        return name();
    }

    boolean isAtNumber() {
        return position < text.length() && (isDigit(text.charAt(position)) || text.charAt(position) == '.');
    }

    /** Reads a number; {@link #isAtNumber} must hold. */
    double number() {
        final int start = position;
        while (position < text.length() && (isDigit(text.charAt(position)) || text.charAt(position) == '.' || isExponent())) {
            position++;
        }
        try {
            return Double.parseDouble(text.substring(start, position));
        } catch (final NumberFormatException e) {
            throw new FormulaException("'" + text + "' has '" + text.substring(start, position) + "' where a number belongs, at column "
                + (start + 1));
        }
    }

    private boolean isExponent() {
        final char c = text.charAt(position);
        final char before = text.charAt(position - 1);
        final boolean begins = (c == 'e' || c == 'E') && position + 1 < text.length()
            && (isDigit(text.charAt(position + 1)) || text.charAt(position + 1) == '-');
        return begins || (c == '-' && (before == 'e' || before == 'E'));
    }

    private static boolean isNamePart(final char c, final boolean isFirst) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (!isFirst && isDigit(c));
    }

    private static boolean isDigit(final char c) {
        return c >= '0' && c <= '9';
    }

    /** A fault: something else is where one thing belongs. */
    FormulaException unexpected(final String wanted) {
        skipSpace();
        final String found = position == text.length() ? "ends" : "has '" + text.charAt(position) + "'";
        return fault(found + " at column " + (position + 1) + " where " + wanted + " belongs");
    }

    /** A fault of the whole text. */
    FormulaException fault(final String what) {
        return new FormulaException("'" + text + "' " + what);
    }
}
