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
    /** More operators would end in a stack overflow too, because each one nests the formula before it. */
    private static final int MAX_OPERATORS = 300;
    /** Characters shown of a formula that is too long. */
    private static final int MAX_SHOWN = 60;

    private final Lexer lexer;
    private final Map<String, Syntax> parameters;
    private int depth;
    private int operators;

    private Parser(final String text, final Map<String, Syntax> parameters) {
        lexer = new Lexer(text);
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
            throw new FormulaException("'" + text + "' is not a comparison; write one such as 'close > sma(20)'");
        }
        return whole;
    }

    /** Splits formulas that are separated by commas, such as {@code ema(20),rsi(14)}. Each part is returned as it is written. */
    public static List<String> split(final String text) {
        final Parser parser = new Parser(text, Map.of());
        final List<String> all = new ArrayList<>();
        int start;
        do {
            start = parser.lexer.position();
            parser.any();
            all.add(parser.lexer.since(start).strip());
        } while (parser.lexer.takes(','));
        parser.lexer.end();
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
        lexer.end();
        return whole;
    }

    private Syntax any() {
        if (++depth > MAX_DEPTH) {
            throw lexer.fault("is nested too deeply");
        }
        final List<Syntax> parts = new ArrayList<>(List.of(both()));
        while (lexer.takesWord("or")) {
            parts.add(claimed(both()));
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : junction(false, parts);
    }

    private Syntax both() {
        final List<Syntax> parts = new ArrayList<>(List.of(single()));
        while (lexer.takesWord("and")) {
            parts.add(claimed(single()));
        }
        return parts.size() == 1 ? parts.getFirst() : junction(true, parts);
    }

    private Syntax junction(final boolean all, final List<Syntax> parts) {
        claimed(parts.getFirst());
        return new Junction(all, List.copyOf(parts));
    }

    private Syntax single() {
        return lexer.takesWord("not") ? new Not(claimed(comparison())) : comparison();
    }

    private Syntax comparison() {
        final Syntax left = sum();
        final Relation relation = relation();
        return relation == null ? left : new Comparison(relation, numeric(left), numeric(sum()));
    }

    private Relation relation() {
        if (lexer.takesWord("crosses")) {
            if (lexer.takesWord("above")) {
                return Relation.CROSSES_ABOVE;
            }
            if (lexer.takesWord("below")) {
                return Relation.CROSSES_BELOW;
            }
            throw lexer.unexpected("'above' or 'below'");
        }
        if (lexer.takes('>')) {
            return lexer.takes('=') ? Relation.AT_LEAST : Relation.GREATER;
        }
        if (lexer.takes('<')) {
            return lexer.takes('=') ? Relation.AT_MOST : Relation.LESS;
        }
        return null;
    }

    private Syntax sum() {
        Syntax left = product();
        while (true) {
            if (lexer.takes('+')) {
                left = arithmetic('+', left, product());
            } else if (lexer.takes('-')) {
                left = arithmetic('-', left, product());
            } else {
                return left;
            }
        }
    }

    private Syntax product() {
        Syntax left = factor();
        while (true) {
            if (lexer.takes('*')) {
                left = arithmetic('*', left, factor());
            } else if (lexer.takes('/')) {
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
                "'" + lexer.beginning(MAX_SHOWN) + "…' has more than " + MAX_OPERATORS + " operators; make it shorter, or several strategies");
        }
    }

    private Syntax factor() {
        if (lexer.takes('-')) {
            if (++depth > MAX_DEPTH) {
                throw lexer.fault("is nested too deeply");
            }
            final Syntax negated = arithmetic('*', new Number(-1), factor());
            depth--;
            return negated;
        }
        Syntax value = primary();
        while (lexer.takes('[')) {
            final Syntax bars = sum();
            lexer.expect(']');
            value = lag(numeric(value), bars);
        }
        return value;
    }

    private Syntax lag(final Syntax of, final Syntax bars) {
        if (!(bars instanceof Number(final double count)) || count < 0 || count != Math.rint(count) || count > 100_000) {
            throw lexer.fault("has '[" + bars.text() + "]' where a whole number of bars from 0 to 100000 belongs");
        }
        if (count == 0 || of instanceof Number) {
            return of;
        }
        countOperator();
        return new Lag(of, (int) count);
    }

    private Syntax primary() {
        lexer.skipSpace();
        if (lexer.takes('(')) {
            final Syntax inner = any();
            lexer.expect(')');
            return inner;
        }
        if (lexer.isAtNumber()) {
            return new Number(lexer.number());
        }
        final String name = lexer.name();
        if (name.isEmpty()) {
            throw lexer.unexpected("a number, an indicator or '('");
        }
        if (lexer.takes('(')) {
            return call(name);
        }
        final Syntax value = parameters.get(name);
        return value != null ? value : new Call(name, List.of(), new TreeMap<>(), lexer.output());
    }

    private Syntax call(final String name) {
        final List<Syntax> arguments = new ArrayList<>();
        final SortedMap<String, Syntax> named = new TreeMap<>();
        if (!lexer.takes(')')) {
            do {
                argument(arguments, named);
            } while (lexer.takes(','));
            lexer.expect(')');
        }
        final String output = lexer.output();
        return folded(name, arguments, named, output);
    }

    /** Computes functions of plain numbers now, because a length must be known when its node is built. */
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
        final int start = lexer.position();
        lexer.skipSpace();
        final String name = lexer.name();
        if (!name.isEmpty() && lexer.takes('=')) {
            if (named.put(name, any()) != null) {
                throw lexer.fault("gives '" + name + "' twice");
            }
            return;
        }
        if (!named.isEmpty()) {
            throw lexer.fault("has an argument without a name after one with a name, at column " + (start + 1));
        }
        lexer.back(start);
        arguments.add(any());
    }

    private Syntax claimed(final Syntax one) {
        if (!one.isCondition()) {
            throw lexer.fault("has '" + one.text() + "' where a comparison belongs");
        }
        return one;
    }

    private Syntax numeric(final Syntax one) {
        if (one.isCondition() || one instanceof Word) {
            throw lexer.fault("has '" + one.text() + "' where a number belongs");
        }
        return one;
    }

}
