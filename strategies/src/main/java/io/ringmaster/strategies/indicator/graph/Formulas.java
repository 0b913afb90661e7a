package io.ringmaster.strategies.indicator.graph;

import io.ringmaster.strategies.formula.Condition;
import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.formula.Syntax;
import io.ringmaster.strategies.formula.operation.BinaryFormula;
import io.ringmaster.strategies.formula.operation.BinaryFormula.Operator;
import io.ringmaster.strategies.formula.operation.ChoiceFormula;
import io.ringmaster.strategies.formula.operation.JunctionCondition;
import io.ringmaster.strategies.formula.operation.KnownFormula;
import io.ringmaster.strategies.formula.operation.NotCondition;
import io.ringmaster.strategies.formula.operation.RatioFormula;
import io.ringmaster.strategies.formula.operation.UnaryFormula;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.claim.ComparisonCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Builds formulas and conditions from syntax, over the nodes of one graph. */
final class Formulas {

    private final Function<Syntax, Indicator> nodeOf;

    /** @param nodeOf the node of a parsed number */
    Formulas(final Function<Syntax, Indicator> nodeOf) {
        this.nodeOf = nodeOf;
    }

    /** Whether a call is a function of arithmetic and not an indicator. */
    static boolean isFunction(final Syntax.Call call) {
        return switch (call.name()) {
            case "abs", "sqrt", "log", "exp", "sign", "floor", "min", "max", "ratio", "known", "if", "clip" -> true;
            default -> false;
        };
    }

    /** The formula of a number. It is computed on request; only the indicators in it are nodes. */
    Formula formula(final Syntax syntax) {
        return switch (syntax) {
            case Syntax.Arithmetic(final char operator, final Syntax left, final Syntax right) ->
                new BinaryFormula(operator(operator), formula(left), formula(right));
            case final Syntax.Call call when isFunction(call) -> function(call);
            default -> nodeOf.apply(syntax);
        };
    }

    static Operator operator(final char sign) {
        return switch (sign) {
            case '+' -> Operator.ADD;
            case '-' -> Operator.SUBTRACT;
            case '*' -> Operator.MULTIPLY;
            case '/' -> Operator.DIVIDE;
            default -> throw new IllegalArgumentException("no operator: " + sign);
        };
    }

    private Formula function(final Syntax.Call call) {
        return switch (call.name()) {
            case "abs" -> unary(call, UnaryFormula.Function.ABS);
            case "sqrt" -> unary(call, UnaryFormula.Function.SQRT);
            case "log" -> unary(call, UnaryFormula.Function.LOG);
            case "exp" -> unary(call, UnaryFormula.Function.EXP);
            case "sign" -> unary(call, UnaryFormula.Function.SIGN);
            case "floor" -> unary(call, UnaryFormula.Function.FLOOR);
            case "min" -> folded(call, Operator.MIN);
            case "max" -> folded(call, Operator.MAX);
            case "ratio" -> new RatioFormula(argument(call, 0, 3), argument(call, 1, 3), argument(call, 2, 3));
            case "known" -> new KnownFormula(argument(call, 0, 2), argument(call, 1, 2));
            case "clip" -> new BinaryFormula(
                Operator.MAX, argument(call, 1, 3), new BinaryFormula(Operator.MIN, argument(call, 2, 3), argument(call, 0, 3)));
            default -> {
                count(call, 3);
                if (!call.arguments().getFirst().isCondition()) {
                    throw new FormulaException("'" + call.text() + "' must begin with a comparison: if(close > open, 1, 0)");
                }
                yield new ChoiceFormula(condition(call.arguments().getFirst()), argument(call, 1, 3), argument(call, 2, 3));
            }
        };
    }

    private Formula unary(final Syntax.Call call, final UnaryFormula.Function function) {
        return new UnaryFormula(function, argument(call, 0, 1));
    }

    private Formula folded(final Syntax.Call call, final Operator operator) {
        if (call.arguments().size() < 2) {
            throw new FormulaException("'" + call.text() + "' needs two numbers or more");
        }
        Formula folded = argument(call, 0, call.arguments().size());
        for (int i = 1; i < call.arguments().size(); i++) {
            folded = new BinaryFormula(operator, folded, argument(call, i, call.arguments().size()));
        }
        return folded;
    }

    private Formula argument(final Syntax.Call call, final int index, final int count) {
        count(call, count);
        final Syntax argument = call.arguments().get(index);
        if (argument.isCondition() || argument instanceof Syntax.Word) {
            throw new FormulaException("'" + call.text() + "' has '" + argument.text() + "' where a number belongs");
        }
        return formula(argument);
    }

    private static void count(final Syntax.Call call, final int count) {
        if (call.arguments().size() != count || !call.named().isEmpty() || !call.output().isEmpty()) {
            throw new FormulaException("'" + call.text() + "' must have exactly " + count + (count == 1 ? " argument" : " arguments"));
        }
    }

    /** The condition of a claim, evaluated on request. */
    Condition condition(final Syntax syntax) {
        return switch (syntax) {
            case Syntax.Comparison(final Syntax.Relation relation, final Syntax left, final Syntax right) ->
                new ComparisonCondition(relation, nodeOf.apply(left), nodeOf.apply(right));
            case Syntax.Junction(final boolean all, final List<Syntax> parts) -> {
                final List<Condition> built = new ArrayList<>();
                parts.forEach(part -> built.add(condition(part)));
                yield new JunctionCondition(all, built);
            }
            case Syntax.Not(final Syntax of) -> new NotCondition(condition(of));
            default -> throw new FormulaException("'" + syntax.text() + "' is not a comparison");
        };
    }
}
