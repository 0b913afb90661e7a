package io.ringmaster.strategies;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes formulas and claims up, each as its text and, computed on the way from the whole history, as what it is on every bar. Bars must lie
 * on a grid of quarters: sums are then exact in whatever order they are taken, and two computations must agree to the last bit.
 */
final class RandomFormulas {

    /** What comes up in the end. */
    static final String LANGUAGE = "open high low close volume hl2 + - * / [1] abs( sqrt( log( exp( sign( floor( min( max( clip( ratio( known("
        + " if( crosses sma( sum( highest( lowest( change( momentum( > < >= <= above below and or not";
    private static final List<String> RELATIONS = List.of(">", "<", ">=", "<=", "crosses above", "crosses below");
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int COMPARISON = 4;
    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int FACTOR = 3;
    private static final int PRIMARY = 4;
    /** More, and a sum of them is no longer exact. */
    private static final int EXACT_BITS = 44;
    private static final int INEXACT = 1_000;
    /** Numbers that agree to so many digits differ by nothing, or are equal in a comparison. */
    private static final double NO_DIFFERENCE = 1e-13;
    private static final double EQUAL = 1e-10;

    private final Bars bars;
    private final Random random;

    /**
     * @param values by bar; NaN before the {@code warmup}-th, and where there is none
     * @param binds  how tightly its outermost operator binds
     * @param grain  exponent of the power of 2 all values are multiples of; {@link #INEXACT} if there is none
     */
    record Number(String text, int binds, double[] values, int warmup, int grain) { }

    /**
     * @param isWarm by bar, whether its numbers are
     * @param binds  how tightly its outermost word binds
     */
    record Truth(String text, int binds, boolean[] holds, boolean[] isWarm, int warmup) { }

    RandomFormulas(final Bars bars, final Random random) {
        this.bars = bars;
        this.random = random;
    }

    // ------------------------------------------------------------------ numbers

    Number number(final int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(13)) {
            case 0 -> leaf();
            case 1, 2, 3 -> arithmetic(depth);
            case 4 -> negated(number(depth - 1));
            case 5 -> lag(depth);
            case 6 -> unary(depth);
            case 7 -> extreme(depth);
            case 8 -> clip(number(depth - 1));
            case 9 -> ratio(number(depth - 1), number(depth - 1), number(depth - 1));
            case 10 -> choice(truth(depth - 1), number(depth - 1), number(depth - 1));
            case 11 -> known(number(depth - 1), number(depth - 1));
            default -> windowed(depth);
        };
    }

    /** One that is not the same on every bar. */
    private Number moving(final int depth) {
        return Stream.generate(() -> number(depth)).filter(one -> one.warmup > 0).findFirst().orElseThrow();
    }

    private Number leaf() {
        return switch (random.nextInt(7)) {
            case 0 -> field("open", bars.open);
            case 1 -> field("high", bars.high);
            case 2 -> field("low", bars.low);
            case 3 -> field("close", bars.close);
            case 4 -> field("volume", bars.volume);
            case 5 -> field("hl2", each(bars::hl2));
            default -> literal(random.nextInt(200) / 2.0);
        };
    }

    private static Number field(final String name, final double[] values) {
        return new Number(name, PRIMARY, values, 1, -3);
    }

    private Number literal(final double value) {
        final String text = value == Math.rint(value) && random.nextBoolean() ? Integer.toString((int) value) : Double.toString(value);
        return new Number(text, PRIMARY, each(i -> value), 0, -1);
    }

    private Number arithmetic(final int depth) {
        final Number left = number(depth - 1);
        final Number right = number(depth - 1);
        return switch (random.nextInt(4)) {
            case 0 -> joined(left, " + ", SUM, right, (a, b) -> difference(a, -b), Math.min(left.grain, right.grain));
            case 1 -> joined(left, " - ", SUM, right, RandomFormulas::difference, Math.min(left.grain, right.grain));
            case 2 -> joined(left, "*", PRODUCT, right, (a, b) -> a * b, left.grain + right.grain);
            default -> joined(left, "/", PRODUCT, right, (a, b) -> finite(a / b), INEXACT);
        };
    }

    private Number joined(
        final Number left, final String operator, final int binds, final Number right, final DoubleBinaryOperator how, final int grain) {
        final String text = parenthesized(left, binds) + (random.nextBoolean() ? operator : operator.strip()) + parenthesized(right, binds + 1);
        final double[] values = each(i -> how.applyAsDouble(left.values[i], right.values[i]));
        return new Number(text, binds, values, Math.max(left.warmup, right.warmup), exact(left, right) ? grain : INEXACT);
    }

    /** What is left of two numbers that agree to 13 digits is nothing. */
    private static double difference(final double a, final double b) {
        return Math.abs(a - b) <= NO_DIFFERENCE * Math.abs(a) ? 0 : a - b;
    }

    /** What has no value is empty, not infinite. */
    private static double finite(final double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    private Number negated(final Number of) {
        return new Number("-" + parenthesized(of, FACTOR), FACTOR, each(i -> -of.values[i]), of.warmup, of.grain);
    }

    private Number lag(final int depth) {
        final Number of = number(depth - 1);
        return lagged(of, of.warmup == 0 ? 0 : 1 + random.nextInt(6));
    }

    private Number lagged(final Number of, final int by) {
        final String text = parenthesized(of, PRIMARY) + "[" + by + "]";
        return new Number(text, PRIMARY, windows(of, by + 1, window -> window[0]), of.warmup + by, of.grain);
    }

    /** What is made of the last so many values, where there are as many; a bar without a value is none of them, and has none. */
    private double[] windows(final Number of, final int n, final ToDoubleFunction<double[]> made) {
        return each(i -> {
            final double[] before = Arrays.stream(of.values, 0, i + 1).filter(x -> !Double.isNaN(x)).toArray();
            return Double.isNaN(of.values[i]) || before.length < n
                ? Double.NaN : made.applyAsDouble(Arrays.copyOfRange(before, before.length - n, before.length));
        });
    }

    private Number unary(final int depth) {
        final Number of = number(depth - 1);
        return switch (random.nextInt(6)) {
            case 0 -> function("abs", of, Math::abs, of.grain);
            case 1 -> function("sign", of, Math::signum, 0);
            case 2 -> function("floor", of, Math::floor, 0);
            case 3 -> function("sqrt", of, Math::sqrt, INEXACT);
            case 4 -> function("exp", clip(of), StrictMath::exp, INEXACT);
            default -> function("log", of, x -> finite(StrictMath.log(x)), INEXACT);
        };
    }

    private Number function(final String name, final Number of, final DoubleUnaryOperator how, final int grain) {
        return new Number(name + "(" + of.text + ")", PRIMARY, each(i -> how.applyAsDouble(of.values[i])), of.warmup, grain);
    }

    private Number extreme(final int depth) {
        final boolean isLargest = random.nextBoolean();
        final List<Number> of = IntStream.range(0, 2 + random.nextInt(3)).mapToObj(i -> number(depth - 1)).toList();
        final DoubleBinaryOperator how = isLargest ? Math::max : Math::min;
        return call(isLargest ? "max" : "min", of, i -> of.stream().mapToDouble(one -> one.values[i]).reduce(how).orElseThrow(),
            of.stream().mapToInt(Number::grain).min().orElseThrow());
    }

    private Number clip(final Number of) {
        final int low = random.nextInt(4);
        return clipped(of, low, low + 1 + random.nextInt(3));
    }

    /** One that stays within two others. */
    Number clipped(final Number of, final double low, final double high) {
        return call(
            "clip", List.of(of, literal(low), literal(high)), i -> Math.max(low, Math.min(high, of.values[i])), Math.min(-1, of.grain));
    }

    private Number ratio(final Number of, final Number by, final Number otherwise) {
        return call("ratio", List.of(of, by, otherwise),
            i -> by.values[i] == 0 ? otherwise.values[i] : finite(of.values[i] / by.values[i]), INEXACT);
    }

    private Number choice(final Truth when, final Number then, final Number otherwise) {
        final int warmup = Math.max(when.warmup, Math.max(then.warmup, otherwise.warmup));
        return new Number("if(" + when.text + ", " + then.text + "," + otherwise.text + ")", PRIMARY,
            each(i -> !when.isWarm[i] || Double.isNaN(then.values[i] + otherwise.values[i])
                ? Double.NaN : when.holds[i] ? then.values[i] : otherwise.values[i]), warmup,
            exact(then, otherwise) ? Math.min(then.grain, otherwise.grain) : INEXACT);
    }

    private Number known(final Number of, final Number otherwise) {
        return new Number("known(" + of.text + "," + otherwise.text + ")", PRIMARY,
            each(i -> Double.isNaN(of.values[i]) ? otherwise.values[i] : of.values[i]), Math.min(of.warmup, otherwise.warmup),
            exact(of, otherwise) ? Math.min(of.grain, otherwise.grain) : INEXACT);
    }

    private Number call(final String name, final List<Number> arguments, final IntToDoubleFunction value, final int grain) {
        final int warmup = arguments.stream().mapToInt(Number::warmup).max().orElseThrow();
        return new Number(
            name + arguments.stream().map(Number::text).collect(Collectors.joining(random.nextBoolean() ? ", " : ",", "(", ")")), PRIMARY,
            each(i -> arguments.stream().anyMatch(one -> Double.isNaN(one.values[i])) ? Double.NaN : value.applyAsDouble(i)), warmup,
            exact(arguments.toArray(new Number[0])) ? grain : INEXACT);
    }

    private Number windowed(final int depth) {
        final Number of = moving(depth - 1);
        final int power = 1 + random.nextInt(3);
        final int n = 1 << power;
        return switch (random.nextInt(6)) {
            case 0 -> isExact(of) ? window("sma", of, n, window -> Arrays.stream(window).sum() / n, of.grain - power) : lag(depth);
            case 1 -> isExact(of) ? window("sum", of, n, window -> Arrays.stream(window).sum(), of.grain) : lag(depth);
            case 2 -> window("highest", of, n, window -> Arrays.stream(window).max().orElseThrow(), of.grain);
            case 3 -> window("lowest", of, n, window -> Arrays.stream(window).min().orElseThrow(), of.grain);
            case 4 -> since("change(" + of.text + ")", of, 1);
            default -> since("momentum(" + of.text + "," + n + ")", of, n);
        };
    }

    private Number window(final String name, final Number of, final int n, final ToDoubleFunction<double[]> made, final int grain) {
        return new Number(name + "(" + of.text + ", " + n + ")", PRIMARY, windows(of, n, made), of.warmup + n - 1, grain);
    }

    private Number since(final String text, final Number of, final int n) {
        return new Number(text, PRIMARY, windows(of, n + 1, window -> difference(window[n], window[0])), of.warmup + n, of.grain);
    }

    private boolean exact(final Number... all) {
        return Arrays.stream(all).allMatch(this::isExact);
    }

    private boolean isExact(final Number number) {
        final double largest = Arrays.stream(number.values).map(Math::abs).filter(x -> !Double.isNaN(x)).max().orElse(0);
        return number.grain != INEXACT && Math.getExponent(largest) - number.grain <= EXACT_BITS;
    }

    private double[] each(final IntToDoubleFunction value) {
        return Oracle.map(bars.size(), value);
    }

    private static String parenthesized(final Number number, final int binds) {
        return number.binds < binds ? "(" + number.text + ")" : number.text;
    }

    // ------------------------------------------------------------------ claims

    Truth truth(final int depth) {
        if (depth == 0) {
            return comparison(0);
        }
        return switch (random.nextInt(5)) {
            case 0 -> junction(true, truth(depth - 1), truth(depth - 1));
            case 1 -> junction(false, truth(depth - 1), truth(depth - 1));
            case 2 -> not(truth(depth - 1));
            default -> comparison(depth - 1);
        };
    }

    private Truth comparison(final int depth) {
        final Number left = moving(depth);
        final Number right = random.nextInt(4) == 0 ? near(left) : number(depth);
        final String relation = RELATIONS.get(random.nextInt(RELATIONS.size()));
        final int before = relation.startsWith("crosses") ? 1 : 0;
        final boolean[] holds = new boolean[bars.size()];
        final boolean[] isWarm = new boolean[bars.size()];
        for (int i = before; i < holds.length; i++) {
            final double now = side(left.values[i], right.values[i]);
            final double then = side(left.values[i - before], right.values[i - before]);
            isWarm[i] = !Double.isNaN(now + then);
            holds[i] = isWarm[i] && switch (relation) {
                case ">" -> now > 0;
                case "<" -> now < 0;
                case ">=" -> now >= 0;
                case "<=" -> now <= 0;
                case "crosses above" -> now > 0 && then <= 0;
                default -> now < 0 && then >= 0;
            };
        }
        return new Truth(left.text + " " + relation + " " + right.text, COMPARISON, holds, isWarm, Math.max(left.warmup, right.warmup) + before);
    }

    /** What is sometimes above another number, sometimes below, and sometimes the same. */
    private Number near(final Number number) {
        return lagged(number, number.warmup == 0 ? 0 : 1 + random.nextInt(3));
    }

    private static double side(final double left, final double right) {
        return Math.abs(left - right) <= EQUAL * Math.abs(left) ? 0 : Math.signum(left - right);
    }

    private Truth junction(final boolean all, final Truth left, final Truth right) {
        final int binds = all ? AND : OR;
        final boolean[] holds = new boolean[bars.size()];
        final boolean[] isWarm = new boolean[bars.size()];
        for (int i = 0; i < holds.length; i++) {
            holds[i] = all ? left.holds[i] && right.holds[i] : left.holds[i] || right.holds[i];
            isWarm[i] = left.isWarm[i] && right.isWarm[i];
        }
        return new Truth(
            parenthesized(left, binds) + (all ? " and " : " or ") + parenthesized(right, binds), binds, holds, isWarm,
            Math.max(left.warmup, right.warmup));
    }

    private Truth not(final Truth of) {
        final boolean[] holds = new boolean[bars.size()];
        for (int i = 0; i < holds.length; i++) {
            holds[i] = of.isWarm[i] && !of.holds[i];
        }
        return new Truth("not " + parenthesized(of, COMPARISON), NOT, holds, of.isWarm, of.warmup);
    }

    private static String parenthesized(final Truth truth, final int binds) {
        return truth.binds < binds ? "(" + truth.text + ")" : truth.text;
    }
}
