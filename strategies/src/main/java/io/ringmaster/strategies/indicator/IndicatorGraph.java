package io.ringmaster.strategies.indicator;

import io.ringmaster.strategies.formula.Condition;
import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.formula.Parser;
import io.ringmaster.strategies.formula.Syntax;
import io.ringmaster.strategies.indicator.BinaryFormula.Operator;
import io.ringmaster.strategies.indicator.UnaryFormula.Function;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All indicators on one instrument and timeframe, declared as text: {@code rsi(14)}, {@code sma(volume, 20)},
 * {@code macd(12,26,9).signal}, all of them before the first bar. Equal declarations are one node, computed behind those it reads.
 * Conventions are TA-Lib's unless one is named; {@link IndicatorCatalog} has all of them. One thread.
 */
public final class IndicatorGraph {

    private final Bar bar = new Bar();
    private final double[] features;
    private final EnumSet<Feature> read = EnumSet.noneOf(Feature.class);
    /** What is known by which text; forgotten with the first bar, after which nothing is declared any more. */
    private TreeMap<String, Indicator> byDeclaration = new TreeMap<>();
    private TreeMap<String, Claim> claimByText = new TreeMap<>();
    private final Claims claims = new Claims();
    private final Values values = new Values();
    private final Histories histories = new Histories();
    private final List<Constant> constants = new ArrayList<>();
    private final List<Indicator> computed = new ArrayList<>();
    /** What is done on a bar, step by step: a bank, which stretch of its nodes, and how far their slots are from their numbers. */
    private Bank[] banks = {};
    private int[] from = {};
    private int[] to = {};
    private int[] shift = {};
    private boolean hasMeans;
    private long declarations;
    private long bars;
    private List<Indicator> reads = new ArrayList<>();

    /** Where nothing is known but bars. */
    public IndicatorGraph() {
        this(Feature.unknown());
    }

    /** @param features by {@link Feature#ordinal}, as of the bar that closes; filled by the owner before each bar */
    public IndicatorGraph(final double[] features) {
        this.features = features;
    }

    /** Takes a closed bar and computes every node once. */
    public void onBar(
        final long openTimeNs, final long closeTimeNs, final double open, final double high, final double low, final double close,
        final double volume) {
        bar.openTimeNs = openTimeNs;
        bar.closeTimeNs = closeTimeNs;
        bar.open = open;
        bar.high = high;
        bar.low = low;
        bar.close = close;
        bar.volume = volume;
        if (bars++ == 0) {
            arrange();
        }
        values.turn();
        PriceField.write(values.now, open, high, low, close, volume);
        if (hasMeans) {
            PriceField.writeMeans(values.now, open, high, low, close);
        }
        for (int i = 0; i < banks.length; i++) {
            banks[i].update(bar, values, from[i], to[i], shift[i]);
        }
        histories.add(values.now);
        claims.evaluate(values);
    }

    /** The bar that closed last. */
    public Bar bar() {
        return bar;
    }

    /** Bars so far. */
    public long bars() {
        return bars;
    }

    /** The features that some node reads. */
    public Set<Feature> features() {
        return Collections.unmodifiableSet(read);
    }

    Indicator sample(final Feature feature) {
        read.add(feature);
        return new Sample(features, feature);
    }

    /** Nodes asked for so far, equal ones counted again. */
    public long declarations() {
        return declarations;
    }

    /** Nodes computed each bar. */
    public int nodes() {
        return computed.size();
    }

    /**
     * The node of a declaration.
     *
     * @throws FormulaException if it can't be understood
     */
    public Indicator indicator(final String text) {
        return indicator(text, Map.of());
    }

    /** The node of a declaration in which names stand for values. */
    public Indicator indicator(final String text, final Map<String, Syntax> values) {
        return node(Parser.number(text, values));
    }

    /** A number computed only when it is asked for. */
    public Formula formula(final String text, final Map<String, Syntax> values) {
        return formula(Parser.number(text, values));
    }

    /** A claim, worked out on every bar. */
    public Claim claim(final String text, final Map<String, Syntax> values) {
        return claim(Parser.claim(text, values));
    }

    /** All claims on these indicators. */
    public Claims claims() {
        return claims;
    }

    private void requireNoBars(final Syntax syntax) {
        if (bars > 0) {
            throw new IllegalStateException("'" + syntax.text() + "' is declared after the first bar");
        }
    }

    private Claim claim(final Syntax syntax) {
        requireNoBars(syntax);
        final Claim known = claimByText.get(syntax.text());
        if (known != null) {
            return known;
        }
        final Condition meaning = condition(syntax);
        final int index = switch (syntax) {
            case Syntax.Comparison(final Syntax.Relation relation, final Syntax left, final Syntax right) ->
                claims.compare(relation, node(left), node(right));
            case Syntax.Junction(final boolean all, final List<Syntax> parts) ->
                claims.join(all ? Claims.Kind.ALL : Claims.Kind.ANY, parts.stream().mapToInt(part -> claim(part).index()).toArray());
            case Syntax.Not(final Syntax of) -> claims.join(Claims.Kind.NOT, claim(of).index());
            default -> throw new FormulaException("'" + syntax.text() + "' compares nothing");
        };
        final Claim made = new Claim(claims, index, meaning);
        claimByText.put(syntax.text(), made);
        return made;
    }

    /** The node of a parsed number. */
    public Indicator node(final Syntax syntax) {
        requireNoBars(syntax);
        return switch (syntax) {
            case final Syntax.Number number -> constant(number);
            case final Syntax.Call call when isFunction(call) -> formulaNode(syntax);
            case final Syntax.Call call -> call(call);
            case Syntax.Lag(final Syntax of, final int count) -> node(syntax.text(), () -> new Lag(node(of), count));
            case final Syntax.Arithmetic _ -> formulaNode(syntax);
            default -> throw new FormulaException("'" + syntax.text() + "' is no number");
        };
    }

    private Indicator formulaNode(final Syntax syntax) {
        return node(syntax.text(), () -> switch (syntax) {
            case Syntax.Arithmetic(final char operator, final Syntax left, final Syntax right) -> pair(operator(operator), left, right);
            case final Syntax.Call call when "min".equals(call.name()) && isPlain(call, 2) ->
                pair(Operator.MIN, call.arguments().getFirst(), call.arguments().getLast());
            case final Syntax.Call call when "max".equals(call.name()) && isPlain(call, 2) ->
                pair(Operator.MAX, call.arguments().getFirst(), call.arguments().getLast());
            case final Syntax.Call call when "ratio".equals(call.name()) && isPlain(call, 3) ->
                new RatioNode(node(call.arguments().get(0)), node(call.arguments().get(1)), node(call.arguments().get(2)));
            default -> new FormulaNode(formula(syntax));
        });
    }

    /** Whether a call has so many numbers and nothing else; one that has not is told so where it is read as a formula. */
    private static boolean isPlain(final Syntax.Call call, final int count) {
        return call.arguments().size() == count && call.named().isEmpty() && call.output().isEmpty()
            && call.arguments().stream().noneMatch(argument -> argument.isCondition() || argument instanceof Syntax.Word);
    }

    private Indicator pair(final Operator operator, final Syntax left, final Syntax right) {
        return new PairNode(operator, node(left), node(right));
    }

    private Indicator constant(final Syntax.Number number) {
        return byDeclaration.computeIfAbsent(number.text(), text -> {
            final Constant made = new Constant(number.value());
            constants.add(made);
            return made;
        });
    }

    /** The node of a declaration already known, or a new one behind all those it reads. */
    private Indicator node(final String declaration, final Supplier<Indicator> make) {
        declarations++;
        final Indicator known = byDeclaration.get(declaration);
        if (known != null) {
            reads.add(known);
            return known;
        }
        final List<Indicator> outside = reads;
        reads = new ArrayList<>();
        final Indicator made = make.get();
        // It may be a node that is known by another name, or one that never changes and needs no place.
        if (!made.isDeclared() && !(made instanceof Constant)) {
            made.setReads(reads);
            computed.add(made);
        }
        byDeclaration.put(declaration, made);
        reads = outside;
        reads.add(made);
        return made;
    }

    /** Nodes of one family that can be computed one after the other. */
    private record Step(String family, List<Indicator> nodes) { }

    /** Gives every node its slot behind those it reads, those of one family side by side, and each family its bank. */
    private void arrange() {
        values.resize(PriceField.COUNT + constants.size() + computed.size());
        int slot = PriceField.COUNT;
        for (final Constant constant : constants) {
            constant.setSlot(values, slot++);
            constant.write(values);
        }
        computed.reversed().forEach(Indicator::countFollowers);
        final List<Step> steps = new ArrayList<>();
        final List<Indicator> waiting = new ArrayList<>();
        for (final Indicator node : computed) {
            if (node instanceof final Price price) {
                price.setSlot(values, price.ownSlot());
                hasMeans |= price.isMean();
            } else {
                waiting.add(node);
            }
        }
        while (!waiting.isEmpty()) {
            final String family = next(waiting);
            final List<Indicator> stretch = new ArrayList<>();
            for (List<Indicator> ready = ready(family, waiting); !ready.isEmpty(); ready = ready(family, waiting)) {
                for (final Indicator node : ready) {
                    node.setSlot(values, slot++);
                }
                stretch.addAll(ready);      // Those that read them are ready now, and may stand in the same stretch.
                waiting.removeIf(node -> !node.isDeclared());
            }
            steps.add(new Step(family, stretch));
        }
        openBanks(steps);
        claims.arrange();
        byDeclaration = null;
        claimByText = null;
        reads = null;
    }

    private static List<Indicator> ready(final String family, final List<Indicator> waiting) {
        return waiting.stream().filter(node -> node.isReady() && node.family().equals(family))
            .sorted(Comparator.comparing(node -> node.getClass().getName())).toList();
    }

    private void openBanks(final List<Step> steps) {
        final TreeMap<String, List<Indicator>> byFamily = new TreeMap<>();
        steps.forEach(step -> byFamily.computeIfAbsent(step.family, family -> new ArrayList<>()).addAll(step.nodes));
        final TreeMap<String, Bank> bankOf = new TreeMap<>();
        byFamily.forEach((family, nodes) -> bankOf.put(family, nodes.getFirst().bank(nodes, histories)));
        histories.open();
        banks = steps.stream().map(step -> bankOf.get(step.family)).toArray(Bank[]::new);
        from = new int[banks.length];
        to = new int[banks.length];
        shift = new int[banks.length];
        final TreeMap<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < banks.length; i++) {
            final Step step = steps.get(i);
            to[i] = counts.merge(step.family, step.nodes.size(), Integer::sum);
            from[i] = to[i] - step.nodes.size();
            shift[i] = step.nodes.getFirst().slot() - from[i];
        }
    }

    /**
     * The family to compute next, so that banks are asked seldom: one that is done with for good then; else the one the longest chain of
     * nodes waits for; of those the one of which the largest share is ready.
     */
    private static String next(final List<Indicator> waiting) {
        final TreeMap<String, Candidate> candidates = new TreeMap<>();
        for (final Indicator node : waiting) {
            candidates.computeIfAbsent(node.family(), Candidate::new).add(node);
        }
        return candidates.values().stream().filter(family -> family.ready > 0).max(
            Comparator.comparing(Candidate::isWhole).thenComparing(Candidate::longest).thenComparing(Candidate::share)).orElseThrow().name;
    }

    /** What is left of a family. */
    private static final class Candidate {

        private final String name;
        private int all;
        private int ready;
        private int longest;

        private Candidate(final String name) {
            this.name = name;
        }

        private void add(final Indicator node) {
            all++;
            if (node.isReady()) {
                ready++;
                longest = Math.max(longest, node.followers());
            }
        }

        private boolean isWhole() {
            return ready == all;
        }

        private int longest() {
            return longest;
        }

        private double share() {
            return (double) ready / all;
        }
    }

    private Indicator call(final Syntax.Call call) {
        final ResolvedCall resolved = ResolvedCall.of(call);
        return node(resolved.text(), () -> {
            final Map<String, Syntax> values = new TreeMap<>(resolved.values());
            values.put("src", resolved.source());
            final Indicator source = resolved.source() instanceof Syntax.Word ? null : node(resolved.source());
            return resolved.type().builder().build(new IndicatorType.Arguments(this, source, values), resolved.output());
        });
    }

    private static boolean isFunction(final Syntax.Call call) {
        return switch (call.name()) {
            case "abs", "sqrt", "log", "exp", "sign", "floor", "min", "max", "ratio", "known", "if", "clip" -> true;
            default -> false;
        };
    }

    private Formula formula(final Syntax syntax) {
        return switch (syntax) {
            case Syntax.Arithmetic(final char operator, final Syntax left, final Syntax right) ->
                new BinaryFormula(operator(operator), formula(left), formula(right));
            case final Syntax.Call call when isFunction(call) -> function(call);
            default -> node(syntax);
        };
    }

    private static Operator operator(final char sign) {
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
            case "abs" -> unary(call, Function.ABS);
            case "sqrt" -> unary(call, Function.SQRT);
            case "log" -> unary(call, Function.LOG);
            case "exp" -> unary(call, Function.EXP);
            case "sign" -> unary(call, Function.SIGN);
            case "floor" -> unary(call, Function.FLOOR);
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

    private Formula unary(final Syntax.Call call, final Function function) {
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
            throw new FormulaException("'" + call.text() + "' must have " + count + " arguments and no more");
        }
    }

    private Condition condition(final Syntax syntax) {
        return switch (syntax) {
            case Syntax.Comparison(final Syntax.Relation relation, final Syntax left, final Syntax right) ->
                new ComparisonCondition(relation, node(left), node(right));
            case Syntax.Junction(final boolean all, final List<Syntax> parts) -> {
                final List<Condition> built = new ArrayList<>();
                parts.forEach(part -> built.add(condition(part)));
                yield new JunctionCondition(all, built);
            }
            case Syntax.Not(final Syntax of) -> new NotCondition(condition(of));
            default -> throw new FormulaException("'" + syntax.text() + "' compares nothing");
        };
    }
}
