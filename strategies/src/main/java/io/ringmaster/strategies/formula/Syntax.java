package io.ringmaster.strategies.formula;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A parsed formula. Two formulas that mean the same node have the same {@link #text()}: it is how equal declarations are found.
 */
public sealed interface Syntax {

    /** The canonical text. */
    String text();

    /** Whether it is a claim and not a number. */
    default boolean isCondition() {
        return false;
    }

    /** A number as it stands. */
    record Number(double value) implements Syntax {

        @Override
        public String text() {
            return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
        }
    }

    /** A word that stands for itself, such as the name of a convention. */
    record Word(String text) implements Syntax { }

    /**
     * A price field, an indicator or a function.
     *
     * @param named  arguments given by name
     * @param output which of an indicator's outputs; empty for the first
     */
    record Call(String name, List<Syntax> arguments, SortedMap<String, Syntax> named, String output) implements Syntax {

        @Override
        public String text() {
            final StringBuilder all = new StringBuilder(name);
            if (!arguments.isEmpty() || !named.isEmpty()) {
                all.append(arguments.stream().map(Syntax::text).collect(Collectors.joining(",", "(", "")));
                named.forEach((key, value) -> all.append(all.charAt(all.length() - 1) == '(' ? "" : ",")
                    .append(key).append('=').append(value.text()));
                all.append(')');
            }
            return output.isEmpty() ? all.toString() : all + "." + output;
        }
    }

    /** The value some bars ago. */
    record Lag(Syntax of, int bars) implements Syntax {

        @Override
        public String text() {
            return of.text() + "[" + bars + "]";
        }
    }

    /** {@code + - * /} between numbers. */
    record Arithmetic(char operator, Syntax left, Syntax right) implements Syntax {

        @Override
        public String text() {
            return "(" + left.text() + operator + right.text() + ")";
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
        public String text() {
            return "(" + left.text() + " " + relation.text + " " + right.text() + ")";
        }

        @Override
        public boolean isCondition() {
            return true;
        }
    }

    /** All of some claims, or any of them. */
    record Junction(boolean all, List<Syntax> parts) implements Syntax {

        @Override
        public String text() {
            return parts.stream().map(Syntax::text).collect(Collectors.joining(all ? " and " : " or ", "(", ")"));
        }

        @Override
        public boolean isCondition() {
            return true;
        }
    }

    /** The opposite of a claim. */
    record Not(Syntax of) implements Syntax {

        @Override
        public String text() {
            return "not " + of.text();
        }

        @Override
        public boolean isCondition() {
            return true;
        }
    }
}
