package io.ringmaster.strategies.formula;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** A parsed formula. Two formulas that mean the same node have the same {@link #text()}, by which equal declarations are found. */
public sealed interface Syntax {

    /** Writes the canonical text. */
    void write(StringBuilder out);

    /** The canonical text. */
    default String text() {
        final StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    /** Whether it is a claim and not a number. */
    default boolean isCondition() {
        return false;
    }

    /** A number as it stands. */
    record Number(double value) implements Syntax {

        @Override
        public void write(final StringBuilder out) {
            if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                out.append((long) value);
            } else {
                out.append(value);
            }
        }
    }

    /** A word that stands for itself, such as the name of a convention. */
    record Word(String text) implements Syntax {

        @Override
        public void write(final StringBuilder out) {
            out.append(text);
        }
    }

    /**
     * A price field, an indicator or a function.
     *
     * @param named  arguments given by name
     * @param output which of an indicator's outputs; empty for the first
     */
    record Call(String name, List<Syntax> arguments, SortedMap<String, Syntax> named, String output) implements Syntax {

        @Override
        public void write(final StringBuilder out) {
            out.append(name);
            if (!arguments.isEmpty() || !named.isEmpty()) {
                char before = '(';
                for (final Syntax argument : arguments) {
                    argument.write(out.append(before));
                    before = ',';
                }
                for (final Map.Entry<String, Syntax> argument : named.entrySet()) {
                    argument.getValue().write(out.append(before).append(argument.getKey()).append('='));
                    before = ',';
                }
                out.append(')');
            }
            if (!output.isEmpty()) {
                out.append('.').append(output);
            }
        }
    }

    /** The value some bars ago. */
    record Lag(Syntax of, int bars) implements Syntax {

        @Override
        public void write(final StringBuilder out) {
            of.write(out);
            out.append('[').append(bars).append(']');
        }
    }

    /** {@code + - * /} between numbers. */
    record Arithmetic(char operator, Syntax left, Syntax right) implements Syntax {

        @Override
        public void write(final StringBuilder out) {
            left.write(out.append('('));
            right.write(out.append(operator));
            out.append(')');
        }
    }

    /** How two numbers are compared. */
    enum Relation {
        GREATER(">"), LESS("<"), AT_LEAST(">="), AT_MOST("<="),
        /** Above now, and on the bar before at or below. */
        CROSSES_ABOVE("crosses above"),
        /** Below now, and on the bar before at or above. */
        CROSSES_BELOW("crosses below");

        private final String text;

        Relation(final String text) {
            this.text = text;
        }
    }

    /** A comparison of two numbers. */
    record Comparison(Relation relation, Syntax left, Syntax right) implements Syntax {

        @Override
        public void write(final StringBuilder out) {
            left.write(out.append('('));
            right.write(out.append(' ').append(relation.text).append(' '));
            out.append(')');
        }

        @Override
        public boolean isCondition() {
            return true;
        }
    }

    /** All of some claims, or any of them. */
    record Junction(boolean all, List<Syntax> parts) implements Syntax {

        @Override
        public void write(final StringBuilder out) {
            String before = "(";
            for (final Syntax part : parts) {
                part.write(out.append(before));
                before = all ? " and " : " or ";
            }
            out.append(')');
        }

        @Override
        public boolean isCondition() {
            return true;
        }
    }

    /** The opposite of a claim. */
    record Not(Syntax of) implements Syntax {

        @Override
        public void write(final StringBuilder out) {
            of.write(out.append("not "));
        }

        @Override
        public boolean isCondition() {
            return true;
        }
    }
}
