package io.ringmaster.strategies.indicator;

import io.ringmaster.strategies.formula.Condition;
import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.formula.Parser;
import io.ringmaster.strategies.formula.Syntax;
import io.ringmaster.strategies.indicator.BinaryFormula.Operator;
import java.util.ArrayList;
import java.util.Collections;
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
    private final Formulas formulas = new Formulas(this);
    private final Claims claims = new Claims();
    private final Values values = new Values();
    private final Histories histories = new Histories();
    private final List<Constant> constants = new ArrayList<>();
    private final List<Indicator> computed = new ArrayList<>();
    private Steps steps;
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
        arrange();
        bars++;
        values.turn();
        PriceField.write(values.now, open, high, low, close, volume);
        if (hasMeans) {
            PriceField.writeMeans(values.now, open, high, low, close);
        }
        steps.take(bar, values);
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
        return formulas.formula(Parser.number(text, values));
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
        final Condition meaning = formulas.condition(syntax);
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
            case final Syntax.Call call when Formulas.isFunction(call) -> formulaNode(syntax);
            case final Syntax.Call call -> call(call);
            case Syntax.Lag(final Syntax of, final int count) -> node(syntax.text(), () -> new Lag(node(of), count));
            case final Syntax.Arithmetic _ -> formulaNode(syntax);
            default -> throw new FormulaException("'" + syntax.text() + "' is no number");
        };
    }

    private Indicator formulaNode(final Syntax syntax) {
        return node(syntax.text(), () -> switch (syntax) {
            case Syntax.Arithmetic(final char operator, final Syntax left, final Syntax right) -> pair(Formulas.operator(operator), left, right);
            case final Syntax.Call call when "min".equals(call.name()) && isPlain(call, 2) ->
                pair(Operator.MIN, call.arguments().getFirst(), call.arguments().getLast());
            case final Syntax.Call call when "max".equals(call.name()) && isPlain(call, 2) ->
                pair(Operator.MAX, call.arguments().getFirst(), call.arguments().getLast());
            case final Syntax.Call call when "ratio".equals(call.name()) && isPlain(call, 3) ->
                new RatioNode(node(call.arguments().get(0)), node(call.arguments().get(1)), node(call.arguments().get(2)));
            default -> new FormulaNode(formulas.formula(syntax));
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

    /**
     * Gives every node its slot, and says in which order they are computed. Nothing can be declared afterwards. The first bar does it if its
     * owner has not.
     */
    public void arrange() {
        if (steps == null) {
            arrangeNodes();
        }
    }

    private void arrangeNodes() {
        values.resize(PriceField.COUNT + constants.size() + computed.size());
        int slot = PriceField.COUNT;
        for (final Constant constant : constants) {
            constant.setSlot(values, slot++);
            constant.write(values);
        }
        computed.reversed().forEach(Indicator::countFollowers);
        final List<Indicator> others = new ArrayList<>();
        for (final Indicator node : computed) {
            if (node instanceof final Price price) {
                price.setSlot(values, price.ownSlot());
                hasMeans |= price.isMean();
            } else {
                others.add(node);
            }
        }
        steps = Steps.of(others, values, slot, histories);
        claims.arrange();
        byDeclaration = null;
        claimByText = null;
        reads = null;
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
}
