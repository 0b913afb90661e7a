package io.ringmaster.strategies.formula;

import io.ringmaster.strategies.formula.Syntax.Arithmetic;
import io.ringmaster.strategies.formula.Syntax.Call;
import io.ringmaster.strategies.formula.Syntax.Comparison;
import io.ringmaster.strategies.formula.Syntax.Junction;
import io.ringmaster.strategies.formula.Syntax.Lag;
import io.ringmaster.strategies.formula.Syntax.Not;
import io.ringmaster.strategies.formula.Syntax.Number;
import io.ringmaster.strategies.formula.Syntax.Relation;
import io.ringmaster.strategies.formula.Syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads formulas.
 *
 * <pre>
 *   claim      = both { "or" both } ;   both = single { "and" single } ;   single = [ "not" ] comparison
 *   comparison = sum [ ( ">" | "<" | ">=" | "<=" | "crosses" ( "above" | "below" ) ) sum ]
 *   sum        = product { ( "+" | "-" ) product } ;   product = factor { ( "*" | "/" ) factor }
 *   factor     = "-" factor | ( number | name [ "(" arguments ")" ] [ "." output ] | "(" claim ")" ) { "[" bars "]" }
 *   arguments  = [ argument { "," argument } ] ;   argument = [ name "=" ] claim
 * </pre>
 *
 * A name without parentheses that is a parameter stands for its value. Arithmetic between plain numbers is done while reading.
 */
public final class Parser {

    /** Deeper nesting is a mistake or an attack, and would end in a stack overflow. */
    private static final int MAX_DEPTH = 60;
    /** Likewise, for each operator stands on the one before. */
    private static final int MAX_OPERATORS = 300;
    /** Of a formula that is too long to be shown. */
    private static final int MAX_SHOWN = 60;

    private final String text;
    private final Map<String, Syntax> parameters;
    private int position;
    private int depth;
    private int operators;

    private Parser(final String text, final Map<String, Syntax> parameters) {
        this.text = text;
        this.parameters = parameters;
    }

    /**
     * Reads a number.
     *
     * @param parameters what names stand for
     * @throws FormulaException if it is none
     */
    public static Syntax number(final String text, final Map<String, Syntax> parameters) {
        final Syntax whole = new Parser(text, parameters).whole();
        if (whole.isCondition() || whole instanceof Word) {
            throw new FormulaException("'" + text + "' is no number");
        }
        return whole;
    }

    /** Reads a claim; otherwise as {@link #number}. */
    public static Syntax claim(final String text, final Map<String, Syntax> parameters) {
        final Syntax whole = new Parser(text, parameters).whole();
        if (!whole.isCondition()) {
            throw new FormulaException("'" + text + "' compares nothing; write a claim such as 'close > sma(20)'");
        }
        return whole;
    }

    /** Takes formulas apart that are separated by commas, such as {@code ema(20),rsi(14)}; each as it is written. */
    public static List<String> split(final String text) {
        final Parser parser = new Parser(text, Map.of());
        final List<String> all = new ArrayList<>();
        int start;
        do {
            start = parser.position;
            parser.any();
            all.add(text.substring(start, parser.position).strip());
        } while (parser.takes(','));
        parser.end();
        return all;
    }

    /** What a parameter's text stands for: a number, or a word such as the name of a convention. */
    public static Syntax value(final String text) {
        try {
            return new Number(Double.parseDouble(text));
        } catch (final NumberFormatException e) {
            return new Word(text);
        }
    }

    private Syntax whole() {
        final Syntax whole = any();
        end();
        return whole;
    }

    private void end() {
        skipSpace();
        if (position < text.length()) {
            throw unexpected("the end");
        }
    }

    private Syntax any() {
        if (++depth > MAX_DEPTH) {
            throw fault("is nested too deeply");
        }
        final List<Syntax> parts = new ArrayList<>(List.of(both()));
        while (takesWord("or")) {
            parts.add(claimed(both()));
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : junction(false, parts);
    }

    private Syntax both() {
        final List<Syntax> parts = new ArrayList<>(List.of(single()));
        while (takesWord("and")) {
            parts.add(claimed(single()));
        }
        return parts.size() == 1 ? parts.getFirst() : junction(true, parts);
    }

    private Syntax junction(final boolean all, final List<Syntax> parts) {
        claimed(parts.getFirst());
        return new Junction(all, List.copyOf(parts));
    }

    private Syntax single() {
        return takesWord("not") ? new Not(claimed(comparison())) : comparison();
    }

    private Syntax comparison() {
        final Syntax left = sum();
        final Relation relation = relation();
        return relation == null ? left : new Comparison(relation, numeric(left), numeric(sum()));
    }

    private Relation relation() {
        if (takesWord("crosses")) {
            if (takesWord("above")) {
                return Relation.CROSSES_ABOVE;
            }
            if (takesWord("below")) {
                return Relation.CROSSES_BELOW;
            }
            throw unexpected("'above' or 'below'");
        }
        if (takes('>')) {
            return takes('=') ? Relation.AT_LEAST : Relation.GREATER;
        }
        if (takes('<')) {
            return takes('=') ? Relation.AT_MOST : Relation.LESS;
        }
        return null;
    }

    private Syntax sum() {
        Syntax left = product();
        while (true) {
            if (takes('+')) {
                left = arithmetic('+', left, product());
            } else if (takes('-')) {
                left = arithmetic('-', left, product());
            } else {
                return left;
            }
        }
    }

    private Syntax product() {
        Syntax left = factor();
        while (true) {
            if (takes('*')) {
                left = arithmetic('*', left, factor());
            } else if (takes('/')) {
                left = arithmetic('/', left, factor());
            } else {
                return left;
            }
        }
    }

    private Syntax arithmetic(final char operator, final Syntax left, final Syntax right) {
        if (numeric(left) instanceof Number(final double a) && numeric(right) instanceof Number(final double b)) {
            return new Number(switch (operator) {
                case '+' -> a + b;
                case '-' -> a - b;
                case '*' -> a * b;
                default -> a / b;
            });
        }
        countOperator();
        return new Arithmetic(operator, left, right);
    }

    private void countOperator() {
        if (++operators > MAX_OPERATORS) {
            throw new FormulaException(
                "'" + text.substring(0, MAX_SHOWN) + "…' has more than " + MAX_OPERATORS + " operators; make it shorter, or several strategies");
        }
    }

    private Syntax factor() {
        if (takes('-')) {
            if (++depth > MAX_DEPTH) {
                throw fault("is nested too deeply");
            }
            final Syntax negated = arithmetic('*', new Number(-1), factor());
            depth--;
            return negated;
        }
        Syntax value = primary();
        while (takes('[')) {
            final Syntax bars = sum();
            expect(']');
            value = lag(numeric(value), bars);
        }
        return value;
    }

    private Syntax lag(final Syntax of, final Syntax bars) {
        if (!(bars instanceof Number(final double count)) || count < 0 || count != Math.rint(count) || count > 100_000) {
            throw fault("has '[" + bars.text() + "]' where a whole number of bars from 0 to 100000 belongs");
        }
        if (count == 0 || of instanceof Number) {
            return of;
        }
        countOperator();
        return new Lag(of, (int) count);
    }

    private Syntax primary() {
        skipSpace();
        if (takes('(')) {
            final Syntax inner = any();
            expect(')');
            return inner;
        }
        if (position < text.length() && (isDigit(text.charAt(position)) || text.charAt(position) == '.')) {
            return literal();
        }
        final String name = name();
        if (name.isEmpty()) {
            throw unexpected("a number, an indicator or '('");
        }
        if (takes('(')) {
            return call(name);
        }
        final Syntax value = parameters.get(name);
        return value != null ? value : new Call(name, List.of(), new TreeMap<>(), output());
    }

    private Syntax call(final String name) {
        final List<Syntax> arguments = new ArrayList<>();
        final SortedMap<String, Syntax> named = new TreeMap<>();
        if (!takes(')')) {
            do {
                argument(arguments, named);
            } while (takes(','));
            expect(')');
        }
        final String output = output();
        return folded(name, arguments, named, output);
    }

    /** Whole-number functions of plain numbers are done here, because lengths must be known when nodes are built. */
    private static Syntax folded(
        final String name, final List<Syntax> arguments, final SortedMap<String, Syntax> named, final String output) {
        final double[] plain = new double[arguments.size()];
        for (int i = 0; i < plain.length; i++) {
            if (!(arguments.get(i) instanceof Number(final double value))) {
                return new Call(name, List.copyOf(arguments), named, output);
            }
            plain[i] = value;
        }
        return switch (name + plain.length) {
            case "max2" -> new Number(Math.max(plain[0], plain[1]));
            case "min2" -> new Number(Math.min(plain[0], plain[1]));
            case "floor1" -> new Number(Math.floor(plain[0]));
            case "sqrt1" -> new Number(Math.sqrt(plain[0]));
            default -> new Call(name, List.copyOf(arguments), named, output);
        };
    }

    private void argument(final List<Syntax> arguments, final SortedMap<String, Syntax> named) {
        final int start = position;
        skipSpace();
        final String name = name();
        if (!name.isEmpty() && takes('=')) {
            if (named.put(name, any()) != null) {
                throw fault("gives '" + name + "' twice");
            }
            return;
        }
        if (!named.isEmpty()) {
            throw fault("has an argument without a name after one with a name, at column " + (start + 1));
        }
        position = start;
        arguments.add(any());
    }

    private String output() {
        final boolean isOutput = position + 1 < text.length() && text.charAt(position) == '.'
            && Character.isLetter(text.charAt(position + 1));
        if (!isOutput) {
            return "";
        }
        position++;
        return name();
    }

    private Syntax literal() {
        final int start = position;
        while (position < text.length() && (isDigit(text.charAt(position)) || text.charAt(position) == '.' || isExponent())) {
            position++;
        }
        try {
            return new Number(Double.parseDouble(text.substring(start, position)));
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

    private String name() {
        final int start = position;
        while (position < text.length() && isNamePart(text.charAt(position), position == start)) {
            position++;
        }
        return text.substring(start, position);
    }

    private static boolean isNamePart(final char c, final boolean isFirst) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (!isFirst && isDigit(c));
    }

    private static boolean isDigit(final char c) {
        return c >= '0' && c <= '9';
    }

    private void skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private boolean takes(final char wanted) {
        skipSpace();
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private boolean takesWord(final String wanted) {
        skipSpace();
        final int end = position + wanted.length();
        if (text.startsWith(wanted, position) && (end == text.length() || !isNamePart(text.charAt(end), false))) {
            position = end;
            return true;
        }
        return false;
    }

    private void expect(final char wanted) {
        if (!takes(wanted)) {
            throw unexpected("'" + wanted + "'");
        }
    }

    private Syntax claimed(final Syntax one) {
        if (!one.isCondition()) {
            throw fault("has '" + one.text() + "' where a comparison belongs");
        }
        return one;
    }

    private Syntax numeric(final Syntax one) {
        if (one.isCondition() || one instanceof Word) {
            throw fault("has '" + one.text() + "' where a number belongs");
        }
        return one;
    }

    private FormulaException unexpected(final String wanted) {
        skipSpace();
        final String found = position == text.length() ? "ends" : "has '" + text.charAt(position) + "'";
        return fault(found + " at column " + (position + 1) + " where " + wanted + " belongs");
    }

    private FormulaException fault(final String what) {
        return new FormulaException("'" + text + "' " + what);
    }
}
